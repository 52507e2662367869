"""From the logits of masked slots to one candidate token each, with the scores that commit rules rank by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from edit_engine.diffusion.commit import Proposals
from edit_engine.diffusion.draws import inverse
from edit_engine.diffusion.errors import PredictionError
from edit_engine.diffusion.filters import Banned, Sampling


# Slots handled together: bounds each float64 copy to 64 MB for vocabularies of 128k tokens.
_SLOTS_AT_ONCE = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class Candidates:
    """One token for each of N slots."""

    # (N,) long.
    tokens: Tensor
    # (N,) float32: log-probability of the token in the model's distribution without the banned tokens, nats.
    log_probs: Tensor
    # (N,) float32: entropy of that distribution, nats.
    entropies: Tensor
    # (N,) float32: probability of the best token minus that of the second best.
    margins: Tensor
    # (N,) long and float32: the best token that is not banned, whatever was drawn, and its log-probability, nats.
    best: Tensor
    best_log_probs: Tensor

    def at(self, slots: Tensor, *, tokens: Tensor, started_with: Tensor, priorities: Tensor | None = None) -> Proposals:
        """The same in the places of a batch.

        Args:
            slots: (R, S) bool, true at the N slots, row by row and left to right.
            tokens: (R, S) long, what stands elsewhere.
            started_with: (R,) long, see `Proposals`.
            priorities: (R, S) long, see `Proposals`.
        """
        blank = torch.zeros(slots.shape, dtype=torch.float32, device=slots.device)
        return Proposals(
            tokens=tokens.masked_scatter(slots, self.tokens),
            log_probs=blank.masked_scatter(slots, self.log_probs),
            entropies=blank.masked_scatter(slots, self.entropies),
            margins=blank.masked_scatter(slots, self.margins),
            masked=slots,
            started_with=started_with,
            priorities=priorities,
        )


def candidates(
    logits: Tensor, *, sampling: Sampling, banned: Sequence[int], history: Tensor, uniforms: Tensor
) -> Candidates:
    """Chooses a token for each slot.

    Args:
        logits: (N, V), any float type.
        sampling: how to choose.
        banned: tokens that must not be chosen.
        history: (N, H) tokens committed earlier in the slot's row, -1 for none.
        uniforms: (N,) float64 in [0, 1), one number a slot; unused when greedy.

    Raises:
        PredictionError: a slot has a logit that is not a number or is +inf, or no token is left to choose.
    """
    # One group at least: none at all would leave nothing to join.
    groups = [slice(start, start + _SLOTS_AT_ONCE) for start in range(0, max(len(logits), 1), _SLOTS_AT_ONCE)]
    parts = [_candidates(logits[of], sampling, banned, history[of], uniforms[of]) for of in groups]
    return Candidates(
        tokens=torch.cat([part.tokens for part in parts]),
        log_probs=torch.cat([part.log_probs for part in parts]),
        entropies=torch.cat([part.entropies for part in parts]),
        margins=torch.cat([part.margins for part in parts]),
        best=torch.cat([part.best for part in parts]),
        best_log_probs=torch.cat([part.best_log_probs for part in parts]),
    )


def token_log_probs(logits: Tensor, tokens: Tensor, *, banned: Sequence[int]) -> Tensor:
    """How probable given tokens are, as `Candidates.log_probs` has it for chosen ones.

    Args:
        logits: (N, V), any float type.
        tokens: (N,) long.
        banned: tokens that count as impossible.

    Returns:
        (N,) float32, nats; -inf for a banned token.
    """
    parts = []
    for start in range(0, max(len(logits), 1), _SLOTS_AT_ONCE):
        of = slice(start, start + _SLOTS_AT_ONCE)
        wanted = tokens[of, None]
        allowed = Banned(tuple(banned))(logits[of].float(), wanted)
        parts.append(allowed.log_softmax(dim=-1).gather(-1, wanted)[:, 0])
    return torch.cat(parts)


def _candidates(
    logits: Tensor, sampling: Sampling, banned: Sequence[int], history: Tensor, drawn: Tensor
) -> Candidates:
    allowed = Banned(tuple(banned))(logits.float(), history)
    # The largest logit of a slot shows all that can be wrong with it: NaN spreads, +inf wins, -inf means nothing left.
    best = allowed.max(dim=-1, keepdim=True)
    if not bool(best.values.isfinite().all()):
        raise PredictionError(
            f"the model's logits hold NaN or +inf, or allow none of its {logits.shape[-1]} tokens at some slot; "
            "run it in float32 or bfloat16, and check its weights and the banned tokens"
        )
    filters = sampling.filters()
    if sampling.greedy and not filters.filters:
        tokens = best.indices
    else:
        narrowed = filters(allowed, history)
        tokens = narrowed.argmax(dim=-1, keepdim=True) if sampling.greedy else _draw(narrowed, drawn)[:, None]
    # Below, as few passes over the vocabulary as there can be: they cost as much as the rest of a denoising step.
    below_best = allowed.sub_(best.values)
    probs = below_best.softmax(dim=-1)
    top = probs.gather(-1, best.indices)
    best_log_probs = top.log()
    log_probs = below_best.gather(-1, tokens) + best_log_probs
    # -sum p log p = -log p_best - sum p (x - x_best). In float64: a float32 sum may round differently for one slot than
    # for many, and a batch must not matter. The clamp turns 0 * -inf into 0.
    spread = (below_best.clamp_(min=-1e30).mul_(probs)).sum(dim=-1, dtype=torch.float64)
    second = probs.scatter_(-1, best.indices, 0).amax(dim=-1)
    return Candidates(
        tokens=tokens[:, 0],
        log_probs=log_probs[:, 0],
        entropies=(-top[:, 0].double().log() - spread).clamp_(min=0).float(),
        margins=top[:, 0] - second,
        best=best.indices[:, 0],
        best_log_probs=best_log_probs[:, 0],
    )


def _draw(logits: Tensor, uniforms: Tensor) -> Tensor:
    """(N,) tokens drawn from softmax(logits) by inverting the distribution function in float64: one number a slot."""
    reach = logits.double().softmax(dim=-1).cumsum(dim=-1)
    return inverse(reach, uniforms[:, None])[:, 0]
