"""Which devices a machine computes on, and in what precision."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import torch

from edit_engine.load_options import Precision
from edit_engine.models.int8 import int8_is_quick


# The product that is timed, how often, and how much quicker bfloat16 must be: where it is, it is nearly twice as quick,
# so that the answer does not change from one start to the next.
_ROWS, _WIDTH, _HIDDEN = 1024, 256, 704
_RUNS = 7
_CLEARLY = 1.25

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


def dtype_of(precision: Precision, device: torch.device, auto: Callable[[torch.device], torch.dtype]) -> torch.dtype:
    """The type that a precision means on a device.

    Args:
        precision: what was asked for.
        device: where it is for.
        auto: what AUTO means there.
    """
    return auto(device) if precision is Precision.AUTO else _TYPES[precision]


def fast_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware multiplies it faster than float32, else float32.

    On a CPU that takes its tiles (AMX), or dot products of AVX-512 that are worth it: with these alone `fix` takes in
    bfloat16 half the time on an AMD EPYC, and 1.4 times the time on an Intel Xeon whose tiles cannot be used
    (training/LOG.md). So there it is measured.
    """
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float32
    if device.type != "cpu":
        return torch.float32
    quick = torch.cpu._is_amx_tile_supported() or (torch.cpu._is_avx512_bf16_supported() and dots_are_quick())
    return torch.bfloat16 if quick else torch.float32


def builtin_precision(device: torch.device) -> torch.dtype:
    """What the blocks of the built-in model are computed in: int8 on a CPU that is quick in it and not in bfloat16.

    Scores are the same (training/LOG.md, 2026-11-30, int8).
    """
    fast = fast_precision(device)
    return torch.int8 if fast is torch.float32 and device.type == "cpu" and int8_is_quick() else fast


def small_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the hardware has instructions for it at all: a large model must first of all fit into memory."""
    if device.type == "cpu" and torch.cpu._is_avx512_bf16_supported():
        return torch.bfloat16
    return fast_precision(device)


@cache
def dots_are_quick() -> bool:
    """Whether a product as the built-in model has them is clearly quicker in bfloat16; takes a tenth of a second."""
    seconds = {}
    for dtype in (torch.float32, torch.bfloat16):
        left, right = torch.zeros(_ROWS, _WIDTH, dtype=dtype), torch.zeros(_WIDTH, _HIDDEN, dtype=dtype)
        runs = []
        for _ in range(_RUNS):
            started = time.perf_counter()
            torch.mm(left, right)
            runs.append(time.perf_counter() - started)
        seconds[dtype] = min(runs)  # other programs only ever make one slower
    return seconds[torch.bfloat16] * _CLEARLY < seconds[torch.float32]
