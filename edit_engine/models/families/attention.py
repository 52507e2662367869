"""What the families share in attention: positions of padded rows, rotary angles, and what a layer sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor
from torch.nn import functional

from edit_engine.models.transformer import rotate


def positions_of(tokens: Tensor, real: Tensor | None) -> Tensor:
    """Position of each token among the real ones of its row, (B, T): padding on the left shifts nothing.

    Args:
        tokens: (B, T).
        real: (B, T) bool, or None.
    """
    if real is None:
        return torch.arange(tokens.shape[1], device=tokens.device).expand(tokens.shape)
    return (real.long().cumsum(dim=1) - 1).clamp(min=0)


def rotations(positions: Tensor, *, width: int, base: float) -> tuple[Tensor, Tensor]:
    """Cosine and sine of rotary angles (Su et al. 2021), each (B, T, 1, width / 2), in float32.

    Args:
        positions: (B, T).
        width: how many channels of a head are turned.
        base: of the powers that slow down the angles.
    """
    powers = torch.arange(0, width, 2, device=positions.device, dtype=torch.float32) / width
    angles = positions[..., None, None].float() * base**-powers
    return angles.cos(), angles.sin()


def turn(x: Tensor, rotation: tuple[Tensor, Tensor]) -> Tensor:
    """Rotate x (B, T, heads, head width) in float32: of more channels than the rotation has, the first ones."""
    width = 2 * rotation[0].shape[-1]
    turned = rotate(x[..., :width].float(), rotation).to(x.dtype)
    return turned if width == x.shape[-1] else torch.cat([turned, x[..., width:]], dim=-1)


def attend(query: Tensor, key: Tensor, value: Tensor, visible: Tensor | None) -> Tensor:
    """Scaled dot-product attention, (B, T, heads * head width).

    Args:
        query: (B, T, heads, head width).
        key: (B, K, key heads, head width); key heads divides heads, each is read by as many neighbouring heads.
        value: like key.
        visible: bool that broadcasts to (B, heads, T, K), true where the key of the last dimension may be read.
    """
    readers = query.shape[2] // key.shape[2]
    if readers > 1:
        # Repeated by hand: with a mask, the fast kernels know no shared heads.
        key, value = key.repeat_interleave(readers, dim=2), value.repeat_interleave(readers, dim=2)
    mixed = functional.scaled_dot_product_attention(
        query.transpose(1, 2), key.transpose(1, 2), value.transpose(1, 2), attn_mask=visible
    )
    return mixed.transpose(1, 2).flatten(2)


@runtime_checkable
class Sight(Protocol):
    """What one layer sees: how its queries, keys and values become what its attention found."""

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """(B, T, heads * head width), of the positions that are computed.

        Args:
            query: (B, T, heads, head width), not yet rotated.
            key: (B, T, key heads, head width), not yet rotated.
            value: like key.
        """

    def to(self, device: torch.device) -> Sight:
        """The same for a layer on another device."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WholeSight:
    """A layer of a forward over whole rows: it sees what was just computed, and nothing else."""

    # Of the positions, see `rotations`.
    rotation: tuple[Tensor, Tensor]
    # As in `attend`.
    visible: Tensor | None

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """See `Sight`."""
        return attend(turn(query, self.rotation), turn(key, self.rotation), value, self.visible)

    def to(self, device: torch.device) -> WholeSight:
        """See `Sight.to`."""
        cosine, sine = self.rotation
        visible = None if self.visible is None else self.visible.to(device)
        return WholeSight(rotation=(cosine.to(device), sine.to(device)), visible=visible)
