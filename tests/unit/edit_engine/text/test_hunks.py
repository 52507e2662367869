"""Applying checks everything first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Change, MismatchError, OverlapError, TextError, apply


PROVENANCE = Provenance(model="fake", model_hash="0", seed=0, intent=Intent.FIX)


def hunk(start: int, before: str, after: str) -> Hunk:
    return Hunk(
        id=f"h{start}",
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        confidence=1,
        provenance=PROVENANCE,
    )


@st.composite
def texts_with_hunks(draw: st.DrawFn) -> tuple[str, list[Hunk]]:
    kept = draw(st.lists(st.text("abc \n👩é", min_size=1, max_size=4), min_size=1, max_size=6))
    text, hunks = "", []
    for number, piece in enumerate(kept):
        if number:
            before = draw(st.text("xyz", max_size=3))
            hunks.append(hunk(len(text), before, draw(st.text("XYZ", max_size=3))))
            text += before
        text += piece
    return text, draw(st.permutations(hunks))


@given(texts_with_hunks())
def test_applying_changes_only_what_the_hunks_cover(case: tuple[str, list[Hunk]]) -> None:
    text, hunks = case
    expected = list(text)
    for each in hunks:
        expected[each.start : each.end] = [""] * len(each.before)
    expected.append("")
    for each in hunks:
        expected[each.start] = each.after + expected[each.start]
    assert apply(text, hunks) == "".join(expected)


def test_touching_hunks_and_an_insertion_beside_a_replacement_are_no_overlap() -> None:
    assert apply("abcd", [hunk(2, "cd", "4"), hunk(1, "b", "2"), hunk(1, "", "+")]) == "a+24"


@pytest.mark.parametrize(
    "hunks",
    [
        [hunk(0, "ab", "x"), hunk(1, "b", "y")],
        [hunk(0, "abc", "x"), hunk(1, "", "y")],
        [hunk(1, "", "x"), hunk(1, "", "y")],
        [hunk(1, "b", "x"), hunk(1, "b", "x")],
    ],
)
def test_overlapping_hunks_are_refused_with_both_places(hunks: list[Hunk]) -> None:
    with pytest.raises(OverlapError, match=r"\d+\.\.\d+ and \d+\.\.\d+"):
        apply("abcd", hunks)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (hunk(0, "b", "x"), "'a'.*'b'"),
        (hunk(3, "de", "x"), "outside the text of 4"),
        (hunk(-1, "a", "x"), "no range"),
        (Change(start=2, end=1, before="", after="x"), "no range"),
    ],
)
def test_a_hunk_that_does_not_fit_is_refused_and_says_why(wrong: Hunk, message: str) -> None:
    with pytest.raises(MismatchError, match=message):
        apply("abcd", [wrong])
    assert issubclass(MismatchError, TextError)
