"""What goes into a draft and comes out of it: an ask, and how the document stands after a call. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from edit_engine.request import Hunk, Intent
from edit_engine.text import Change, Span
from editor_app.on_disk import Standing
from editor_app.units import Unit
from storage import Decision, Document, Job, Lock


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What the instruction bar holds."""

    # The kind of change; None reads it from the words.
    intent: Intent | None
    words: str = ""
    # As for `Workspace.instruction`.
    strength: float | None = None
    boldness: float | None = None
    seed: int = 0
    # None for that of the settings.
    model: str | None = None
    # The only spans that may change, code points; none means the whole document.
    scope: tuple[Span, ...] = ()
    # Terms that must stay, beside what is locked in the document.
    lock: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class State:
    """How a document stands after a call."""

    document: Document
    # The newest text, and how to get there from the text the call was given.
    text: str
    edits: tuple[Change, ...] = ()
    # What waits for a decision, at its place in `text`; stale ones too.
    hunks: tuple[Hunk, ...] = ()
    # Those of them that can be decided now, in order.
    shown: tuple[Hunk, ...] = ()
    # What must stay as it is, at its place in `text`.
    locks: tuple[Lock, ...] = ()
    # Whether `text` is not in the document's file.
    unsaved: bool = False
    # Whether a decision can be taken back.
    decided: bool = False
    # The newest open job on it.
    job: Job | None = None
    # What the call decided or took back.
    decision: Decision | None = None
    # A sentence for the person, if something happened that was not asked for.
    note: str = ""
    # How the file stands, if the call looked at it.
    standing: Standing | None = None
    # The pending hunks as a review shows them; none while there is no review.
    units: tuple[Unit, ...] = ()
