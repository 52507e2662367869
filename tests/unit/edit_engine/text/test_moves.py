"""Following known edits: a span moves with its text, and only what was changed inside is stale."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from edit_engine.text import Change, Edit, Moves, Span, apply, edits_of, follow, map_span, shift


PROVENANCE = Provenance(model="fake", model_hash="0", seed=0, intent=Intent.FIX)
LENGTH = 24


def hunk(start: int, end: int, text: str) -> Hunk:
    return Hunk(
        id=f"{start}", start=start, end=end, before=text[start:end], after="*", confidence=1, provenance=PROVENANCE
    )


@st.composite
def edit_lists(draw: st.DrawFn) -> list[Change]:
    """Edits of a text of LENGTH different characters that leave a character between any two."""
    places = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=6)))
    text = "".join(map(chr, range(0x61, 0x61 + LENGTH)))
    edits: list[Change] = []
    for start, following in pairwise([*places, LENGTH + 1]):
        end = draw(st.integers(start, max(start, min(following - 1, LENGTH))))
        edits.append(Change(start=start, end=end, before=text[start:end], after="#" * draw(st.integers(0, 3))))
    return edits


TEXT = "".join(map(chr, range(0x61, 0x61 + LENGTH)))
SPANS = st.tuples(st.integers(0, LENGTH), st.integers(0, 5)).map(lambda p: Span(p[0], min(LENGTH, p[0] + p[1])))


@given(edit_lists(), SPANS)
def test_a_span_of_text_is_found_exactly_where_its_characters_are_together(edits: list[Change], span: Span) -> None:
    after = apply(TEXT, edits)
    moved = map_span(span, edits_of(edits))
    if span.length:
        at = after.find(TEXT[span.start : span.end])
        assert moved == (None if at < 0 else Span(at, at + span.length))
    elif moved is not None:
        assert moved.length == 0
        left, right = TEXT[: span.start], TEXT[span.start :]
        assert all(char not in after[moved.start :] for char in left)
        assert all(char not in after[: moved.start] for char in right)


@given(edit_lists(), SPANS)
def test_what_is_left_of_a_touched_span_lies_in_its_nearest_place(edits: list[Change], span: Span) -> None:
    after = apply(TEXT, edits)
    place = Moves(edits_of(edits)).nearest(span)
    assert 0 <= place.start <= place.end <= len(after)
    kept = [char for char in TEXT[span.start : span.end] if char in after]
    assert all(char in after[place.start : place.end] for char in kept)


def test_text_typed_at_the_ends_of_a_span_does_not_touch_it() -> None:
    at_start, at_end = Edit(pos=3, removed=0, added=2), Edit(pos=6, removed=0, added=2)
    assert map_span(Span(3, 6), [at_start]) == Span(5, 8)
    assert map_span(Span(3, 6), [at_end]) == Span(3, 6)
    assert map_span(Span(3, 3), [at_start]) == Span(3, 3)
    assert map_span(Span(3, 6), [Edit(pos=4, removed=0, added=1)]) is None


@given(st.sets(st.integers(0, LENGTH), max_size=8), st.integers(0, LENGTH), st.integers(0, 6), st.integers(0, 3))
def test_shifting_through_one_edit_is_following_it(starts: set[int], pos: int, removed: int, added: int) -> None:
    ordered = sorted(starts)
    hunks = [hunk(start, max(start, end - 1), TEXT) for start, end in pairwise([*ordered, LENGTH])]
    edit = Edit(pos=pos, removed=min(removed, LENGTH - pos), added=added)
    shifted = shift(hunks, edit)
    assert shifted == follow(hunks, [edit])
    assert all(new is old for old, new in zip(hunks, shifted, strict=True) if old.end < pos)


def test_a_touched_hunk_is_stale_and_keeps_what_it_was_made_for() -> None:
    touched, later = follow([hunk(2, 6, TEXT), hunk(8, 9, TEXT)], [Edit(pos=4, removed=3, added=1)])
    assert (touched.state, touched.before, touched.span) == (HunkState.STALE, "cdef", Span(2, 5))
    assert (later.state, later.span) == (HunkState.PENDING, Span(6, 7))


def test_an_edit_of_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match=r"removed=-1"):
        Edit(pos=0, removed=-1, added=0)
