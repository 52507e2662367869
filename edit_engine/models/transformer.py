"""The built-in network: one bidirectional transformer that reads a source and denoises a canvas beside it.

Source positions attend to the source only, canvas positions to both. So the source is read once (`read_source` keeps
its keys and values) however many denoising steps follow. A canvas position carries the position of the source text it
stands for, as a real number for slots between two source tokens: what is kept lies at relative distance zero from its
source. No time input: the share of masks says how noisy the canvas is (as LLaDA and MDLM without time conditioning).

RMSNorm (Zhang & Sennrich 2019), QK-norm (Henry et al. 2020), SwiGLU (Shazeer 2020), rotary positions (Su et al. 2021),
tied embeddings (Press & Wolf 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.config import ModelConfig


SOURCE, CANVAS = 0, 1


@dataclass(frozen=True, kw_only=True)
class SourceReading:
    """What `read_source` found and keeps for denoising. B rows, S source positions."""

    # Last hidden state, (B, S, width).
    hidden: Tensor
    # Keys and values of each block, each (B, heads, S, head width).
    keys: tuple[Tensor, ...]
    values: tuple[Tensor, ...]
    # True at real positions, (B, S).
    valid: Tensor


class Norm(nn.Module):
    """RMS norm over the last dimension, in the precision of its input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        """Normalise x (..., width)."""
        return functional.rms_norm(x, (x.shape[-1],), self.weight.to(x.dtype), 1e-6)


