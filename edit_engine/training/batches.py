"""Examples to packs: rows of like length behind one another without padding, each pack within a token budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from edit_engine.models.memory import PhraseMemory
from edit_engine.models.recall import RecallInput
from edit_engine.models.transformer import CANVAS, SOURCE
from edit_engine.training.examples import Example
from edit_engine.training.packed import Row


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Packed rows, T positions in all; the label tensors are flat, with places counted in T."""

    rows: tuple[Row, ...]
    tokens: Tensor  # (T,) int64
    positions: Tensor  # (T,) float32
    segments: Tensor  # (T,) int64
    predict: Tensor  # (P,) places
    answers: Tensor  # (P,) ids
    weights: Tensor  # (P,)
    noise_at: Tensor  # (N,) places
    noise: Tensor  # (N,) 0 or 1
    gap_at: Tensor  # (G,) places
    gaps: Tensor  # (G,) classes
    own_at: Tensor  # (O,) places that the network fills itself first (`own_mistakes`)
    own_answers: Tensor  # (O,) ids
    recall: RecallInput | None  # what is remembered at the source positions, in their order

    def to(self, device: torch.device) -> Pack:
        """The same on `device`."""
        tensors = {name: x.to(device, non_blocking=True) for name, x in vars(self).items() if isinstance(x, Tensor)}
        return Pack(rows=self.rows, recall=self.recall and self.recall.to(device), **tensors)


def packs(examples: Sequence[Example], *, tokens: int, memory: PhraseMemory | None = None) -> list[Pack]:
    """Pack `examples`, each pack of at most `tokens` positions (or of one longer row).

    Those that the network fills places of itself come last, in packs of their own: only they are read twice. Otherwise
    the shortest come first.

    Args:
        examples: at least one.
        tokens: the most positions of a pack.
        memory: of phrases, for a network that reads one.
    """
    groups: list[list[Example]] = []
    room = 0
    for example in sorted(examples, key=lambda example: (bool(example.own_at), len(example.tokens))):
        if not groups or len(example.tokens) > room or bool(example.own_at) != bool(groups[-1][0].own_at):
            groups.append([])
            room = tokens
        groups[-1].append(example)
        room -= len(example.tokens)
    return [pack(group, memory) for group in groups]


def pack(examples: Sequence[Example], memory: PhraseMemory | None = None) -> Pack:
    """One pack of all `examples`, in their order."""
    rows = tuple(Row(source=e.source_length, canvas=len(e.tokens) - e.source_length) for e in examples)
    starts = [0]
    for example in examples:
        starts.append(starts[-1] + len(example.tokens))

    def places(name: str) -> Tensor:
        return torch.tensor(
            [start + at for start, e in zip(starts, examples, strict=False) for at in getattr(e, name)],
            dtype=torch.int64,
        )

    def values(name: str, dtype: torch.dtype) -> Tensor:
        return torch.tensor(list(chain.from_iterable(getattr(e, name) for e in examples)), dtype=dtype)

    segments = [
        kind for row in rows for kind, count in ((SOURCE, row.source), (CANVAS, row.canvas)) for _ in range(count)
    ]
    return Pack(
        rows=rows,
        tokens=values("tokens", torch.int64),
        positions=values("positions", torch.float32),
        segments=torch.tensor(segments, dtype=torch.int64),
        predict=places("predict"),
        answers=values("answers", torch.int64),
        weights=values("weights", torch.float32),
        noise_at=places("noise_at"),
        noise=values("noise", torch.float32),
        gap_at=places("gap_at"),
        gaps=values("gaps", torch.int64),
        own_at=places("own_at"),
        own_answers=values("own_answers", torch.int64),
        recall=RecallInput.of(memory.recall(_sources(examples))) if memory else None,
    )


def _sources(examples: Sequence[Example]) -> NDArray[np.int64]:
    """The ids of all sources, one behind the other."""
    ids = chain.from_iterable(example.tokens[: example.source_length] for example in examples)
    return np.fromiter(ids, dtype=np.int64)
