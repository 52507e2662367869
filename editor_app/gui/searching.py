"""A search in the text that is written, done in the background and again whenever the text is another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app import finding
from editor_app.finding import Found, Search
from editor_app.gui.dispatcher import Lane
from editor_app.gui.editor import Editor
from editor_app.gui.positions import Units


# Milliseconds without a change of the text after which it is searched again.
PAUSE_MS = 180


class Searching(QObject):
    """See the module. One search is under way at most, and only the newest counts.

    Signals:
        ended(): `found` is about the text and the search as they are now.
        failed(Exception): the search is such that it cannot be done.

    Args:
        editor: whose text is searched.
        lane: where.
        what: tells what is searched.
        wanted: tells whether the text should be searched again when it changes; if not, it waits until asked.
    """

    ended = Signal()
    failed = Signal(object)

    def __init__(
        self, editor: Editor, lane: Lane, what: Callable[[], Search], wanted: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._lane = lane
        self._what = what
        self._wanted = wanted
        self.found = Found()
        # Of the text it was found in.
        self.units = Units("")
        # Whether `found` is about another text, or another search.
        self.stale = True
        self._under_way = False
        # What waits for the end.
        self._then: Callable[[], None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)
        editor.textChanged.connect(self._text_changed)

    def again(self) -> None:
        """Search for something else."""
        self.stale = True
        self._then = None
        self._begin()

    def then(self, do: Callable[[], None]) -> None:
        """Do something with what is found, as soon as it is; never, if the search cannot be done."""
        if not self.stale and not self._under_way:
            do()
            return
        self._then = do
        if self.stale:
            self._begin()

    def _text_changed(self) -> None:
        self.stale = True
        if self._wanted():
            self._pause.start()

    def _begin(self) -> None:
        self._pause.stop()
        if not self._under_way:
            text, search = self._editor.text(), self._what()
            self._under_way, self.stale = True, False
            self._lane.run(
                partial(finding.find, text, search), partial(self._found, Units(text)), self._not_found, owner=self
            )

    def _found(self, units: Units, found: Found) -> None:
        self._under_way = False
        if self.stale:  # something else is searched by now
            self._begin()
            return
        self.found, self.units = found, units
        self.ended.emit()
        then, self._then = self._then, None
        if then is not None:
            then()

    def _not_found(self, error: Exception) -> None:
        self._under_way = False
        if self.stale:
            self._begin()
            return
        self.found, self._then = Found(), None
        self.failed.emit(error)
