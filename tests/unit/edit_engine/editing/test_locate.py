"""Locating: what a cautious setting finds, a bolder one finds too."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from fakes import small_tokenizer
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.editing.locate import LONGEST, Region, locate
from edit_engine.editing.windows import Window, windows_of
from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import EditRequest, Instruction, Intent
from edit_engine.text.spans import Span


TEXT = "the quick brown fox and the lazy dog are in the house with the other one. " * 2
CURVE = ThresholdCurve(
    cautious=Thresholds(locate=0.95, gap=0.9, gain=4.0, doubt=0.1),
    balanced=Thresholds(locate=0.6, gap=0.7, gain=1.0, doubt=0.3),
    bold=Thresholds(locate=0.2, gap=0.1, gain=0.0, doubt=1.0),
)


@pytest.fixture(scope="module")
def window() -> Window:
    request = EditRequest(id="a.0", text=TEXT, core=Span(0, len(TEXT)), instruction=Instruction(intent=Intent.FIX))
    (found, *_) = windows_of(0, request, small_tokenizer())
    return found


def regions(window: Window, seed: int, boldness: float) -> list[Region]:
    draw = torch.Generator().manual_seed(seed)
    count = len(window.encoded.ids)
    noise = torch.rand(count, generator=draw) ** 2
    gaps = (torch.randn(count + 1, 4, generator=draw) * 2).softmax(dim=1)
    return locate(window, noise, gaps, CURVE.at(boldness))


@given(seed=st.integers(0, 10_000), first=st.floats(0, 1), second=st.floats(0, 1))
def test_what_is_located_stays_located_when_bolder(window: Window, seed: int, first: float, second: float) -> None:
    cautious, bold = (regions(window, seed, boldness) for boldness in sorted((first, second)))
    for region in cautious:
        # Neighbours may have become one region; an insertion may lie in or beside one.
        tokens = range(region.start, max(region.end, region.start + 1))
        assert all(
            any(other.start <= token < other.end or other.start <= region.start <= other.end for other in bold)
            for token in tokens
        )
    covered = [sum(region.end - region.start for region in found) for found in (cautious, bold)]
    assert covered[0] <= covered[1]


@given(seed=st.integers(0, 10_000), boldness=st.floats(0, 1))
def test_regions_lie_apart_in_order_and_are_not_endless(window: Window, seed: int, boldness: float) -> None:
    found = regions(window, seed, boldness)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(region.end - region.start <= LONGEST and region.slots > 0 for region in found)
