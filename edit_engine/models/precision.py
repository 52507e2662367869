"""Which devices and floating point types a machine computes with."""

from __future__ import annotations

from collections.abc import Callable

import torch

from edit_engine.load_options import Precision


_TYPES = {
    Precision.FLOAT32: torch.float32,
    Precision.BFLOAT16: torch.bfloat16,
    Precision.FLOAT16: torch.float16,
}


def devices_of(device: str | None = None) -> list[torch.device]:
    """Where a model may go: the device of that name, or all GPUs, or else the CPU."""
    if device is not None:
        return [torch.device(device)]
    if torch.cuda.is_available():
        return [torch.device("cuda", number) for number in range(torch.cuda.device_count())]
    return [torch.device("cpu")]


def dtype_of(
    precision: Precision, device: torch.device, auto: Callable[[torch.device], torch.dtype] | None = None
) -> torch.dtype:
    """The type that a precision means on a device.

    Args:
        precision: what was asked for.
        device: where it is for.
        auto: what AUTO means there; by default `fast_precision`.
    """
    return (auto or fast_precision)(device) if precision is Precision.AUTO else _TYPES[precision]


def fast_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware multiplies it faster than float32, else float32.

    On a CPU that takes its tiles (AMX). The dot products of AVX-512 are not enough: on an Intel CPU with these alone,
    `fix` and the plain forward both took 1.4 times as long in bfloat16, in one run on two threads.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    return torch.bfloat16 if device.type == "cpu" and torch.cpu._is_amx_tile_supported() else torch.float32


def small_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware has instructions for it at all: a large model must first of all fit into memory."""
    if device.type == "cpu" and torch.cpu._is_avx512_bf16_supported():
        return torch.bfloat16
    return fast_precision(device)
