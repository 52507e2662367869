"""Tells the undo steps of a text that were decisions from those that were typing. Pure values, no Qt.

A text widget's undo stack is a number that grows with every step. A decision changes the text as well, but taking it
back must make its suggestions pending again, and only the library can do that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DecisionStep:
    """A decision that changed the text, or one that was taken back with other steps on top of it."""

    # Height of the widget's undo stack before and after it.
    before: int
    after: int
    # The suggestions it put in, or those it made wait again.
    accepted: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()


class UndoSteps:
    """The decisions in one widget's undo stack."""

    def __init__(self) -> None:
        self._done: list[DecisionStep] = []
        self._undone: list[DecisionStep] = []

    def decided(self, step: DecisionStep) -> None:
        """A decision was made, or taken back, as a new step."""
        self._undone.clear()
        self._done = [known for known in self._done if known.after <= step.before]
        self._done.append(step)

    def typed(self) -> None:
        """Something new was typed: what was taken back cannot be made again."""
        self._undone.clear()

    def to_undo(self, height: int) -> DecisionStep | None:
        """What the next undo would do to a decision; None if it would take back typing."""
        return self._done[-1] if self._done and self._done[-1].after == height else None

    def to_redo(self, height: int) -> DecisionStep | None:
        """What the next redo would do to a decision; None if it would type again."""
        return self._undone[-1] if self._undone and self._undone[-1].before == height else None

    def undone(self) -> None:
        """The newest of them was undone through the widget's stack."""
        self._undone.append(self._done.pop())

    def redone(self) -> None:
        """It was done again the same way."""
        self._done.append(self._undone.pop())
