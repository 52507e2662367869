"""Canvases behind their frames in one run of a sampler: which are read together, and what each part keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from edit_engine.models.adapters.frames import Frame
from edit_engine.models.adapters.slots import Run, Shown


# Tokens in one forward, padding included; one row is always read.
TOKENS_AT_ONCE = 8192


class FramedRun:
    """Canvases of one run of a sampler; see `denoiser.PredictAt`.

    Args:
        show: lays canvases behind their frames; arguments are frames, canvases, slots and time.
        frames: of all rows.
        parts: the first row of each part that is read in one forward, and the run of its rows.
    """

    def __init__(
        self,
        show: Callable[[Sequence[Frame], Tensor, Tensor, Tensor], Shown],
        frames: Sequence[Frame],
        parts: Sequence[tuple[int, Run]],
    ) -> None:
        self._show = show
        self._frames = frames
        self._parts = parts

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int], time: Tensor) -> Tensor:
        """Logits at the slots, in the order of the rows given."""
        found: dict[int, Tensor] = {}
        ends = [*(first for first, _ in self._parts[1:]), len(self._frames)]
        for (first, run), end in zip(self._parts, ends, strict=True):
            lines = [line for line, row in enumerate(rows) if first <= row < end]
            if not lines:
                continue
            frames = [self._frames[rows[line]] for line in lines]
            shown = self._show(frames, tokens[lines], slots[lines], time[lines])
            logits = run.logits(shown, [rows[line] - first for line in lines])
            counts = slots[lines].sum(dim=1).tolist()
            found.update(zip(lines, torch.split(logits, counts), strict=True))
        return torch.cat([found[line] for line in range(len(rows))])


def groups(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring rows to read in one forward, so that they have at most `TOKENS_AT_ONCE` tokens with padding."""
    found: list[tuple[int, int]] = []
    first = longest = 0
    for row, length in enumerate(lengths):
        if row > first and max(longest, length) * (row - first + 1) > TOKENS_AT_ONCE:
            found.append((first, row))
            first, longest = row, 0
        longest = max(longest, length)
    return [*found, (first, len(lengths))] if lengths else []
