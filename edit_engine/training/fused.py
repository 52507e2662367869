"""What lies between two products of a block: by `kernels` in bfloat16 on a CPU, else by PyTorch's operations.

PyTorch takes some ten passes over memory for each of these and more for its gradient: two fifths of a step.
"""

from __future__ import annotations

import ctypes
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.transformer import Attention, Norm, rotate
from edit_engine.training.kernels import WIDEST, kernels


def norm(module: Norm, x: Tensor) -> Tensor:
    """`module` on x (T, width)."""
    if not _by_kernel(x):
        return cast(Tensor, module(x))
    found: Tensor = _Norm.apply(x, module.weight)  # type: ignore[no-untyped-call]
    return found


def rotated(attention: Attention, fused: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Normalises and rotates queries and keys.

    Args:
        attention: its norms of queries and keys.
        fused: (T, 3, heads, head width) queries, keys and values.
        rotation: cosine and sine, (T, 1, head width / 2) each.
    """
    if not _by_kernel(fused):
        query, key, value = fused.unbind(1)
        cosine, sine = (turn.to(fused.dtype) for turn in rotation)
        query = rotate(attention.query_norm(query), (cosine, sine))
        return torch.stack([query, rotate(attention.key_norm(key), (cosine, sine)), value], dim=1)
    weight = torch.stack([attention.query_norm.weight, attention.key_norm.weight])
    found: Tensor = _Rotated.apply(fused, weight, *rotation)  # type: ignore[no-untyped-call]
    return found


def gated(x: Tensor) -> Tensor:
    """silu(gate) * up for x (T, 2 * width), gate before up."""
    if not _by_kernel(x):
        gate, up = x.chunk(2, dim=-1)
        return functional.silu(gate) * up
    found: Tensor = _Gated.apply(x)  # type: ignore[no-untyped-call]
    return found


def sum_norm(module: nn.LayerNorm, x: Tensor, branch: Tensor) -> Tensor:
    """`module` on x + branch, (T, width) each, in their precision."""
    if not _by_kernel(x):
        return cast(Tensor, module(x + branch)).to(x.dtype)
    found: Tensor = _SumNorm.apply(x, branch, module.weight, module.bias)  # type: ignore[no-untyped-call]
    return found


def gelu(x: Tensor) -> Tensor:
    """GELU of x (T, width)."""
    if not _by_kernel(x):
        return functional.gelu(x)
    found: Tensor = _Gelu.apply(x)  # type: ignore[no-untyped-call]
    return found


def _by_kernel(x: Tensor) -> bool:
    fits = x.device.type == "cpu" and x.dtype == torch.bfloat16 and x.shape[-1] <= WIDEST
    return fits and kernels() is not None


def _call(name: str, *arguments: Tensor | int) -> None:
    """Call a kernel: tensors (contiguous; float32 where they are not bfloat16) by address, sizes as they are."""
    library = kernels()
    assert library is not None  # `_by_kernel` asked
    getattr(library, name)(
        *(ctypes.c_void_p(x.data_ptr()) if isinstance(x, Tensor) else ctypes.c_long(x) for x in arguments)
    )


class _Norm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor) -> Tensor:
        x, weight = x.contiguous(), weight.float().contiguous()
        y = torch.empty_like(x)
        _call("norm_forward", x, weight, y, *x.shape)
        ctx.save_for_backward(x, weight)
        return y

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor]:
        x, weight = ctx.saved_tensors
        to_x, to_weight = torch.empty_like(x), torch.zeros_like(weight)
        # Named, so that it outlives the call.
        whole = gradient.contiguous()
        _call("norm_backward", whole, x, weight, to_x, to_weight, *x.shape)
        return to_x, to_weight


class _Rotated(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, fused: Tensor, weight: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        fused, weight = fused.contiguous(), weight.float().contiguous()
        cosine, sine = cosine.float().contiguous(), sine.float().contiguous()
        y = torch.empty_like(fused)
        _call("rotate_forward", fused, weight, cosine, sine, y, len(fused), *fused.shape[2:])
        ctx.save_for_backward(fused, weight, cosine, sine)
        return y

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, None, None]:
        fused, weight, cosine, sine = ctx.saved_tensors
        to_fused, to_weight = torch.empty_like(fused), torch.zeros_like(weight)
        whole = gradient.contiguous()
        _call(
            "rotate_backward",
            *(whole, fused, weight, cosine, sine, to_fused, to_weight),
            *(len(fused), *fused.shape[2:]),
        )
        return to_fused, to_weight, None, None


class _Gated(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        x = x.contiguous()
        y = x.new_empty(len(x), x.shape[1] // 2)
        _call("gate_forward", x, y, *y.shape)
        ctx.save_for_backward(x)
        return y

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        to_x = torch.empty_like(x)
        whole = gradient.contiguous()
        _call("gate_backward", whole, x, to_x, *whole.shape)
        return to_x


class _SumNorm(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, branch: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        x, branch = x.contiguous(), branch.contiguous()
        weight, bias = weight.float().contiguous(), bias.float().contiguous()
        total, y = torch.empty_like(x), torch.empty_like(x)
        _call("sum_norm_forward", x, branch, weight, bias, total, y, *x.shape)
        ctx.save_for_backward(total, weight)
        return y

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        total, weight = ctx.saved_tensors
        to_total, to_weight, to_bias = torch.empty_like(total), torch.zeros_like(weight), torch.zeros_like(weight)
        whole = gradient.contiguous()
        _call("sum_norm_backward", whole, total, weight, to_total, to_weight, to_bias, *total.shape)
        return to_total, to_total, to_weight, to_bias


class _Gelu(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        x = x.contiguous()
        y = torch.empty_like(x)
        _call("gelu_forward", x, y, x.numel())
        ctx.save_for_backward(x)
        return y

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Tensor:
        (x,) = ctx.saved_tensors
        to_x = torch.empty_like(x)
        whole = gradient.contiguous()
        _call("gelu_backward", whole, x, to_x, x.numel())
        return to_x
