"""Marks, undo steps and history: values without a window."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Span
from editor_app.gui.marks import Mark, Marks
from editor_app.gui.undo_steps import DecisionStep, UndoSteps


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def mark(start: int, end: int) -> Mark:
    one = Hunk(id=f"{start}", start=start, end=end, before="x", after="y", confidence=1, provenance=WHY)
    return Mark(start=start, end=end, hunk=one)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=6), st.integers(0, 40), st.data())
def test_marks_follow_typing_as_hunks_do(places: list[tuple[int, int]], position: int, data: st.DataObject) -> None:
    spans, at = [], 0
    for gap, length in places:
        spans.append(Span(at + gap, at + gap + length))
        at += gap + length
    removed, added = data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6))
    marks = Marks(mark(*span) for span in spans)
    marks.follow(position, removed, added)
    end, by = position + removed, added - removed
    expected = []
    for span in spans:
        # What is typed at either end of it does not touch it.
        if not (removed or added) or span.end <= position:
            expected.append(span)
        elif span.start >= end:
            expected.append(span.shift(by))
    assert [(one.start, one.end) for one in marks.between(0, 10_000)] == expected


def test_marks_between_are_those_that_reach_in() -> None:
    marks = Marks([mark(0, 3), mark(5, 8), mark(10, 12)])
    assert [one.start for one in marks.between(4, 9)] == [5]
    assert len(marks) == 3


def test_undo_tells_decisions_from_typing() -> None:
    steps = UndoSteps()
    steps.decided(DecisionStep(before=3, after=7, accepted=("a",)))
    assert steps.to_undo(8) is None
    assert steps.to_undo(7).accepted == ("a",)
    steps.undone()
    assert steps.to_undo(3) is None
    assert steps.to_redo(3).accepted == ("a",)
    steps.redone()
    assert steps.to_undo(7) is not None


def test_what_was_undone_is_gone_once_something_is_typed() -> None:
    steps = UndoSteps()
    steps.decided(DecisionStep(before=0, after=2, accepted=("a",)))
    steps.undone()
    steps.typed()
    assert steps.to_redo(0) is None


def test_a_decision_above_the_stack_is_forgotten() -> None:
    steps = UndoSteps()
    steps.decided(DecisionStep(before=5, after=8, accepted=("a",)))
    steps.decided(DecisionStep(before=2, after=4, accepted=("b",)))
    assert steps.to_undo(8) is None
    assert steps.to_undo(4).accepted == ("b",)
