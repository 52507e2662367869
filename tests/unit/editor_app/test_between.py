"""One edit between two texts, and where suggestions are behind it: as the library would find them, or unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Change, apply
from editor_app.between import between, moved


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def hunk(start: int, end: int, before: str, after: str = "x") -> Hunk:
    return Hunk(id=f"{start}", start=start, end=end, before=before, after=after, confidence=1.0, provenance=WHY)


@given(st.text("ab", max_size=8), st.text("abc", max_size=8))
def test_the_edit_leads_from_one_text_to_the_other_and_no_smaller_one_does(before: str, after: str) -> None:
    edit = between(before, after)
    if edit is None:
        assert before == after
        return
    assert apply(before, [edit]) == after
    assert not edit.before or not edit.after or (edit.before[0], edit.before[-1]) != (edit.after[0], edit.after[-1])


def test_what_lies_behind_moves_and_what_lies_before_stays() -> None:
    before = "Teh cat sat on teh mat."
    hunks = [hunk(0, 3, "Teh", "The"), hunk(15, 18, "teh", "the")]
    found = moved(hunks, before, before.replace("sat", "was sitting"))
    assert found is not None
    assert [(each.start, each.end) for each in found] == [(0, 3), (23, 26)]


def test_where_one_is_touched_nothing_is_claimed() -> None:
    before = "Teh cat sat."
    assert moved([hunk(0, 3, "Teh")], before, "Te cat sat.") is None
    # At its very edge only the library knows whether it still stands.
    assert moved([hunk(3, 3, "", "!")], before, "Teh, cat sat.") is None


@given(st.text("ab ", min_size=3, max_size=30), st.data())
def test_a_suggestion_is_where_its_text_is(before: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.integers(0, len(before)), min_size=2, max_size=6, unique=True).map(sorted))
    hunks = [
        hunk(start, end, before[start:end]) for start, end in zip(spans[::2], spans[1::2], strict=False) if start < end
    ]
    at = data.draw(st.integers(0, len(before)))
    to = data.draw(st.integers(at, len(before)))
    put = data.draw(st.text("abc", max_size=4))
    after = apply(before, [Change(start=at, end=to, before=before[at:to], after=put)])
    found = moved(hunks, before, after)
    for each in found or ():
        assert after[each.start : each.end] == each.before
