"""What the editing steps ask of a model, whatever its family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from edit_engine.models.registry import ModelAbout
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one forward over a batch of sources found. Row i has S_i source tokens."""

    # Chance that each source token does not belong in the result, B tensors (S_i,).
    noise: list[Tensor]
    # Chance of each number of slots to insert before each source token and at the end, B tensors (S_i + 1, classes).
    gaps: list[Tensor]
    # What the model keeps for denoising; its own affair.
    state: object


@dataclass(frozen=True, kw_only=True)
class PhraseScore:
    """What counts of short phrases say of a piece of text."""

    # Log of how likely its words are after one another, nats.
    nats: float = 0.0
    # Words that were never counted.
    unknown: int = 0


class Denoiser(Protocol):
    """A model that edits."""

    @property
    def about(self) -> ModelAbout:
        """Name, hash, intents, thresholds."""

    @property
    def tokenizer(self) -> EditTokenizer:
        """Text to ids and back."""

    def read(self, sources: Sequence[Sequence[int]], intent: Intent) -> Reading:
        """Read source token ids once, under an intent."""

    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        """Rows of several readings as one reading, which keeps nothing of their other rows.

        Args:
            parts: readings and rows in them, in the order of the rows of the result; at least one.
        """

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """Logits at the masked slots of canvases.

        Args:
            reading: of the sources these canvases belong to.
            rows: for each of R canvases, its row in `reading`.
            tokens: (R, C) canvas ids, padded with the pad id.
            positions: (R, C) float positions in source tokens.
            slots: (R, C) bool, where logits are wanted.

        Returns:
            (N, vocabulary) float32, one line for each true entry of `slots`, in row order.
        """

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """Chance that each canvas token is wrong, (R, C); arguments as in `predict`."""

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        """What counts of phrases say of each row of token ids; nothing from a model that has none.

        Only differences between rows that differ in one place mean something.
        """
