"""Makes the pictures of README and docs: the real window with the bundled sample and the built-in model.

QT_QPA_PLATFORM=offscreen python -m editor_app.gui.pictures docs/images

Look at each before it is committed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edit_engine.text import Span
from editor_app.gui.application import application
from editor_app.gui.desk import Desk
from editor_app.gui.frame import Mode
from editor_app.gui.memory import Memory
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.window import Window
from editor_app.sample import sample_path
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


SIZE_PX = (1240, 820)
# Seconds for the worker to load its model and go through the sample.
LONGEST_S = 240.0


class Photographer:
    """One window, and a folder for its pictures."""

    def __init__(self, folder: Path, data: Path) -> None:
        self._folder = folder
        settings = AppSettings(data_dir=data)
        draft = data / "draft.md"
        shutil.copy(sample_path(), draft)
        self.likes = PreferenceStore(data / "settings.toml", settings)
        self.likes.change("appearance", scheme="light", language="en")
        self.likes.change("writing", spelling=False)
        self.desk = Desk(lambda: Workspace(settings), Memory(data / "window.ini"), self.likes)
        self.desk.start([draft])
        self.window: Window = self.desk.windows[0]
        self.window.resize(*SIZE_PX)
        wait(lambda: self.page.session is not None)

    @property
    def page(self) -> Page:
        """The page on the screen."""
        return self.window.page

    def shoot(self, name: str) -> None:
        """Take a picture of the window."""
        rest(1.0)
        self.window.grab().save(str(self._folder / f"{name}.png"))

    def all(self) -> None:
        """Take every picture."""
        page = self.page
        page.instruction.words.setText("fix the grammar")
        self.window.do("run_instruction")
        wait(lambda: page.session is not None and page.session.pending > 0 and not page.asking_of.working)
        page.editor.select(Span(400, 400))
        self.shoot("write")
        self.likes.change("writing", spelling=True, outline=True)
        self.window.do("find")
        page.finder.wanted.setText("repair")
        rest(3.0)
        self.shoot("writing-aids")
        page.finder.leave()
        self.likes.change("writing", spelling=False, outline=False)
        self.window.do("toggle_review")
        wait(lambda: page.mode is Mode.REVIEW)
        for _ in range(5):
            self.window.do("next_hunk")
        self.shoot("review")
        self.likes.change("appearance", scheme="dark")
        self.shoot("review-dark")
        self.likes.change("appearance", scheme="light")
        session = page.session
        assert session is not None  # a document is open
        left = session.pending
        for _ in range(12):
            self.window.do("accept_hunk")
            left -= 1
            wait(lambda left=left: session.pending <= left)  # type: ignore[misc]
        self.window.do("toggle_review")
        wait(lambda: page.mode is Mode.WRITE)
        QTest.keyClicks(page.editor, "A sentence of my own. ")
        rest(2.0)
        self.window.do("show_history")
        rest(2.0)
        history = page.side.history
        history.list.setCurrentIndex(history.list.model().index(history.list.model().rowCount() - 1, 0))
        rest(3.0)
        self.shoot("history")
        self.window.do("show_history")
        self.window.do("show_settings")
        rest(1.5)
        dialog = next(each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window)
        dialog.grab().save(str(self._folder / "settings.png"))
        dialog.close()


def wait(true: Callable[[], bool]) -> None:
    """Let Qt run until something holds."""
    end = time.monotonic() + LONGEST_S
    while not true():
        QCoreApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")


def rest(seconds: float) -> None:
    """Let Qt run for a while."""
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() > end)


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Pictures of the window.")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    application()
    with tempfile.TemporaryDirectory() as data:
        photographer = Photographer(options.folder, Path(data))
        photographer.all()
        photographer.desk.close()


if __name__ == "__main__":
    main()
