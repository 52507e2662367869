"""The built-in network: one bidirectional transformer that reads a source and denoises a canvas beside it.

Source positions attend to the source only, canvas positions to both. So the source is read once, and its keys and
values are kept, however many denoising steps follow. A canvas position carries the position of the source text it
stands for, as a real number for slots between two source tokens: what is kept lies at relative distance zero from its
source. No time input: the share of masks says how noisy the canvas is (as LLaDA and MDLM without time conditioning).

RMSNorm (Zhang & Sennrich 2019), QK-norm (Henry et al. 2020), SwiGLU (Shazeer 2020), rotary positions (Su et al. 2021),
tied embeddings (Press & Wolf 2017).
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.config import ModelConfig
from edit_engine.models.recall import RecallEmbedding, RecallInput


SOURCE, CANVAS = 0, 1


class Norm(nn.Module):
    """RMS norm over the last dimension, in the precision of its input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        """Normalise x (..., width)."""
        return functional.rms_norm(x, (x.shape[-1],), self.weight.to(x.dtype), 1e-6)


class Attention(nn.Module):
    """Weights of multi-head attention with normalised queries and keys."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.queries_keys_values = nn.Linear(config.width, 3 * config.width, bias=False)
        self.out = nn.Linear(config.width, config.width, bias=False)
        head = config.width // config.heads
        self.query_norm = Norm(head)
        self.key_norm = Norm(head)


class Block(nn.Module):
    """Attention and gated MLP, each to be put behind its norm and added to the stream."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.attention_norm = Norm(config.width)
        self.attention = Attention(config)
        self.mlp_norm = Norm(config.width)
        self.gate_up = nn.Linear(config.width, 2 * config.mlp_width, bias=False)
        self.down = nn.Linear(config.mlp_width, config.width, bias=False)

    def feed_forward(self, x: Tensor) -> Tensor:
        """The gated MLP on x (..., width)."""
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return cast(Tensor, self.down(functional.silu(gate) * up))


class Transformer(nn.Module):
    """Weights and heads. `inference`, beside it, runs the blocks to edit, and `training.packed` to learn."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocab_size, config.width)
        self.segment = nn.Embedding(2, config.width)
        self.recall = RecallEmbedding(config.width) if config.memory else None
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.depth))
        self.norm = Norm(config.width)
        self.noise_head = _head(config.width, 1)
        self.gap_head = _head(config.width, config.gap_classes)
        self.token_bias = nn.Parameter(torch.zeros(config.vocab_size))

    def table(self) -> Tensor:
        """Token embeddings, (vocab, width): used for input and output."""
        return self.embedding.weight

    def recalled(self, recall: RecallInput) -> Tensor:
        """What the memory adds to the embeddings of source positions, (S, width).

        Raises:
            ValueError: the network was made without a memory.
        """
        if self.recall is None:
            raise ValueError("this network reads no memory: its config has memory = false")
        return cast(Tensor, self.recall(recall, self.table()))

    def token_logits(self, hidden: Tensor) -> Tensor:
        """Logits over the vocabulary for hidden states (..., width)."""
        return functional.linear(hidden, self.table(), self.token_bias)

    def noise_logits(self, hidden: Tensor) -> Tensor:
        """Logit that a visible token is not in the target, (...)."""
        return cast(Tensor, self.noise_head(hidden)).squeeze(-1)

    def gap_logits(self, hidden: Tensor) -> Tensor:
        """Logits of how many slots to insert before a source position, (..., gap classes)."""
        return cast(Tensor, self.gap_head(hidden))


def rotations(positions: Tensor, head_width: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the rotary angles for real positions (B, S): each (B, 1, S, head_width / 2)."""
    frequencies = base ** (-torch.arange(0, head_width, 2, device=positions.device, dtype=torch.float32) / head_width)
    angles = positions[:, None, :, None].float() * frequencies
    return angles.cos(), angles.sin()


def rotate(x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Rotate the two halves of the last dimension of x (..., head width) by angles of a shape that fits it."""
    cosine, sine = rotation
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], dim=-1)


def _head(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, out))
