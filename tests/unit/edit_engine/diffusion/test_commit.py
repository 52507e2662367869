"""Commit rules keep the right slots, at least one in each row, and only masked ones."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.diffusion import (
    Ancestral,
    Blocks,
    CommitRule,
    ConfidenceFactor,
    ConfidenceThreshold,
    DreamSteps,
    EntropyBound,
    FixedSteps,
    MaskGITCosine,
    Order,
    PrefixFirst,
    Proposals,
)


RULES: list[CommitRule] = [
    ConfidenceThreshold(threshold=0.7),
    ConfidenceThreshold(threshold=1.0),
    *(FixedSteps(order=order) for order in Order),
    MaskGITCosine(),
    MaskGITCosine(temperature=0),
    EntropyBound(bound=0.5),
    EntropyBound(bound=0),
    Ancestral(),
    ConfidenceFactor(),
    ConfidenceFactor(factor=0),
    *(DreamSteps(order=order, temperature=0.5) for order in Order),
    Blocks(rule=FixedSteps(), block_length=2, steps_per_block=3),
    PrefixFirst(rule=EntropyBound(), length=2),
]


def propose(probabilities: list[list[float]], masked: list[list[bool]] | None = None) -> Proposals:
    """Slots whose other probability lies all on one other token."""
    p = torch.tensor(probabilities, dtype=torch.float32)
    mask = torch.ones_like(p, dtype=torch.bool) if masked is None else torch.tensor(masked)
    return Proposals(
        tokens=torch.ones_like(p, dtype=torch.long),
        log_probs=p.log(),
        entropies=torch.special.entr(p) + torch.special.entr(1 - p),
        margins=(2 * p - 1).abs(),
        masked=mask,
        started_with=mask.sum(dim=1),
    )


def choose(
    rule: CommitRule, proposals: Proposals, step: int = 1, total: int = 4, u: float | None = None
) -> list[list[bool]]:
    shape = proposals.masked.shape
    numbers = torch.rand(shape, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    if u is not None:
        numbers = torch.full(shape, u, dtype=torch.float64)
    chosen: list[list[bool]] = rule.choose(proposals, step=step, steps_total=total, uniforms=numbers).tolist()
    return chosen


def test_threshold_keeps_all_that_are_sure_or_else_the_surest() -> None:
    rule = ConfidenceThreshold(threshold=0.9)
    assert choose(rule, propose([[0.95, 0.5, 0.99, 0.9]])) == [[True, False, True, False]]
    assert choose(rule, propose([[0.3, 0.5, 0.4]])) == [[False, True, False]]


def test_threshold_ignores_slots_that_are_filled() -> None:
    proposals = propose([[0.99, 0.5, 0.4]], [[False, True, True]])
    assert choose(ConfidenceThreshold(), proposals) == [[False, True, False]]


def test_factor_keeps_the_largest_n_that_the_bound_allows() -> None:
    # (n + 1) (1 - c_n) for 0.99 0.9 0.7 0.6 is 0.02 0.3 1.2 2.
    proposals = propose([[0.6, 0.99, 0.7, 0.9]])
    assert choose(ConfidenceFactor(factor=1), proposals) == [[False, True, False, True]]
    assert choose(ConfidenceFactor(factor=1.25), proposals) == [[False, True, True, True]]
    assert choose(ConfidenceFactor(factor=2.1), proposals) == [[True, True, True, True]]
    assert choose(ConfidenceFactor(factor=0.01), proposals) == [[False, True, False, False]]
    assert choose(ConfidenceFactor(factor=1), propose([[0.99, 0.5, 0.4]], [[False, True, True]])) == [
        [False, True, False]
    ]


@given(
    p=st.lists(st.floats(1 / 128, 1, width=32), min_size=1, max_size=10),
    factor=st.floats(0, 4),
)
@settings(max_examples=100, deadline=None)
def test_factor_agrees_with_trying_every_n(p: list[float], factor: float) -> None:
    ordered = sorted(p, reverse=True)
    n = max([n for n in range(1, len(p) + 1) if (n + 1) * (1 - ordered[n - 1]) < factor - 1e-5], default=1)
    most = max([n for n in range(1, len(p) + 1) if (n + 1) * (1 - ordered[n - 1]) < factor + 1e-5], default=1)
    # Between the two lies what rounding of the logarithm may decide.
    assert n <= sum(choose(ConfidenceFactor(factor=factor), propose([p]))[0]) <= most


def test_fixed_steps_spread_as_llada_does() -> None:
    proposals = propose([[0.1 + index / 20 for index in range(10)]])
    counts = []
    for step in range(1, 5):
        chosen = FixedSteps().choose(
            proposals, step=step, steps_total=4, uniforms=torch.zeros_like(proposals.log_probs, dtype=torch.float64)
        )
        counts.append(int(chosen.sum()))
        proposals = Proposals(
            tokens=proposals.tokens,
            log_probs=proposals.log_probs,
            entropies=proposals.entropies,
            margins=proposals.margins,
            masked=proposals.masked & ~chosen,
            started_with=proposals.started_with,
        )
    assert counts == [3, 3, 2, 2]


def test_orders_rank_by_what_they_are_named_for() -> None:
    proposals = Proposals(
        tokens=torch.zeros(1, 3, dtype=torch.long),
        log_probs=torch.tensor([[0.5, 0.4, 0.3]]).log(),
        entropies=torch.tensor([[1.0, 0.2, 0.9]]),
        margins=torch.tensor([[0.0, 0.1, 0.2]]),
        masked=torch.ones(1, 3, dtype=torch.bool),
        started_with=torch.tensor([3]),
    )
    numbers = torch.tensor([[0.1, 0.2, 0.9]], dtype=torch.float64)
    first = {
        order: FixedSteps(order=order)
        .choose(proposals, step=1, steps_total=3, uniforms=numbers)[0]
        .tolist()
        .index(True)
        for order in Order
    }
    assert first == {Order.CONFIDENCE: 0, Order.ENTROPY: 1, Order.MARGIN: 2, Order.RANDOM: 2}


@pytest.mark.parametrize(("slots", "steps"), [(10, 3), (7, 7), (64, 8), (1, 5)])
def test_maskgit_leaves_ceil_n_cos_masked_or_one_fewer_than_before(slots: int, steps: int) -> None:
    rule = MaskGITCosine()
    masked = torch.ones(1, slots, dtype=torch.bool)
    generator = torch.Generator().manual_seed(0)
    left = slots
    for step in range(1, steps + 1):
        base = propose([[0.5] * slots])
        proposals = Proposals(
            tokens=base.tokens,
            log_probs=base.log_probs,
            entropies=base.entropies,
            margins=base.margins,
            masked=masked,
            started_with=torch.tensor([slots]),
        )
        numbers = torch.rand(1, slots, generator=generator, dtype=torch.float64)
        masked = masked & ~rule.choose(proposals, step=step, steps_total=steps, uniforms=numbers)
        # cos(pi/2) and cos(pi/3) as they are, not as floats.
        exact = {1.0: 0.0, 2 / 3: slots / 2}.get(step / steps, slots * math.cos(math.pi / 2 * step / steps))
        wanted = min(math.ceil(exact), max(left - 1, 0))
        left = int(masked.sum())
        assert left == wanted
    assert left == 0


def test_maskgit_noise_fades_until_confidence_decides() -> None:
    proposals = propose([[0.9, 0.2, 0.3, 0.4]])
    numbers = torch.tensor([[0.01, 0.999999, 0.5, 0.5]], dtype=torch.float64)
    early = MaskGITCosine(temperature=10).choose(proposals, step=1, steps_total=100, uniforms=numbers)
    late = MaskGITCosine(temperature=10).choose(proposals, step=100, steps_total=101, uniforms=numbers)
    assert early.tolist() == [[False, True, False, False]]
    assert late[0, 0]


def test_entropy_bound_keeps_a_prefix_of_the_sorted_entropies() -> None:
    proposals = Proposals(
        tokens=torch.zeros(1, 4, dtype=torch.long),
        log_probs=torch.zeros(1, 4),
        entropies=torch.tensor([[0.3, 0.05, 2.0, 0.05]]),
        margins=torch.zeros(1, 4),
        masked=torch.ones(1, 4, dtype=torch.bool),
        started_with=torch.tensor([4]),
    )
    # Sorted 0.05 0.05 0.3 2.0: sums before each are 0, 0.05, 0.1, 0.4.
    assert choose(EntropyBound(bound=0.04), proposals) == [[False, True, False, False]]
    assert choose(EntropyBound(bound=0.06), proposals) == [[False, True, False, True]]
    assert choose(EntropyBound(bound=0.2), proposals) == [[True, True, False, True]]
    assert choose(EntropyBound(bound=0.5), proposals) == [[True, True, True, True]]


@given(
    p=st.lists(st.floats(1 / 128, 1, width=32), min_size=1, max_size=12),
    low=st.floats(0, 3),
    more=st.floats(0, 3),
)
@settings(max_examples=100, deadline=None)
def test_a_higher_entropy_bound_accepts_at_least_as_many(p: list[float], low: float, more: float) -> None:
    proposals = propose([p])
    fewer = choose(EntropyBound(bound=low), proposals)[0]
    many = choose(EntropyBound(bound=low + more), proposals)[0]
    assert all(kept or not before for before, kept in zip(fewer, many, strict=True))


def test_ancestral_commits_by_the_chance_mdlm_gives() -> None:
    proposals = propose([[0.5] * 20_000])
    chosen = choose(Ancestral(), proposals, step=2, total=4)[0]
    # From t = 3/4 to 1/2 under the log-linear schedule: (t - s) / t.
    assert sum(chosen) / 20_000 == pytest.approx(1 / 3, abs=0.017)


def test_ancestral_with_dream_s_end_takes_dream_s_chances() -> None:
    t, s = 1 - 0.25 * 0.9, 1 - 0.5 * 0.9
    chosen = choose(Ancestral(end=0.1), propose([[0.5] * 20_000]), step=2, total=4)[0]
    # `origin`: 1 - s/t; four standard errors are 0.013.
    assert sum(chosen) / 20_000 == pytest.approx(1 - s / t, abs=0.013)


def test_ancestral_sends_one_when_chance_sends_none() -> None:
    assert sum(choose(Ancestral(), propose([[0.5] * 5]), total=1000, u=0.99)[0]) == 1


@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.tuples(st.floats(1 / 1024, 1, width=32), st.booleans()), min_size=width, max_size=width),
            min_size=1,
            max_size=4,
        )
    ),
    step=st.integers(1, 6),
    seed=st.integers(0, 2**32),
    rule=st.sampled_from(RULES),
)
@settings(max_examples=300, deadline=None)
def test_every_rule_keeps_at_least_one_masked_slot_a_row_and_nothing_else(
    rows: list[list[tuple[float, bool]]], step: int, seed: int, rule: CommitRule
) -> None:
    proposals = propose([[p for p, _ in row] for row in rows], [[m for _, m in row] for row in rows])
    numbers = torch.rand(proposals.masked.shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)
    chosen = rule.choose(proposals, step=step, steps_total=6, uniforms=numbers)
    assert chosen.dtype == torch.bool
    assert not (chosen & ~proposals.masked).any()
    assert (chosen.any(dim=1) == proposals.masked.any(dim=1)).all()
    if step == 6 and isinstance(rule, FixedSteps | MaskGITCosine | Ancestral | DreamSteps):
        assert (chosen == proposals.masked).all()


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match="threshold.*got 2"):
        ConfidenceThreshold(threshold=2)
    with pytest.raises(ValueError, match="bound.*got -1"):
        EntropyBound(bound=-1)
    with pytest.raises(ValueError, match="temperature.*got inf"):
        MaskGITCosine(temperature=math.inf)
    with pytest.raises(ValueError, match="factor.*got -1"):
        ConfidenceFactor(factor=-1)
    with pytest.raises(ValueError, match="end.*got 1"):
        Ancestral(end=1)
