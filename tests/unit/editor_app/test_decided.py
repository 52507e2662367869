"""What a decision leaves, worked out from what was decided alone: as the library would find it, or unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Change, apply
from editor_app.decided import edits_back, edits_into, left
from editor_app.units import shown


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def hunk(start: int, before: str, after: str) -> Hunk:
    end = start + len(before)
    return Hunk(id=f"{start}-{end}", start=start, end=end, before=before, after=after, confidence=1.0, provenance=WHY)


@st.composite
def waiting(draw: st.DrawFn) -> tuple[str, list[Hunk]]:
    """A text and suggestions in order, that can all go in together."""
    text = draw(st.text("ab ", min_size=1, max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    made = [
        hunk(start, text[start:end], draw(st.text("xy", max_size=3)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    return text, shown(made)


def changed(text: str, hunks: list[Hunk]) -> str:
    return apply(text, [Change(start=one.start, end=one.end, before=one.before, after=one.after) for one in hunks])


@given(waiting(), st.data())
def test_what_is_left_stands_where_its_text_is(made: tuple[str, list[Hunk]], data: st.DataObject) -> None:
    text, hunks = made
    fate = {one.id: data.draw(st.sampled_from(["accepted", "rejected", "left"])) for one in hunks}
    taken = [one for one in hunks if fate[one.id] == "accepted"]
    rest = left(hunks, [one.id for one in taken], [name for name, how in fate.items() if how == "rejected"])
    if rest is None:
        return
    after = changed(text, taken)
    assert [one.id for one in rest] == [name for name, how in fate.items() if how == "left"]
    assert all(after[one.start : one.end] == one.before for one in rest)


def test_far_from_each_other_nothing_has_to_be_looked_up() -> None:
    hunks = [hunk(0, "ab", "c"), hunk(5, "b", "bcd"), hunk(9, "ab", "c")]
    rest = left(hunks, ["5-6"], ["0-2"])
    assert rest is not None
    assert [(one.id, one.start, one.end) for one in rest] == [("9-11", 11, 13)]


def test_where_one_touches_what_went_in_nothing_is_claimed() -> None:
    hunks = [hunk(0, "ab", "c"), hunk(2, "", "!")]
    assert left(hunks, ["0-2"], []) is None
    assert left(hunks, ["2-2"], []) is None


@given(waiting())
def test_edits_lead_there_and_back(made: tuple[str, list[Hunk]]) -> None:
    text = made[0]
    # Two that only take something away may leave one place for both, and then only the texts tell.
    hunks = [one for one in made[1] if one.after]
    after = changed(text, hunks)
    into, back = edits_into(text, after, hunks), edits_back(after, text, hunks)
    assert into is not None
    assert apply(text, into) == after
    assert back is not None
    assert apply(after, back) == text


def test_edits_that_lead_elsewhere_are_none() -> None:
    assert edits_into("abc", "abd", [hunk(0, "a", "x")]) is None
    assert edits_back("abc", "abd", [hunk(1, "z", "q")]) is None
