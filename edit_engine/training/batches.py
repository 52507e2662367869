"""Examples to padded tensors: rows of like length together, each batch within a token budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from edit_engine.models.transformer import CANVAS, SOURCE
from edit_engine.training.examples import Example


@dataclass(frozen=True, kw_only=True)
class Batch:
    """B rows padded to S positions; the label tensors are flat, with places counted in B * S."""

    tokens: Tensor  # (B, S) int64
    positions: Tensor  # (B, S) float32
    segments: Tensor  # (B, S) int64
    valid: Tensor  # (B, S) bool
    predict: Tensor  # (P,) places
    answers: Tensor  # (P,) ids
    weights: Tensor  # (P,)
    noise_at: Tensor  # (N,) places
    noise: Tensor  # (N,) 0 or 1
    gap_at: Tensor  # (G,) places
    gaps: Tensor  # (G,) classes


def batches(examples: Sequence[Example], *, tokens: int, pad_id: int) -> list[Batch]:
    """Split `examples` into batches of at most about `tokens` positions, padding included."""
    ordered = sorted(examples, key=lambda example: len(example.tokens))
    groups: list[list[Example]] = []
    for example in ordered:
        if groups and (len(groups[-1]) + 1) * len(example.tokens) <= tokens:
            groups[-1].append(example)
        else:
            groups.append([example])
    return [collate(group, pad_id=pad_id) for group in groups]


def collate(examples: Sequence[Example], *, pad_id: int) -> Batch:
    """One padded batch."""
    length = max(len(example.tokens) for example in examples)
    tokens = torch.full((len(examples), length), pad_id, dtype=torch.int64)
    positions = torch.zeros((len(examples), length))
    segments = torch.full((len(examples), length), SOURCE, dtype=torch.int64)
    valid = torch.zeros((len(examples), length), dtype=torch.bool)
    flat: dict[str, list[float]] = {
        name: [] for name in ("predict", "answers", "weights", "noise_at", "noise", "gap_at", "gaps")
    }
    for row, example in enumerate(examples):
        size = len(example.tokens)
        tokens[row, :size] = torch.tensor(example.tokens)
        positions[row, :size] = torch.tensor(example.positions)
        segments[row, example.source_length : size] = CANVAS
        valid[row, :size] = True
        base = row * length
        flat["predict"].extend(base + place for place in example.predict)
        flat["answers"].extend(example.answers)
        flat["weights"].extend(example.weights)
        flat["noise_at"].extend(base + place for place in example.noise_at)
        flat["noise"].extend(example.noise)
        flat["gap_at"].extend(base + place for place in example.gap_at)
        flat["gaps"].extend(example.gaps)
    real = {"weights", "noise"}
    labels = {
        name: torch.tensor(values, dtype=torch.float32 if name in real else torch.int64)
        for name, values in flat.items()
    }
    return Batch(tokens=tokens, positions=positions, segments=segments, valid=valid, **labels)
