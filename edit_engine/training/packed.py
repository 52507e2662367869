"""The network over rows packed end to end: no position is padding, and the token table is touched once a step.

`edit_engine.models.inference` reads sources and canvases in two calls, as editing needs; training has both at once.
Here all rows of a step lie behind one another in one long sequence; only attention looks at rows. A source position
sees its source, a canvas position its source and its canvas, just as in `read_source` and `read_canvas` there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from edit_engine.models.recall import RecallInput
from edit_engine.models.transformer import SOURCE, Attention, Block, Transformer, rotate, rotations


# Positions that go through the blocks together on a CPU: what lies between two operations stays in the cache. Measured
# a fifth faster than 7,000 together.
_CACHED = 2048


@dataclass(frozen=True, kw_only=True)
class Row:
    """Lengths of one packed row."""

    source: int
    canvas: int


def packed_hidden(
    network: Transformer,
    tokens: Tensor,
    positions: Tensor,
    segments: Tensor,
    rows: Sequence[Row],
    recall: RecallInput | None = None,
) -> Tensor:
    """Last hidden state of packed rows.

    Args:
        network: its blocks and embeddings.
        tokens: (T,) ids, each row its source, then its canvas.
        positions: (T,) float positions in source tokens.
        segments: (T,) SOURCE or CANVAS.
        rows: lengths of the rows, T in all.
        recall: what is remembered at the source positions, in their order.

    Returns:
        (T, width).
    """
    x = functional.embedding(tokens, network.table()) + network.segment(segments)
    if recall is not None:
        x = x.index_add(0, segments.eq(SOURCE).nonzero()[:, 0], network.recalled(recall).to(x.dtype))
    if torch.is_autocast_enabled(x.device.type):
        x = x.to(torch.get_autocast_dtype(x.device.type))
    cosine, sine = rotations(positions[None], network.config.width // network.config.heads, network.config.rope_base)
    # (1, 1, T, half) -> (T, 1, half): packed heads lie behind the position.
    cosine, sine = cosine[0, 0, :, None].to(x.dtype), sine[0, 0, :, None].to(x.dtype)
    groups = list(_groups(rows, _CACHED if x.device.type == "cpu" else len(tokens)))
    sizes = [sum(row.source + row.canvas for row in group) for group in groups]
    parts = zip(*(torch.split(tensor, sizes) for tensor in (x, cosine, sine)), strict=True)
    done: list[Tensor] = []
    for group, (part, part_cosine, part_sine) in zip(groups, parts, strict=True):
        for block in cast("Iterable[Block]", network.blocks):
            part = part + _attention(block.attention, block.attention_norm(part), (part_cosine, part_sine), group)
            part = part + block.feed_forward(block.mlp_norm(part))
        done.append(part)
    hidden: Tensor = network.norm(torch.cat(done))
    return hidden


def _groups(rows: Sequence[Row], tokens: int) -> Iterator[list[Row]]:
    """Consecutive rows of at most `tokens` positions together (or one longer row)."""
    group: list[Row] = []
    room = tokens
    for row in rows:
        length = row.source + row.canvas
        if group and length > room:
            yield group
            group, room = [], tokens
        group.append(row)
        room -= length
    yield group


def _attention(attention: Attention, x: Tensor, rotation: tuple[Tensor, Tensor], rows: Sequence[Row]) -> Tensor:
    heads = attention.heads
    fused = attention.queries_keys_values(x).view(len(x), 3, heads, x.shape[-1] // heads)
    query, key, value = fused.unbind(1)
    query = rotate(attention.query_norm(query), rotation)
    key = rotate(attention.key_norm(key), rotation)
    attend = attend_rows if x.device.type == "cpu" else attend_padded
    mixed: Tensor = attention.out(attend(query, key, value, rows).flatten(1))
    return mixed


def attend_rows(query: Tensor, key: Tensor, value: Tensor, rows: Sequence[Row]) -> Tensor:
    """Attention row by row, (T, heads, head width) each: the least work, for processors where a call costs little."""
    scaled = query * query.shape[-1] ** -0.5
    mixed: Tensor = _RowAttention.apply(scaled, key, value, rows)  # type: ignore[no-untyped-call]
    return mixed


class _RowAttention(torch.autograd.Function):
    """Written out: autograd's gradients of many small products on strided slices took a sixth of a step."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, rows: Sequence[Row]) -> Tensor:
        q, k, v = (x.transpose(0, 1).contiguous() for x in (query, key, value))
        mixed = torch.empty_like(q)
        weights = []
        for part, seen in _parts(rows):
            weights.append((q[:, part] @ k[:, seen].transpose(1, 2)).softmax(dim=-1))
            mixed[:, part] = weights[-1] @ v[:, seen]
        ctx.rows = rows
        ctx.save_for_backward(q, k, v, *weights)
        return mixed.transpose(0, 1)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        q, k, v, *weights = ctx.saved_tensors
        mixed = gradient.transpose(0, 1).contiguous()
        to_q, to_k, to_v = torch.empty_like(q), torch.zeros_like(k), torch.zeros_like(v)
        for (part, seen), weight in zip(_parts(ctx.rows), weights, strict=True):
            to_v[:, seen] += weight.transpose(1, 2) @ mixed[:, part]
            to_weight = mixed[:, part] @ v[:, seen].transpose(1, 2)
            to_score = torch.ops.aten._softmax_backward_data(to_weight, weight, -1, weight.dtype)
            to_q[:, part] = to_score @ k[:, seen]
            to_k[:, seen] += to_score.transpose(1, 2) @ q[:, part]
        return to_q.transpose(0, 1), to_k.transpose(0, 1), to_v.transpose(0, 1), None


def _parts(rows: Sequence[Row]) -> Iterator[tuple[slice, slice]]:
    """Places of each row's source and canvas, and the places that they see."""
    at = 0
    for row in rows:
        middle, end = at + row.source, at + row.source + row.canvas
        yield slice(at, middle), slice(at, middle)
        if row.canvas:
            yield slice(middle, end), slice(at, end)
        at = end


def attend_padded(query: Tensor, key: Tensor, value: Tensor, rows: Sequence[Row]) -> Tensor:
    """The same in one call over padded rows, for a GPU."""
    lengths = [row.source + row.canvas for row in rows]

    def padded(x: Tensor) -> Tensor:
        return pad_sequence(list(torch.split(x, lengths)), batch_first=True).transpose(1, 2)

    place = torch.arange(max(lengths), device=query.device)
    sources = torch.tensor([row.source for row in rows], device=query.device)[:, None]
    ends = torch.tensor(lengths, device=query.device)[:, None]
    is_source, valid = place < sources, place < ends
    # A padded query looks at the source like any canvas position: its result is dropped, and no row is without a key.
    sees = is_source[:, None, :] | (valid[:, None, :] & ~is_source[:, :, None])
    mixed = functional.scaled_dot_product_attention(padded(query), padded(key), padded(value), attn_mask=sees[:, None])
    return mixed.transpose(1, 2)[valid]
