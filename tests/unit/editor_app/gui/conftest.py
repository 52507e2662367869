"""A window without a screen, on a real library in a folder of its own, with suggestions made by hand.

Nothing of Redraft is replaced: the workspace is the real one, only no worker runs. Any warning of Qt, and any thread or
timer that outlives a test, fails it.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path


os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span
from editor_app.gui.application import application
from editor_app.gui.desk import Desk
from editor_app.gui.memory import Memory
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.window import Window
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


DRAFT = "# Teh title\n\nTeh cat sat on teh mat 😀 and teh dog did not.\n\nAn other paragraph, with teh end.\n"
_HARMLESS = ("This plugin does not support",)


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    app = application()
    yield app
    # The offscreen platform keeps what was copied until Python is gone, and then frees it through Python.
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def _quiet_qt() -> Iterator[None]:
    """Qt warns about misuse only in its log."""
    said: list[str] = []

    def hear(kind: QtMsgType, _: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not any(known in message for known in _HARMLESS):
            said.append(message)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert not said


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Windows and threads end with their test."""
    before = set(threading.enumerate())
    yield
    qapp.processEvents()
    assert [widget for widget in QGuiApplication.topLevelWindows() if widget.isVisible()] == []
    assert {thread.name for thread in set(threading.enumerate()) - before if thread.name.startswith("redraft")} == set()


Suggest = Callable[..., list[Hunk]]


@pytest.fixture
def suggest() -> Suggest:
    """Stores suggestions as a worker would have: each text, found after the one before, and what it becomes."""

    def store(
        workspace: Workspace,
        document_id: str,
        pairs: Sequence[tuple[str, str]],
        *,
        intent: Intent = Intent.FIX,
        confidence: float = 0.9,
        words: str = "",
    ) -> list[Hunk]:
        document = workspace.document(document_id)
        text = workspace.text(document_id)
        instruction = Instruction(intent=intent, words=words)
        why = Provenance(model="built-in", model_hash="0" * 16, seed=0, intent=intent, words=words)

        def requests(job_id: str) -> list[EditRequest]:
            core = Span(0, len(text))
            return [EditRequest(id=f"{job_id}.0", text=text, core=core, instruction=instruction)]

        library = workspace._library
        job = library.create_job(document_id, document.head_id, instruction, requests, Priority.INTERACTIVE)
        hunks, at = [], 0
        for before, after in pairs:
            start = text.index(before, at)
            at = start + len(before)
            hunks.append(
                Hunk(
                    id=hunk_id(job.id, start, at, after),
                    start=start,
                    end=at,
                    before=before,
                    after=after,
                    confidence=confidence,
                    provenance=why,
                )
            )
        library.finish_chunk(f"{job.id}.0", hunks, 0.1)
        return hunks

    return store


class Bench:
    """A desk with one window, and the means to wait for what happens in the background."""

    def __init__(self, folder: Path, file: Path, qtbot: object) -> None:
        self.settings = AppSettings(data_dir=folder / "data")
        self.workspace = Workspace(self.settings, worker="external")
        self.file = file
        self._bot = qtbot
        preferences = PreferenceStore(self.settings.settings_file, self.settings)
        self.desk = Desk(lambda: self.workspace, Memory(folder / "window.ini"), preferences)
        self.desk.start([file])
        self.window: Window = self.desk.windows[0]
        self.window.resize(1400, 900)  # whatever screen there is
        self.until(lambda: self.page.session is not None)

    @property
    def page(self) -> Page:
        """The page on the screen."""
        return self.window.page

    def until(self, true: Callable[[], bool]) -> None:
        """Let Qt run until something holds."""
        self._bot.waitUntil(true, timeout=20_000)  # type: ignore[attr-defined]

    def settle(self) -> None:
        """Let everything that was asked for be done."""
        self.page.session.record()
        self.until(lambda: not self.desk.library.waiting and not self.page.session.unrecorded)

    def put_caret(self, needle: str) -> None:
        """Put the caret before the first `needle` in the text."""
        cursor = self.page.editor.textCursor()
        cursor.setPosition(self.page.editor.units().unit(self.stored.index(needle)))
        self.page.editor.setTextCursor(cursor)

    def type_text(self, text: str) -> None:
        """Type into the text, and let it be recorded."""
        QTest.keyClicks(self.page.editor, text)
        self.settle()

    @property
    def id(self) -> str:
        return self.page.session.document_id

    @property
    def stored(self) -> str:
        return self.workspace.text(self.id)

    def refresh(self) -> None:
        self.page.session.refresh()
        self.settle()


@pytest.fixture
def bench(tmp_path: Path, qtbot: object) -> Iterator[Bench]:
    file = tmp_path / "draft.md"
    file.write_text(DRAFT, encoding="utf-8")
    made = Bench(tmp_path, file, qtbot)
    yield made
    made.desk.close()


@pytest.fixture
def reviewed(bench: Bench, suggest: Suggest) -> Bench:
    """The window in review mode with four suggestions."""
    suggest(bench.workspace, bench.id, [("Teh", "The"), ("Teh", "The"), ("teh", "the"), ("An other", "Another")])
    bench.refresh()
    bench.window.do("toggle_review")
    bench.settle()
    return bench
