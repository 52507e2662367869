"""Which devices and floating point types a machine computes with."""

from __future__ import annotations

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


def dtype_of(precision: Precision, device: torch.device) -> torch.dtype:
    """The type that a precision means on a device."""
    return fast_precision(device) if precision is Precision.AUTO else _TYPES[precision]


def fast_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware multiplies it at full speed, else float32: there it would be emulated, and slower."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    if device.type == "cpu" and (torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()):
        return torch.bfloat16
    return torch.float32
