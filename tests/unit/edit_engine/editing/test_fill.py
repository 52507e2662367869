"""Canvases are filled part by part, and no work is done on what is finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
import torch
from fakes import WildDenoiser
from torch import Tensor

from edit_engine.diffusion.commit import EntropyBound
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.repair import Repair
from edit_engine.editing.fill import MARGIN, FillSettings, Row, fill
from edit_engine.editing.locate import Region
from edit_engine.models.denoiser import Reading
from edit_engine.request import Intent


SOURCE = list(range(20, 220))
SETTINGS = FillSettings(
    rule=EntropyBound(bound=0.0),
    sampling=Sampling(),
    repair=Repair(threshold=0.0),
    max_steps=9,
    repair_rounds=0,
    doubts=True,
    least_gain=-1e9,
)


class Watched(WildDenoiser):
    """Notes how many canvas tokens each forward is given."""

    def __init__(self) -> None:
        super().__init__()
        self.predicted: list[int] = []
        self.doubted: list[int] = []

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        self.predicted.append(int(tokens.ne(self.tokenizer.pad_id).sum()))
        return super().predict(reading, rows, tokens, positions, slots)

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        self.doubted.append(int(tokens.ne(self.tokenizer.pad_id).sum()))
        return super().doubt(reading, rows, tokens, positions)


def region(start: int, slots: int, *, hidden: bool = False) -> Region:
    return Region(start=start, end=start + 1, slots=slots, score=0.9, hidden=hidden)


def run(denoiser: WildDenoiser, regions: Sequence[Region], settings: FillSettings = SETTINGS) -> list[int]:
    """Fills one window; the tokens of its regions, one after the other."""
    reading = denoiser.read([SOURCE], Intent.FIX)
    row = Row(reading_row=0, source=SOURCE, regions=regions, seed=0, key="a")
    (last,) = list(fill(denoiser, reading, [row], settings, lambda _: False))[-1]
    assert last.done
    return [token for number in range(len(regions)) for token in last.region_tokens(number)]


def test_a_part_that_is_filled_is_computed_no_more() -> None:
    denoiser = Watched()
    # One token a step (bound 0): the first region takes one step, the second three.
    run(denoiser, [region(50, 1), region(150, 3)])
    alone = 2 * MARGIN
    assert denoiser.predicted == [2 * alone + 4, alone + 3, alone + 3]
    assert denoiser.doubted == [2 * alone + 4]


@pytest.mark.parametrize(
    "regions", [[region(50, 1), region(51 + 2 * MARGIN, 3)], [region(50, 1, hidden=True), region(150, 3)]]
)
def test_neighbours_and_what_is_written_anew_stay_together(regions: list[Region]) -> None:
    denoiser = Watched()
    run(denoiser, regions)
    assert len(set(denoiser.predicted)) == 1


def test_parts_are_filled_with_what_they_would_be_filled_with_alone() -> None:
    # The fake's logits depend on the source and the position only.
    far = [region(50, 2), region(150, 3)]
    together = run(WildDenoiser(), far)
    assert together == [*run(WildDenoiser(), far[:1]), *run(WildDenoiser(), far[1:])]


def test_what_cannot_be_accepted_is_not_doubted() -> None:
    denoiser = Watched()
    run(denoiser, [region(50, 1), region(150, 3)], replace(SETTINGS, least_gain=1e9))
    assert denoiser.doubted == []


def test_a_doubt_that_nobody_asks_for_is_spared() -> None:
    denoiser = Watched()
    assert run(denoiser, [region(50, 2)], replace(SETTINGS, doubts=False)) == run(Watched(), [region(50, 2)])
    assert denoiser.predicted
    assert denoiser.doubted == []


def test_a_doubtful_part_is_masked_and_filled_again() -> None:
    denoiser = Watched()
    repairing = replace(SETTINGS, repair=Repair(threshold=1.0), repair_rounds=1)
    torch.manual_seed(0)
    run(denoiser, [region(50, 1), region(150, 3)], repairing)
    assert len(denoiser.predicted) > 3
    assert len(denoiser.doubted) == 2
