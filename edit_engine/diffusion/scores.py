"""Sampling from concrete scores (SEDD, Lou, Meng and Ermon 2023, arXiv:2310.16834).

A score is a ratio of marginals, s_y = p_t(x with y at this position) / p_t(x); at x itself it is 1. Models give its
logarithm. Noise moves a position by exp(sigma Q): it stays with chance e^-sigma, else it takes a token from u (the
mask, or any token alike). One step goes back from time t to an earlier s:

    analytic   p(x_s = y) ~ (exp(-d Q) s)_y exp(d Q)(y -> x),   d = sigma(t) - sigma(s)
    Euler      p(x_s = y) = (t - s) sigma'(t) Q(y -> x) s_y for y != x, the rest stays
    Tweedie    the analytic step from t to clean text, without the mask

(their section 4: tau-leaping, and the Tweedie denoiser that takes its place.) Draw from these with `drawn`. All take
any leading shape: give only the positions that can change where memory counts.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from edit_engine.diffusion.errors import PredictionError
from edit_engine.diffusion.noise import Absorbing, Uniform


# The forward processes whose steps are exp(sigma Q) with one Q: the hybrid's noise changes its mixture with time.
Graph = Absorbing | Uniform


def log_scores(graph: Graph, x_t: Tensor, x0_probs: Tensor, t: float) -> Tensor:
    """Concrete scores of a model that predicts x_0: s_y = sum_x0 p(x_0 | x_t) q(y | x_0) / q(x_t | x_0).

    At masks under absorbing noise this is log p(y) - log(e^sigma - 1). A belief about a visible token, which that noise
    never makes, does not tell its scores; no step needs them.

    Args:
        graph: the forward process.
        x_t: (...) long.
        x0_probs: (..., V), p(x_0 | x_t), each line summing to 1.
        t: the time of x_t, in (0, 1].

    Returns:
        (..., V) float64, -inf where p_t has no mass.

    Raises:
        ValueError: the shapes disagree or the time lies outside (0, 1].
    """
    _check(graph, x_t, x0_probs)
    keep = _kept(graph, 0.0, t)
    target = _target(graph).to(x_t.device)
    now = _one_hot(graph, x_t)
    chance = keep * now + (1 - keep) * (target * now).sum(-1, keepdim=True)
    weight = torch.where(chance > 0, x0_probs.double() / chance.clamp(min=1e-300), 0)
    return (keep * weight + (1 - keep) * target * weight.sum(-1, keepdim=True)).log()


def analytic_probs(graph: Graph, x_t: Tensor, log_scores: Tensor, s: float, t: float) -> Tensor:
    """p(x_s | x_t) of the analytic sampler. Exact for exact scores, one position at a time.

    Args:
        graph: the forward process.
        x_t: (...) long.
        log_scores: (..., V) float, log s_y; the entry at x_t itself is taken as 0.
        s, t: times, 0 <= s < t <= 1.

    Returns:
        (..., V) float64 on the device of `x_t`.

    Raises:
        ValueError: the shapes disagree or the times are not in order.
        PredictionError: a score is not a number.
    """
    _check(graph, x_t, log_scores)
    keep = _kept(graph, s, t)
    target = _target(graph).to(x_t.device)
    now = _one_hot(graph, x_t)
    scores = torch.where(now > 0, 1.0, _ratios(log_scores))
    # exp(-d Q) undoes a step y' = keep y + (1 - keep) u: what u brought is taken off, the rest is scaled back up. A
    # model's scores need not be those of any distribution, so what is taken off may be more than there is.
    staggered = ((scores - (1 - keep) * target * scores.sum(-1, keepdim=True)) / keep).clamp(min=0)
    forward = keep * now + (1 - keep) * (target * now).sum(-1, keepdim=True)
    return _normal(staggered * forward, now)


def euler_probs(graph: Graph, x_t: Tensor, log_scores: Tensor, s: float, t: float) -> Tensor:
    """p(x_s | x_t) of the Euler sampler: jumps at the reverse rate as it is at time t, for the whole step.

    Where the step is so long that jumps would add up to more than 1, they are scaled down to 1.

    Args, returns, raises: see `analytic_probs`.
    """
    _check(graph, x_t, log_scores)
    _kept(graph, s, t)
    now = _one_hot(graph, x_t)
    time = torch.tensor(t, dtype=torch.float64)
    length = (t - s) * float(graph.schedule.sigma_derivative(time))
    # Q(y -> x) for y != x is u(x): the chance that a token which noise takes becomes x.
    rate = (_target(graph).to(x_t.device) * now).sum(-1, keepdim=True)
    jumps = torch.where(now > 0, 0.0, length * rate * _ratios(log_scores))
    stay = (1 - jumps.sum(-1, keepdim=True)).clamp(min=0)
    return _normal(jumps + stay * now, now)


def tweedie_probs(graph: Graph, x_t: Tensor, log_scores: Tensor, t: float) -> Tensor:
    """p(x_0 | x_t), the last step: the analytic one to clean text, never to the mask.

    Args, returns, raises: see `analytic_probs`.
    """
    probs = analytic_probs(graph, x_t, log_scores, 0.0, t)
    if isinstance(graph, Uniform):
        return probs
    probs[..., graph.mask_id] = 0
    if not bool((probs.sum(-1) > 0).all()):
        raise PredictionError("the scores leave a masked position no token but the mask; look at the banned tokens")
    return probs / probs.sum(-1, keepdim=True)


def _kept(graph: Graph, s: float, t: float) -> float:
    """e^-d with d = sigma(t) - sigma(s): the chance to stay untouched from s to t."""
    if not 0 <= s < t <= 1:
        raise ValueError(f"a step goes back in time: it needs 0 <= s < t <= 1, got s = {s}, t = {t}")
    at_s, at_t = graph.schedule.alpha(torch.tensor([s, t], dtype=torch.float64)).tolist()
    if not at_t > 0:
        raise ValueError(f"the schedule leaves nothing at t = {t}, so sigma is infinite; start earlier or use an eps")
    kept: float = at_t / at_s
    return kept


def _ratios(log_scores: Tensor) -> Tensor:
    if not bool((log_scores < torch.inf).all()):
        raise PredictionError("the model's log scores hold NaN or +inf; run it in float32, and check its weights")
    return log_scores.double().exp()


def _target(graph: Graph) -> Tensor:
    return graph.masked_token if isinstance(graph, Absorbing) else graph.random_token


def _one_hot(graph: Graph, tokens: Tensor) -> Tensor:
    return one_hot(tokens, graph.vocab_size).double()


def _normal(unscaled: Tensor, now: Tensor) -> Tensor:
    """Chances that sum to 1; where none is left (all clamped away), the token stays."""
    total = unscaled.sum(-1, keepdim=True)
    return torch.where(total > 0, unscaled / total.clamp(min=1e-300), now)


def _check(graph: Graph, x_t: Tensor, lines: Tensor) -> None:
    if lines.shape != (*x_t.shape, graph.vocab_size):
        raise ValueError(
            f"need one line of {graph.vocab_size} for each of {tuple(x_t.shape)}, got {tuple(lines.shape)}"
        )
