"""The loop for samplers that may change what they have already written: remasking, replacing, renoising.

    ask -> predict -> advance -> next step

`denoise` in `loop.py` only ever fills masks. Here a `Reviser` says what to ask the model about and makes the next draft
from the answer; any free position may change, in any step. Clamped positions are put back after every step, whatever
the reviser did. As in `denoise`, rows draw from their own streams and leave when done or cancelled, and the loop is a
generator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Protocol

import torch
from torch import Tensor

from edit_engine.diffusion.canvas import Canvas, RowEnd, RowState, StepState
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.draws import row_generator, uniforms
from edit_engine.diffusion.errors import PredictionError
from edit_engine.diffusion.loop import Predict, check_canvases, never_cancelled


class Reviser(Protocol):
    """A sampler: pure steps from draft to draft."""

    @property
    def draws(self) -> int:
        """Random numbers it takes for each position in a step."""

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """What to ask in step `step` of 1..steps_total."""

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """The next draft.

        Args:
            draft: the draft `ask` was asked about.
            logits: (N, V) float, the model's answer: one line per true entry of the question's slots.
            uniforms: (draws, R, S) float64 in [0, 1), drawn from each row's own stream.
            step, steps_total: as in `ask`; at the last step nothing may be left masked or noisy.
        """


class PredictAt(Protocol):
    """A `Predict` that is told the time as well."""

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int], time: Tensor) -> Tensor:
        """See `Predict`; `time` (R,) float64 is how noisy each row is, 0 (text) to 1 (noise)."""


def timeless(predict: Predict) -> PredictAt:
    """A model that takes no time, for `revise`."""

    def predict_at(tokens: Tensor, slots: Tensor, rows: list[int], time: Tensor) -> Tensor:
        return predict(tokens, slots, rows)

    return predict_at


def revise(
    predict: PredictAt,
    canvases: Sequence[Canvas],
    *,
    reviser: Reviser,
    max_steps: int,
    cancelled: Callable[[int], bool] = never_cancelled,
    pad_id: int = 0,
) -> Iterator[StepState]:
    """Runs a reviser over the free positions of every canvas.

    Ends after at most `max_steps` steps; each row's last state has `end` set and holds its result. `committed` says
    what a step wrote. The arguments are those of `denoise`.

    Raises:
        ValueError: arguments that do not fit together.
        PredictionError: (while iterating) the logits cannot be used.
    """
    if max_steps < 1:
        raise ValueError(f"max_steps must be at least 1, got {max_steps}")
    check_canvases(canvases)
    return _steps(predict, canvases, reviser, max_steps, cancelled, pad_id)


def _steps(
    predict: PredictAt,
    canvases: Sequence[Canvas],
    reviser: Reviser,
    max_steps: int,
    cancelled: Callable[[int], bool],
    pad_id: int,
) -> Iterator[StepState]:
    batch = _Batch.of(canvases, pad_id)
    step = 0
    while True:
        # 1. Rows that leave between steps: cancelled ones and, before the first step, those with nothing free.
        ends = [
            RowEnd.FILLED if done else RowEnd.CANCELLED if cancelled(row) else None
            for row, done in zip(batch.rows, batch.draft.done.tolist(), strict=True)
        ]
        if any(ends):
            yield StepState(step=step, rows=batch.states(ends, 0, [line for line, end in enumerate(ends) if end]))
            batch = batch.keep([line for line, end in enumerate(ends) if not end])
        if not batch.rows:
            return

        # 2. One question, one step; clamped positions are what they were.
        step += 1
        before = batch.draft
        drawn = batch.numbers(reviser.draws)
        question = reviser.ask(before, step=step, steps_total=max_steps)
        logits = _answer(predict, question, batch.rows)
        after = reviser.advance(before, logits, drawn, step=step, steps_total=max_steps)
        after = replace(
            after,
            tokens=torch.where(before.free, after.tokens, before.tokens),
            answer=torch.where(before.free, after.answer, before.tokens),
            done=after.done | (step >= max_steps),
        )
        batch = replace(batch, draft=after)

        # 3. Tell; rows that are done leave.
        ends = [RowEnd.FILLED if done else None for done in after.done.tolist()]
        yield StepState(step=step, rows=batch.states(ends, step, range(len(ends))))
        batch = batch.keep([line for line, end in enumerate(ends) if not end])


def _answer(predict: PredictAt, question: Question, rows: Sequence[int]) -> Tensor:
    """(N, V) logits on the rows' device; no forward where there is nothing to ask."""
    count = int(question.slots.sum())
    if not count:
        return torch.zeros(0, 1, device=question.tokens.device)
    logits = predict(question.tokens, question.slots, list(rows), question.time)
    if logits.ndim != 2 or logits.shape[0] != count:
        raise PredictionError(f"predict must return ({count}, V) logits, got {tuple(logits.shape)}")
    return logits.to(question.tokens.device)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Batch:
    """The rows still in work, padded to the longest of them."""

    rows: list[int]
    lengths: list[int]
    generators: list[torch.Generator]
    draft: Draft

    @staticmethod
    def of(canvases: Sequence[Canvas], pad_id: int) -> _Batch:
        """All canvases as one batch; padding is never free."""
        lengths = [len(canvas.tokens) for canvas in canvases]
        device = canvases[0].tokens.device if canvases else torch.device("cpu")
        shape = (len(canvases), max(lengths, default=0))
        tokens = torch.full(shape, pad_id, dtype=torch.long, device=device)
        free = torch.zeros(shape, dtype=torch.bool, device=device)
        for line, canvas in enumerate(canvases):
            tokens[line, : lengths[line]] = canvas.tokens
            free[line, : lengths[line]] = canvas.free
        return _Batch(
            rows=list(range(len(canvases))),
            lengths=lengths,
            generators=[row_generator(canvas.seed, canvas.key) for canvas in canvases],
            draft=Draft.of(tokens, free),
        )

    def numbers(self, draws: int) -> Tensor:
        """(draws, R, S) random numbers, each row's from its own stream."""
        width = self.draft.tokens.shape[1]
        drawn = [uniforms(self.generators, self.lengths, width) for _ in range(draws)]
        return torch.stack(drawn).to(self.draft.tokens.device)

    def keep(self, lines: list[int]) -> _Batch:
        """Only these lines, no wider than the longest of them needs."""
        if len(lines) == len(self.rows):
            return self
        lengths = [self.lengths[line] for line in lines]
        index = torch.tensor(lines, dtype=torch.long, device=self.draft.tokens.device)
        parts = {field.name: getattr(self.draft, field.name)[index] for field in fields(Draft)}
        width = max(lengths, default=0)
        return _Batch(
            rows=[self.rows[line] for line in lines],
            lengths=lengths,
            generators=[self.generators[line] for line in lines],
            draft=Draft(**{name: part[:, :width] if part.ndim == 2 else part for name, part in parts.items()}),
        )

    def states(self, ends: Sequence[RowEnd | None], step: int, lines: Sequence[int]) -> tuple[RowState, ...]:
        """What to tell of these lines after `step`; 0: nothing was written."""
        draft = self.draft
        wrote = (draft.steps == step) & (step > 0)
        return tuple(
            RowState(
                row=self.rows[line],
                tokens=draft.answer[line, : self.lengths[line]].clone(),
                committed=wrote[line, : self.lengths[line]].clone(),
                probabilities=draft.probabilities[line, : self.lengths[line]].clone(),
                entropies=draft.entropies[line, : self.lengths[line]].clone(),
                steps=draft.steps[line, : self.lengths[line]].clone(),
                end=ends[line],
            )
            for line in lines
        )
