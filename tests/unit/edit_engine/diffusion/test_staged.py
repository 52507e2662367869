"""Commit rules in stages offer their rule the right slots, steps and sizes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import (
    Ancestral,
    Blocks,
    CoarseFirst,
    CommitRule,
    ConfidenceThreshold,
    FixedSteps,
    PrefixFirst,
    Proposals,
    row_generator,
)


def propose(confidences: list[list[float]], slots: list[list[bool]] | None = None, **more: Any) -> Proposals:
    p = torch.tensor(confidences)
    masked = torch.ones_like(p, dtype=torch.bool) if slots is None else torch.tensor(slots)
    return Proposals(
        tokens=torch.zeros_like(p, dtype=torch.long),
        log_probs=p.log(),
        entropies=1 - p,
        margins=p,
        masked=masked,
        started_with=masked.sum(dim=1),
        **more,
    )


def steps_of(rule: CommitRule, proposals: Proposals, total: int) -> list[list[int]]:
    """For each row, the step in which each slot goes; 0 where there is none."""
    went = torch.zeros_like(proposals.tokens)
    generator = row_generator(0)
    for step in range(1, total + 1):
        numbers = torch.rand(went.shape, generator=generator, dtype=torch.float64)
        chosen = rule.choose(proposals, step=step, steps_total=total, uniforms=numbers)
        assert not (chosen & ~proposals.masked).any()
        assert (chosen.any(dim=1) == proposals.masked.any(dim=1)).all()
        went = torch.where(chosen, step, went)
        proposals = replace(proposals, masked=proposals.masked & ~chosen)
    found: list[list[int]] = went.tolist()
    return found


def llada(confidences: list[float], block_length: int, steps_per_block: int) -> list[int]:
    """LLaDA's loop, written plainly: the step in which each position is committed."""
    went = [0] * len(confidences)
    step = 0
    for begin in range(0, len(confidences), block_length):
        block = list(range(begin, min(begin + block_length, len(confidences))))
        base, over = divmod(len(block), steps_per_block)
        for of_block in range(steps_per_block):
            step += 1
            open_places = [place for place in block if not went[place]]
            open_places.sort(key=lambda place: -confidences[place])
            for place in open_places[: base + (of_block < over)]:
                went[place] = step
    return went


@pytest.mark.parametrize(("block_length", "steps_per_block"), [(4, 2), (4, 4), (5, 3), (12, 5), (12, 12)])
def test_blocks_with_fixed_steps_are_llada_s(block_length: int, steps_per_block: int) -> None:
    confidences = torch.rand(12, generator=row_generator(3)).tolist()
    rule = Blocks(rule=FixedSteps(), block_length=block_length, steps_per_block=steps_per_block)
    wanted = llada(confidences, block_length, steps_per_block)
    assert steps_of(rule, propose([confidences]), rule.steps(12))[0] == wanted
    assert rule.steps(12) == -(-12 // block_length) * steps_per_block


def test_blocks_count_slots_and_not_clamped_positions_and_rows_go_at_their_own_pace() -> None:
    slots = [[True, False, True, True, False, True], [True] * 6]
    # A threshold takes all of a sure block at once; the second row's first block is unsure.
    confidences = [[0.95, 0.5, 0.99, 0.95, 0.5, 0.95], [0.5, 0.6, 0.95, 0.95, 0.95, 0.95]]
    rule = Blocks(rule=ConfidenceThreshold(threshold=0.9), block_length=2, steps_per_block=1)
    assert steps_of(rule, propose(confidences, slots), 5) == [[1, 0, 1, 2, 0, 2], [2, 1, 3, 3, 4, 4]]


def test_blocks_that_are_behind_or_ahead_keep_the_steps_of_a_block() -> None:
    # Two slots and five steps: two steps are enough, and the next block begins at its own first step.
    rule = Blocks(rule=FixedSteps(), block_length=2, steps_per_block=5)
    assert steps_of(rule, propose([[0.9, 0.8, 0.7, 0.6]]), 10) == [[1, 2, 3, 4]]
    # Behind: by step 4 the first block's two steps are over, so what is left of it goes at once.
    late = Blocks(rule=FixedSteps(), block_length=3, steps_per_block=2)
    proposals = propose([[0.9, 0.8, 0.7, 0.6]])
    numbers = torch.zeros(1, 4, dtype=torch.float64)
    assert late.choose(proposals, step=4, steps_total=9, uniforms=numbers).tolist() == [[True, True, True, False]]


def test_a_prefix_goes_left_to_right_and_the_rest_by_the_rule() -> None:
    slots = [[True, False, True, True, True, True, True], [False, False, False, False, False, False, True]]
    confidences = [[0.1, 0.9, 0.2, 0.6, 0.9, 0.7, 0.8], [0.5] * 7]
    rule = PrefixFirst(rule=FixedSteps(), length=2)
    assert steps_of(rule, propose(confidences, slots), 4) == [[1, 0, 2, 4, 3, 4, 3], [0, 0, 0, 0, 0, 0, 1]]


def test_a_prefix_of_all_is_autoregression_and_of_none_is_the_rule() -> None:
    confidences = [torch.rand(6, generator=row_generator(1)).tolist()]
    assert steps_of(PrefixFirst(rule=FixedSteps(), length=99), propose(confidences), 6) == [[1, 2, 3, 4, 5, 6]]
    plain = steps_of(FixedSteps(), propose(confidences), 3)
    assert steps_of(PrefixFirst(rule=FixedSteps(), length=0), propose(confidences), 3) == plain


def test_coarse_slots_go_before_fine_ones_whatever_the_confidence() -> None:
    priorities = torch.tensor([[1, 0, 1, 0, 2, 1], [0, 0, 0, 0, 0, 0]])
    confidences = [[0.99, 0.1, 0.98, 0.2, 0.97, 0.5], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]]
    went = steps_of(CoarseFirst(rule=FixedSteps()), propose(confidences, priorities=priorities), 6)
    assert went == [[3, 2, 4, 1, 6, 5], [1, 2, 3, 4, 5, 6]]
    sure = CoarseFirst(rule=ConfidenceThreshold(threshold=0.9))
    assert steps_of(sure, propose(confidences[:1], priorities=priorities[:1]), 5) == [[3, 2, 3, 1, 5, 4]]