class Attention(nn.Module):
    """Multi-head attention with normalised queries and keys."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.queries_keys_values = nn.Linear(config.width, 3 * config.width, bias=False)
        self.out = nn.Linear(config.width, config.width, bias=False)
        head = config.width // config.heads
        self.query_norm = Norm(head)
        self.key_norm = Norm(head)

    def forward(
        self, x: Tensor, rotation: tuple[Tensor, Tensor], mask: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Attend. `x` (B, S, width), `mask` (B, 1, S, past + S); returns the result and this call's keys and values."""
        rows, length, width = x.shape
        fused = self.queries_keys_values(x).view(rows, length, 3, self.heads, width // self.heads)
        query, key, value = fused.permute(2, 0, 3, 1, 4)
        query = rotate(self.query_norm(query), rotation)
        key = rotate(self.key_norm(key), rotation)
        all_keys, all_values = key, value
        if past is not None:
            all_keys = torch.cat([past[0], key], dim=2)
            all_values = torch.cat([past[1], value], dim=2)
        mixed = attend(query, all_keys, all_values, mask)
        return self.out(mixed.transpose(1, 2).reshape(rows, length, width)), key, value


class Block(nn.Module):
    """Attention and gated MLP, each behind a norm and added to the stream."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.attention_norm = Norm(config.width)
        self.attention = Attention(config)
        self.mlp_norm = Norm(config.width)
        self.gate_up = nn.Linear(config.width, 2 * config.mlp_width, bias=False)
        self.down = nn.Linear(config.mlp_width, config.width, bias=False)

    def forward(
        self, x: Tensor, rotation: tuple[Tensor, Tensor], mask: Tensor, past: tuple[Tensor, Tensor] | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """One block; see `Attention.forward`."""
        attended, key, value = self.attention(self.attention_norm(x), rotation, mask, past)
        x = x + attended
        return x + self.feed_forward(self.mlp_norm(x)), key, value

    def feed_forward(self, x: Tensor) -> Tensor:
        """The gated MLP on x (..., width)."""
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return cast(Tensor, self.down(functional.silu(gate) * up))


class Transformer(nn.Module):
    """The network. All inputs are padded batches; positions are real numbers counted in source tokens."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.embedding = nn.Embedding(config.vocab_size, config.width)
        self.segment = nn.Embedding(2, config.width)
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.depth))
        self.norm = Norm(config.width)
        self.noise_head = _head(config.width, 1)
        self.gap_head = _head(config.width, config.gap_classes)
        self.token_bias = nn.Parameter(torch.zeros(config.vocab_size))

    def table(self) -> Tensor:
        """Token embeddings, (vocab, width): used for input and output."""
        return self.embedding.weight

    def read_source(self, tokens: Tensor, positions: Tensor, valid: Tensor) -> SourceReading:
        """Read sources once.

        Args:
            tokens: (B, S) ids.
            positions: (B, S) float positions in source tokens.
            valid: (B, S) False at padding.
        """
        segments = torch.full_like(tokens, SOURCE)
        x, keys, values = self._run(tokens, positions, segments, valid[:, None, None, :], None)
        return SourceReading(hidden=x, keys=keys, values=values, valid=valid)

    def read_canvas(self, tokens: Tensor, positions: Tensor, valid: Tensor, source: SourceReading) -> Tensor:
        """Hidden state of canvases, (B, C, width), given the reading of their sources (same rows, same order)."""
        segments = torch.full_like(tokens, CANVAS)
        sees = torch.cat([source.valid, valid], dim=1)[:, None, None, :]
        x, _, _ = self._run(tokens, positions, segments, sees, source)
        return x

    def token_logits(self, hidden: Tensor) -> Tensor:
        """Logits over the vocabulary for hidden states (..., width)."""
        return functional.linear(hidden, self.table(), self.token_bias)

    def noise_logits(self, hidden: Tensor) -> Tensor:
        """Logit that a visible token is not in the target, (...)."""
        return cast(Tensor, self.noise_head(hidden)).squeeze(-1)

    def gap_logits(self, hidden: Tensor) -> Tensor:
        """Logits of how many slots to insert before a source position, (..., gap classes)."""
        return cast(Tensor, self.gap_head(hidden))

    def _run(
        self, tokens: Tensor, positions: Tensor, segments: Tensor, mask: Tensor, past: SourceReading | None
    ) -> tuple[Tensor, tuple[Tensor, ...], tuple[Tensor, ...]]:
        x = functional.embedding(tokens, self.table()) + self.segment(segments)
        if torch.is_autocast_enabled(x.device.type):
            x = x.to(torch.get_autocast_dtype(x.device.type))
        cosine, sine = rotations(positions, self.config.width // self.config.heads, self.config.rope_base)
        rotation = (cosine.to(x.dtype), sine.to(x.dtype))
        keys: list[Tensor] = []
        values: list[Tensor] = []
        for index, block in enumerate(self.blocks):
            seen = None if past is None else (past.keys[index], past.values[index])
            x, key, value = block(x, rotation, mask, seen)
            keys.append(key)
            values.append(value)
        return self.norm(x), tuple(keys), tuple(values)


def attend(query: Tensor, keys: Tensor, values: Tensor, mask: Tensor) -> Tensor:
    """Softmax attention; shapes (B, heads, S, head width), `mask` True where a query may look.

    On a CPU in bfloat16 the plain products are measured 2.4 times as fast as PyTorch's fused kernel at these lengths.
    """
    if query.device.type == "cpu" and query.dtype is torch.bfloat16:
        scores = (query * query.shape[-1] ** -0.5) @ keys.transpose(-1, -2)
        weights: Tensor = scores.masked_fill(~mask, -3.0e4).softmax(dim=-1)
        return weights @ values
    mixed: Tensor = functional.scaled_dot_product_attention(query, keys, values, attn_mask=mask)
    return mixed


def rotations(positions: Tensor, head_width: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosine and sine of the rotary angles for real positions (B, S): each (B, 1, S, head_width / 2)."""
    frequencies = base ** (-torch.arange(0, head_width, 2, device=positions.device, dtype=torch.float32) / head_width)
    angles = positions[:, None, :, None].float() * frequencies
    return angles.cos(), angles.sin()


def rotate(x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Rotate the two halves of the last dimension of x (B, heads, S, head width) by the given angles."""
    cosine, sine = rotation
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cosine - second * sine, first * sine + second * cosine], dim=-1)


def _head(width: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width // 2), nn.GELU(), nn.Linear(width // 2, out))
