"""How much memory a model needs, known from the headers of its files before any weight is loaded."""

from __future__ import annotations

from dataclasses import dataclass

import psutil
import torch

from edit_engine.models.adapters.framed import TOKENS_AT_ONCE
from edit_engine.models.errors import TooLarge
from edit_engine.models.families.checkpoint import Checkpoint


# Rows of hidden states that a forward holds at once, roughly: the stream, queries, keys, values, and a gated MLP.
_STATES = 12
# Slots whose logits, and two copies of them, are held at once.
_SLOTS = 512
_COPIES = 3


@dataclass(frozen=True, kw_only=True)
class Need:
    """Bytes that a model takes at work."""

    weights: int
    # On top of that, at most, in one forward; an estimate.
    forward: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.weights + self.forward


def need_of(checkpoint: Checkpoint, dtype: torch.dtype) -> Need:
    """What a checkpoint needs in a precision."""
    tables = [tensor.shape for tensor in checkpoint.tensors.values() if len(tensor.shape) == 2]
    # The table of token embeddings has most rows of all: vocabulary and width.
    vocabulary, width = max(tables, default=(0, 0))
    forward = TOKENS_AT_ONCE * width * _STATES * dtype.itemsize + _SLOTS * vocabulary * 4 * _COPIES
    return Need(weights=checkpoint.memory_bytes(dtype), forward=forward)


def free_bytes(device: torch.device) -> int:
    """Memory that is free where a model would go."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return int(psutil.virtual_memory().available)


def check_room(checkpoint: Checkpoint, dtype: torch.dtype, device: torch.device) -> Need:
    """What it needs, if that is there.

    Raises:
        TooLarge: it is not.
    """
    need, free = need_of(checkpoint, dtype), free_bytes(device)
    if need.total > free:
        where = "on the GPU" if device.type == "cuda" else "of memory"
        raise TooLarge(
            f"{checkpoint.folder} needs about {gigabytes(need.total)} {where} in {_plain(dtype)}, and "
            f"{gigabytes(free)} are free: end other programs, use a smaller model, or let a worker on a larger machine "
            "load it (docs/service.md)"
        )
    return need


def gigabytes(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


def _plain(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
