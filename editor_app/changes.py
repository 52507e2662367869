"""What happened since one last looked: the records a Workspace hands to whoever shows jobs and documents."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from edit_engine.request import EditEvent


class ChangeKind(StrEnum):
    """What to refresh."""

    # A job began, moved to another state, or finished a part.
    JOB = "job"
    # New hunks of a job are stored and pending.
    HUNKS = "hunks"
    # Live view only: the text at a place while it is being denoised, or hunks that are not stored yet.
    PREVIEW = "preview"
    # Live view only: a worker got further with a part.
    PROGRESS = "progress"
    # A document has a new head.
    DOCUMENT = "document"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that happened."""

    kind: ChangeKind
    document_id: str
    # Empty when no job had to do with it.
    job_id: str = ""
    # The new head of the document, where nothing but that and what was decided with it is new.
    head_id: str = ""
    # What the worker said, for PREVIEW and PROGRESS.
    event: EditEvent | None = None
