"""What travels between a face, a worker and the engine: frozen records that become JSON and back without loss.

Nothing here imports torch. Positions are Unicode code points; times are seconds. `dump` and `load` are the only way
these records are written to a message or a database, so that a field has one spelling everywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from edit_engine.text.spans import Span


T = TypeVar("T")

# Named stops of boldness, 0..1. Between them a model's thresholds are interpolated.
CAUTIOUS, BALANCED, BOLD = 0.0, 0.5, 1.0
BOLDNESS_STOPS: dict[str, float] = {"cautious": CAUTIOUS, "balanced": BALANCED, "bold": BOLD}


class RecordError(ValueError):
    """A message does not hold the record it should: the text says which field and what it held."""


class Intent(StrEnum):
    """What kind of change is asked for. Each model lists those it was trained on."""

    FIX = "fix"
    CLARITY = "clarity"
    FLUENCY = "fluency"
    SIMPLIFY = "simplify"
    SHORTEN = "shorten"
    FORMAL = "formal"
    NEUTRAL = "neutral"
    PARAPHRASE = "paraphrase"
    INFILL = "infill"
    # What the words of the instruction say, for models that follow any.
    FREE = "free"


# The kinds of change that need no words.
KINDS: tuple[Intent, ...] = tuple(intent for intent in Intent if intent is not Intent.FREE)


class HunkState(StrEnum):
    """Where a hunk stands in its review."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    # The text under it was edited since: it is shown apart and never applied.
    STALE = "stale"


class Priority(StrEnum):
    """Which queue a job waits in."""

    # A person is watching.
    INTERACTIVE = "interactive"
    # A script over many files.
    BULK = "bulk"


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """What the person asks for, after it was understood."""

    # The kind of change; words are mapped to one before a request is made, or are followed as they are (FREE).
    intent: Intent
    # The person's own words; empty when an intent was picked directly. Models that follow words read them.
    words: str = ""
    # Share of the scope that may be re-noised, 0..1. None: exactly what the model locates.
    strength: float | None = None
    # How much the model may suggest that it is not sure of, 0 (cautious) .. 1 (bold); see `BOLDNESS_STOPS`.
    boldness: float = BALANCED
    # Same seed, same text, same model, same boldness: same hunks.
    seed: int = 0
    # Name of the model in the registry.
    model: str = "built-in"

    def __post_init__(self) -> None:
        if not CAUTIOUS <= self.boldness <= BOLD:
            raise ValueError(_boldness_error(self.boldness))


@dataclass(frozen=True, kw_only=True)
class EditRequest:
    """One chunk of a document and what to do with it. All spans count from the start of `text`."""

    # Unique per chunk and attempt-independent: "<job id>.<chunk index>".
    id: str
    # The chunk with some context on both sides.
    text: str
    # The only part of `text` that may change; the rest is context.
    core: Span
    instruction: Instruction
    # Position of `text[0]` in the document.
    offset: int = 0
    # If not empty, only these spans may change (a selection, matched lines).
    scope: tuple[Span, ...] = ()
    # Spans that must not change.
    protected: tuple[Span, ...] = ()
    priority: Priority = Priority.INTERACTIVE


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Why a hunk exists."""

    model: str
    # SHA-256 of the weights file, first 16 hex digits.
    model_hash: str
    seed: int
    intent: Intent
    words: str = ""
    strength: float | None = None
    boldness: float = BALANCED
    # Denoising steps its region took.
    steps: int = 0
    # Named scores; see `edit_engine.editing.confidence.SCORES`.
    scores: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Hunk:
    """One suggested change of `document[start:end]` from `before` to `after`."""

    id: str
    start: int
    end: int
    before: str
    after: str
    # Calibrated chance that a careful editor would accept it, 0..1.
    confidence: float
    provenance: Provenance
    state: HunkState = HunkState.PENDING
    # What the model said, if a person rewrote `after` since; None while it stands as it came.
    suggested: str | None = None

    @property
    def span(self) -> Span:
        """The range it replaces."""
        return Span(self.start, self.end)


class EventKind(StrEnum):
    """What an EditEvent tells."""

    # `done` of `total` windows are finished.
    PROGRESS = "progress"
    # The text now at `span` while it is being denoised (for a live view only).
    PREVIEW = "preview"
    # `hunks` are final for a part of the chunk.
    HUNKS = "hunks"
    # The request is finished; no event follows.
    DONE = "done"
    # The request was cancelled; no event follows.
    CANCELLED = "cancelled"
    # The request failed; `message` says why and what to do. No event follows.
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class EditEvent:
    """One thing that happened while a request was worked on. Positions are in the document, not in the chunk."""

    kind: EventKind
    request_id: str
    done: int = 0
    total: int = 0
    span: Span | None = None
    text: str = ""
    hunks: tuple[Hunk, ...] = ()
    message: str = ""


def boldness_of(said: str | float) -> float:
    """The boldness that a name ("cautious", "balanced", "bold") or a number from 0 to 1 stands for.

    Raises:
        ValueError: it is neither.
    """
    if isinstance(said, str):
        name = said.strip().lower()
        if name in BOLDNESS_STOPS:
            return BOLDNESS_STOPS[name]
    try:
        number = float(said)
    except ValueError:
        raise ValueError(_boldness_error(said)) from None
    if not CAUTIOUS <= number <= BOLD:
        raise ValueError(_boldness_error(said))
    return number


def _boldness_error(said: object) -> str:
    return f"boldness must be {', '.join(BOLDNESS_STOPS)} or a number from 0 to 1, got {said!r}"


def hunk_id(key: str, start: int, end: int, after: str) -> str:
    """A short name for a hunk that is the same each time the same request gives the same hunk.

    Args:
        key: what makes hunks of different jobs differ (the job's id).
        start, end: its range in the document, code points.
        after: the text it would put there.
    """
    return hashlib.sha256(f"{key}\0{start}\0{end}\0{after}".encode("utf-8", "surrogatepass")).hexdigest()[:12]


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(record: Any) -> TypeAdapter[Any]:
    # Two threads may both build one; the last stays, and they are alike.
    if record not in _ADAPTERS:
        _ADAPTERS[record] = TypeAdapter(record)
    return _ADAPTERS[record]


def dump(record: Any) -> dict[str, Any]:
    """`record` as plain values that json can write."""
    plain: dict[str, Any] = _adapter(type(record)).dump_python(record, mode="json")
    return plain


def load(record: type[T], plain: Any) -> T:
    """The `record` that `plain` (from `dump`, through JSON) describes.

    Raises:
        RecordError: a field is missing or holds something else.
    """
    try:
        loaded: T = _adapter(record).validate_python(plain, strict=False)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or record.__name__
        raise RecordError(f"{record.__name__}: {where}: {first['msg']} (got {first['input']!r:.80})") from error
    return loaded
