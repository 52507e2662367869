"""The desktop editor itself is killed while somebody types; the next one has the tabs, the caret and the text."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path


# Runs the editor as `redraft app` does, with a hand in its event loop.
PROGRAM = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor_app.gui import application
from editor_app.gui.window import Window
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace

def window():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))

def type_something():
    page = window().page
    if page.session is None or len(window().pages) < 2 or page.title != "two.md":
        QTimer.singleShot(50, type_something)
        return
    QTest.keyClicks(page.editor, "Typed before the end. ")
    said()

def said():
    session, arranged = window().page.session, AppSettings().data_dir / "arrangement.json"
    if session.state.text.startswith("Typed before the end. ") and arranged.exists():
        print("typed", flush=True)
    else:
        QTimer.singleShot(50, said)

def look():
    dialog = QApplication.activeModalWidget()
    if dialog is None or dialog.objectName() != "recovery" or not dialog.pane.count or len(window().pages) < 2:
        QTimer.singleShot(50, look)
        return
    print(dialog.pane.sheet.projection.applied, dialog.pane.sheet.projection.document, sep="|", flush=True)
    dialog.file.click()
    dialog.accept()
    used()

def used():
    page = window().page
    if page.editor.text() != "Two.\\n":
        QTimer.singleShot(50, used)
        return
    print(*(each.title for each in window().pages), page.title, sep="|", flush=True)
    window().do("quit")

application.application()
QTimer.singleShot(0, {"type": type_something, "look": look}[sys.argv[1]])
factory = partial(Workspace, AppSettings(), worker="external")
sys.exit(application.run([Path(name) for name in sys.argv[2:]], factory))
"""


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"REDRAFT_DATA_DIR": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"},
    )


def test_the_next_start_has_everything_and_asks_once(tmp_path: Path) -> None:
    files = [tmp_path / "one.md", tmp_path / "two.md"]
    for file, text in zip(files, ("One.\n", "Two.\n"), strict=True):
        file.write_text(text)
    killed = start(tmp_path, "type", *map(str, files))
    assert killed.stdout is not None
    assert killed.stdout.readline() == "typed\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    again = start(tmp_path, "look")
    said, _ = again.communicate(timeout=100)
    assert again.returncode == 0
    assert said.split("\n")[:4] == ["Typed before the end. Two.", "|Two.", "", "one.md|two.md|two.md"]
    assert files[1].read_text() == "Two.\n"
    # It ended as it should: nothing is left that says otherwise.
    assert list((tmp_path / "data" / "running").iterdir()) == []
    assert list((tmp_path / "data" / "logs").glob("crash-*")) == []
