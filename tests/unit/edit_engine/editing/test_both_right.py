"""Of two right ways of saying something the writer's stays; what is wrong may still be corrected."""

from __future__ import annotations

import pytest

from edit_engine.editing.accept import refusal
from edit_engine.editing.both_right import both_are_right
from edit_engine.request import Intent


def both(text: str, before: str, after: str) -> bool:
    """Of the change at the bar, or of the last `before`."""
    start = text.rindex(before) if before else text.index("|")
    return both_are_right(text.replace("|", ""), start, start + len(before), after)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("They insisted that he leave by noon.", "leave", "left"),
        ("They insisted that he go, that he take the parrot with him.", "take", "took"),
        ("It is vital that every door be closed.", "be", "is"),
        ("We recommend that the guest not wait.", "wait", "waits"),
        ("If I were there, I would stay.", "were", "was"),
        ("It looked as though nobody were home.", "were", "was"),
        ("We came to a crossroads.", "crossroads", "crossroad"),
        ("They offer in in-house training.", " in", ""),
        ("Two killed as tram |overturns in fog", "", "the "),
        ("# Notes on |history", "", "the "),
    ],
)
def test_the_way_of_the_writer_stays(text: str, before: str, after: str) -> None:
    assert both(text, before, after)


def test_a_token_may_bring_the_space_before_it() -> None:
    assert both("They insisted that he leave by noon.", " leave", " left")


def test_either_of_two_that_are_no_slip_stays() -> None:
    text = "They offer in in-house training."
    for start, end in ((10, 13), (11, 14), (13, 16)):
        assert both_are_right(text, start, end, "")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("They said that he leave by noon.", "leave", "left"),
        ("The staff were told.", "were", "was"),
        ("They insisted that he lives there, and he leave at noon.", "leave", "leaves"),
        ("They insisted that he leaves there.", "leaves", "left"),
        ("They insisted that he lave by noon.", "lave", "leave"),
        ("We suggested that their is time.", "their", "there"),
        ("She were there.", "were", "was"),
        ("If it rained, she were home.", "were", "was"),
        ("We slept, though each of the windows were open.", "were", "was"),
        ("Nobody knew whether the box were full.", "were", "was"),
        ("If she was there, we were glad.", "were", "was"),
        ("The dogs was told.", "was", "were"),
        ("The staff of the shop teh were told.", "teh", "the"),
        ("He went in in the house.", "in ", ""),
        ("They live in |small flat above a bakery.", "", "a "),
        ("They moved to |small house by the sea, and it was cold", "", "a "),
    ],
)
def test_mistakes_may_be_corrected(text: str, before: str, after: str) -> None:
    assert not both(text, before, after)


def test_only_corrections_are_refused_for_it() -> None:
    text = "If it were true."
    assert refusal(text, 6, 10, "was", Intent.FIX) == "both are right"
    assert refusal(text, 6, 10, "was", Intent.FORMAL) is None
