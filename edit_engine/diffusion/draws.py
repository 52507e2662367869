"""Random numbers that belong to a row, not to a batch.

Every row owns a stream, made from a seed and a stable key. What a row draws depends on nothing else, so a window gives
the same text alone, in a batch of any size, and on any number of workers. Streams live on the CPU in float64: a GPU and
a CPU draw the same numbers, and low-precision Gumbel noise is known to harm samples (arXiv:2409.02908).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import torch
from torch import Tensor


def row_generator(seed: int, key: str = "") -> torch.Generator:
    """A CPU stream that is the same for the same `seed` and `key` everywhere.

    Args:
        seed: what the person chose; any integer.
        key: what tells this row from others with that seed (window number, repair round).
    """
    digest = hashlib.sha256(f"{seed}\0{key}".encode("utf-8", "surrogatepass")).digest()
    # manual_seed takes 64 bits; keep to 63 so that the number is never negative.
    return torch.Generator().manual_seed(int.from_bytes(digest[:8], "big") >> 1)


def uniforms(generators: Sequence[torch.Generator], lengths: Sequence[int], width: int) -> Tensor:
    """One number in [0, 1) for each position of each row.

    Each row draws exactly its own length, so padding leaves its stream untouched.

    Args:
        generators: one stream per row.
        lengths: positions of each row.
        width: positions of the padded batch, at least max(lengths).

    Returns:
        (R, width) float64 on the CPU; 0.5 at padding.
    """
    drawn = torch.full((len(generators), width), 0.5, dtype=torch.float64)
    for row, (generator, length) in enumerate(zip(generators, lengths, strict=True)):
        torch.rand(length, generator=generator, dtype=torch.float64, out=drawn[row, :length])
    return drawn


def gumbel(uniform: Tensor) -> Tensor:
    """Standard Gumbel noise made from numbers in [0, 1): -log(-log u), float64, finite also for u = 0."""
    u = uniform.double().clamp(min=torch.finfo(torch.float64).tiny)
    return -torch.log(-torch.log(u))


def inverse(reach: Tensor, uniform: Tensor) -> Tensor:
    """The tokens that numbers in [0, 1) stand for, by inverting a distribution function.

    Args:
        reach: (..., V) float64, running sums of chances; they need not end at 1.
        uniform: (..., K) float64.

    Returns:
        (..., K) long; never a token without chance.
    """
    total = reach[..., -1:]
    # Just under the total, so that rounding never points past the last token that has any chance.
    goal = torch.minimum(uniform * total, torch.nextafter(total, torch.zeros_like(total)))
    return torch.searchsorted(reach, goal, right=True)


def drawn(probs: Tensor, tokens: Tensor, free: Tensor, uniforms: Tensor) -> Tensor:
    """Tokens of a next state: drawn where `free`, as they were where clamped.

    Args:
        probs: (..., V) float64, chances of the next token.
        tokens: (...) long, the state now.
        free: (...) bool.
        uniforms: (...) float64 in [0, 1), one number a position.

    Returns:
        (...) long.

    Raises:
        ValueError: the shapes disagree.
    """
    if not tokens.shape == free.shape == uniforms.shape == probs.shape[:-1]:
        shapes = [tuple(part.shape) for part in (probs, tokens, free, uniforms)]
        raise ValueError(f"probs (..., V), tokens, free and uniforms (...) must agree, got {shapes}")
    return torch.where(free, inverse(probs.cumsum(-1), uniforms[..., None])[..., 0], tokens)
