"""The diffusion transformer that MDLM and SEDD share: what it is told of the noise moves and scales every layer.

DiT with adaptive layer norm (Peebles & Xie 2023, arXiv 2212.09748, section 3.2, adaLN-Zero), rotary positions, and a
sinusoidal embedding of sigma (Vaswani et al. 2017, here cosines before sines). Weight names are those of both
repositories.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.families.attention import Sight


# Channels of the embedding of sigma, before its MLP.
_SIGMA_WIDTH = 256
_SLOWEST_PERIOD = 10_000.0
ROPE_BASE = 10_000.0
_MLP_RATIO = 4


@dataclass(frozen=True, kw_only=True)
class DitShape:
    """Shape of the network."""

    vocab_size: int
    width: int
    depth: int
    heads: int
    # Width of what every layer is told of sigma.
    condition_width: int

    @property
    def head_width(self) -> int:
        """Channels of a head."""
        return self.width // self.heads


class TokenTable(nn.Module):
    """Token embeddings."""

    def __init__(self, vocab_size: int, width: int) -> None:
        super().__init__()
        self.embedding = nn.Parameter(torch.empty(vocab_size, width))

    def forward(self, tokens: Tensor) -> Tensor:
        """(B, T, width) of ids (B, T)."""
        return self.embedding[tokens]


class SigmaEmbedding(nn.Module):
    """From the noise level to a vector."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(_SIGMA_WIDTH, width), nn.SiLU(), nn.Linear(width, width))

    def forward(self, sigma: Tensor) -> Tensor:
        """(B, width) of sigma (B,)."""
        half = _SIGMA_WIDTH // 2
        steps = torch.arange(half, device=sigma.device, dtype=torch.float32) / half
        angles = sigma[:, None].float() * torch.exp(-math.log(_SLOWEST_PERIOD) * steps)
        waves = torch.cat([angles.cos(), angles.sin()], dim=-1)
        return cast(Tensor, self.mlp(waves.to(cast(nn.Linear, self.mlp[0]).weight.dtype)))


class DitBlock(nn.Module):
    """Attention and MLP; each reads a norm that is scaled and moved, and is added through a gate."""

    def __init__(self, shape: DitShape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.norm1 = nn.LayerNorm(shape.width, bias=False)
        self.attn_qkv = nn.Linear(shape.width, 3 * shape.width, bias=False)
        self.attn_out = nn.Linear(shape.width, shape.width, bias=False)
        self.norm2 = nn.LayerNorm(shape.width, bias=False)
        self.mlp = nn.Sequential(
            nn.Linear(shape.width, _MLP_RATIO * shape.width),
            nn.GELU(approximate="tanh"),
            nn.Linear(_MLP_RATIO * shape.width, shape.width),
        )
        self.adaLN_modulation = nn.Linear(shape.condition_width, 6 * shape.width)

    def forward(self, x: Tensor, sight: Sight, condition: Tensor) -> Tensor:
        """The stream (B, T, width) behind the block, x (B, T, width) before it, under a condition (B, its width)."""
        move, scale, gate, mlp_move, mlp_scale, mlp_gate = self.adaLN_modulation(condition)[:, None].chunk(6, dim=-1)
        fused = self.attn_qkv(_modulated(self.norm1(x), move, scale))
        query, key, value = fused.unflatten(-1, (3, self.heads, -1)).unbind(2)
        x = x + gate * self.attn_out(sight(query, key, value))
        return cast(Tensor, x + mlp_gate * self.mlp(_modulated(self.norm2(x), mlp_move, mlp_scale)))


class DitOutput(nn.Module):
    """From the last hidden states to one number for each token."""

    def __init__(self, shape: DitShape) -> None:
        super().__init__()
        self.norm_final = nn.LayerNorm(shape.width, bias=False)
        self.linear = nn.Linear(shape.width, shape.vocab_size)
        self.adaLN_modulation = nn.Linear(shape.condition_width, 2 * shape.width)

    def forward(self, x: Tensor, condition: Tensor, slots: Tensor | None) -> Tensor:
        """(B, T, vocabulary), or with slots (B, T) bool (N, vocabulary); x and condition as in `DitBlock`."""
        move, scale = self.adaLN_modulation(condition)[:, None].chunk(2, dim=-1)
        read = _modulated(self.norm_final(x), move, scale)
        return cast(Tensor, self.linear(read if slots is None else read[slots]))


class Dit(nn.Module):
    """The network. What its numbers mean is up to the family."""

    def __init__(self, shape: DitShape) -> None:
        super().__init__()
        self.vocab_embed = TokenTable(shape.vocab_size, shape.width)
        self.sigma_map = SigmaEmbedding(shape.condition_width)
        self.blocks = nn.ModuleList(DitBlock(shape) for _ in range(shape.depth))
        self.output_layer = DitOutput(shape)

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor) -> Tensor:
        """See `Network.run`."""
        condition = self._condition(sigma)
        x: Tensor = self.vocab_embed(tokens)
        for block, sight in zip(self.blocks, sights, strict=True):
            x = block(x, sight, condition)
        return x

    def answers(self, hidden: Tensor, sigma: Tensor, slots: Tensor | None) -> Tensor:
        """One number for each token of the vocabulary, float32; arguments and shapes as in `Network.answers`."""
        return cast(Tensor, self.output_layer(hidden, self._condition(sigma), slots)).float()

    def _condition(self, sigma: Tensor) -> Tensor:
        return functional.silu(self.sigma_map(sigma))


def _modulated(x: Tensor, move: Tensor, scale: Tensor) -> Tensor:
    return x * (1 + scale) + move
