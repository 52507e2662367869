"""The built-in network: one bidirectional transformer that reads a source and denoises a canvas beside it.

Source positions attend to the source only, canvas positions to both. So the source is read once, and its keys and
values are kept, however many denoising steps follow. A canvas position carries the position of the source text it
stands for, as a real number for slots between two source tokens: what is kept lies at relative distance zero from its
source. No time input: the share of masks says how noisy the canvas is (as LLaDA and MDLM without time conditioning).

Tied embeddings (Press & Wolf 2017). Its blocks are those here or BERT's (`bert`). Here: RMSNorm (Zhang & Sennrich
2019), QK-norm (Henry et al. 2020), SwiGLU (Shazeer 2020), rotary positions (Su et al. 2021).
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.bert import Answer, BertBlock, Entry
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

    def project(self, x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
        """Queries, keys and values of x (T, width) turned by `rotations`, (T, 3, heads, head width)."""
        attention = self.attention
        fused: Tensor = attention.queries_keys_values(self.attention_norm(x))
        query, key, value = fused.view(len(x), 3, attention.heads, -1).unbind(1)
        query, key = rotate(attention.query_norm(query), rotation), rotate(attention.key_norm(key), rotation)
        return torch.stack([query, key, value], dim=1)

    def finish(self, x: Tensor, mixed: Tensor) -> Tensor:
        """The stream behind the block, (T, width), from that before it and what attention returned, (T, width)."""
        x = x + self.attention.out(mixed)
        gate, up = self.gate_up(self.mlp_norm(x)).chunk(2, dim=-1)
        return cast(Tensor, x + self.down(functional.silu(gate) * up))


class Transformer(nn.Module):
    """Weights and heads. `inference`, beside it, runs the blocks to edit, and `training.packed` to learn."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocab_size, config.width)
        self.segment = nn.Embedding(2, config.width)
        self.recall = RecallEmbedding(config.width) if config.memory else None
        is_bert = config.body == "bert"
        self.entry = Entry(config) if is_bert else None
        self.blocks = nn.ModuleList(BertBlock(config) if is_bert else Block(config) for _ in range(config.depth))
        self.answer = Answer(config) if is_bert else None
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

    def entered(self, x: Tensor, positions: Tensor) -> Tensor:
        """What the first block reads, (T, width), of embeddings x (T, width) at real positions (T,)."""
        return x if self.entry is None else cast(Tensor, self.entry(x, positions))

    def answers(self, hidden: Tensor) -> Tensor:
        """What is compared with token embeddings, (..., width), of hidden states."""
        return hidden if self.answer is None else cast(Tensor, self.answer(hidden))

    def token_logits(self, hidden: Tensor) -> Tensor:
        """Logits over the vocabulary for hidden states (..., width)."""
        return functional.linear(self.answers(hidden), self.table(), self.token_bias)

    def noise_logits(self, hidden: Tensor) -> Tensor:
        """Logit that a visible token is not in the target, (...)."""
        return cast(Tensor, self.noise_head(hidden)).squeeze(-1)

    def gap_logits(self, hidden: Tensor) -> Tensor:
        """Logits of how many slots to insert before a source position, (..., gap classes)."""
        return cast(Tensor, self.gap_head(hidden))


def rotations(positions: Tensor, config: ModelConfig) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the rotary angles for real positions (T,): each (T, 1, head width / 2)."""
    width = config.width // config.heads
    powers = torch.arange(0, width, 2, device=positions.device, dtype=torch.float32) / width
    angles = positions[:, None, None].float() * config.rope_base**-powers
    return angles.cos(), angles.sin()


def rotate(x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Rotate the two halves of the last dimension of x (..., head width) by angles of a shape that fits it."""
    cosine, sine = rotation
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], dim=-1)


def _head(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, out))
