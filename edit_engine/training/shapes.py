"""Few shapes: oneDNN writes a program for each new one, which takes longer than a small product (`row_attention`)."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional


# What the number of places that a head judges is rounded up to.
_PLACES_STEP = 256


def rounded_up(places: Tensor) -> Tensor:
    """`places` (P,), and place 0 as often as makes their number round."""
    return functional.pad(places, (0, -len(places) % _PLACES_STEP))
