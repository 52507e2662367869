"""Commit rules in stages: which slots another rule is offered now, and which have to wait.

Each wraps a rule and shows it only the slots of the present stage, as if there were no others. The stage follows from
what is still masked, so nothing is remembered; rows of a batch may be in different stages. The loop asks the model
about the slots of the stage alone (`commit.Staged`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor

from edit_engine.diffusion.commit import CommitRule, Proposals, Staged


@dataclass(frozen=True, kw_only=True)
class Blocks:
    """Blocks of slots from left to right, each filled by `rule` before the next begins (LLaDA, semi-autoregressive).

    A block is `block_length` slots that follow each other, whatever clamped tokens stand between them; the last may be
    shorter. A rule that counts its steps gets `steps_per_block` for each block; one that does not may take fewer or
    more. LLaDA's generation is `Blocks(rule=FixedSteps())` with `max_steps=steps(slots)`.
    """

    rule: CommitRule
    block_length: int = 32
    steps_per_block: int = 32

    def __post_init__(self) -> None:
        _check_count("block_length", self.block_length, 1)
        _check_count("steps_per_block", self.steps_per_block, 1)

    def steps(self, slots: int) -> int:
        """Steps that `slots` slots take in all: what to give `denoise` as `max_steps`."""
        return -(-slots // self.block_length) * self.steps_per_block

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        shown, block, size = self._block(proposals.masked, proposals.started_with)
        # A row that is ahead of its time begins each block anew; one that is behind is at its block's last step.
        steps = (step - block * self.steps_per_block).clamp(1, self.steps_per_block)
        return _by_step(
            self.rule,
            replace(proposals, masked=shown, started_with=size),
            steps,
            torch.full_like(steps, self.steps_per_block),
            uniforms,
        )

    def offered(self, masked: Tensor, started_with: Tensor, priorities: Tensor | None) -> Tensor:
        """See `Staged.offered`: the slots of the present block."""
        shown, _, size = self._block(masked, started_with)
        return _within(self.rule, shown, size, priorities)

    def _block(self, masked: Tensor, started_with: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(R, S) masked slots of each row's present block; its number and how many it began with, (R,)."""
        done = _done(masked, started_with)
        block = done // self.block_length
        begin = block * self.block_length
        end = torch.minimum(begin + self.block_length, started_with)
        return masked & (_ordinals(masked) < (end - done)[:, None]), block, end - begin


@dataclass(frozen=True, kw_only=True)
class PrefixFirst:
    """The first `length` slots one by one from left to right, one a step, then the others in parallel by `rule`.

    The hybrid of autoregression and diffusion: what comes first is chosen with full knowledge of what was chosen
    before it, and anchors the rest.
    """

    rule: CommitRule
    # Slots, not positions: clamped tokens do not count.
    length: int

    def __post_init__(self) -> None:
        _check_count("length", self.length, 0)

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        prefix = proposals.started_with.clamp(max=self.length)
        in_prefix = _done(proposals.masked, proposals.started_with) < prefix
        leftmost = proposals.masked & (_ordinals(proposals.masked) == 0)
        rest = replace(
            proposals, masked=proposals.masked & ~in_prefix[:, None], started_with=proposals.started_with - prefix
        )
        # The prefix takes one step a slot; the rule counts its steps from there.
        totals = (steps_total - prefix).clamp(min=1)
        steps = torch.minimum((step - prefix).clamp(min=1), totals)
        parallel = _by_step(self.rule, rest, steps, totals, uniforms)
        return torch.where(in_prefix[:, None], leftmost, parallel)

    def offered(self, masked: Tensor, started_with: Tensor, priorities: Tensor | None) -> Tensor:
        """See `Staged.offered`: the leftmost slot in the prefix; behind it what `rule` offers of the rest."""
        prefix = started_with.clamp(max=self.length)
        in_prefix = (_done(masked, started_with) < prefix)[:, None]
        rest = _within(self.rule, masked & ~in_prefix, started_with - prefix, priorities)
        return torch.where(in_prefix, masked & (_ordinals(masked) == 0), rest)


@dataclass(frozen=True, kw_only=True)
class CoarseFirst:
    """Slots of the lowest priority number first, then those of the next: coarse words, then fine ones.

    The numbers come with the canvas (`Canvas.priorities`). Within a level `rule` decides. Levels share the steps that
    are left by their number of slots, and a level is shown to the rule as if it began now: rules that look at a step's
    number spread their commits evenly, and MaskGIT's cosine starts anew each step.
    """

    rule: CommitRule

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`.

        Raises:
            ValueError: the proposals have no priorities.
        """
        offered = _level(proposals.masked, proposals.priorities)
        of_level, left = offered.sum(dim=1), proposals.masked.sum(dim=1)
        steps_left = max(steps_total - step + 1, 1)
        share = (steps_left * of_level.double() / left.clamp(min=1)).round().long()
        # Fine slots that wait need a step of their own, if there is one.
        share = torch.where(of_level < left, share.clamp(max=max(steps_left - 1, 1)), share).clamp(min=1)
        level_only = replace(proposals, masked=offered, started_with=of_level)
        return _by_step(self.rule, level_only, torch.ones_like(share), share, uniforms)

    def offered(self, masked: Tensor, started_with: Tensor, priorities: Tensor | None) -> Tensor:
        """See `Staged.offered`: what `rule` offers of the present level. Raises as `choose`."""
        level = _level(masked, priorities)
        return _within(self.rule, level, level.sum(dim=1), priorities)


def _by_step(rule: CommitRule, proposals: Proposals, steps: Tensor, totals: Tensor, uniforms: Tensor) -> Tensor:
    """(R, S) what `rule` keeps when each row is at its own step of its own total, (R,) long."""
    chosen = torch.zeros_like(proposals.masked)
    for step, total in sorted(set(zip(steps.tolist(), totals.tolist(), strict=True))):
        rows = (steps == step) & (totals == total)
        part = Proposals(
            tokens=proposals.tokens[rows],
            log_probs=proposals.log_probs[rows],
            entropies=proposals.entropies[rows],
            margins=proposals.margins[rows],
            masked=proposals.masked[rows],
            started_with=proposals.started_with[rows],
            priorities=None if proposals.priorities is None else proposals.priorities[rows],
        )
        chosen[rows] = rule.choose(part, step=step, steps_total=total, uniforms=uniforms[rows])
    return chosen


def _within(rule: CommitRule, masked: Tensor, started_with: Tensor, priorities: Tensor | None) -> Tensor:
    """(R, S) what a rule inside another offers of the slots it is shown."""
    return rule.offered(masked, started_with, priorities) if isinstance(rule, Staged) else masked


def _level(masked: Tensor, priorities: Tensor | None) -> Tensor:
    """(R, S) the masked slots of the lowest number in each row."""
    if priorities is None:
        raise ValueError("coarse slots cannot go first without priorities: give each canvas its `priorities`")
    last = torch.iinfo(torch.long).max
    return masked & (priorities == priorities.masked_fill(~masked, last).amin(dim=1, keepdim=True))


def _done(masked: Tensor, started_with: Tensor) -> Tensor:
    """(R,) slots that are filled."""
    return started_with - masked.sum(dim=1)


def _ordinals(masked: Tensor) -> Tensor:
    """(R, S) how many masked slots stand before each position of its row."""
    return masked.cumsum(dim=1) - masked.long()


def _check_count(name: str, value: int, least: int) -> None:
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
