"""What an adapter keeps in a run of a sampler: exactly nothing else than without, or a little that is old."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from editable_checkpoints import FAMILIES, write_checkpoint
from torch import Tensor

from edit_engine.load_options import Cache, LoadOptions, Precision
from edit_engine.models.adapters import runs
from edit_engine.models.adapters.framed import FramedDenoiser
from edit_engine.models.adapters.opening import open_rewriter
from edit_engine.request import Intent


TEXTS = (
    "the quick brown fox and the lazy dog are in the house with the other one",
    "please write the new report about the river",
    "friendly letters make every reader feel welcome, and a short answer helps",
)
# Longer than what is computed beside the slots.
LONG = tuple(" and ".join([text] * 4) for text in TEXTS)
# Those whose layers are built in and that are told no noise level: they keep keys and values.
KEEPING = ("llada", "llada2", "dream", "dreamon", "mdlm")
# Steps of a run: which places of each canvas are still asked about.
ASKED = ([2, 3, 4, 7], [2, 4, 7], [4, 7], [7])


def opened(family: str, folder: Path, cache: Cache) -> FramedDenoiser:
    torch.set_num_threads(1)
    options = LoadOptions(precision=Precision.FLOAT32, cache=cache)
    return open_rewriter(write_checkpoint(family, folder / family), devices=[torch.device("cpu")], options=options)


class Steps:
    """Canvases that are filled step by step, with the same tokens whatever a model says."""

    def __init__(self, denoiser: FramedDenoiser, texts: Sequence[str] = TEXTS) -> None:
        tokenizer = denoiser.tokenizer
        sources = [tokenizer.encode(text).ids for text in texts]
        self.reading = denoiser.frame(sources, Intent.INFILL)
        self.canvases = [torch.tensor([*source, tokenizer.end_id]) for source in sources]
        self.denoiser = denoiser
        self.run = denoiser.begin(self.reading, range(len(sources)), [len(one) for one in self.canvases])

    def shown(self, rows: list[int], asked: list[int]) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens, slots and time of some rows."""
        pad, mask = self.denoiser.tokenizer.pad_id, self.denoiser.tokenizer.mask_id
        tokens = torch.nn.utils.rnn.pad_sequence(
            [self.canvases[row] for row in rows], batch_first=True, padding_value=pad
        )
        slots = torch.zeros_like(tokens, dtype=torch.bool)
        slots[:, asked] = True
        return tokens.masked_fill(slots, mask), slots, slots.sum(1).double() / tokens.ne(pad).sum(1)

    def kept(self, rows: list[int], asked: list[int]) -> Tensor:
        """What the run says."""
        tokens, slots, time = self.shown(rows, asked)
        return self.run(tokens, slots, rows, time)

    def plain(self, rows: list[int], asked: list[int]) -> Tensor:
        """What a forward says that keeps nothing."""
        tokens, slots, time = self.shown(rows, asked)
        return self.denoiser.predict_at(self.reading, rows, tokens, slots, time)


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "diffusion-gemma"])
def test_an_exact_run_says_what_forwards_say_that_keep_nothing(family: str, tmp_path: Path) -> None:
    steps = Steps(opened(family, tmp_path, Cache.EXACT))
    for rows, asked in zip(([0, 1, 2], [0, 1, 2], [0, 2], [2]), ASKED, strict=True):
        torch.testing.assert_close(steps.kept(rows, asked), steps.plain(rows, asked), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("cache", Cache)
def test_rows_read_in_parts_say_what_they_say_together(
    family: str, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denoiser = opened(family, tmp_path, cache)
    together = Steps(denoiser)
    monkeypatch.setattr(runs, "TOKENS_AT_ONCE", 1)
    apart = Steps(denoiser)
    for rows, asked in zip(([0, 1, 2], [0, 1, 2], [0, 2], [2]), ASKED, strict=True):
        torch.testing.assert_close(apart.kept(rows, asked), together.kept(rows, asked), rtol=1e-4, atol=1e-4)


def computed(steps: Steps) -> int:
    """Positions computed in a run."""
    run: Any = steps.run
    return sum(part._predict.computed for _, part in run._parts)


@pytest.mark.parametrize("family", KEEPING)
def test_a_dual_run_begins_exactly_and_computes_less_then(family: str, tmp_path: Path) -> None:
    exact, dual = (Steps(opened(family, tmp_path / cache, cache), LONG) for cache in (Cache.EXACT, Cache.DUAL))
    rows = [0, 1, 2]
    for step, asked in enumerate(ASKED):
        found, wanted = dual.kept(rows, asked), exact.kept(rows, asked)
        if step == 0 or family == "llada2":  # which sees blocks to its left: what is exact is little already
            torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-4)
    whole = sum(len(frame.before) for frame in dual.reading.state)  # type: ignore[attr-defined]  # a list of frames
    whole += sum(map(len, dual.canvases))
    if family == "llada2":
        assert computed(dual) == computed(exact) < len(ASKED) * whole
    else:
        assert whole < computed(dual) < computed(exact) == len(ASKED) * whole
