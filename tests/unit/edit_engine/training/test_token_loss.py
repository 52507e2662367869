"""The written-out token loss is cross-entropy, and its gradient is that of cross-entropy."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from edit_engine.training import token_loss as module
from edit_engine.training.token_loss import token_loss


@pytest.mark.parametrize("together", [4, 16])
def test_loss_and_gradients_are_those_of_cross_entropy(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_TOGETHER", together)
    torch.manual_seed(0)
    answers, weights = torch.randint(0, 30, (11,)), torch.rand(11)
    leaves = [torch.randn(11, 8, requires_grad=True), torch.randn(30, 8, requires_grad=True)]
    leaves.append(torch.randn(30, requires_grad=True))
    ours = token_loss(*leaves, answers, weights)
    theirs = functional.cross_entropy(functional.linear(*leaves), answers, reduction="none") @ weights
    assert torch.allclose(ours, theirs)
    for found, expected in zip(
        torch.autograd.grad(3 * ours, leaves), torch.autograd.grad(3 * theirs, leaves), strict=True
    ):
        assert torch.allclose(found, expected, atol=1e-5)


def test_a_pack_without_a_question_has_no_token_loss() -> None:
    leaves = [torch.randn(0, 8, requires_grad=True), torch.randn(30, 8, requires_grad=True)]
    leaves.append(torch.randn(30, requires_grad=True))
    loss = token_loss(*leaves, torch.zeros(0, dtype=torch.int64), torch.zeros(0))
    assert float(loss.detach()) == 0
    assert not any(gradient.any() for gradient in torch.autograd.grad(loss, leaves))
