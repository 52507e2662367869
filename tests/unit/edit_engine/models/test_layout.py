"""Canvases: what is kept stands at its source position, slots lie between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.models.layout import lay_out


END, MASK = 3, 1


def test_a_replaced_word_has_its_slots_at_its_own_positions() -> None:
    laid = lay_out([10, 11, 12, 13], [(1, 2, 2)], margin=1, end_id=END, mask_id=MASK)
    assert laid.tokens == [10, MASK, MASK, 12]
    assert laid.positions == [1.0, 2.0, 2.5, 3.0]
    assert laid.slots == [[1, 2]]


def test_an_insertion_lies_between_its_neighbours() -> None:
    laid = lay_out([10, 11], [(1, 1, 1)], margin=5, end_id=END, mask_id=MASK)
    assert laid.tokens == [10, MASK, 11, END]
    assert laid.positions == [1.0, 1.5, 2.0, 3.0]


def test_overlapping_regions_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        lay_out([1, 2, 3], [(0, 2, 1), (1, 3, 1)], margin=0, end_id=END, mask_id=MASK)


@given(st.data())
def test_positions_rise_and_kept_tokens_are_the_sources(data: st.DataObject) -> None:
    length = data.draw(st.integers(1, 40))
    source = list(range(100, 100 + length))
    cuts = sorted(data.draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    regions = [(start, end, data.draw(st.integers(end - start, end - start + 4))) for start, end in pairs]
    margin = data.draw(st.integers(0, 12))
    laid = lay_out(source, regions, margin=margin, end_id=END, mask_id=MASK)
    assert laid.positions == sorted(set(laid.positions))
    slots = {place for places in laid.slots for place in places}
    assert [len(places) for places in laid.slots] == [count for _, _, count in regions]
    for place, (token, position) in enumerate(zip(laid.tokens, laid.positions, strict=True)):
        if place in slots:
            assert token == MASK
        elif token != END:
            assert token == source[int(position) - 1]
            assert not any(start < position <= end for start, end, _ in regions)
