"""How much memory a model needs, known from the headers of its files before any weight is loaded, and where it fits."""

from __future__ import annotations

from collections.abc import Sequence

import psutil
import torch

from edit_engine.load_options import Quantization
from edit_engine.models.adapters.borrowed import Outline
from edit_engine.models.adapters.runs import TOKENS_AT_ONCE
from edit_engine.models.errors import TooLarge
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.network import Network
from edit_engine.models.families.placement import Load, Placement, block_number, plan
from edit_engine.models.families.rounding import roundable, rounded_bytes


# Rows of hidden states that a forward holds at once, roughly: the stream, queries, keys, values, and a gated MLP.
_STATES = 12
# Slots whose logits, and two copies of them, are held at once.
_SLOTS = 512
_COPIES = 3


def load_of(
    checkpoint: Checkpoint,
    network: Network | None,
    dtype: torch.dtype,
    *,
    outline: Outline | None = None,
    quantize: Quantization = Quantization.NONE,
    device: torch.device,
) -> Load:
    """What a checkpoint takes at work.

    Args:
        checkpoint: its headers.
        network: on the meta device; None for one of transformers.
        dtype: of its weights.
        outline: of one of transformers.
        quantize: what linear layers are rounded to.
        device: where it would go: layouts of rounded weights differ.
    """
    tables = [tensor.shape for tensor in checkpoint.tensors.values() if len(tensor.shape) == 2]
    # The table of token embeddings has most rows of all: vocabulary and width.
    vocabulary, width = max(tables, default=(0, 0))
    forward = TOKENS_AT_ONCE * width * _STATES * dtype.itemsize
    answers = (_SLOTS if outline is None else outline.answered) * vocabulary * 4 * _COPIES
    if network is None:
        outer, cut = _cut(checkpoint, dtype, () if outline is None else outline.blocks_at)
        return Load(outer=outer, blocks=cut, forward=forward, answers=answers)
    linear = roundable(network)
    # Whatever is kept, exact or not, is kept of all that a run of a sampler shows: about one forward's tokens.
    kept = 0 if network.takes_sigma else 2 * TOKENS_AT_ONCE * network.key_width * dtype.itemsize
    outer, blocks = 0, [kept] * network.depth
    for name, tensor in network.state_dict().items():
        full = tensor.numel() * dtype.itemsize
        size = rounded_bytes(tensor.shape, quantize, dtype, device) if name in linear else full
        number = block_number(name, network.blocks_at)
        if number is None:
            outer += size
        else:
            blocks[number] += size
    return Load(outer=outer, blocks=tuple(blocks), forward=forward, answers=answers)


def _cut(checkpoint: Checkpoint, dtype: torch.dtype, blocks_at: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    """Bytes outside of the blocks, and of each block with what is kept for it, from headers alone."""
    outer, blocks = 0, dict[int, int]()
    for name, tensor in checkpoint.tensors.items():
        size = torch.Size(tensor.shape).numel() * dtype.itemsize
        number = block_number(name, *blocks_at)
        if number is None:
            outer += size
            continue
        # As many keys as the layer makes are kept of each token, and as many values.
        kept = 2 * TOKENS_AT_ONCE * tensor.shape[0] * dtype.itemsize if name.endswith("k_proj.weight") else 0
        blocks[number] = blocks.get(number, 0) + size + kept
    return outer, tuple(blocks[number] for number in sorted(blocks))


def free_bytes(device: torch.device) -> int:
    """Memory that is free where a model would go."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return int(psutil.virtual_memory().available)


def place(checkpoint: Checkpoint, load: Load, devices: Sequence[torch.device], precision: str) -> Placement:
    """Where it goes: the first device that has room for all of it, or several that have it together.

    Args:
        checkpoint: for the message.
        load: what it takes.
        devices: those that may be used, the fastest first.
        precision: of its weights, for the message.

    Raises:
        TooLarge: there is no room.
    """
    free = [free_bytes(device) for device in devices]
    for device, room in zip(devices, free, strict=True):
        if load.total <= room:
            return Placement(outer=device)
    numbers = plan(load, free) if load.blocks else None
    if numbers is not None:
        return Placement(outer=devices[0], blocks=tuple(devices[number] for number in numbers))
    where = "of memory" if devices[0].type == "cpu" else "on the GPU" if len(devices) == 1 else "on the GPUs"
    rooms = " and ".join(gigabytes(room) for room in free)
    smaller = "" if devices[0].type == "cpu" else "round its weights (redraft models add --quantize int8), "
    raise TooLarge(
        f"{checkpoint.folder} needs about {gigabytes(load.total)} {where} in {precision}, and {rooms} are free: "
        f"end other programs, {smaller}use a smaller model, or let a worker on a larger machine load it "
        "(docs/service.md)"
    )


def gigabytes(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"
