"""The loop of samplers that may change what they wrote: what it promises whatever the sampler does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import (
    Absorbing,
    Canvas,
    Capped,
    Draft,
    Gibbs,
    Predict,
    PredictionError,
    Question,
    ReMDM,
    Renoise,
    Reviser,
    RowEnd,
    RowState,
    ScoreSampler,
    ScoreStep,
    StepState,
    TokenToMask,
    TokenToToken,
    Trigger,
    Uniform,
    revise,
    row_generator,
    timeless,
)


V = 12
MASK = 11
REVISERS: list[Reviser] = [
    ReMDM(mask_id=MASK, remasking=Capped(eta=0.3)),
    ReMDM(mask_id=MASK, remasking=Capped(eta=0.3), by_confidence=True),
    Gibbs(mask_id=MASK, at_once=2),
    Renoise(banned=(MASK,)),
    TokenToToken(mask_id=MASK),
    *(TokenToMask(mask_id=MASK, trigger=trigger, threshold=0.5) for trigger in Trigger),
    *(ScoreSampler(graph=Absorbing(mask_id=MASK, vocab_size=V), method=method) for method in ScoreStep),
    ScoreSampler(graph=Uniform(vocab_size=V)),
]
each_reviser = pytest.mark.parametrize("reviser", REVISERS, ids=repr)
# -1 for the mask.
TEXTS = [[1, -1, -1, 4, -1], [-1] * 9, [3], [2, -1], [-1, 6, 5, 5, -1, 7, -1], [7, 8, 9], [-1], [0, -1, 0, -1, 0, -1]]


def windowed(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
    """A model that looks at both neighbours of a slot; padding reads as 0."""
    table = torch.randn(3, V, V, generator=row_generator(0)) * 3
    padded = torch.nn.functional.pad(tokens, (1, 1))
    row, place = slots.nonzero(as_tuple=True)
    return table[0, padded[row, place]] + table[1, padded[row, place + 1]] + table[2, padded[row, place + 2]]


def canvas(text: Sequence[int], *, key: str = "") -> Canvas:
    """Every mask is free, and each second token."""
    tokens = torch.tensor([MASK if token < 0 else token for token in text], dtype=torch.long)
    free = (tokens == MASK) | (torch.arange(len(text)) % 2 == 1)
    return Canvas(tokens=tokens, free=free, seed=5, key=key)


def run(
    reviser: Reviser, canvases: Sequence[Canvas], *, max_steps: int = 8, predict: Predict = windowed
) -> list[StepState]:
    return list(revise(timeless(predict), canvases, reviser=reviser, max_steps=max_steps))


def last_of(states: Sequence[StepState]) -> dict[int, RowState]:
    return {row.row: row for state in states for row in state.rows}


@each_reviser
def test_a_row_gives_the_same_alone_and_in_a_padded_batch_of_eight(reviser: Reviser) -> None:
    canvases = [canvas(text, key=str(index)) for index, text in enumerate(TEXTS)]
    together = last_of(run(reviser, canvases))
    changed = 0
    for index, one in enumerate(canvases):
        alone = last_of(run(reviser, [one]))[0]
        for field in ("tokens", "probabilities", "entropies", "steps"):
            assert getattr(alone, field).tolist() == getattr(together[index], field).tolist()
        changed += alone.tokens.tolist() != one.tokens.tolist()
    assert changed > 5


@each_reviser
def test_clamped_positions_never_change_and_no_mask_is_left(reviser: Reviser) -> None:
    canvases = [canvas(text, key=str(index)) for index, text in enumerate(TEXTS)]
    states = run(reviser, canvases)
    for state in states:
        for row in state.rows:
            one = canvases[row.row]
            assert (row.tokens[~one.free] == one.tokens[~one.free]).all()
            assert not row.committed[~one.free].any()
            assert (row.steps[row.committed] == state.step).all()
            assert (row.probabilities >= 0).all()
            assert (row.probabilities <= 1 + 1e-6).all()
    for row in last_of(states).values():
        assert row.end is RowEnd.FILLED
        # Uniform noise knows no mask: to it, token 11 is a token.
        assert MASK not in row.tokens.tolist() or reviser == REVISERS[-1]


@dataclass(frozen=True)
class _Hostile:
    """Writes everywhere, masks everywhere, and never says it is done."""

    draws: int = 1

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        return Question.about(draft.tokens, draft.free, 1.0)

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        nines = torch.full_like(draft.tokens, 9)
        return replace(draft, tokens=nines, answer=nines)


def test_a_sampler_that_writes_everywhere_writes_only_where_it_is_free() -> None:
    canvases = [canvas(text) for text in TEXTS]
    states = run(_Hostile(), canvases, max_steps=3)
    for row in last_of(states).values():
        one = canvases[row.row]
        assert row.tokens.tolist() == torch.where(one.free, 9, one.tokens).tolist()
    assert max(state.step for state in states) == 3


def test_a_cancelled_row_leaves_before_the_next_forward_with_its_answer() -> None:
    stop: set[int] = set()
    forwards: list[list[int]] = []

    def recording(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        forwards.append(rows)
        return windowed(tokens, slots, rows)

    states: list[StepState] = []
    for state in revise(
        timeless(recording),
        [canvas([-1] * 5), canvas([-1] * 7, key="b")],
        reviser=Renoise(banned=(MASK,), confident=0),
        max_steps=4,
        cancelled=stop.__contains__,
    ):
        states.append(state)
        if state.step == 2:
            stop.add(0)
    assert forwards == [[0, 1], [0, 1], [1], [1]]
    (gone,) = (row for state in states for row in state.rows if row.end is RowEnd.CANCELLED)
    assert gone.row == 0
    assert MASK not in gone.tokens.tolist(), "what it would give, not the noise it stood at"


def test_rows_with_nothing_free_cost_no_forward_and_done_rows_leave() -> None:
    asked: list[list[int]] = []

    def recording(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        asked.append(rows)
        sure = torch.zeros(int(slots.sum()), V)
        sure[:, 3] = 50.0
        return sure

    clamped = Canvas(tokens=torch.tensor([1, 2]), free=torch.tensor([False, False]))
    states = run(TokenToToken(mask_id=MASK), [clamped, canvas([-1, 3]), canvas([])], predict=recording)
    # Filled in the first step, read as a whole in the second.
    assert asked == [[1], [1]]
    assert [row.row for row in states[0].rows] == [0, 2]
    assert states[0].step == 0
    assert states[-1].rows[0].end is RowEnd.FILLED


def test_the_model_is_told_how_noisy_each_row_is() -> None:
    told: list[list[float]] = []

    def listening(tokens: Tensor, slots: Tensor, rows: list[int], time: Tensor) -> Tensor:
        told.append(time.tolist())
        return windowed(tokens, slots, rows)

    list(revise(listening, [canvas([-1, -1, -1]), canvas([-1, 2, 5])], reviser=TokenToToken(mask_id=MASK), max_steps=1))
    # Three masks of three free positions; one mask of two.
    assert told == [[1.0, 0.5]]


def test_logits_of_the_wrong_shape_are_refused() -> None:
    def wrong(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        return torch.zeros(*tokens.shape, V)

    with pytest.raises(PredictionError, match=r"must return \(2, V\) logits, got \(1, 3, 12\)"):
        run(TokenToToken(mask_id=MASK), [canvas([1, -1, -1])], predict=wrong)


def test_wrong_arguments_are_refused_before_the_first_step() -> None:
    predict = timeless(windowed)
    with pytest.raises(ValueError, match="max_steps.*got 0"):
        revise(predict, [], reviser=REVISERS[0], max_steps=0)
    broken = Canvas(tokens=torch.zeros(3, dtype=torch.long), free=torch.ones(2, dtype=torch.bool))
    with pytest.raises(ValueError, match=r"canvas 1: .*got \(3,\) and \(2,\)"):
        revise(predict, [canvas([1]), broken], reviser=REVISERS[0], max_steps=1)
    assert run(REVISERS[0], []) == []
