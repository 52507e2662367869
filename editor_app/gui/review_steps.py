"""The order in which things were typed and decided in a review, so that undo takes back the last of them.

The text widget's own stack knows what was typed to the document, and what decisions did to it. What it does not know is
kept here, with the height that stack had when it was done: what was typed to suggestions, and every decision. Pure
values, no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from editor_app.gui.retyping import Reworded


@dataclass(frozen=True, kw_only=True)
class ReviewStep:
    """Something that was done."""

    # Height of the widget's stack before and after it.
    before: int
    after: int
    # What was typed to suggestions; if the heights differ, to the document in the same step.
    reworded: tuple[Reworded, ...] = ()
    # What was decided.
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether it is a decision."""
        return bool(self.accepted or self.rejected)


class ReviewSteps:
    """What was done in one review."""

    def __init__(self) -> None:
        self._done: list[ReviewStep] = []
        self._undone: list[ReviewStep] = []

    def do(self, step: ReviewStep, *, goes_on: bool = False) -> None:
        """Something was done; `goes_on` if that is part of the last step."""
        last = self._done[-1] if self._done else None
        if goes_on and last is not None and last.reworded and step.reworded:
            first = last.reworded[0]
            self._done[-1] = replace(last, reworded=(replace(first, after=step.reworded[0].after),))
        elif step.decided and self._undone and _same(self._undone[-1], step):  # it was done again
            self._undone.pop()
            self._done.append(step)
            return
        else:
            self._done.append(step)
        self._undone.clear()

    def typed(self) -> None:
        """Something new was typed to the document alone: what was taken back cannot be done again."""
        self._undone.clear()

    def to_undo(self, height: int) -> ReviewStep | None:
        """What the next undo takes back; None if that is in the widget's stack alone."""
        return self._done[-1] if self._done and self._done[-1].after >= height else None

    def to_redo(self, height: int) -> ReviewStep | None:
        """What the next redo does again."""
        return self._undone[-1] if self._undone and self._undone[-1].before <= height else None

    def undone(self) -> None:
        """What `to_undo` said was taken back."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """What `to_redo` said was done again."""
        self._done.append(self._undone.pop())

    def restored(self, accepted: tuple[str, ...]) -> None:
        """These were accepted once more by undoing that their decision was taken back."""
        if self._undone and set(self._undone[-1].accepted) == set(accepted):
            self.redone()

    def forget(self) -> None:
        """Nothing of it can be taken back any more."""
        self._done.clear()
        self._undone.clear()


def _same(one: ReviewStep, other: ReviewStep) -> bool:
    return set(one.accepted) == set(other.accepted) and set(one.rejected) == set(other.rejected)
