"""Repair while decoding: tokens that the model contests are replaced (T2T) or masked again (T2M).

Both ask about every free position, masked or not, in each step. Replacing is LLaDA2.1's editing (arXiv:2602.08676);
for it a model must have been trained to read wrong tokens. Masking again does better on LLaDA2.1 too
(arXiv:2604.18738).
`Repair` in `repair.py` is the same idea between two runs of `denoise`, with tokens hidden while they are judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

import torch
from torch import Tensor

from edit_engine.diffusion.candidates import candidates, token_log_probs
from edit_engine.diffusion.commit import ConfidenceThreshold, Proposals
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.filters import Sampling


@dataclass(frozen=True, kw_only=True)
class TokenToToken:
    """Writes the best token where the model is sure of it: over masks, and over other tokens (LLaDA2.1).

    In each step masks with p(best) > `mask_threshold` are filled (the surest, if there is none), and visible tokens are
    replaced where another one has p > `edit_threshold`. A row ends when the model has read it without masks and nothing
    was replaced, or after `max_edit_steps` such readings.
    """

    mask_id: int
    # LLaDA2.1: 0.7 and 0.5 for quality, 0.5 and 0 for speed.
    mask_threshold: float = 0.7
    edit_threshold: float = 0.5
    max_edit_steps: int = 16
    # Tokens besides the mask that must never be chosen.
    banned: tuple[int, ...] = ()
    # Greedy: nothing is drawn, but the rule that fills masks is given its number.
    draws: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        _check_share("mask_threshold", self.mask_threshold)
        _check_share("edit_threshold", self.edit_threshold)
        if self.max_edit_steps < 0:
            raise ValueError(f"max_edit_steps must be 0 or more, got {self.max_edit_steps}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`."""
        return Question(tokens=draft.tokens, slots=draft.free, time=_masked_share(draft, self.mask_id))

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`."""
        masked = draft.free & (draft.tokens == self.mask_id)
        found = _proposed(draft, logits, (self.mask_id, *self.banned), uniforms[0])
        fills = _fills(found, masked, self.mask_threshold, uniforms[0], step >= steps_total)
        full = ~masked.any(dim=1)
        contested = draft.free & ~masked & (found.tokens != draft.tokens)
        # Rows that were full before this step spend one of their steps for edits alone.
        spent = draft.count + full
        edits = contested & (found.log_probs.exp() > self.edit_threshold) & (spent <= self.max_edit_steps)[:, None]
        new = draft.written(fills | edits, found.tokens, found.log_probs, found.entropies, step)
        left = (draft.free & (new.tokens == self.mask_id)).any(dim=1)
        # A row that this step filled has yet to be read as a whole.
        settled = (full & ~edits.any(dim=1)) | (spent >= self.max_edit_steps)
        return replace(new, count=spent, done=~left & settled)


class Trigger(StrEnum):
    """What makes a visible token doubtful."""

    # The model gives it less than the threshold (0.1).
    LOW_PROBABILITY = "low_probability"
    # The model gives another token more than the threshold (0.9).
    CONTESTED = "contested"
    # Its probability has moved by more than the threshold (0.3) since it was written.
    SHIFTED = "shifted"


_THRESHOLDS = {Trigger.LOW_PROBABILITY: 0.1, Trigger.CONTESTED: 0.9, Trigger.SHIFTED: 0.3}


@dataclass(frozen=True, kw_only=True)
class TokenToMask:
    """Fills the masks it is sure of and masks doubtful tokens again, in the same steps (T2M, arXiv:2604.18738).

    Ends: no position is masked again more than `max_remasks` times, and the last step masks none. A row is finished
    when it is full and nothing in it is doubtful.
    """

    mask_id: int
    trigger: Trigger = Trigger.LOW_PROBABILITY
    # None: the paper's for this trigger.
    threshold: float | None = None
    mask_threshold: float = 0.7
    max_remasks: int = 3
    # Tokens besides the mask that must never be chosen.
    banned: tuple[int, ...] = ()
    # As in `TokenToToken`.
    draws: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        _check_share("mask_threshold", self.mask_threshold)
        if self.threshold is not None:
            _check_share("threshold", self.threshold)
        if self.max_remasks < 0:
            raise ValueError(f"max_remasks must be 0 or more, got {self.max_remasks}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`."""
        return Question(tokens=draft.tokens, slots=draft.free, time=_masked_share(draft, self.mask_id))

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`."""
        last = step >= steps_total
        forbidden = (self.mask_id, *self.banned)
        masked = draft.free & (draft.tokens == self.mask_id)
        found = _proposed(draft, logits, forbidden, uniforms[0])
        # A banned token (also the mask itself) has no probability; where it is a mask that is not looked at.
        now = token_log_probs(logits, draft.tokens[draft.free], banned=forbidden).exp()
        probabilities = torch.zeros_like(draft.probabilities).masked_scatter(draft.free, now)
        doubtful = self._doubtful(draft, found, probabilities)
        again = doubtful & draft.free & ~masked & (draft.remasks < self.max_remasks) & (not last)
        fills = _fills(found, masked, self.mask_threshold, uniforms[0], last)
        new = draft.written(fills, found.tokens, found.log_probs, found.entropies, step)
        new = new.masked_again(again, self.mask_id)
        return replace(new, done=~(draft.free & (new.tokens == self.mask_id)).any(dim=1) & ~masked.any(dim=1))

    def _doubtful(self, draft: Draft, found: Proposals, probabilities: Tensor) -> Tensor:
        threshold = _THRESHOLDS[self.trigger] if self.threshold is None else self.threshold
        match self.trigger:
            case Trigger.LOW_PROBABILITY:
                return probabilities < threshold
            case Trigger.CONTESTED:
                return (found.tokens != draft.tokens) & (found.log_probs.exp() > threshold)
            case Trigger.SHIFTED:
                return (draft.steps > 0) & ((probabilities - draft.probabilities).abs() > threshold)


def _proposed(draft: Draft, logits: Tensor, banned: tuple[int, ...], uniforms: Tensor) -> Proposals:
    """The best token of every free position."""
    found = candidates(
        logits,
        sampling=Sampling(),
        banned=tuple(sorted(set(banned))),
        history=torch.full((len(logits), 1), -1, device=logits.device),
        uniforms=uniforms[draft.free],
    )
    return found.at(draft.free, tokens=draft.tokens, started_with=draft.free.sum(dim=1))


def _fills(found: Proposals, masked: Tensor, threshold: float, uniforms: Tensor, last: bool) -> Tensor:
    """(R, S) which masks to fill; all in the last step."""
    if last:
        return masked
    rule = ConfidenceThreshold(threshold=threshold)
    return rule.choose(replace(found, masked=masked), step=1, steps_total=1, uniforms=uniforms)


def _masked_share(draft: Draft, mask_id: int) -> Tensor:
    """(R,) float64: the share of masks among each row's free positions."""
    masked = (draft.free & (draft.tokens == mask_id)).sum(dim=1)
    return masked.double() / draft.free.sum(dim=1).clamp(min=1)


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must lie in 0..1, got {value}")
