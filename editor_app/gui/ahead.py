"""Makes ready what the review is about to show, while nobody presses a key: then to go there only swaps documents.

While one writes, that is the review itself; while one reviews, it is the text with everything accepted. Suggestions are
shaped in the background, the document is made in steps of some milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor_app.gui.frame import Mode
from editor_app.gui.positions import Border
from editor_app.gui.projection import Projection, Run, RunKind, border_of, project
from editor_app.gui.state import State
from editor_app.units import Shape, units


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page

# Milliseconds without a key before it begins; seconds it works until others have their turn.
QUIET_MS, TURN_S = 250, 0.004
# Shorter texts, in code points, are shown at once anyway.
LONG = 100_000


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What a review of a state shows."""

    state: State
    shape: Shape
    projection: Projection
    border: Border


class Ahead(QObject):
    """See the module.

    Args:
        page: whose review.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._state: State | None = None
        # What is ready to be shown, or is being made so.
        self._ready: Ready | None = None
        self._steps: Iterator[None] | None = None
        # Of a review, what the text with everything accepted was made of last.
        self._of: Projection | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._begin)
        self._working = QTimer(self, interval=0)
        self._working.timeout.connect(self._work)
        page.editor.typed.connect(self.wait)
        page.review.typed.connect(lambda *_: self.wait())
        page.review.current_changed.connect(lambda _: self.wait())

    def expect(self, state: State) -> None:
        """A document stands like that now."""
        self._state = state
        if len(state.text) >= LONG and state.shown:
            self._quiet.start()
        elif not state.shown and self._page.mode is Mode.WRITE:
            self.forget()

    def wait(self) -> None:
        """Somebody works; go on when they rest."""
        if self._quiet.isActive() or self._working.isActive():
            self._working.stop()
            self._quiet.start()

    def begin_review(self) -> None:
        """The review is shown: what comes after it is to be made ready now."""
        self._stop()
        self._ready = None

    def forget(self) -> None:
        """Another document is on the page, or nothing waits any more."""
        self._quiet.stop()
        self._stop()
        self._ready = None
        self._page.review.forget_ready()

    def ready(self, state: State, shape: Shape) -> Ready | None:
        """What a review of a state shows, if that is known and its document is made."""
        found = self._ready
        if found is None or self._steps is not None or found.state is not state or found.shape != shape:
            return None
        return found

    def _begin(self) -> None:
        """Go on, or begin anew where the document stands another way."""
        page, state = self._page, self._state
        session = page.session
        if session is None or state is None or session.state is not state or session.unrecorded:
            return  # what comes of it is told
        if page.mode is Mode.REVIEW:
            self._begin_accepted(page.review.projection)
        elif page.mode is Mode.WRITE:
            shape = page.review_typing.shape
            if self._ready is not None and self._ready.state is state and self._ready.shape == shape:
                self._go_on()
            else:
                page.desk.reading.run(lambda: shaped(state, shape), self._take, owner=self)

    def _take(self, ready: Ready) -> None:
        if ready.state is self._state and self._page.mode is Mode.WRITE:
            self._ready = ready
            self._make(ready.projection, ready.border)

    def _begin_accepted(self, projection: Projection) -> None:
        def accepted() -> tuple[Projection, Border]:
            text = projection.applied
            return Projection([Run(RunKind.KEPT, text)], ()), Border(text)

        def take(made: tuple[Projection, Border]) -> None:
            if self._page.mode is Mode.REVIEW and self._page.review.projection is projection:
                self._of = projection
                self._make(*made)

        if self._steps is not None:
            self._go_on()
        elif len(projection.hunks) > 1 and projection is not self._of:
            self._page.desk.reading.run(accepted, take, owner=self)

    def _make(self, projection: Projection, border: Border) -> None:
        self._stop()
        self._steps = self._page.review.make_ready(projection, border)
        self._go_on()

    def _go_on(self) -> None:
        if self._steps is not None and not self._quiet.isActive():
            self._working.start()

    def _work(self) -> None:
        end = time.perf_counter() + TURN_S
        for _ in self._steps or ():
            if time.perf_counter() > end:
                return
        self._stop()
        if self._page.mode is Mode.REVIEW:  # it may be another by now
            self._begin()

    def _stop(self) -> None:
        self._working.stop()
        self._steps = None


def shaped(state: State, shape: Shape) -> Ready:
    """What a review of `state` shows, in `shape`."""
    made = units(state.text, state.hunks, shape.granularity, shape.apart)
    projection = project(state.text, made)
    return Ready(state=state, shape=shape, projection=projection, border=border_of(state.text, projection))
