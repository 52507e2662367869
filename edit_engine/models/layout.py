"""Where regions stand on a canvas: slots, kept tokens around them, and their positions in the source.

Training and editing both lay canvases out with `lay_out`, so the model sees while editing what it saw while training.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


# Kept tokens that a canvas shows on each side of a region. The slots see the whole source anyway, so few are enough:
# with weights trained on 12, showing 2, 4 or 6 scored as well (training/LOG.md).
MARGIN = 4


@dataclass(frozen=True, kw_only=True)
class CanvasLayout:
    """A canvas before it is noised: kept tokens as they are, every slot a mask."""

    # Token ids, masks in the slots.
    tokens: list[int]
    # Position of each in source tokens (the intent token is position 0, the first source token 1).
    positions: list[float]
    # For each region, the canvas places of its slots.
    slots: list[list[int]]


def lay_out(
    source: Sequence[int],
    regions: Sequence[tuple[int, int, int]],
    *,
    margin: int,
    end_id: int,
    mask_id: int,
) -> CanvasLayout:
    """Lay `regions` out on one canvas, with up to `margin` kept tokens on both sides of each.

    Args:
        source: token ids of the source text, without the intent and end tokens.
        regions: (start, end, slots) in ascending order without overlap: source[start:end] is replaced by that many
            slots; start == end inserts before `start`.
        margin: kept tokens shown on each side; stretches further from any region are left out, as the source shows
            them at the same positions.
        end_id: id of the end token, shown where a margin reaches the end of the source.
        mask_id: id that fills the slots.
    """
    tokens: list[int] = []
    positions: list[float] = []
    slots: list[list[int]] = []
    length = len(source)
    shown = 0  # source tokens before this index are on the canvas, left out, or replaced
    for index, (start, end, count) in enumerate(regions):
        if start < shown and index:
            raise ValueError(f"regions overlap or are out of order at source token {start}")
        for at in range(max(shown, start - margin), start):
            tokens.append(source[at])
            positions.append(float(at + 1))
        slots.append(list(range(len(tokens), len(tokens) + count)))
        tokens.extend([mask_id] * count)
        positions.extend(_spread(start, end, count))
        shown = end
        following = regions[index + 1][0] if index + 1 < len(regions) else length
        for at in range(end, min(end + margin, following)):
            tokens.append(source[at])
            positions.append(float(at + 1))
            shown = at + 1
        if index + 1 == len(regions) and end + margin > length:
            tokens.append(end_id)
            positions.append(float(length + 1))
    return CanvasLayout(tokens=tokens, positions=positions, slots=slots)


def _spread(start: int, end: int, count: int) -> list[float]:
    """Positions of `count` slots that stand for source tokens [start, end), the first slot on the first token.

    Slots past the last replaced token share the step to the next kept one.
    """
    width = end - start
    inside = min(count, width)
    extra = count - inside
    return [start + 1.0 + k for k in range(inside)] + [end + (k + 1.0) / (extra + 1.0) for k in range(extra)]
