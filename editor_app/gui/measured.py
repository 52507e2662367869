"""What `measuring` runs in processes of their own: the window, or a bare QTextEdit, doing what a person does.

Prints one JSON object. See `measuring` for what the figures mean.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QMetaObject, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

from editor_app.gui.application import application
from editor_app.gui.desk import Desk
from editor_app.gui.frame import Mode
from editor_app.gui.measured_text import long_text, prepare
from editor_app.gui.memory import Memory
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


# Keys pressed and steps scrolled for one figure.
KEYS, STEPS = 200, 200
STEP_PX = 60
# Milliseconds after which is looked again whether something has happened, if Qt says nothing.
BEAT_MS = 5
# Seconds after which something has gone wrong.
LONGEST_S = 60.0
# Seconds somebody looks up from the text before they go to the review, or accept all there is.
REST_S = 2.0
SIZE_PX = (1400, 900)
TYPED = (Qt.Key.Key_E,) * 5 + (Qt.Key.Key_Space,)


class Painted(QObject):
    """Counts the repaints of a widget, and says when one of them showed something."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        self._awaited: Callable[[], bool] | None = None
        # When a repaint ended that showed what is awaited.
        self._shown_s: float | None = None
        widget.installEventFilter(self)

    def since(self, before: int) -> bool:
        """Whether there was one after `before` of them."""
        return self.count > before

    def seconds(self, do: Callable[[], object], true: Callable[[], bool]) -> float:
        """How long it takes from an action to the end of the first repaint while something holds."""
        self._awaited, self._shown_s = true, None
        begin = time.perf_counter()
        do()
        wait(lambda: self._shown_s is not None)
        assert self._shown_s is not None  # waited for
        return self._shown_s - begin

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.count += 1
            if self._awaited is not None and self._awaited():
                # Once the repaint is done, and before whatever was left for later.
                self._awaited = None
                QMetaObject.invokeMethod(self, "_note", Qt.ConnectionType.QueuedConnection)
        return False

    @Slot()
    def _note(self) -> None:
        self._shown_s = time.perf_counter()


def wait(true: Callable[[], bool]) -> None:
    """Let Qt run until something holds.

    Raises:
        TimeoutError: it never does.
    """
    # As in the program itself, what works in the background has the interpreter while Qt has nothing to do.
    beat = QTimer(interval=BEAT_MS)
    beat.start()
    end = time.perf_counter() + LONGEST_S
    while not true():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.perf_counter() > end:
            raise TimeoutError("what was measured did not happen")


def seconds(do: Callable[[], object], true: Callable[[], bool]) -> float:
    """How long it takes from an action until something holds."""
    begin = time.perf_counter()
    do()
    wait(true)
    return time.perf_counter() - begin


def rest() -> None:
    """Do nothing for a while, as somebody who looks up from the text."""
    end = time.perf_counter() + REST_S
    wait(lambda: time.perf_counter() > end)


def p95_ms(times_s: list[float]) -> float:
    """The time that 95 in 100 stay under, milliseconds."""
    return round(1000 * sorted(times_s)[int(len(times_s) * 0.95)], 2)


def keys(view: QTextEdit, typed: Sequence[Qt.Key] = TYPED) -> tuple[float, float]:
    """Press keys in the middle of a text: what one costs (p95), and the longest Qt's loop stood still, milliseconds."""
    painted = Painted(view.viewport())
    cursor = view.textCursor()
    cursor.setPosition(view.document().characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    QCoreApplication.processEvents()
    times, longest = [], 0.0
    for number in range(KEYS):
        before = painted.count
        key = typed[number % len(typed)]
        times.append(seconds(partial(QTest.keyClick, view, key), partial(painted.since, before)))
        # What the key left to be done later: recording, marks, lists.
        until = time.perf_counter() + 0.02
        while time.perf_counter() < until:
            begin = time.perf_counter()
            QCoreApplication.processEvents()
            longest = max(longest, time.perf_counter() - begin)
    painted.deleteLater()
    return p95_ms(times), round(1000 * longest, 2)


def scrolling(view: QTextEdit) -> float:
    """What a scroll step costs (p95), milliseconds."""
    painted = Painted(view.viewport())
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 4)
    QCoreApplication.processEvents()
    times, step = [], STEP_PX
    for _ in range(STEPS):
        if not 0 <= bar.value() + step <= bar.maximum():
            step = -step
        before = painted.count
        times.append(seconds(partial(bar.setValue, bar.value() + step), partial(painted.since, before)))
        QCoreApplication.processEvents()
    painted.deleteLater()
    return p95_ms(times)


def memory_mb() -> float:
    """Memory of this process."""
    return round(float(psutil.Process().memory_info().rss) / 2**20, 1)


def _desk(folder: Path) -> Desk:
    settings = AppSettings(data_dir=folder / "data")
    memory = Memory(folder / "window.ini")
    # With its own settings: nobody's own windows are opened, or written down as others.
    likes = PreferenceStore(folder / "settings.toml", settings)
    return Desk(lambda: Workspace(settings, worker="external"), memory, likes)


