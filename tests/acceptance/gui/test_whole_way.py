"""From a file to a saved, reviewed edit of it, and what is left when the program is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.gui.desk import Desk
from editor_app.gui.frame import Mode
from editor_app.gui.memory import Memory
from editor_app.gui.preference_store import PreferenceStore
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


DRAFT = "# A draft\r\n\r\nTeh first thing teh cat did was teh wrong one 😀.\r\n\r\nAnd teh end.\r\n"


def test_a_draft_is_opened_asked_about_reviewed_and_saved(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDRAFT_EDITOR_FACTORY", "worker.testing:load_editor")
    file = tmp_path / "draft.md"
    file.write_bytes(DRAFT.encode())
    settings = AppSettings(data_dir=tmp_path / "data")
    desk = Desk(lambda: Workspace(settings), Memory(tmp_path / "window.ini"), PreferenceStore(tmp_path / "s.toml"))
    desk.start([file])
    page = desk.windows[0].page
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)

    # Ask, and go on writing while the worker starts and works.
    QTest.keyClick(page.editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.instruction.words, "fix the grammar")
    QTest.keyClick(page.instruction.words, Qt.Key.Key_Return)
    assert page.editor.hasFocus()
    QTest.keyClicks(page.editor, "Typed. ")
    qtbot.waitUntil(lambda: page.session.pending == 3, timeout=60_000)
    assert page.editor.text().startswith("Typed. # A draft\n")

    # Review by keyboard: accept, reject, accept; take the last one back, and accept it after all.
    QTest.keyClick(page.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: page.mode is Mode.REVIEW, timeout=20_000)
    page.review.go_to(0)
    for key, left in ((Qt.Key.Key_A, 2), (Qt.Key.Key_R, 1), (Qt.Key.Key_A, 0)):
        QTest.keyClick(page.review, key)
        qtbot.waitUntil(lambda left=left: page.session.pending == left, timeout=20_000)
    QTest.keyClick(page.review, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.session.pending == 1, timeout=20_000)
    QTest.keyClick(page.review, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.session.pending == 0, timeout=20_000)

    QTest.keyClick(page.review, Qt.Key.Key_F4)
    QTest.keyClick(page.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not page.session.unsaved, timeout=20_000)
    desk.close()
    reviewed = DRAFT.replace("thing teh", "thing the").replace("And teh", "And the")
    assert file.read_bytes() == f"Typed. {reviewed}".encode()


_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from editor_app.gui.application import application
from editor_app.gui.desk import Desk
from editor_app.gui.memory import Memory
from editor_app.gui.preference_store import PreferenceStore
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace

folder = Path(sys.argv[1])
app = application()
settings = AppSettings(data_dir=folder / "data")
likes = PreferenceStore(folder / "s.toml")
desk = Desk(lambda: Workspace(settings, worker="external"), Memory(folder / "w.ini"), likes)
desk.start([folder / "draft.md"])
page = desk.windows[0].page

def type_when_open():
    if page.session is None:
        QTimer.singleShot(20, type_when_open)
        return
    QTest.keyClicks(page.editor, "Never lose this. ")
    QTimer.singleShot(1000, lambda: os.kill(os.getpid(), signal.SIGKILL))

type_when_open()
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_what_was_typed_a_second_before_kill_9_is_there_again(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("A draft.\n", encoding="utf-8")
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "REDRAFT_DATA_DIR": str(tmp_path / "data")},
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    with Workspace(AppSettings(data_dir=tmp_path / "data"), worker="external") as workspace:
        document = workspace.open(tmp_path / "draft.md")
        assert workspace.text(document.id) == "Never lose this. A draft.\n"
        assert workspace.check() == []
    assert (tmp_path / "draft.md").read_text(encoding="utf-8") == "A draft.\n"


def test_the_window_never_imports_torch() -> None:
    code = "import sys, editor_app.gui.desk; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
