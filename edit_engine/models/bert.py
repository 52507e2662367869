"""The body of BERT (Devlin et al. 2019), so that a network can begin with the weights of an encoder that read far more.

Learned positions at its entry, norms behind each sum, GELU. A canvas position between two source tokens stands between
their position vectors.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.config import ModelConfig


_EPS = 1e-12


class Entry(nn.Module):
    """Puts positions to embeddings, and a norm over both."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.positions = nn.Embedding(config.positions, config.width)
        self.norm = nn.LayerNorm(config.width, eps=_EPS)

    def forward(self, x: Tensor, positions: Tensor) -> Tensor:
        """What the first block reads, (T, width).

        Args:
            x: (T, width) embeddings.
            positions: (T,) real positions; those behind the last that was learned read as that.
        """
        at = positions.clamp(max=self.positions.num_embeddings - 1).float()
        below = at.floor()
        place = torch.lerp(self.positions(below.long()), self.positions(at.ceil().long()), (at - below)[:, None])
        return cast(Tensor, self.norm(x + place))


class BertBlock(nn.Module):
    """Attention and MLP, each added to the stream and put behind a norm together with it."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.queries_keys_values = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.attention_norm = nn.LayerNorm(config.width, eps=_EPS)
        self.up = nn.Linear(config.width, config.mlp_width)
        self.down = nn.Linear(config.mlp_width, config.width)
        self.mlp_norm = nn.LayerNorm(config.width, eps=_EPS)

    def project(self, x: Tensor) -> Tensor:
        """Queries, keys and values of x (T, width), (T, 3, heads, head width)."""
        fused: Tensor = self.queries_keys_values(x)
        return fused.view(len(x), 3, self.heads, -1)

    def finish(self, x: Tensor, mixed: Tensor) -> Tensor:
        """The stream behind the block, (T, width), from that before it and what attention returned, (T, width)."""
        x = self.attention_norm(x + self.out(mixed)).to(x.dtype)
        return cast(Tensor, self.mlp_norm(x + self.down(functional.gelu(self.up(x)))).to(x.dtype))


class Answer(nn.Module):
    """From the last hidden state to where token embeddings lie."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.turn = nn.Linear(config.width, config.width)
        self.norm = nn.LayerNorm(config.width, eps=_EPS)

    def forward(self, hidden: Tensor) -> Tensor:
        """(..., width)."""
        return cast(Tensor, self.norm(functional.gelu(self.turn(hidden))))
