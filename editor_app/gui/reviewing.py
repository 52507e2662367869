"""Between the review of a page and the session: going in and out, the current suggestion, its card and the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from edit_engine.request import HunkState
from editor_app.blame import sentence_at
from editor_app.gui.frame import Mode
from editor_app.gui.mark_bar import MarkKind
from editor_app.gui.positions import Border
from editor_app.gui.projection import Projection, Suggestion, border_of, project
from editor_app.gui.retyping import Typed
from editor_app.gui.state import State
from editor_app.preferences import Preferences
from editor_app.units import Unit, rest


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


# Milliseconds until what is typed to a suggestion is shown beside the text as well.
REWORDED_MS = 100


class Reviewing(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        # The suggestion that comes to light when it is there; empty for none.
        self._next = ""
        # Where the suggestion was that is being accepted to be refined; None while none is.
        self._refining: int | None = None
        # The hunk to begin a review with; None while no review is about to begin.
        self._entering: str | None = None
        review = page.review
        review.run_out.connect(self._say_run_out)
        review.left.connect(self.leave)
        review.mark_bar.jump_requested.connect(lambda unit: page.type_ahead.do(lambda: self._jump(unit)))
        page.editor.mark_bar.jump_requested.connect(self._jump_writing)
        page.editor.review_requested.connect(self.begin)
        review.current_changed.connect(lambda _: self._show_current())
        review.accept_requested.connect(self.accept)
        review.reject_requested.connect(self.reject)
        review.picked.connect(lambda hunk_id: page.type_ahead.do(lambda: review.set_current(hunk_id)))
        panel = page.side.review
        panel.list.chosen.connect(lambda hunk_id: page.type_ahead.do(lambda: self._choose(hunk_id)))
        panel.list.opened.connect(page.focus)
        panel.list.accept_requested.connect(lambda: self._decide_picked("accept"))
        panel.list.reject_requested.connect(lambda: self._decide_picked("reject"))
        panel.details.dismiss_requested.connect(lambda hunk_id: self._decide("reject", [hunk_id]))
        panel.details.ask_again_requested.connect(lambda _: self.ask_again())
        panel.listed.connect(page.changed)
        panel.left.connect(page.focus)

        # What is typed to a suggestion is in its card and in the list soon; not with every key.
        self._rewording = QTimer(self, singleShot=True, interval=REWORDED_MS)
        self._rewording.timeout.connect(self._show_reworded)
        review.typed.connect(self._typed)

        page.desk.preferences.changed.connect(self._take_likes)
        self._take_likes(page.desk.preferences.now)

    @property
    def entering(self) -> bool:
        """Whether a review is about to begin."""
        return self._entering is not None

    def begin(self, hunk_id: str = "") -> None:
        """Review once what was typed is recorded, from a hunk on, or from where the caret is."""
        page = self._page
        if page.session is None:
            return
        self._entering = hunk_id
        state = page.session.state
        ready = page.ahead.ready(state, page.review_typing.shape)
        if ready is None or page.session.unrecorded or page.mode is Mode.REVIEW:
            page.review_typing.begin()
            return
        page.review_typing.begin_ready()
        self._enter(state, hunk_id, ready.projection, ready.border)
        self._list(state)
        self._show_current()
        page.ahead.expect(state)

    def leave(self) -> None:
        """Go back to writing, where the review was."""
        page = self._page
        page.alternatives_of.leave()
        position = page.review.position()
        page.arrange(Mode.WRITE)
        cursor = page.editor.textCursor()
        unit = page.editor.units().unit(position)
        cursor.setPosition(min(unit, page.editor.document().characterCount() - 1))
        page.editor.setTextCursor(cursor)
        page.editor.reveal(cursor.position())
        page.focus()
        page.changed.emit()

    def step(self, by: int) -> None:
        """Go to another suggestion, and into the review if need be."""
        if self._page.mode is Mode.REVIEW:
            self._page.review.step(by)
        else:
            self.begin()

    def accept(self) -> None:
        """Put the current suggestion into the text."""
        if self._page.review.current is not None:
            self._decide("accept", [self._page.review.current.id])

    def reject(self) -> None:
        """Turn the current suggestion down."""
        if self._page.review.current is not None:
            self._decide("reject", [self._page.review.current.id])

    def accept_shown(self) -> None:
        """Put what the list shows into the text, as one step."""
        self._decide("accept", [hunk.id for hunk in self._page.side.review.list.hunks.decidable])

    def reject_shown(self) -> None:
        """Turn what the list shows down, as one step."""
        self._decide("reject", [hunk.id for hunk in self._page.side.review.list.hunks.listed])

    def show_next(self, hunk_id: str) -> None:
        """Put a suggestion in the light as soon as it is there."""
        self._next = hunk_id

    def seek_others(self) -> None:
        """Look for other suggestions in place of the current one."""
        current = self._page.review.current
        if current is not None:
            self._page.alternatives_of.begin(current.hunk_ids if isinstance(current, Unit) else (current.id,))

    def refine(self) -> None:
        """Accept the current suggestion, then let the person say what else its sentence needs."""
        if self._page.review.current is not None:
            self._refining = self._page.review.current.start
            self.accept()

    def ask_again(self) -> None:
        """Give the instruction of the picked stale suggestion once more."""
        hunk_id = self._page.side.review.list.current
        if self._page.session is not None and hunk_id:
            self._page.session.ask_again(hunk_id)
            self._page.desk.look_soon()

    def show(self, state: State) -> None:
        """Show how things stand."""
        page = self._page
        page.review_typing.hear(state)
        if self._entering is not None:
            suggestions = page.review_typing.suggestions(state)
            projection = project(state.text, suggestions)
            self._enter(state, self._entering, projection, border_of(state.text, projection))
        elif page.mode is Mode.REVIEW:
            suggestions = page.review_typing.suggestions(state)
            if page.review.projection.shows(state.text, suggestions):
                page.review.renew(suggestions)
            else:
                page.review.show_hunks(state.text, suggestions, decided=state.decision is not None)
            page.review_typing.shown()
            back = state.decision.pending if state.decision is not None else ()
            if len({_holding(page.review.projection.hunks, name) for name in back}) == 1:  # of many, one stays
                self._next = back[0]
            known = _holding(page.review.projection.hunks, self._next)
            if page.review.projection.span(known) is not None:
                page.review.set_current(known)
                self._next = ""
        if page.mode is Mode.REVIEW:  # elsewhere nobody sees the list, or the marks beside the review
            self._list(state)
        self._show_current()
        if self._refining is not None and state.decision is not None:
            self._refine(state, self._refining)

    def forget(self) -> None:
        """Do not go on with what should follow a decision that is not made."""
        self._refining = None

    def _refine(self, state: State, position: int) -> None:
        self.forget()
        page = self._page
        if state.decision is None or not state.decision.accepted:
            return
        # What is typed already is the beginning of what the person wants to say, not commands.
        page.type_ahead.forget()
        page.alternatives_of.leave()
        page.arrange(Mode.WRITE)
        page.editor.select(sentence_at(state.text, position))
        page.asking_of.begin()
        page.changed.emit()

    def _list(self, state: State) -> None:
        """Mark and list what the review shows."""
        self._mark(state)
        seen = self._page.review.projection.hunks
        others = rest(state.hunks, (one for one in seen if isinstance(one, Unit)))
        self._page.side.review.set_suggestions(state.text, seen, others)

    def _enter(self, state: State, hunk_id: str, projection: Projection, border: Border) -> None:
        page = self._page
        caret = page.editor.units().point(page.editor.textCursor().position())
        page.arrange(Mode.REVIEW, history=False)
        page.review.show_projection(projection, border)
        page.ahead.begin_review()
        self._entering = None
        page.review_typing.shown()
        if hunk_id:
            page.review.set_current(_holding(page.review.projection.hunks, hunk_id))
        else:
            page.review.go_to(caret)
        page.focus()

    def _typed(self, typed: Typed, _: bool) -> None:
        if typed.reworded and not self._rewording.isActive():
            self._rewording.start()

    def _show_reworded(self) -> None:
        current = self._page.review.current
        if self._page.mode is Mode.REVIEW and current is not None:
            self._page.side.review.reword(current)
            self._show_card(current)

    def _take_likes(self, likes: Preferences) -> None:
        self._page.review.advancing = likes.reviewing.auto_advance

    def _say_run_out(self) -> None:
        if self.entering:  # what was in the light in an earlier review is decided
            return
        left = len(self._page.review.projection.hunks)
        if left:
            said = self.tr("That was the last one. Before it: %Ln suggestion(s) to decide. {key} goes there.", "", left)
            self._page.said.emit(said.format(key=self._page.actions_of.key("next_hunk")))
        else:
            self._page.said.emit(self.tr("Everything is decided."))

    def _choose(self, hunk_id: str) -> None:
        """Put the suggestion of a row in the light, or show where a stale one was."""
        page = self._page
        hunk = page.side.review.list.hunks.find(hunk_id)
        if page.review.projection.span(hunk_id) is not None:
            page.review.set_current(hunk_id)
        elif hunk is not None:
            page.review.reveal(page.review.places.unit(page.review.projection.place(hunk.start)))
        page.changed.emit()

    def _mark(self, state: State) -> None:
        """Show beside the text where suggestions wait, and where some were."""
        review = self._page.review
        projection, places = review.projection, review.places
        waiting = places.all(projection.beginnings())
        stale = [projection.place(hunk.start) for hunk in state.hunks if hunk.state is HunkState.STALE]
        review.mark_bar.set_marks(MarkKind.SUGGESTION, waiting)
        review.mark_bar.set_marks(MarkKind.STALE, [places.unit(place) for place in sorted(stale)])

    def _jump(self, unit: int) -> None:
        """Go to the suggestion of a mark, or to what a mark stands for."""
        review = self._page.review
        hunk = review.projection.hunk_at(review.places.point(unit))
        if hunk is not None:
            review.set_current(hunk.id)
        review.reveal(unit)

    def _jump_writing(self, unit: int) -> None:
        editor = self._page.editor
        cursor = editor.textCursor()
        cursor.setPosition(min(unit, editor.document().characterCount() - 1))
        editor.setTextCursor(cursor)
        editor.reveal(unit)
        editor.setFocus()

    def _decide_picked(self, how: str) -> None:
        if picked := self._page.side.review.list.current:
            self._decide(how, [picked])

    def _decide(self, how: str, hunk_ids: Sequence[str]) -> None:
        self._page.review_typing.decide(how, hunk_ids)

    def _show_card(self, current: Suggestion | None) -> None:
        page = self._page
        text = page.review.projection.document if page.mode is Mode.REVIEW else ""
        page.card.show_hunk(current, text, page.review.number, len(page.review.projection.hunks))

    def _show_current(self) -> None:
        page = self._page
        self._show_card(page.review.current)
        span = page.review.projection.span(page.review.current.id) if page.review.current is not None else None
        lit = [page.review.places.unit(span.start)] if span is not None else []
        page.review.mark_bar.set_marks(MarkKind.CURRENT, lit)
        page.side.review.set_current(page.review.current.id if page.review.current is not None else "")
        page.changed.emit()


def _holding(suggestions: Sequence[Suggestion], hunk_id: str) -> str:
    """The id of the suggestion that a hunk is shown as, or in."""
    held = (one.id for one in suggestions if isinstance(one, Unit) and hunk_id in one.hunk_ids)
    return next(held, hunk_id)
