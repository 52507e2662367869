"""Sums of feature vectors, with a gradient that is such a sum too: PyTorch's sorts the same features anew each step."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


def bags_of_features(features: Tensor, offsets: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The bags seen from the other side: which bags each of `count` features lies in, and where its list begins."""
    sizes = torch.diff(offsets, append=offsets.new_tensor([len(features)]))
    bag = torch.repeat_interleave(torch.arange(len(offsets), device=offsets.device), sizes)
    per_feature = torch.bincount(features, minlength=count)
    return bag[torch.argsort(features, stable=True)], per_feature.cumsum(0) - per_feature


def feature_sums(vectors: Tensor, bags: tuple[Tensor, Tensor], turned: tuple[Tensor, Tensor]) -> Tensor:
    """Sum of the vectors of each bag's features.

    Args:
        vectors: (features, width).
        bags: feature numbers of all bags, and where each of the B bags begins in them.
        turned: the same as `bags_of_features` gives it.

    Returns:
        (B, width).
    """
    sums: Tensor = _FeatureSums.apply(vectors, *bags, *turned)  # type: ignore[no-untyped-call]
    return sums


class _FeatureSums(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, vectors: Tensor, features: Tensor, offsets: Tensor, bag: Tensor, begins: Tensor) -> Tensor:
        ctx.save_for_backward(bag, begins)
        return functional.embedding_bag(features, vectors, offsets, mode="sum")

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None, None, None, None]:
        bag, begins = ctx.saved_tensors
        return functional.embedding_bag(bag, gradient.contiguous(), begins, mode="sum"), None, None, None, None
