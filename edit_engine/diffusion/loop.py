"""The denoising loop: fills the masked slots of a batch of rows, a few at a time, until none is left.

    predict -> candidates -> commit rule -> next step

It knows no model and no tokenizer: `predict` turns token ids into logits. Rows may differ in length; each draws from
its own stream and leaves the batch when it is filled or cancelled. The loop is a generator: iterate it for a live view,
stop iterating to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import torch
from torch import Tensor

from edit_engine.diffusion.candidates import candidates
from edit_engine.diffusion.canvas import Canvas, RowEnd, RowState, StepState
from edit_engine.diffusion.commit import CommitRule, Proposals, Staged
from edit_engine.diffusion.draws import row_generator, uniforms
from edit_engine.diffusion.errors import PredictionError
from edit_engine.diffusion.filters import Sampling


class Predict(Protocol):
    """What a model does for the loop."""

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        """Logits at the masked slots.

        Args:
            tokens: (R, S) long, the rows still in work, padded on the right. Not to be changed.
            slots: (R, S) bool, the masked slots to predict: all, or those that a rule in stages looks at now.
            rows: for each of the R lines, which of the canvases given to `denoise` it is.

        Returns:
            (N, V) float, one line per true entry of `slots`, row by row and left to right.
        """


def never_cancelled(row: int) -> bool:
    """The default of `denoise`: no row is cancelled."""
    return False


def denoise(
    predict: Predict,
    canvases: Sequence[Canvas],
    *,
    rule: CommitRule,
    sampling: Sampling,
    mask_id: int,
    banned: Sequence[int] = (),
    max_steps: int,
    cancelled: Callable[[int], bool] = never_cancelled,
    pad_id: int = 0,
) -> Iterator[StepState]:
    """Fills the free positions that hold `mask_id` in every canvas.

    Ends after at most min(max_steps, most slots in a row) steps: each step commits at least one slot in each row, and
    the last one all that are left. Each row's last state has `end` set and holds its result.

    Args:
        predict: the model.
        canvases: the rows, all on one device, of any lengths. Logits are brought to that device; it must know float64
            (for a device without, such as MPS, keep the canvases on the CPU and let `predict` move the tokens).
        rule: which candidates to keep in each step.
        sampling: how a candidate is chosen.
        mask_id: the mask token; it is never chosen.
        banned: other tokens that must never be chosen.
        max_steps: most forwards to spend; also the T of rules that spread their commits over the steps.
        cancelled: asked for each row before each step; a cancelled row leaves with what it has.
        pad_id: fills the rows' ends for `predict`; it has no effect on results of a model that masks padding.

    Raises:
        ValueError: arguments that do not fit together.
        PredictionError: (while iterating) the logits cannot be used.
    """
    if max_steps < 1:
        raise ValueError(f"max_steps must be at least 1, got {max_steps}")
    check_canvases(canvases)
    forbidden = tuple(sorted({mask_id, *banned}))
    return _steps(predict, canvases, rule, sampling, mask_id, forbidden, max_steps, cancelled, pad_id)


def check_canvases(canvases: Sequence[Canvas]) -> None:
    """Raises a ValueError that names the first canvas whose tensors do not fit together."""
    for row, canvas in enumerate(canvases):
        if canvas.tokens.ndim != 1 or canvas.tokens.shape != canvas.free.shape:
            raise ValueError(
                f"canvas {row}: tokens and free must both be (S,), "
                f"got {tuple(canvas.tokens.shape)} and {tuple(canvas.free.shape)}"
            )
        if canvas.priorities is not None and canvas.priorities.shape != canvas.tokens.shape:
            raise ValueError(
                f"canvas {row}: priorities must be {tuple(canvas.tokens.shape)}, got {tuple(canvas.priorities.shape)}"
            )
    if len({canvas.priorities is None for canvas in canvases}) > 1:
        raise ValueError("some canvases have priorities and some have none: give them to all or to none")


def _steps(
    predict: Predict,
    canvases: Sequence[Canvas],
    rule: CommitRule,
    sampling: Sampling,
    mask_id: int,
    forbidden: Sequence[int],
    max_steps: int,
    cancelled: Callable[[int], bool],
    pad_id: int,
) -> Iterator[StepState]:
    batch = _Batch.of(canvases, mask_id, pad_id)
    step = 0
    while True:
        # 1. Rows that leave between steps: cancelled ones and, before the first step, those with nothing to fill.
        open_slots = batch.masked.any(dim=1).tolist()
        ends = [
            RowEnd.FILLED if not open_slots[line] else RowEnd.CANCELLED if cancelled(row) else None
            for line, row in enumerate(batch.rows)
        ]
        if any(ends):
            lines = [line for line, end in enumerate(ends) if end]
            yield StepState(step=step, rows=batch.keep(lines).states(ends=[ends[line] for line in lines]))
            batch = batch.keep([line for line, end in enumerate(ends) if not end])
        if not batch.rows:
            return

        # 2. One forward, one candidate a slot, and what the rule keeps of them (all, at the last step).
        step += 1
        slots = _offered(rule, batch) if step < max_steps else batch.masked
        proposals, drawn = _propose(predict, batch, slots, sampling, forbidden)
        if step < max_steps:
            chosen = rule.choose(proposals, step=step, steps_total=max_steps, uniforms=drawn) & batch.masked
        else:
            chosen = batch.masked
        batch = batch.commit(chosen, proposals, step)

        # 3. Tell; rows that are now filled leave.
        open_slots = batch.masked.any(dim=1).tolist()
        yield StepState(step=step, rows=batch.states(chosen, [None if left else RowEnd.FILLED for left in open_slots]))
        batch = batch.keep([line for line, left in enumerate(open_slots) if left])


def _offered(rule: CommitRule, batch: _Batch) -> Tensor:
    """(R, S) the masked slots that the rule may commit in this step."""
    if not isinstance(rule, Staged):
        return batch.masked
    return rule.offered(batch.masked, batch.started_with, batch.priorities) & batch.masked


def _propose(
    predict: Predict, batch: _Batch, slots: Tensor, sampling: Sampling, forbidden: Sequence[int]
) -> tuple[Proposals, Tensor]:
    """Candidates for these slots (R, S), and one number a position for the commit rule.

    The proposals hold nothing of use at masked slots that were not asked about.
    """
    device = batch.tokens.device
    width = batch.tokens.shape[1]
    # Two draws a step whatever the settings are, so that changing the rule does not change which tokens are drawn.
    for_tokens = uniforms(batch.generators, batch.lengths, width).to(device)
    for_rule = uniforms(batch.generators, batch.lengths, width).to(device)
    logits = predict(batch.tokens, slots, list(batch.rows))
    count = int(slots.sum())
    if logits.ndim != 2 or logits.shape[0] != count:
        raise PredictionError(f"predict must return ({count}, V) logits, got {tuple(logits.shape)}")
    history = torch.where(batch.steps > 0, batch.tokens, -1)[slots.nonzero()[:, 0]]
    found = candidates(
        logits.to(device), sampling=sampling, banned=forbidden, history=history, uniforms=for_tokens[slots]
    )
    proposals = found.at(slots, tokens=batch.tokens, started_with=batch.started_with, priorities=batch.priorities)
    return replace(proposals, masked=batch.masked), for_rule


@dataclass(frozen=True, kw_only=True, eq=False)
class _Batch:
    """The rows still in work, padded to the longest of them."""

    rows: list[int]
    lengths: list[int]
    generators: list[torch.Generator]
    # (R, S) each.
    tokens: Tensor
    masked: Tensor
    probabilities: Tensor
    entropies: Tensor
    steps: Tensor
    # (R,)
    started_with: Tensor
    # (R, S); None where the canvases have none.
    priorities: Tensor | None

    @staticmethod
    def of(canvases: Sequence[Canvas], mask_id: int, pad_id: int) -> _Batch:
        """All canvases as one batch."""
        lengths = [len(canvas.tokens) for canvas in canvases]
        device = canvases[0].tokens.device if canvases else torch.device("cpu")
        shape = (len(canvases), max(lengths, default=0))
        tokens = torch.full(shape, pad_id, dtype=torch.long, device=device)
        masked = torch.zeros(shape, dtype=torch.bool, device=device)
        priorities = torch.zeros(shape, dtype=torch.long, device=device)
        for line, canvas in enumerate(canvases):
            tokens[line, : lengths[line]] = canvas.tokens
            masked[line, : lengths[line]] = canvas.free & (canvas.tokens == mask_id)
            if canvas.priorities is not None:
                priorities[line, : lengths[line]] = canvas.priorities
        return _Batch(
            rows=list(range(len(canvases))),
            lengths=lengths,
            generators=[row_generator(canvas.seed, canvas.key) for canvas in canvases],
            tokens=tokens,
            masked=masked,
            probabilities=torch.ones(shape, dtype=torch.float32, device=device),
            entropies=torch.zeros(shape, dtype=torch.float32, device=device),
            steps=torch.zeros(shape, dtype=torch.long, device=device),
            started_with=masked.sum(dim=1),
            priorities=priorities if any(canvas.priorities is not None for canvas in canvases) else None,
        )

    def commit(self, chosen: Tensor, proposals: Proposals, step: int) -> _Batch:
        """The batch with the `chosen` (R, S) candidates in place."""
        return replace(
            self,
            tokens=torch.where(chosen, proposals.tokens, self.tokens),
            masked=self.masked & ~chosen,
            probabilities=torch.where(chosen, proposals.log_probs.exp(), self.probabilities),
            entropies=torch.where(chosen, proposals.entropies, self.entropies),
            steps=torch.where(chosen, step, self.steps),
        )

    def keep(self, lines: list[int]) -> _Batch:
        """Only these lines, no wider than the longest of them needs."""
        if len(lines) == len(self.rows):
            return self
        width = max((self.lengths[line] for line in lines), default=0)
        index = torch.tensor(lines, dtype=torch.long, device=self.tokens.device)
        return _Batch(
            rows=[self.rows[line] for line in lines],
            lengths=[self.lengths[line] for line in lines],
            generators=[self.generators[line] for line in lines],
            tokens=self.tokens[index, :width],
            masked=self.masked[index, :width],
            probabilities=self.probabilities[index, :width],
            entropies=self.entropies[index, :width],
            steps=self.steps[index, :width],
            started_with=self.started_with[index],
            priorities=None if self.priorities is None else self.priorities[index, :width],
        )

    def states(self, chosen: Tensor | None = None, ends: Sequence[RowEnd | None] = ()) -> tuple[RowState, ...]:
        """What to tell of each line, after `chosen` (R, S) was committed."""
        told = torch.zeros_like(self.masked) if chosen is None else chosen
        return tuple(
            RowState(
                row=row,
                tokens=self.tokens[line, :length].clone(),
                committed=told[line, :length].clone(),
                probabilities=self.probabilities[line, :length].clone(),
                entropies=self.entropies[line, :length].clone(),
                steps=self.steps[line, :length].clone(),
                end=ends[line],
            )
            for line, (row, length) in enumerate(zip(self.rows, self.lengths, strict=True))
        )
