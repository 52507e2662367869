"""Tiny checkpoints of every family, and plain mathematics to compare networks with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from tiny_checkpoints import Tiny, dream, llada, llada2, mdlm, sedd
from torch import Tensor


_ALL: dict[str, Callable[[], Tiny]] = {
    "llada": llada,
    "llada2": llada2,
    "dream": dream,
    "mdlm": mdlm,
    "mdlm with time": lambda: mdlm(time=True),
    "sedd": lambda: sedd(absorbs=True),
    "sedd uniform": lambda: sedd(absorbs=False),
}


@pytest.fixture(scope="session")
def tiny() -> Callable[[str], Tiny]:
    """A tiny checkpoint by the name of its family."""
    return lambda name: _ALL[name]()


@pytest.fixture(params=_ALL)
def any_family(request: pytest.FixtureRequest) -> str:
    """Every name that `tiny` knows, one after the other."""
    return str(request.param)


class Plain:
    """The mathematics of one row, in float64 and as the papers write it: sums over positions, complex rotations."""

    @staticmethod
    def rms(x: Tensor, weight: Tensor, eps: float) -> Tensor:
        """x (..., width) over the root of its mean square."""
        return x / ((x * x).sum(-1, keepdim=True) / x.shape[-1] + eps).sqrt() * weight

    @staticmethod
    def layer_norm(x: Tensor, weight: Tensor) -> Tensor:
        """x (..., width) less its mean, over its standard deviation."""
        centred = x - x.sum(-1, keepdim=True) / x.shape[-1]
        return centred / ((centred * centred).sum(-1, keepdim=True) / x.shape[-1] + 1e-5).sqrt() * weight

    @staticmethod
    def silu(x: Tensor) -> Tensor:
        """x times its logistic."""
        return x / (1 + torch.exp(-x))

    @staticmethod
    def gated(x: Tensor, gate: Tensor, up: Tensor, down: Tensor) -> Tensor:
        """SwiGLU."""
        return torch.einsum("tm,wm->tw", Plain.silu(x @ gate.T) * (x @ up.T), down)

    @staticmethod
    def rotate(x: Tensor, base: float) -> Tensor:
        """x (T, heads, width): channel c and channel c + width / 2 are one complex number, turned by the position."""
        half = x.shape[-1] // 2
        turned = torch.empty_like(x)
        for position in range(len(x)):
            for channel in range(half):
                angle = torch.tensor(position * base ** (-2 * channel / x.shape[-1]), dtype=torch.float64)
                number = torch.complex(x[position, :, channel], x[position, :, channel + half])
                number = number * torch.complex(angle.cos(), angle.sin())
                turned[position, :, channel] = number.real
                turned[position, :, channel + half] = number.imag
        return turned

    @staticmethod
    def attention(query: Tensor, key: Tensor, value: Tensor, sees: Callable[[int, int], bool]) -> Tensor:
        """(T, heads * width) of query (T, heads, width), and key and value that may have fewer heads."""
        length, heads, width = query.shape
        mixed = torch.zeros_like(query)
        for at in range(length):
            seen = [other for other in range(length) if sees(at, other)]
            for head in range(heads):
                shared = head * key.shape[1] // heads
                scores = torch.stack([query[at, head] @ key[other, shared] for other in seen]) / width**0.5
                weights = torch.exp(scores) / torch.exp(scores).sum()
                for weight, other in zip(weights, seen, strict=True):
                    mixed[at, head] += weight * value[other, shared]
        return mixed.flatten(1)


@pytest.fixture(scope="session")
def plain() -> type[Plain]:
    return Plain
