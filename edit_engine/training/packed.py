"""The network over rows packed end to end: no position is padding, and the token table is touched once a step.

`edit_engine.models.inference` reads sources and canvases in two calls, as editing needs; training has both at once.
Here all rows of a step lie behind one another in one long sequence; only attention looks at rows. A source position
sees its source, a canvas position its source and its canvas, just as in `read_source` and `read_canvas` there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import cast

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from edit_engine.models.bert import BertBlock
from edit_engine.models.recall import RecallInput
from edit_engine.models.transformer import SOURCE, Block, Transformer, rotations
from edit_engine.training.fused import gated, gelu, norm, rotated, sum_norm
from edit_engine.training.row_attention import Row, attend_batches, plan_rows


__all__ = ["Row", "attend_padded", "packed_hidden"]

# Positions that go through the blocks together on a CPU: what lies between two operations stays in the cache.
_CACHED = 2048
# What their number is rounded up to there, so that oneDNN meets few shapes (see `row_attention`).
_POSITIONS_STEP = 64


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
    x = network.entered(x, positions)
    if torch.is_autocast_enabled(x.device.type):
        x = x.to(torch.get_autocast_dtype(x.device.type))
    rotation = rotations(positions, network.config)
    if x.device.type != "cpu":
        return cast(Tensor, network.norm(_blocks(network, x, rotation, partial(attend_padded, rows=rows))))
    done: list[Tensor] = []
    at = 0
    for group in _groups(rows, _CACHED):
        count = sum(row.length for row in group)
        # At least one position of no row, which `plan_rows` asks for. Padding stays zero, and so do its gradients.
        padding = _POSITIONS_STEP - count % _POSITIONS_STEP
        part, *turn = (
            functional.pad(tensor[at : at + count], (0, 0) * (tensor.ndim - 1) + (0, padding))
            for tensor in (x, *rotation)
        )
        plan = plan_rows(group, positions=count + padding, heads=network.config.heads, dtype=x.dtype)
        done.append(_blocks(network, part, (turn[0], turn[1]), partial(attend_batches, plan=plan))[:count])
        at += count
    return norm(network.norm, torch.cat(done))


def _groups(rows: Sequence[Row], tokens: int) -> Iterator[list[Row]]:
    """Consecutive rows of less than `tokens` positions together (or one longer row)."""
    group: list[Row] = []
    room = tokens
    for row in rows:
        if group and row.length >= room:
            yield group
            group, room = [], tokens
        group.append(row)
        room -= row.length
    yield group


def _blocks(
    network: Transformer, x: Tensor, rotation: tuple[Tensor, Tensor], attend: Callable[[Tensor], Tensor]
) -> Tensor:
    """The blocks on x (T, width); `attend` takes (T, 3, heads, head width) to (T, width)."""
    for block in cast("Iterable[Block | BertBlock]", network.blocks):
        if isinstance(block, BertBlock):
            x = sum_norm(block.attention_norm, x, block.out(attend(block.project(x))))
            x = sum_norm(block.mlp_norm, x, block.down(gelu(block.up(x))))
            continue
        attention = block.attention
        fused = attention.queries_keys_values(norm(block.attention_norm, x))
        fused = fused.view(len(x), 3, attention.heads, x.shape[-1] // attention.heads)
        x = x + attention.out(attend(rotated(attention, fused, rotation)))
        x = x + block.down(gated(block.gate_up(norm(block.mlp_norm, x))))
    return x


def attend_padded(fused: Tensor, rows: Sequence[Row]) -> Tensor:
    """As `attend_batches`, in one call over padded rows, for a GPU."""
    query, key, value = fused.unbind(1)
    lengths = [row.length for row in rows]

    def padded(x: Tensor) -> Tensor:
        return pad_sequence(list(torch.split(x, lengths)), batch_first=True).transpose(1, 2)

    place = torch.arange(max(lengths), device=fused.device)
    sources = torch.tensor([row.source for row in rows], device=fused.device)[:, None]
    ends = torch.tensor(lengths, device=fused.device)[:, None]
    is_source, valid = place < sources, place < ends
    # A padded query looks at the source like any canvas position: its result is dropped, and no row is without a key.
    sees = is_source[:, None, :] | (valid[:, None, :] & ~is_source[:, :, None])
    mixed = functional.scaled_dot_product_attention(padded(query), padded(key), padded(value), attn_mask=sees[:, None])
    return mixed.transpose(1, 2)[valid].flatten(1)
