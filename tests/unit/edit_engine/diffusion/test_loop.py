"""The denoising loop on synthetic logits: what it promises whatever the model says."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from edit_engine.diffusion import (
    Ancestral,
    Blocks,
    Canvas,
    CoarseFirst,
    CommitRule,
    ConfidenceFactor,
    ConfidenceThreshold,
    DreamSteps,
    EntropyBound,
    FixedSteps,
    MaskGITCosine,
    Order,
    PredictionError,
    PrefixFirst,
    Proposals,
    RowEnd,
    RowState,
    Sampling,
    StepState,
    denoise,
    row_generator,
)


V = 12
MASK = 11
RULES: list[CommitRule] = [
    ConfidenceThreshold(),
    FixedSteps(order=Order.RANDOM),
    MaskGITCosine(),
    EntropyBound(),
    Ancestral(),
    ConfidenceFactor(),
    DreamSteps(temperature=0.1),
    Blocks(rule=FixedSteps(), block_length=2, steps_per_block=2),
    PrefixFirst(rule=FixedSteps(), length=2),
]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: type(rule).__name__)


def windowed(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
    """A model that looks at both neighbours of a slot, so that order and context matter; padding reads as 0."""
    table = torch.randn(3, V + 1, V, generator=row_generator(0)) * 3
    padded = torch.nn.functional.pad(torch.where(slots | (tokens < V), tokens, 0), (1, 1))
    row, place = slots.nonzero(as_tuple=True)
    return table[0, padded[row, place]] + table[1, padded[row, place + 1]] + table[2, padded[row, place + 2]]


def canvas(text: Sequence[int], *, seed: int = 0, key: str = "") -> Canvas:
    """`text` with -1 for a slot to fill."""
    tokens = torch.tensor([MASK if token < 0 else token for token in text], dtype=torch.long)
    return Canvas(tokens=tokens, free=torch.tensor([token < 0 for token in text], dtype=torch.bool), seed=seed, key=key)


def run(canvases: Sequence[Canvas], *, rule: CommitRule, **changes: object) -> dict[int, RowState]:
    """The last state of each row."""
    arguments = {"sampling": Sampling(temperature=1), "mask_id": MASK, "max_steps": 6} | changes
    predict = arguments.pop("predict", windowed)
    last: dict[int, RowState] = {}
    for state in denoise(predict, canvases, rule=rule, **arguments):  # type: ignore[arg-type]  # tests vary any of them
        last |= {row.row: row for row in state.rows}
    return last


TEXTS = [[1, -1, -1, 4, -1], [-1] * 9, [3], [2, -1], [-1, -1, 5, 5, -1, -1, -1], [7, 8, 9], [-1], [0, -1, 0, -1, 0, -1]]


@each_rule
@pytest.mark.parametrize("sampling", [Sampling(), Sampling(temperature=0.8, top_p=0.95, repetition_penalty=1.3)])
def test_a_row_gives_the_same_alone_and_in_a_padded_batch_of_eight(rule: CommitRule, sampling: Sampling) -> None:
    canvases = [canvas(text, seed=5, key=str(index)) for index, text in enumerate(TEXTS)]
    together = run(canvases, rule=rule, sampling=sampling)
    for index, one in enumerate(canvases):
        alone = run([one], rule=rule, sampling=sampling)[0]
        for field in ("tokens", "probabilities", "entropies", "steps"):
            assert getattr(alone, field).tolist() == getattr(together[index], field).tolist()


def test_priorities_go_with_their_rows_and_decide_what_is_filled_first() -> None:
    def coarse(text: Sequence[int], key: str) -> Canvas:
        """Every third slot is coarse, the one after it less so."""
        return replace(canvas(text, key=key), priorities=torch.arange(len(text)) % 3)

    canvases = [coarse(text, str(index)) for index, text in enumerate(TEXTS)]
    rule = CoarseFirst(rule=FixedSteps())
    together = run(canvases, rule=rule, max_steps=9)
    for index, one in enumerate(canvases):
        alone = run([one], rule=rule, max_steps=9)[0]
        assert alone.tokens.tolist() == together[index].tokens.tolist()
        slots = one.tokens == MASK
        levels = [alone.steps[slots & (one.priorities == level)].tolist() for level in range(3)]
        for sooner, later in itertools.combinations([level for level in levels if level], 2):
            assert max(sooner) < min(later)


def test_the_seed_and_the_key_change_what_is_drawn() -> None:
    def drawn(seed: int, key: str) -> tuple[int, ...]:
        return tuple(run([canvas([-1] * 12, seed=seed, key=key)], rule=EntropyBound())[0].tokens.tolist())

    assert drawn(1, "a") == drawn(1, "a")
    assert len({drawn(1, "a"), drawn(2, "a"), drawn(1, "b")}) == 3


@given(
    texts=st.lists(st.lists(st.integers(-1, V - 2), max_size=9), max_size=4),
    rule=st.sampled_from(RULES),
    max_steps=st.integers(1, 12),
    seed=st.integers(0, 1000),
    scale=st.sampled_from([0.0, 1.0, 1e4, 3e38]),
)
@settings(max_examples=120, deadline=None)
def test_it_ends_fills_all_and_keeps_clamped_positions_and_bans_whatever_the_logits(
    texts: list[list[int]], rule: CommitRule, max_steps: int, seed: int, scale: float
) -> None:
    generator = torch.Generator().manual_seed(seed)

    def adversarial(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        logits = (torch.rand(int(slots.sum()), V, generator=generator) * 2 - 1) * scale
        # It always likes what it must not say.
        logits[:, [0, MASK]] = 3.4e38
        logits[torch.rand(logits.shape, generator=generator) < 0.3] = -torch.inf
        logits[:, 1] = 0
        return logits

    canvases = [canvas(text, seed=seed) for text in texts]
    states = list(
        denoise(
            adversarial,
            canvases,
            rule=rule,
            sampling=Sampling(temperature=1),
            mask_id=MASK,
            banned=[0],
            max_steps=max_steps,
        )
    )
    most_slots = max((text.count(-1) for text in texts), default=0)
    assert max((state.step for state in states), default=0) <= min(max_steps, most_slots)
    last = {row.row: row for state in states for row in state.rows}
    assert sorted(last) == list(range(len(texts)))
    for index, text in enumerate(texts):
        assert last[index].end is RowEnd.FILLED
        for wanted, found in zip(text, last[index].tokens.tolist(), strict=True):
            assert found == wanted if wanted >= 0 else found not in (0, MASK)


@each_rule
def test_each_step_commits_in_each_row_and_says_what_when_and_how_sure(rule: CommitRule) -> None:
    canvases = [canvas(text) for text in TEXTS]
    seen: dict[int, RowState] = {}
    for state in denoise(windowed, canvases, rule=rule, sampling=Sampling(), mask_id=MASK, max_steps=20):
        for row in state.rows:
            assert row.row not in seen or seen[row.row].end is None, "a row that ended says nothing more"
            if state.step:
                assert row.committed.any()
            assert (row.steps[row.committed] == state.step).all()
            before = seen[row.row].tokens if row.row in seen else canvases[row.row].tokens
            assert (before[row.committed] == MASK).all()
            assert (row.tokens[~row.committed] == before[~row.committed]).all()
            assert (row.probabilities[row.committed] <= 1).all()
            assert (row.probabilities[row.steps == 0] == 1).all()
            seen[row.row] = row


def test_a_free_position_that_holds_a_token_is_kept() -> None:
    tokens = torch.tensor([1, MASK, 2])
    one = Canvas(tokens=tokens, free=torch.tensor([True, True, True]))
    assert run([one], rule=EntropyBound())[0].tokens[[0, 2]].tolist() == [1, 2]


def test_a_clamped_mask_token_stays_and_is_not_predicted() -> None:
    one = Canvas(tokens=torch.tensor([MASK, MASK]), free=torch.tensor([False, True]))
    last = run([one], rule=EntropyBound())[0]
    assert last.tokens[0] == MASK
    assert last.tokens[1] != MASK


def test_rows_leave_the_batch_when_they_are_filled() -> None:
    asked: list[tuple[list[int], tuple[int, ...]]] = []

    def recording(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        asked.append((rows, tuple(tokens.shape)))
        return windowed(tokens, slots, rows)

    rule = FixedSteps()
    canvases = [canvas([-1, 1]), canvas([-1, -1, -1, 1, 1]), canvas([-1, -1, 1])]
    run(canvases, rule=ConfidenceThreshold(threshold=1), predict=recording, max_steps=9)
    assert asked == [([0, 1, 2], (3, 5)), ([1, 2], (2, 5)), ([1], (1, 5))]
    asked.clear()
    run([canvas([1]), canvas([])], rule=rule, predict=recording)
    assert asked == [], "nothing to fill costs no forward"


def test_a_cancelled_row_leaves_before_the_next_forward_with_what_it_has() -> None:
    stop: set[int] = set()
    forwards: list[list[int]] = []

    def recording(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        forwards.append(rows)
        return windowed(tokens, slots, rows)

    states: list[StepState] = []
    for state in denoise(
        recording,
        [canvas([-1] * 5), canvas([-1] * 5)],
        rule=ConfidenceThreshold(threshold=1),
        sampling=Sampling(),
        mask_id=MASK,
        max_steps=9,
        cancelled=stop.__contains__,
    ):
        states.append(state)
        if state.step == 2:
            stop.add(0)
    assert forwards == [[0, 1], [0, 1], [1], [1], [1]]
    (gone,) = (row for state in states for row in state.rows if row.end is RowEnd.CANCELLED)
    assert gone.row == 0
    assert int((gone.tokens == MASK).sum()) == 3
    assert states[-1].rows[0].end is RowEnd.FILLED


def test_the_last_step_allowed_fills_what_is_left() -> None:
    last = run([canvas([-1] * 9)], rule=ConfidenceThreshold(threshold=1), max_steps=3)[0]
    assert sorted(last.steps.tolist()) == [1, 2] + [3] * 7


def test_repetition_penalty_counts_what_was_committed_and_not_the_clamped_context() -> None:
    def fond(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        return torch.tensor([[0.0, 5.0, 4.0, 3.0]]).expand(int(slots.sum()), 4)

    one = Canvas(tokens=torch.tensor([1, 0, 0, 0]), free=torch.tensor([False, True, True, True]))
    (*_, final) = denoise(
        fond, [one], rule=FixedSteps(), sampling=Sampling(repetition_penalty=10), mask_id=0, max_steps=3
    )
    assert final.rows[0].tokens.tolist() == [1, 1, 2, 3]


def test_exact_conditionals_one_at_a_time_give_the_chain_s_own_distribution() -> None:
    """Random order, one token a step, a predictor that knows p(x_i | visible): samples are the Markov chain's."""
    start = torch.tensor([0.6, 0.4], dtype=torch.float64)
    move = torch.tensor([[0.9, 0.1], [0.3, 0.7]], dtype=torch.float64)
    paths = list(itertools.product(range(2), repeat=3))
    chance = {path: float(start[path[0]] * move[path[0], path[1]] * move[path[1], path[2]]) for path in paths}

    def exact(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        lines = []
        for line, place in slots.nonzero().tolist():
            fits = [
                path
                for path in paths
                if all(seen in (2, token) for seen, token in zip(tokens[line].tolist(), path, strict=True))
            ]
            lines.append([sum(chance[path] for path in fits if path[place] == token) for token in range(2)] + [0.0])
        return torch.tensor(lines).log()

    count = 3000
    blank = torch.full((3,), 2)
    canvases = [Canvas(tokens=blank, free=blank == 2, seed=1, key=str(index)) for index in range(count)]
    last = run(canvases, rule=FixedSteps(order=Order.RANDOM), predict=exact, mask_id=2, max_steps=3)
    found = dict.fromkeys(paths, 0)
    for row in last.values():
        found[tuple(row.tokens.tolist())] += 1
    for path in paths:
        # Four standard errors.
        assert found[path] / count == pytest.approx(chance[path], abs=4 * (chance[path] / count) ** 0.5)


def test_logits_of_the_wrong_shape_are_refused() -> None:
    def wrong(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        return torch.zeros(*tokens.shape, V)

    with pytest.raises(PredictionError, match=r"must return \(2, V\) logits, got \(1, 3, 12\)"):
        run([canvas([1, -1, -1])], rule=EntropyBound(), predict=wrong)


def test_wrong_arguments_are_refused_before_the_first_step() -> None:
    def start(canvases: Sequence[Canvas], max_steps: int) -> Iterator[StepState]:
        return denoise(windowed, canvases, rule=EntropyBound(), sampling=Sampling(), mask_id=MASK, max_steps=max_steps)

    with pytest.raises(ValueError, match="max_steps.*got 0"):
        start([], 0)
    with pytest.raises(ValueError, match=r"canvas 1: .*got \(3,\) and \(2,\)"):
        start([canvas([1]), Canvas(tokens=torch.zeros(3, dtype=torch.long), free=torch.ones(2, dtype=torch.bool))], 1)
    with pytest.raises(ValueError, match=r"canvas 0: priorities must be \(1,\), got \(2,\)"):
        start([replace(canvas([1]), priorities=torch.zeros(2))], 1)
    with pytest.raises(ValueError, match="to all or to none"):
        start([canvas([1]), replace(canvas([1]), priorities=torch.zeros(1, dtype=torch.long))], 1)
    assert list(start([], 1)) == []


@dataclass(frozen=True)
class Unstaged:
    """A rule in stages that does not say what it offers, so the loop asks about all slots."""

    rule: CommitRule

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        return self.rule.choose(proposals, step=step, steps_total=steps_total, uniforms=uniforms)


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (Blocks(rule=FixedSteps(), block_length=2, steps_per_block=2), 2),
        (Blocks(rule=PrefixFirst(rule=EntropyBound(bound=9), length=1), block_length=3, steps_per_block=3), 2),
        (PrefixFirst(rule=Blocks(rule=Ancestral(), block_length=2, steps_per_block=2), length=2), 2),
        (CoarseFirst(rule=FixedSteps(order=Order.RANDOM)), 3),
        (CoarseFirst(rule=Blocks(rule=FixedSteps(), block_length=2, steps_per_block=2)), 2),
    ],
    ids=str,
)
def test_a_rule_in_stages_costs_logits_of_its_stage_alone_and_gives_the_same(rule: CommitRule, most: int) -> None:
    asked: list[int] = []

    def counting(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        asked.append(int(slots.sum(dim=1).max()))
        return windowed(tokens, slots, rows)

    canvases = [
        replace(canvas(text, key=str(index)), priorities=torch.arange(len(text)) % 3)
        for index, text in enumerate(TEXTS)
    ]
    staged = run(canvases, rule=rule, predict=counting, max_steps=20)
    assert max(asked) == most
    whole = run(canvases, rule=Unstaged(rule), max_steps=20)
    for index in range(len(TEXTS)):
        assert staged[index].tokens.tolist() == whole[index].tokens.tolist()
        assert staged[index].steps.tolist() == whole[index].steps.tolist()


def test_the_last_step_asks_about_every_slot_of_every_stage() -> None:
    rule = Blocks(rule=FixedSteps(), block_length=2, steps_per_block=2)
    last = run([canvas([-1] * 9)], rule=rule, max_steps=3)[0]
    assert last.end is RowEnd.FILLED
    assert (last.probabilities[last.steps == 3] < 1).all()
