"""What can go wrong while denoising.

    DiffusionError
    └── PredictionError   the model's logits cannot be used

Wrong arguments (a threshold outside 0..1, tensors whose shapes disagree) are plain `ValueError`s: a caller's bug.
"""

from __future__ import annotations


class DiffusionError(Exception):
    """Denoising could not go on."""


class PredictionError(DiffusionError):
    """A model returned logits that cannot be used: wrong shape, not a number, or no token left to choose."""
