"""Canvases that grow and shrink."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.diffusion.elastic import Elastic, stretched


MASK, EXPAND, DELETE = 90, 91, 92


def grown(tokens: list[int], regions: list[int], room: int) -> tuple[list[int], list[int], int]:
    canvas = Elastic(tokens=torch.tensor(tokens), regions=torch.tensor(regions), room=room)
    found = stretched(canvas, mask_id=MASK, expand_id=EXPAND, delete_id=DELETE)
    return found.tokens.tolist(), found.regions.tolist(), found.room


def test_expand_becomes_two_slots_and_delete_goes_away() -> None:
    assert grown([1, EXPAND, 2, DELETE, MASK, 3], [-1, 0, 0, 0, 0, -1], room=5) == (
        [1, MASK, MASK, 2, MASK, 3],
        [-1, 0, 0, 0, 0, -1],
        4,
    )


def test_where_there_is_room_for_one_the_last_expands() -> None:
    found = grown([EXPAND, 7, EXPAND], [0, 0, 0], room=1)
    assert found == ([MASK, 7, MASK, MASK], [0, 0, 0, 0], 0)


def test_what_is_clamped_stays_even_if_it_reads_like_an_answer() -> None:
    assert grown([EXPAND, DELETE, 5], [-1, -1, 0], room=9) == ([EXPAND, DELETE, 5], [-1, -1, 0], 9)


@given(
    st.lists(st.tuples(st.sampled_from([1, 2, MASK, EXPAND, DELETE]), st.sampled_from([-1, 0, 1])), max_size=12),
    st.integers(0, 6),
)
def test_clamped_tokens_keep_their_order_and_room_is_spent_by_growth(rows: list[tuple[int, int]], room: int) -> None:
    tokens, regions = [token for token, _ in rows], [region for _, region in rows]
    after, owners, left = grown(tokens, regions, room)
    assert [t for t, r in zip(after, owners, strict=True) if r < 0] == [t for t, r in rows if r < 0]
    deleted = sum(1 for token, region in rows if region >= 0 and token == DELETE)
    assert len(after) == len(tokens) - deleted + room - left
    assert 0 <= left <= room
    free = [t for t, r in zip(after, owners, strict=True) if r >= 0]
    assert EXPAND not in free
    assert DELETE not in free
