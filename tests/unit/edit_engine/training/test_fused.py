"""The kernels between products compute what PyTorch's operations compute, gradients too, up to rounding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from edit_engine.models.config import ModelConfig
from edit_engine.models.transformer import Attention, Norm
from edit_engine.training import fused, kernels
from edit_engine.training.fused import gated, gelu, norm, rotated, sum_norm


SIZES = ModelConfig(vocab_size=360, width=64, depth=1, heads=2, mlp_width=96)
needs_kernels = pytest.mark.skipif(kernels.kernels() is None, reason="no compiler here")


def gradients(function: Callable[[Tensor], Tensor], x: Tensor, parameters: list[Tensor]) -> list[Tensor]:
    """Result and gradients of `function` at x."""
    leaf = x.clone().requires_grad_()
    y = function(leaf)
    torch.manual_seed(1)
    found = torch.autograd.grad((y.float() * torch.randn(y.shape)).sum(), [leaf, *parameters])
    return [part.detach().float() for part in (y, *found)]


def assert_close(function: Callable[[Tensor], Tensor], x: Tensor, parameters: list[Tensor]) -> None:
    """Kernels on bfloat16 agree with PyTorch on the same numbers in float32."""
    low = x.bfloat16()
    for ours, theirs in zip(
        gradients(function, low, parameters), gradients(function, low.float(), parameters), strict=True
    ):
        # Incoming gradients and results are rounded to 8 bits.
        assert float((ours - theirs).norm() / theirs.norm()) < 4e-3
        assert float((ours - theirs).abs().max()) < 2e-2 * float(theirs.abs().max())


@needs_kernels
def test_norm() -> None:
    torch.manual_seed(0)
    module = Norm(64)
    torch.nn.init.normal_(module.weight)
    assert_close(lambda x: norm(module, x), torch.randn(37, 64) * 3, [module.weight])


@needs_kernels
def test_rotation_of_normalised_queries_and_keys() -> None:
    torch.manual_seed(0)
    attention = Attention(SIZES)
    weights: list[Tensor] = [attention.query_norm.weight, attention.key_norm.weight]
    for weight in weights:
        torch.nn.init.normal_(weight)
    angles = torch.randn(37, 1, 16)
    assert_close(lambda x: rotated(attention, x, (angles.cos(), angles.sin())), torch.randn(37, 3, 2, 32) * 3, weights)


@needs_kernels
def test_gate_of_small_and_large_values() -> None:
    torch.manual_seed(0)
    assert_close(gated, torch.randn(37, 192) * 3, [])
    extremes = torch.tensor([[-1e4, -100.0, -20.0, 0.0, 20.0, 100.0, 1e4, 1.0]]).repeat(1, 2)
    assert_close(gated, extremes, [])


@needs_kernels
def test_norm_of_a_sum() -> None:
    torch.manual_seed(0)
    module = torch.nn.LayerNorm(64, eps=1e-12)
    torch.nn.init.normal_(module.weight)
    torch.nn.init.normal_(module.bias)
    branch = (torch.randn(37, 64) + 2).bfloat16()
    weights: list[Tensor] = [module.weight, module.bias]
    assert_close(lambda x: sum_norm(module, x, branch.to(x.dtype)), torch.randn(37, 64) * 3, weights)
    other = torch.randn(37, 64) * 3
    assert_close(lambda x: sum_norm(module, other.to(x.dtype), x), branch.float(), weights)


@needs_kernels
def test_gelu_of_small_and_large_values() -> None:
    torch.manual_seed(0)
    assert_close(gelu, torch.randn(37, 192) * 3, [])
    assert_close(gelu, torch.tensor([[-1e4, -100.0, -6.0, -1e-3, 0.0, 1e-3, 6.0, 100.0, 1e4]]), [])


def test_without_a_compiler_pytorch_does_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(kernels, "_COMMAND", ("no-such-compiler",))
    monkeypatch.setattr(kernels, "user_cache_path", lambda *_, **__: tmp_path)
    assert kernels.kernels.__wrapped__() is None
    monkeypatch.setattr(fused, "kernels", lambda: None)
    x = torch.randn(5, 16).bfloat16()
    assert torch.equal(gated(x), torch.nn.functional.silu(x[:, :8]) * x[:, 8:])
    assert list(tmp_path.iterdir()) == []
