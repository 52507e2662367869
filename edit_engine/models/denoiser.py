"""What the editing steps ask of a model, whatever its family.

All models are a `Denoiser`. One that was not trained to edit, so that it has no heads which locate and count, is a
`Rewriter` as well: it can be asked what the tokens of a text are worth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from torch import Tensor

from edit_engine.models.families.manner import Manner
from edit_engine.models.registry import ModelAbout
from edit_engine.models.tokenizer import Encoded
from edit_engine.request import Intent


class Tokenizer(Protocol):
    """Text to ids and back, with offsets."""

    @property
    def pad_id(self) -> int:
        """Fills up short rows of a batch of canvases; may be no id of the network."""

    @property
    def mask_id(self) -> int:
        """Stands in a slot that is not filled."""

    @property
    def end_id(self) -> int:
        """Stands behind a text."""

    @property
    def delete_id(self) -> int:
        """As an answer at a slot: nothing stands here. No id of the network where slots cannot say so."""

    @property
    def special_ids(self) -> frozenset[int]:
        """Ids that are no text."""

    def encode(self, text: str) -> Encoded:
        """Tokens of a text; offsets count code points."""

    def encode_batch(self, texts: Sequence[str]) -> list[Encoded]:
        """`encode` for several texts at once."""

    def decode(self, ids: Sequence[int]) -> str:
        """Text of ids; special tokens give nothing."""


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


@dataclass(frozen=True, kw_only=True)
class WordsLike:
    """Words that could have been meant where another is written."""

    # Token ids of each, with the space and the capitals of the other.
    words: list[list[int]] = field(default_factory=list)
    # Whether the other has a list of its own (words taken for it, its forms, words a letter away): if not, it is an
    # unknown spelling.
    listed: bool = False


class Denoiser(Protocol):
    """A model that edits."""

    @property
    def about(self) -> ModelAbout:
        """Name, hash, intents, thresholds."""

    @property
    def tokenizer(self) -> Tokenizer:
        """Text to ids and back."""

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """Read source token ids once, under an intent, or under the words of the person where the model follows them.

        Raises:
            UnsupportedIntent: the model cannot do that.
        """

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

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        """Words that could have been meant where one word is written; none for others, nor from a model without lists.

        Args:
            rows: tokens of each word, with the space before it if it has one.
        """


@dataclass(frozen=True, kw_only=True)
class Conditionals:
    """What tokens are worth, each given all others; 0 where nothing was asked."""

    # Log-chance of the token that stands there, (R, C), nats.
    chance: Tensor
    # Log-chance of the likeliest token there, (R, C), nats.
    best: Tensor


class Interrupted(Exception):
    """What was asked is not wanted any more."""


def never() -> bool:
    """Nothing is interrupted."""
    return False


class PredictAt(Protocol):
    """Logits for canvases of one run of a sampler."""

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int], time: Tensor) -> Tensor:
        """As `Rewriter.predict_at`; `rows` says which canvases of the run these are."""


class RewriterTokenizer(Tokenizer, Protocol):
    """What a rewriter needs of its tokenizer beside that."""

    @property
    def expand_id(self) -> int | None:
        """As an answer at a slot: two slots stand here. None where slots cannot say so."""

    def decode_after(self, before: Sequence[int], ids: Sequence[int]) -> str:
        """Text of ids as it stands behind others."""


@runtime_checkable
class Rewriter(Denoiser, Protocol):
    """A model without heads. Its canvases show the whole window; positions are those of their tokens."""

    @property
    def tokenizer(self) -> RewriterTokenizer:
        """Text to ids and back."""

    @property
    def manner(self) -> Manner:
        """How it is used: above all, how it fills slots."""

    @property
    def vocab_size(self) -> int:
        """Ids that logits are given for."""

    def frame(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """As `read`, without looking for what is to change: noise and gaps are 0."""

    def scored(self, reading: Reading, stop: Callable[[], bool] = never) -> Reading:
        """A framed reading with its noise.

        Args:
            reading: from `frame`.
            stop: asked before each forward.

        Raises:
            Interrupted: it said so.
        """

    def predict_at(self, reading: Reading, rows: Sequence[int], tokens: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        """`predict` for canvases of which it is known how noisy they are.

        Args:
            reading, rows, tokens, slots: as in `Denoiser.predict`.
            time: (R,) float64, 0 (text) to 1 (noise).
        """

    def begin(self, reading: Reading, rows: Sequence[int], lengths: Sequence[int]) -> PredictAt:
        """`predict_at` for one run of a sampler, which may keep from step to step what hardly changes.

        Args:
            reading: of the sources these canvases belong to.
            rows: for each canvas of the run, its row in `reading`.
            lengths: tokens of each canvas, which stay as many.
        """

    def conditionals(
        self,
        reading: Reading,
        rows: Sequence[int],
        tokens: Tensor,
        which: Tensor,
        stop: Callable[[], bool] = never,
    ) -> Conditionals:
        """What tokens of filled canvases are worth, each given all others.

        Args:
            reading, rows, tokens: as in `Denoiser.predict`.
            which: (R, C) bool, the tokens that are asked about.
            stop: asked before each forward.

        Raises:
            Interrupted: it said so.
        """