def start(folder: Path, began: float) -> dict[str, object]:
    """From the start of the process until a person can type."""
    desk = _desk(folder / "empty")
    desk.start([])
    page = desk.windows[0].page
    painted = Painted(page.editor.viewport())
    wait(lambda: page.session is not None and page.editor.isEnabled() and painted.count > 0)
    taken = round(time.time() - began, 3)
    desk.close()
    return {"start_s": taken, "torch_imported": "torch" in sys.modules}


def window(folder: Path, words: int, hunks: int) -> dict[str, object]:
    """The window with a long text and its suggestions."""
    file = prepare(folder, words=words, hunks=hunks)
    desk = _desk(folder)
    desk.start([])
    shell = desk.windows[0]
    shell.resize(*SIZE_PX)
    wait(lambda: shell.page.session is not None)
    found: dict[str, object] = {}

    def opened() -> bool:
        return shell.page.session is not None and shell.page.session.pending == hunks

    found["open_ms"] = _ms(seconds(lambda: desk.open([file], shell), opened))
    page = shell.page
    write, blocked_write = keys(page.editor)
    found["key_write_p95_ms"] = write
    scroll = scrolling(page.editor)
    wait(lambda: not page.session.unrecorded and not desk.library.waiting)  # type: ignore[union-attr]
    rest()
    found["mode_switch_ms"] = _switch(page, Mode.REVIEW)
    after_switch = _blocked()
    review, blocked_review = keys(page.review, [Qt.Key.Key_N])
    found["key_review_p95_ms"] = review
    page.review.set_typing(True)
    retype, blocked_retype = keys(page.review)
    page.review.set_typing(False)
    found["key_retype_p95_ms"] = retype
    found["key_p95_ms"] = max(write, review, retype)
    found["scroll_p95_ms"] = max(scroll, scrolling(page.review))
    found["blocked_ms"] = max(blocked_write, blocked_review, blocked_retype)
    wait(lambda: not page.session.unrecorded and not desk.library.waiting)  # type: ignore[union-attr]
    session = page.session
    assert session is not None
    rest()
    painted = Painted(page.review.viewport())

    def accepted() -> bool:
        return session.pending == 0 and not page.review.projection.hunks

    found["accept_all_ms"] = _ms(painted.seconds(lambda: shell.do("accept_all"), accepted))
    found["blocked_after_ms"] = max(after_switch, _blocked())
    found["memory_mb"] = memory_mb()
    desk.close()
    return found


def _switch(page: Page, mode: Mode) -> float:
    painted = Painted(page.review.viewport())
    window = page.window()
    taken = painted.seconds(lambda: window.do("toggle_review"), lambda: page.mode is mode)  # type: ignore[attr-defined]
    painted.deleteLater()
    return _ms(taken)


def _blocked() -> float:
    """The longest Qt's loop stands still with what was left for later, milliseconds."""
    longest, end = 0.0, time.perf_counter() + 1.0
    while (begin := time.perf_counter()) < end:
        QCoreApplication.processEvents()
        longest = max(longest, time.perf_counter() - begin)
        time.sleep(0.001)
    return _ms(longest)


def bare(words: int, hunks: int) -> dict[str, object]:
    """A QTextEdit with the same text, doing the same without knowing what a suggestion is."""
    view = QTextEdit()
    view.resize(*SIZE_PX)
    view.show()
    painted = Painted(view.viewport())
    wait(lambda: painted.count > 0)
    found: dict[str, object] = {}
    text = long_text(words, hunks)
    before = painted.count
    found["open_ms"] = _ms(seconds(lambda: view.setPlainText(text), lambda: painted.count > before))
    found["key_p95_ms"], found["blocked_ms"] = keys(view)
    found["scroll_p95_ms"] = scrolling(view)
    other = QTextEdit()
    other.resize(*SIZE_PX)
    other_painted = Painted(other.viewport())

    def switch() -> None:
        other.setPlainText(view.toPlainText())
        other.show()

    found["mode_switch_ms"] = _ms(seconds(switch, lambda: other_painted.count > 0))
    before = painted.count

    def replace() -> None:
        raw = view.toPlainText()
        cursor = QTextCursor(view.document())
        cursor.beginEditBlock()
        at = raw.rfind("teh")
        while at >= 0:
            cursor.setPosition(at)
            cursor.setPosition(at + 3, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("the")
            at = raw.rfind("teh", 0, at)
        cursor.endEditBlock()

    found["accept_all_ms"] = _ms(seconds(replace, lambda: painted.count > before))
    found["memory_mb"] = memory_mb()
    for widget in (view, other):
        widget.close()
    QCoreApplication.processEvents()
    return found


def _ms(taken_s: float) -> float:
    return round(1000 * taken_s, 1)


def main() -> None:
    """Measure one part."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=("start", "window", "bare"))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--words", type=int, default=0)
    parser.add_argument("--hunks", type=int, default=0)
    parser.add_argument("--began", type=float, required=True)
    options = parser.parse_args()
    application()
    if options.part == "start":
        found = start(options.folder, options.began)
    elif options.part == "window":
        found = window(options.folder, options.words, options.hunks)
    else:
        found = bare(options.words, options.hunks)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
