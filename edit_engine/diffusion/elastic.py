"""Slots that become two or go away: how DreamOn finds the length of a gap (arXiv 2602.01326).

A model of this kind answers at a slot with a token, with *expand* (here stand two), or with *delete* (here stands
nothing). After each step, canvases are stretched by what was written; the next step sees them as if they had always
been so. A budget of expansions keeps a canvas from growing for ever.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Elastic:
    """A canvas that may grow and shrink. All (S,)."""

    # long ids.
    tokens: Tensor
    # long: which region each position belongs to; -1 where it is clamped.
    regions: Tensor
    # Slots that may still be added.
    room: int

    @property
    def free(self) -> Tensor:
        """(S,) bool: positions that may be written."""
        return self.regions >= 0


def stretched(canvas: Elastic, *, mask_id: int, expand_id: int, delete_id: int) -> Elastic:
    """The canvas after the expand and delete tokens in its free positions have done their work.

    Args:
        canvas: with what a step wrote.
        mask_id: a slot.
        expand_id: becomes two slots, from right to left as long as there is room; without, one.
        delete_id: goes away.
    """
    tokens, regions, room = canvas.tokens.tolist(), canvas.regions.tolist(), canvas.room
    kept: list[tuple[int, int]] = []
    for token, region in zip(reversed(tokens), reversed(regions), strict=True):
        if region >= 0 and token == delete_id:
            continue
        if region >= 0 and token == expand_id:
            grows = room > 0
            room -= grows
            kept += [(mask_id, region)] * (1 + grows)
            continue
        kept.append((token, region))
    kept.reverse()
    device = canvas.tokens.device
    return Elastic(
        tokens=torch.tensor([token for token, _ in kept], dtype=torch.long, device=device),
        regions=torch.tensor([region for _, region in kept], dtype=torch.long, device=device),
        room=room,
    )
