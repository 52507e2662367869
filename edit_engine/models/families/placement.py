"""One network over several devices: which block of layers goes where, and how the stream gets there.

What is not in a block (embeddings, the last norm, the head) is on the outer device, and so is what goes in and what
comes out. Blocks follow each other from device to device, so that the stream moves once between two of them: devices
work one after the other, which makes room and not speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from edit_engine.models.families.attention import Sight


@dataclass(frozen=True, kw_only=True)
class Load:
    """Bytes that a network takes."""

    # Outside of its blocks.
    outer: int
    # Each block, with what is kept for it from step to step.
    blocks: tuple[int, ...]
    # At work in one forward, on each device that takes part.
    forward: int
    # At work for the answers, on the outer device.
    answers: int

    @property
    def total(self) -> int:
        """On one device that holds all of it."""
        return self.outer + sum(self.blocks) + self.forward + self.answers


@dataclass(frozen=True, kw_only=True)
class Placement:
    """What goes where."""

    outer: torch.device
    # One for each block; empty where all blocks are on the outer device.
    blocks: tuple[torch.device, ...] = ()

    @property
    def spread(self) -> bool:
        """Whether there are several devices."""
        return any(device != self.outer for device in self.blocks)

    def of(self, name: str, *blocks_at: str) -> torch.device:
        """Where a tensor of that name goes; arguments as in `block_number`."""
        number = block_number(name, *blocks_at)
        return self.outer if number is None or not self.blocks else self.blocks[number]


ON_CPU = Placement(outer=torch.device("cpu"))


def block_number(name: str, *blocks_at: str) -> int | None:
    """Which block a tensor belongs to; None for one outside of the blocks.

    Args:
        name: in the network.
        blocks_at: names of the lists of blocks (see `Network.blocks_at`); those of one number lie together.
    """
    for place in blocks_at:
        inside = name.removeprefix(f"{place}.")
        if inside != name:
            return int(inside.split(".")[0])
    return None


def plan(load: Load, free: Sequence[int]) -> tuple[int, ...] | None:
    """Which of several devices each block goes to, by its number; None if they are too small together.

    Args:
        load: what the network takes.
        free: bytes free on each device; the first one is the outer device.

    Returns:
        numbers that never fall. All are 0 where the first device has room for everything; else each device is filled
        before the next is used.
    """
    places: list[int] = []
    device = 0
    left = free[0] - load.outer - load.forward - load.answers
    if left < 0:
        return None
    for block in load.blocks:
        while block > left:
            device += 1
            if device == len(free):
                return None
            left = free[device] - load.forward
        places.append(device)
        left -= block
    return tuple(places)


def connect(blocks: nn.ModuleList, placement: Placement) -> None:
    """Let the stream of a network that lies as planned move with its blocks. Does nothing on one device."""
    if not placement.spread:
        return
    for block, device in zip(blocks, placement.blocks, strict=True):
        block.register_forward_pre_hook(_Towards(device), with_kwargs=True)
    blocks[-1].register_forward_hook(_Back(placement.outer))


def moved(given: Any, device: torch.device) -> Any:
    """The same on a device: a tensor, what a layer sees, or a tuple or dict of such; anything else stays as it is."""
    if isinstance(given, Tensor | Sight):
        return given.to(device)
    if isinstance(given, tuple):
        return tuple(moved(one, device) for one in given)
    return {name: moved(one, device) for name, one in given.items()} if isinstance(given, dict) else given


class _Towards:
    """Moves what a block is given to where it lies."""

    def __init__(self, device: torch.device) -> None:
        self._device = device

    def __call__(self, block: nn.Module, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, Any]:
        return moved(given, self._device), moved(named, self._device)


class _Back:
    """Moves what the last block gives to the outer device."""

    def __init__(self, device: torch.device) -> None:
        self._device = device

    def __call__(self, block: nn.Module, given: tuple[Any, ...], found: Tensor) -> Tensor:
        return found.to(self._device)
