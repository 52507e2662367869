"""Set operations on spans, against sets of positions."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span, clip, merge, subtract


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1])))


def positions(spans: list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def is_tidy(spans: list[Span]) -> bool:
    return all(span.length > 0 for span in spans) and all(left.end < right.start for left, right in pairwise(spans))


@given(SPANS)
def test_merge_keeps_exactly_the_covered_positions(spans: list[Span]) -> None:
    merged = merge(spans)
    assert positions(merged) == positions(spans)
    assert is_tidy(merged)


@given(SPANS, st.integers(0, 20), st.integers(0, 10))
def test_subtract_and_clip_split_a_span_in_two(spans: list[Span], start: int, length: int) -> None:
    whole = Span(start, start + length)
    inside, outside = clip(spans, whole), subtract(whole, spans)
    assert positions(inside) == positions(spans) & positions([whole])
    assert positions(outside) == positions([whole]) - positions(spans)


def test_an_empty_span_overlaps_only_what_it_lies_strictly_inside_of() -> None:
    assert Span(3, 3).overlaps(Span(1, 5))
    assert not Span(1, 1).overlaps(Span(1, 5))
    assert not Span(5, 5).overlaps(Span(1, 5))
