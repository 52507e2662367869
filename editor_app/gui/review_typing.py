"""Typing in the review of a page: what goes to the document, to suggestions, and back again with undo.

The editor of Write mode holds the document and its undo stack at all times; so what is typed in kept text is typed
there as well, and the session records it as it records all typing. What is typed to a suggestion waits here until the
session takes it along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from edit_engine.text import Span
from editor_app.between import between
from editor_app.gui.frame import Mode
from editor_app.gui.projection import Suggestion, with_after
from editor_app.gui.retyping import Reworded, Typed, reword
from editor_app.gui.review_steps import ReviewStep, ReviewSteps
from editor_app.gui.state import State
from editor_app.passages import Passage, Passages
from editor_app.preferences import Granularity, Preferences
from editor_app.units import Choice, Rewrite, Shape, Unit, choice, rest, units
from storage import Decision


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class ReviewTyping(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        # How the review shows suggestions.
        self.shape = Shape()
        self._steps = ReviewSteps()
        # What was typed to suggestions and not taken along yet, by their id.
        self._reworded: set[str] = set()
        # Set while the editor is made to follow the review.
        self._leading = False
        # Where in the document the suggestion is that is about to be shown another way.
        self._reshaped: int | None = None
        review = page.review
        review.typed.connect(self._typed)
        review.refused.connect(page.said)
        review.typing_changed.connect(self._say_keys)
        review.current_changed.connect(lambda _: self._settle())
        review.shape_requested.connect(self.show_current_as)
        page.editor.typed.connect(self._typed_there)
        page.desk.preferences.changed.connect(self._take_likes)
        self._take_likes(page.desk.preferences.now)

    # What the session brings

    def begin_document(self) -> None:
        """Another document is on the page."""
        self._steps.forget()
        self._reworded.clear()
        self.shape = replace(self.shape, apart={})
        session = self._page.session
        if session is not None:
            session.rewrites = self._take
            session.locked.connect(self._lock)

    def begin(self) -> None:
        """Let the session bring the suggestions as the review shows them."""
        self._page.review.set_typing(False)
        if self._page.session is not None:
            self._page.session.show_as(self.shape)

    def begin_ready(self) -> None:
        """The review is shown already; let the session bring what comes next in its shape."""
        self._page.review.set_typing(False)
        if self._page.session is not None:
            self._page.session.draft.shape = self.shape

    def hear(self, state: State) -> None:
        """Note what was decided, in whatever mode."""
        decision, page = state.decision, self._page
        if page.mode is not Mode.REVIEW and not page.reviewing.entering and page.session is not None:
            page.session.show_as(None)
        if decision is None:
            return
        page.editor.in_turn(lambda: self._note(decision))

    def _note(self, decision: Decision) -> None:
        """Note a decision that the editor has followed."""
        editor, height = self._page.editor, self._height
        if decision.pending:
            last = self._steps.to_undo(0)
            if last is not None and last.decided:
                self._steps.undone()
        elif decision.accepted and (taken_back := editor.redo_decision()) is not None and taken_back.pending:
            # That a decision was taken back was undone: it is again where it was, below what was typed since.
            self._steps.restored(decision.accepted)
        elif decision.accepted or decision.rejected:
            there = editor.undo_decision()
            before = there.before if there is not None and there.accepted == decision.accepted else height
            self._steps.do(
                ReviewStep(before=before, after=height, accepted=decision.accepted, rejected=decision.rejected)
            )

    def suggestions(self, state: State) -> list[Suggestion]:
        """What the review shows, with what was typed to it meanwhile."""
        shape = self.shape
        found = state.units or units(state.text, state.hunks, shape.granularity, shape.apart)
        shown = self._page.review.projection
        return [
            with_after(unit, now.after)
            if unit.id in self._reworded and (now := shown.hunk(unit.id)) is not None and now.before == unit.before
            else unit
            for unit in found
        ]

    def shown(self) -> None:
        """The review shows what the session brought."""
        review = self._page.review
        self._reworded = {name for name in self._reworded if review.projection.hunk(name) is not None}
        if self._reshaped is not None:
            position, self._reshaped = self._reshaped, None
            review.go_to(position)

    # Decisions

    def decide(self, how: str, ids: Iterable[str]) -> None:
        """Accept or reject suggestions, by the ids of units or of hunks."""
        session, projection = self._page.session, self._page.review.projection
        chosen: list[Unit] = []
        others: list[str] = []
        for name in ids:
            found = projection.hunk(name) if self._page.mode is Mode.REVIEW else None
            if isinstance(found, Unit):
                chosen.append(found)
            else:
                others.append(name)
        # Who wrote what stands there anyway wants nothing changed.
        vain = [unit for unit in chosen if unit.after == unit.before]
        if session is None or not (chosen or others):
            return
        if how == "reject":
            self._reworded -= {unit.id for unit in vain}
            session.reject_chosen(_with(choice(chosen), others))
            return
        wanted = [unit for unit in chosen if unit.after != unit.before]
        if wanted or others:
            session.accept_chosen(_with(choice(wanted), others))
        if vain:
            self._reworded -= {unit.id for unit in vain}
            session.reject_chosen(choice(vain))

    def decide_all(self, how: str) -> None:
        """Accept or reject every suggestion of the document."""
        session = self._page.session
        if session is None:
            return
        hunks = session.shown if how == "accept" else session.state.hunks
        if self._page.mode is not Mode.REVIEW:
            self.decide(how, [hunk.id for hunk in hunks])
            return
        seen = self._page.review.projection.hunks
        # To turn down is possible for those as well that cannot be shown.
        others = rest(hunks, (one for one in seen if isinstance(one, Unit))) if how == "reject" else []
        self.decide(how, [one.id for one in (*seen, *others)])

    def decide_passage(self, how: str, passage: Passage | None) -> None:
        """Accept or reject all suggestions of the sentence, paragraph or section in hand; None for the selection."""
        review = self._page.review
        cursor = review.textCursor()
        places = review.places.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        projection = review.projection
        span = Span(projection.position(places.start), projection.position(places.end))
        if not places.length and review.current is not None:
            span = review.current.span
        if passage is not None:
            span = Passages(projection.document).around(span, passage)
        if passage is None and places.length:
            found = [hunk.id for hunk in projection.hunks_between(places.start + 1, places.end - 1)]
        else:
            near = projection.hunks_between(projection.place(span.start) - 1, projection.place(span.end) + 1)
            found = [hunk.id for hunk in near if _reaches(span, projection.positions(hunk.id))]
        if found:
            self.decide(how, found)
        else:
            self._page.said.emit(self.tr("No suggestion waits there."))

    def show_current_as(self, granularity: Granularity) -> None:
        """Show the current suggestion as words, as its sentence or as its paragraph."""
        current, session = self._page.review.current, self._page.session
        if isinstance(current, Unit) and session is not None:
            self._reshaped = current.start
            self.shape = replace(self.shape, apart={**self.shape.apart, **dict.fromkeys(current.hunk_ids, granularity)})
            session.show_as(self.shape, lock=True)

    # Undo

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        session, editor = self._page.session, self._page.editor
        if session is not None and (session.state.decided or self._page.review.locked):
            return True
        return self._steps.to_undo(self._height) is not None or editor.document().isUndoAvailable()

    @property
    def can_redo(self) -> bool:
        """Whether something can be done again."""
        editor = self._page.editor
        # What was decided just now leaves nothing to do again, and more is said once the editor has followed.
        return not editor.behind and (
            self._steps.to_redo(self._height) is not None or editor.document().isRedoAvailable()
        )

    def undo(self) -> None:
        """Take back what was typed or decided last."""
        session = self._page.session
        if session is None or self._page.review.locked:
            return
        step = self._steps.to_undo(self._height)
        if step is not None and not step.decided:
            self._reword(step.reworded, back=True)
            if step.after > step.before:
                self._lead(self._page.editor.undo)
            self._steps.undone()
        elif step is None and (there := self._page.editor.undo_decision()) is not None:
            session.undo_step(there)
        elif step is None and self._page.editor.document().isUndoAvailable():
            self._lead(self._page.editor.undo)
        else:
            session.undo_decision()
        self._page.changed.emit()

    def redo(self) -> None:
        """Do again what was taken back last."""
        session = self._page.session
        if session is None or self._page.review.locked:
            return
        step = self._steps.to_redo(self._height)
        if step is None and (there := self._page.editor.redo_decision()) is not None:
            session.redo_step(there)
        elif step is None:
            self._lead(self._page.editor.redo)
        elif step.decided:
            if step.accepted:
                session.accept(step.accepted)
            else:
                session.reject(step.rejected)
        else:
            if step.after > step.before:
                self._lead(self._page.editor.redo)
            self._reword(step.reworded, back=False)
            self._steps.redone()
        self._page.changed.emit()

    @property
    def _height(self) -> int:
        return self._page.editor.document().availableUndoSteps()

    # Typing

    def _typed(self, typed: Typed, goes_on: bool) -> None:
        session = self._page.session
        if session is None:
            return
        before = self._height
        if typed.edits:
            self._leading = True
            # Where the review, which shows all of it, needs no conversion, the document needs none.
            places = self._page.review.places
            self._page.editor.put(typed.edits, places if places.same else self._page.editor.units(), goes_on=goes_on)
            self._leading = False
        if typed.reworded:
            self._steps.do(
                ReviewStep(before=before, after=self._height, reworded=typed.reworded),
                goes_on=goes_on and not typed.edits,
            )
            self._wait([each.hunk_id for each in typed.reworded])
        else:
            self._steps.typed()
        if not goes_on:
            self._page.changed.emit()

    def _typed_there(self) -> None:
        """Something was typed in Write mode, or the editor was made to undo there."""
        if not self._leading and not self._page.editor.document().isRedoAvailable():
            self._steps.typed()

    def _lead(self, move: object) -> None:
        """Let the editor undo or redo, and the review follow."""
        editor, review = self._page.editor, self._page.review
        self._leading = True
        move()  # type: ignore[operator]  # a method of the editor
        self._leading = False
        edit = between(review.projection.document, editor.text())
        if edit is not None:
            review.follow_edit(edit)

    def _reword(self, reworded: Sequence[Reworded], *, back: bool) -> None:
        review = self._page.review
        done = []
        for each in reworded:
            typed = reword(review.projection, each.hunk_id, each.before if back else each.after)
            if typed is not None:  # else it was decided meanwhile, and cannot be rewritten
                review.show_again(typed)
                done.append(each.hunk_id)
        self._wait(done)

    def _wait(self, names: Sequence[str]) -> None:
        """Keep what was typed to suggestions until the session takes it; those with nothing to say are turned down."""
        session, projection = self._page.session, self._page.review.projection
        gone = [name for name in names if projection.hunk(name) is None]
        self._reworded.update(names)
        self._reworded -= set(gone)
        if session is None or not names:
            return
        session.reworded()
        if gone:
            session.reject(gone)

    def _take(self) -> list[Rewrite]:
        """What was typed to suggestions, for the session; what says what stands there waits for the caret to go."""
        projection, taken = self._page.review.projection, []
        for name in list(self._reworded):
            found = projection.hunk(name)
            if isinstance(found, Unit) and found.after != found.before:
                taken.append(Rewrite(unit=found, span=projection.positions(name), after=found.after))
                self._reworded.discard(name)
        return taken

    def _settle(self) -> None:
        """Turn down what a person made say what stands there, once the caret is elsewhere."""
        projection, current = self._page.review.projection, self._page.review.current
        for name in list(self._reworded):
            found = projection.hunk(name)
            if found is not None and found.after == found.before and (current is None or current.id != name):
                self.decide("reject", [name])

    def _lock(self, locked: bool) -> None:
        self._page.review.locked = locked
        session = self._page.session
        if session is not None and not session.state.decided:
            # It may be the first decision that is on its way: what is pressed to take it back waits for it.
            self._page.changed.emit()

    def _take_likes(self, likes: Preferences) -> None:
        granularity = likes.reviewing.granularity
        if granularity is not self.shape.granularity:
            self.shape = Shape(granularity=granularity)
            if self._page.mode is Mode.REVIEW and self._page.session is not None:
                current = self._page.review.current
                self._reshaped = current.start if current is not None else None
                self._page.session.show_as(self.shape)

    def _say_keys(self, typing: bool) -> None:
        self._page.card.show_keys(typing=typing)
        key = self._page.actions_of.key
        if typing:
            said = self.tr(
                "You are typing: in the text, or in what a suggestion puts in. "
                "{accept} accepts, {reject} rejects, Tab goes on, Esc gives the letters back."
            )
            said = said.format(accept=key("accept_hunk"), reject=key("reject_hunk"))
        else:
            said = self.tr("A accepts, R rejects, N and P go on and back. Return lets you type.")
        self._page.said.emit(said)


def _with(chosen: Choice, others: Sequence[str]) -> Choice:
    return replace(chosen, hunk_ids=(*chosen.hunk_ids, *others))


def _reaches(span: Span, into: Span) -> bool:
    """Whether a span reaches into another, or one of both is a place within the other."""
    return span.overlaps(into) or (
        not (span.length and into.length) and span.start <= into.end and into.start <= span.end
    )
