"""Moved numbers are those of a list that is moved number by number, and are found in it by halving."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hypothesis import given
from hypothesis import strategies as st

from editor_app.gui.offsets import Offsets


@given(st.lists(st.integers(0, 9), min_size=1), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3))), st.data())
def test_it_reads_as_a_list_would(gaps: list[int], moves: list[tuple[int, int]], data: st.DataObject) -> None:
    plain = [sum(gaps[:end]) for end in range(len(gaps))]
    found = Offsets(list(plain))
    for first, by in moves:
        older, before = found, list(found)
        plain = plain[:first] + [number + by for number in plain[first:]]
        found = found.moved(first, by)
        assert list(older) == before
    assert list(found) == plain
    assert found[-1] == plain[-1]
    value = data.draw(st.integers(-1, sum(gaps) + 10))
    assert (bisect_left(found, value), bisect_right(found, value)) == (
        bisect_left(plain, value),
        bisect_right(plain, value),
    )
