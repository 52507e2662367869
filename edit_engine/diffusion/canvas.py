"""What goes into the two loops, `denoise` and `revise`, and what comes out of them, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from torch import Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Canvas:
    """The tokens of one window: some clamped, some to be filled."""

    # (S,) long. A slot to fill holds the mask token; `revise` may change other free tokens as well.
    tokens: Tensor
    # (S,) bool: positions that may be written. All others are clamped and never change, whatever they hold.
    free: Tensor
    # (S,) long: which slots go first, the lowest number foremost, for `CoarseFirst`; None: no slot before another.
    priorities: Tensor | None = None
    # What the person chose, and what tells this canvas from others with that seed.
    seed: int = 0
    key: str = ""


class RowEnd(StrEnum):
    """Why a row left the batch."""

    FILLED = "filled"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True, eq=False)
class RowState:
    """One row after a step. The tensors are copies of its own length S."""

    # Which of the canvases given to `denoise` this is.
    row: int
    # (S,) long: what the row would give if it ended now; slots not yet filled hold the mask token.
    tokens: Tensor
    # (S,) bool: what this step filled, or wrote anew.
    committed: Tensor
    # (S,) float32: how probable each token was when it was committed, 0..1; 1 where nothing was.
    probabilities: Tensor
    # (S,) float32: entropy of each slot's distribution when it was committed, nats; 0 where nothing was.
    entropies: Tensor
    # (S,) long: the step that committed each token; 0 where none did.
    steps: Tensor
    # Set in the row's last state.
    end: RowEnd | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class StepState:
    """The batch after one step; step 0 tells of rows that had nothing to fill or were cancelled at once."""

    step: int
    # Rows that were in work in this step, in the order of the canvases.
    rows: tuple[RowState, ...]
