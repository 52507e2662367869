"""What the library hands out: frozen records. Ids are short strings; times are in UTC; positions are code points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from edit_engine.request import EditRequest, Hunk, Instruction, Priority
from edit_engine.text import Change, Span


class RevisionKind(StrEnum):
    """How a revision came to be."""

    # Read from a file, or given as a new text.
    IMPORT = "import"
    # A person typed.
    TYPING = "typing"
    # Hunks were accepted (and perhaps others rejected).
    ACCEPT = "accept"
    # Hunks were rejected; the text is that of its parent.
    REJECT = "reject"
    # An older text was brought back, or a decision was undone.
    RESTORE = "restore"
    # What a job returned: its base with all its hunks. Never the head of a document.
    PROPOSAL = "proposal"


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ChunkState(StrEnum):
    """Where a chunk of a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Document:
    """One text a person edits."""

    id: str
    # Where it is saved (absolute); None while it has no file.
    path: Path | None
    title: str
    # How the file is written: Python's name of the encoding.
    encoding: str
    # Whether the file begins with a byte-order mark.
    bom: bool
    # What a line break is in the file.
    newline: str
    # Language of the text, an IETF tag.
    language: str
    # Its newest revision (proposals aside).
    head_id: str


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One immutable state of a document."""

    # "<document id>.<number>"
    id: str
    document_id: str
    # The revision it was made from; None for the first.
    parent_id: str | None
    # Of the full text in UTF-8 (lone surrogates encoded as they are), hexadecimal.
    sha256: str
    kind: RevisionKind
    created_at: datetime
    # The job a proposal came from.
    job_id: str | None
    # What the person called it.
    name: str | None


@dataclass(frozen=True, kw_only=True)
class Job:
    """One instruction on one document."""

    id: str
    document_id: str
    # The text it was asked about.
    base_revision_id: str
    instruction: Instruction
    priority: Priority
    state: JobState
    created_at: datetime
    # None while it is open.
    finished_at: datetime | None
    # Why it failed; empty otherwise.
    message: str
    # Its base with all its hunks; None while it is open, or when no chunk was finished.
    proposal_revision_id: str | None
    chunks_done: int
    chunks_total: int

    @property
    def seconds(self) -> float:
        """From the request to its end, as a person waits for it; 0 while it is open."""
        return (self.finished_at - self.created_at).total_seconds() if self.finished_at is not None else 0.0


@dataclass(frozen=True, kw_only=True)
class ChunkRow:
    """One part of a job."""

    # The id of its request: "<job id>.<index>".
    id: str
    job_id: str
    index: int
    request: EditRequest
    state: ChunkState
    # How often it was published.
    attempts: int
    # Why it failed; empty otherwise.
    message: str
    # The worker took, waiting for its model included; 0 unless it is done.
    seconds: float


@dataclass(frozen=True, kw_only=True)
class StoredHunk:
    """A hunk as its job returned it, with where it belongs."""

    # Its range counts in the base revision; its state is that of its review.
    hunk: Hunk
    job_id: str
    document_id: str
    base_revision_id: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a call to `decide` or `undo_decision` did."""

    # The head after it: the new revision, or the old head if there was nothing to do.
    revision: Revision
    # Ids of the hunks whose text went in.
    accepted: tuple[str, ...] = ()
    # Ids of the hunks that were turned down.
    rejected: tuple[str, ...] = ()
    # Ids of the hunks left as they were because the text under them was edited since.
    stale: tuple[str, ...] = ()
    # Ids of the hunks an undo made pending again.
    pending: tuple[str, ...] = ()


class LockKind(StrEnum):
    """What is locked."""

    # A stretch of the text, wherever edits move it.
    PLACE = "place"
    # Some words, wherever they stand.
    TERM = "term"


@dataclass(frozen=True, kw_only=True)
class Lock:
    """What a person said must stay as it is."""

    id: str
    document_id: str
    kind: LockKind
    # The term, or what stood at the place when it was last looked at.
    text: str
    # Where a place is in the head, code points; None for a term, and while the place is not in the text.
    span: Span | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Step:
    """A revision and what it did to the text before it."""

    revision: Revision
    # The number at the end of its id: later revisions of a document have higher ones.
    number: int
    # What became what, at places of the parent's text; none for the first revision.
    changes: tuple[Change, ...]
    # Code points of the parent's text.
    length_before: int
    # How many hunks it holds, if it is a proposal.
    suggested: int = 0
    # How many hunks it put in and turned down; none once that was undone.
    accepted: int = 0
    rejected: int = 0
    # The jobs of these hunks, or of the proposal.
    jobs: tuple[Job, ...] = ()
    # Whether it was a decision that was taken back since.
    undone: bool = False
    # The decision it takes back, if it does.
    undoes: str | None = None
    # The older revision with the same text, if it brought one back.
    restores: str | None = None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """How a piece of a text came to be in it."""

    # Range in that text, code points.
    span: Span
    # The revision that brought it.
    revision: Revision
    # What stood in its place before; empty for an insertion, and for the text a document began with.
    before: str = ""
    # The hunk it came with; None if none did.
    hunk: StoredHunk | None = None
    # Whether the search ended at that revision, so that the piece may be older.
    beyond: bool = False