def test_coarse_levels_share_the_steps_by_their_slots() -> None:
    priorities = torch.tensor([[0] * 4 + [1] * 8])
    went = steps_of(CoarseFirst(rule=FixedSteps()), propose([[0.5] * 12], priorities=priorities), 6)[0]
    assert [went.count(step) for step in range(1, 7)] == [2, 2, 2, 2, 2, 2]
    two = steps_of(CoarseFirst(rule=FixedSteps()), propose([[0.5] * 12], priorities=priorities), 2)[0]
    assert two == [1] * 4 + [2] * 8
    # One fine slot's share of four steps is less than half a step; it gets one all the same.
    lone = torch.tensor([[0] * 9 + [1]])
    assert steps_of(CoarseFirst(rule=FixedSteps()), propose([[0.5] * 10], priorities=lone), 4)[0][-1] == 4


@dataclass(frozen=True)
class _Watched:
    """Takes one slot and writes down what it was shown."""

    seen: list[tuple[int, int, list[int], list[list[bool]]]] = field(default_factory=list)

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        self.seen.append((step, steps_total, proposals.started_with.tolist(), proposals.masked.tolist()))
        return FixedSteps().choose(proposals, step=1, steps_total=99, uniforms=uniforms)


def test_a_rule_sees_its_stage_as_if_there_were_no_other() -> None:
    watched = _Watched()
    proposals = propose([[0.5] * 5])
    later = replace(proposals, masked=torch.tensor([[False, False, False, True, True]]))
    numbers = torch.zeros(1, 5, dtype=torch.float64)
    Blocks(rule=watched, block_length=2, steps_per_block=3).choose(later, step=5, steps_total=9, uniforms=numbers)
    # Ahead of its time, a block is at its first step.
    Blocks(rule=watched, block_length=2, steps_per_block=9).choose(later, step=5, steps_total=9, uniforms=numbers)
    PrefixFirst(rule=watched, length=3).choose(later, step=5, steps_total=9, uniforms=numbers)
    coarse = replace(later, priorities=torch.tensor([[7, 7, 7, 5, 4]]))
    CoarseFirst(rule=watched).choose(coarse, step=5, steps_total=8, uniforms=numbers)
    assert watched.seen == [
        (2, 3, [2], [[False, False, False, True, False]]),
        (1, 9, [2], [[False, False, False, True, False]]),
        (2, 6, [2], [[False, False, False, True, True]]),
        (1, 2, [1], [[False, False, False, False, True]]),
    ]


def test_random_numbers_stay_with_their_rows() -> None:
    """Rows in different blocks are asked about apart; each must get its own numbers."""
    started = propose([[0.5] * 6, [0.5] * 6])
    apart = replace(started, masked=torch.tensor([[True] * 6, [False] * 3 + [True] * 3]))
    numbers = torch.rand(2, 6, generator=row_generator(0), dtype=torch.float64)
    rule = Blocks(rule=Ancestral(), block_length=3, steps_per_block=4)
    together = rule.choose(apart, step=5, steps_total=8, uniforms=numbers)
    for line in range(2):
        one = replace(
            propose([[0.5] * 6]), masked=apart.masked[line : line + 1], started_with=apart.started_with[line : line + 1]
        )
        alone = rule.choose(one, step=5, steps_total=8, uniforms=numbers[line : line + 1])
        assert together[line].tolist() == alone[0].tolist()


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="block_length.*got 0"):
        Blocks(rule=FixedSteps(), block_length=0)
    with pytest.raises(ValueError, match="steps_per_block.*got 0"):
        Blocks(rule=FixedSteps(), steps_per_block=0)
    with pytest.raises(ValueError, match="length.*got -1"):
        PrefixFirst(rule=FixedSteps(), length=-1)
    with pytest.raises(ValueError, match="without priorities"):
        CoarseFirst(rule=FixedSteps()).choose(
            propose([[0.5]]), step=1, steps_total=1, uniforms=torch.zeros(1, 1, dtype=torch.float64)
        )
