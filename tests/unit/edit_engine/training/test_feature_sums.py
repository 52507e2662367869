"""Sums of features and their gradient are those of `embedding_bag`."""

from __future__ import annotations

import torch
from torch.nn import functional

from edit_engine.training.feature_sums import bags_of_features, feature_sums


def test_sums_and_gradient_are_those_of_embedding_bag() -> None:
    torch.manual_seed(0)
    # The third bag is empty, and features 0 and 8 are in none.
    features, offsets = torch.tensor([3, 1, 1, 7, 2, 3]), torch.tensor([0, 2, 5, 5])
    vectors = torch.randn(9, 4, requires_grad=True)
    weight = torch.randn(4, 4)
    ours = feature_sums(vectors, (features, offsets), bags_of_features(features, offsets, 9))
    theirs = functional.embedding_bag(features, vectors, offsets, mode="sum")
    assert torch.equal(ours, theirs)
    (found,) = torch.autograd.grad((ours * weight).sum(), vectors)
    (expected,) = torch.autograd.grad((theirs * weight).sum(), vectors)
    assert torch.allclose(found, expected)
