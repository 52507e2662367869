"""Attention of packed rows on a CPU: rows of nearly equal length are padded and go through few products together.

oneDNN writes a program for every shape of a product that it meets (0.7 ms each here, and 3 ms for the products of the
layers beside it), more than the product itself takes. So batches have one of few counts and lengths, and all steps of
a run share their programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor


# Rows of a batch, and what its length is rounded up to: few shapes.
_COUNTS = (1, 2, 4, 8, 16)
_LENGTH_STEP = 32
# What a batch costs beside its work, in scores: the calls it takes.
_BATCH_COST = 30_000


@dataclass(frozen=True, kw_only=True)
class Row:
    """Lengths of one packed row."""

    source: int
    canvas: int

    @property
    def length(self) -> int:
        """Positions of the row."""
        return self.source + self.canvas


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Some rows of a group, padded to one length."""

    count: int
    length: int
    # Where it begins among the padded positions of its group.
    start: int
    # (count, length, length): 0 where a query sees a key, else -inf.
    mask: Tensor


@dataclass(frozen=True, kw_only=True)
class RowPlan:
    """How the rows of a group of M positions are batched; P padded positions in all, H heads.

    `gather_*` and `scatter_*` count in vectors of one head: the first bring a tensor of M positions to the batches, the
    second bring it back. Position M - 1 belongs to no row: padding reads from it, and it reads from a zero behind the
    batches, as do all positions without a row.
    """

    heads: int
    batches: tuple[Batch, ...]
    # (3 * H * P,) and (M * 3 * H,): queries, keys and values.
    gather_fused: Tensor
    scatter_fused: Tensor
    # (H * P,) and (M * H,): what attention returns.
    gather_mixed: Tensor
    scatter_mixed: Tensor


def plan_rows(rows: Sequence[Row], *, positions: int, heads: int, dtype: torch.dtype) -> RowPlan:
    """Batch `rows`, which lie behind one another in `positions` positions, of which the last is of no row."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + row.length)
    order = sorted(range(len(rows)), key=lambda number: rows[number].length)
    batches: list[Batch] = []
    places: list[Tensor] = []
    padded = 0
    for first, end, length in _batches([rows[number].length for number in order]):
        members = order[first:end]
        start = torch.tensor([starts[number] for number in members])[:, None]
        source = torch.tensor([rows[number].source for number in members])[:, None]
        whole = torch.tensor([rows[number].length for number in members])[:, None]
        place = torch.arange(length)
        # A padded query looks at the whole row: its result is dropped, and no query is without a key.
        is_source, is_row = place < source, place < whole
        sees = is_source[:, None, :] | (is_row[:, None, :] & ~is_source[:, :, None])
        mask = torch.zeros(sees.shape, dtype=dtype).masked_fill_(~sees, -torch.inf)
        batches.append(Batch(count=len(members), length=length, start=padded, mask=mask))
        places.append(torch.where(is_row, start + place, positions - 1))
        padded += len(members) * length
    gather_fused, scatter_fused = _moves(places, positions=positions, vectors=3 * heads)
    gather_mixed, scatter_mixed = _moves(places, positions=positions, vectors=heads)
    return RowPlan(
        heads=heads,
        batches=tuple(batches),
        gather_fused=gather_fused,
        scatter_fused=scatter_fused,
        gather_mixed=gather_mixed,
        scatter_mixed=scatter_mixed,
    )


def attend_batches(fused: Tensor, plan: RowPlan) -> Tensor:
    """Attention in the batches of `plan`.

    Args:
        fused: (M, 3, heads, head width) queries, keys and values.
        plan: made for M positions.

    Returns:
        (M, heads * head width); zero at positions without a row.
    """
    mixed: Tensor = _BatchAttention.apply(fused, plan)  # type: ignore[no-untyped-call]
    return mixed


class _BatchAttention(torch.autograd.Function):
    """Written out, so that products land where they are wanted and padding is moved once."""

    @staticmethod
    def forward(ctx: Any, fused: Tensor, plan: RowPlan) -> Tensor:
        width = fused.shape[-1]
        flat = fused.reshape(-1, width).index_select(0, plan.gather_fused)
        mixed = _with_zero_behind(len(plan.gather_mixed), flat)
        weights = []
        for batch, (query, key, value), out in _views(plan, flat, mixed):
            query.mul_(width**-0.5)
            score = query @ key.transpose(1, 2)
            score.view(plan.heads, batch.count, batch.length, batch.length).add_(batch.mask)
            weights.append(score.softmax(dim=-1))
            torch.bmm(weights[-1], value, out=out)
        ctx.plan = plan
        ctx.save_for_backward(flat, *weights)
        return mixed.index_select(0, plan.scatter_mixed).view(len(fused), -1)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        plan: RowPlan = ctx.plan
        flat, *weights = ctx.saved_tensors
        width = flat.shape[-1]
        mixed = gradient.reshape(-1, width).index_select(0, plan.gather_mixed)
        fused = _with_zero_behind(len(plan.gather_fused), flat)
        for (_, (query, key, value), out), (_, (to_query, to_key, to_value), _), weight in zip(
            _views(plan, flat, mixed), _views(plan, fused, mixed), weights, strict=True
        ):
            torch.bmm(weight.transpose(1, 2), out, out=to_value)
            to_weight = out @ value.transpose(1, 2)
            to_score = torch.ops.aten._softmax_backward_data(to_weight, weight, -1, weight.dtype)
            torch.bmm(to_score, key, out=to_query)
            to_query.mul_(width**-0.5)
            torch.bmm(to_score.transpose(1, 2), query, out=to_key)
        return fused.index_select(0, plan.scatter_fused).view(len(gradient), 3, plan.heads, width), None


def _views(plan: RowPlan, fused: Tensor, mixed: Tensor) -> Iterator[tuple[Batch, tuple[Tensor, ...], Tensor]]:
    """Each batch, its queries, keys and values, and its place in `mixed`; (heads * count, length, width) each."""
    for batch in plan.batches:
        size = plan.heads * batch.count * batch.length
        shape = (plan.heads * batch.count, batch.length, fused.shape[-1])
        at = plan.heads * batch.start
        three = fused[3 * at : 3 * (at + size)].view(3, *shape)
        yield batch, three.unbind(0), mixed[at : at + size].view(shape)


def _with_zero_behind(count: int, like: Tensor) -> Tensor:
    """(count + 1, width), of which only the last vector is set."""
    made = like.new_empty(count + 1, like.shape[-1])
    made[-1] = 0
    return made


def _batches(lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """The cheapest cut of sorted lengths into batches: (first, end, padded length) each."""
    best: list[tuple[int, list[tuple[int, int, int]]]] = [(0, [])]
    for end in range(1, len(lengths) + 1):
        length = -(-lengths[end - 1] // _LENGTH_STEP) * _LENGTH_STEP
        best.append(
            min(
                (
                    best[end - count][0] + count * length**2 + _BATCH_COST,
                    [*best[end - count][1], (end - count, end, length)],
                )
                for count in _COUNTS
                if count <= end
            )
        )
    return best[-1][1]


def _moves(places: Sequence[Tensor], *, positions: int, vectors: int) -> tuple[Tensor, Tensor]:
    """Gather and scatter of `vectors` vectors a position; `places` are (count, length) positions of each batch."""
    vector = torch.arange(vectors)[:, None, None]
    gather = torch.cat([(place * vectors + vector).flatten() for place in places])
    scatter = torch.full((positions * vectors,), len(gather))
    scatter[gather] = torch.arange(len(gather))
    scatter[-vectors:] = len(gather)
    return gather, scatter
