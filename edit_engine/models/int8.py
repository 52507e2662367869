"""Linear layers that multiply 8-bit integers, for CPUs that do this quicker than anything else.

Weights are rounded by the greatest of each output channel, inputs by the greatest of each position as they come
("dynamic quantization"; vector-wise in LLM.int8(), arXiv 2208.07339). Products are summed exactly, so that a position
gets the same numbers whatever is beside it.
"""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn


_GREATEST = 127
# Positions at a time: more of them do not fit into a core's cache between the product and what is done with it.
_PART = 512
# Of the product that is tried.
_WIDTH = 256


class Int8Linear(nn.Module):
    """A linear layer with weights and inputs of 8 bits, and sums of 32.

    Args:
        inner: the layer, in float32; it is left as it is.
    """

    weight: Tensor
    steps: Tensor
    bias: Tensor | None

    def __init__(self, inner: nn.Linear) -> None:
        super().__init__()
        weight, steps = _rounded(inner.weight.detach())
        self.register_buffer("weight", weight)
        self.register_buffer("steps", steps.T.contiguous())
        self.register_buffer("bias", None if inner.bias is None else inner.bias.detach())

    def forward(self, x: Tensor) -> Tensor:
        """The layer's output for x (T, width in), both in float32."""
        out = x.new_empty(len(x), len(self.weight))
        for some, part in zip(torch.split(x, _PART), torch.split(out, _PART), strict=True):
            rounded, steps = _rounded(some)
            part.copy_(_product(rounded, self.weight)).mul_(steps).mul_(self.steps)
        return out if self.bias is None else out.add_(self.bias)


def round_linears(module: nn.Module) -> None:
    """Put an `Int8Linear` in the place of each linear layer within a module."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, Int8Linear(child))
        else:
            round_linears(child)


@cache
def int8_is_quick() -> bool:
    """Whether this CPU has instructions for dot products of bytes, and torch takes them.

    No timing: all processes of a machine must compute alike, and with these instructions int8 was always the quicker.
    """
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_vnni") or has.get("avx_vnni")) and int8_is_exact()


@cache
def int8_is_exact() -> bool:
    """Whether sums of products of bytes are exact here.

    Without such instructions sums of two products may be cut to 16 bits, which is wrong for great ones.
    """
    greatest = torch.full((_WIDTH, _WIDTH), _GREATEST, dtype=torch.int8)
    try:
        return bool((_product(greatest, greatest) == _WIDTH * _GREATEST**2).all())
    except RuntimeError:  # this build of torch has no such product
        return False


def _product(left: Tensor, right: Tensor) -> Tensor:
    """left (T, width) times right (out, width) turned, both int8: int32 (T, out)."""
    return torch._int_mm(left, right.T)


def _rounded(x: Tensor) -> tuple[Tensor, Tensor]:
    """x (T, width) in steps from -127 to 127, int8, and the size of a step of each row, (T, 1)."""
    steps = (x.abs().amax(dim=-1, keepdim=True) / _GREATEST).clamp_min(torch.finfo(torch.float32).tiny)
    return (x / steps).round_().to(torch.int8), steps
