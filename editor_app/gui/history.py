"""The revisions of a document as a person reads them: what happened, newest first, a spell of typing as one. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import Revision, RevisionKind


# Typing that goes on after a pause as long as this is another spell.
PAUSE = timedelta(minutes=10)
_TITLES = {
    RevisionKind.IMPORT: "Read from the file",
    RevisionKind.TYPING: "Typing",
    RevisionKind.ACCEPT: "Suggestions accepted",
    RevisionKind.REJECT: "Suggestions rejected",
    RevisionKind.RESTORE: "Restored",
    RevisionKind.PROPOSAL: "Proposal, all suggestions",
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the history."""

    # The newest revision it stands for.
    revision: Revision
    title: str
    # When, in words, in the time of this place.
    when: str
    # Whether its text is the document's now.
    newest: bool


def entries(revisions: Sequence[Revision], now: datetime) -> list[Entry]:
    """The history of a document.

    Args:
        revisions: newest first.
        now: the time, with its zone.
    """
    found: list[Entry] = []
    spell: Revision | None = None  # the revision last looked at, if it was typing
    texts = [revision for revision in revisions if revision.kind is not RevisionKind.PROPOSAL]
    for at, revision in enumerate(revisions):
        typing = revision.kind is RevisionKind.TYPING and revision.name is None
        goes_on = typing and spell is not None and spell.created_at - revision.created_at < PAUSE
        spell = revision if typing else None
        if not goes_on:
            found.append(
                Entry(
                    revision=revision,
                    title=revision.name or _title(revision, at == len(revisions) - 1),
                    when=_when(revision.created_at, now),
                    newest=bool(texts) and revision.id == texts[0].id,
                )
            )
    return found


def _title(revision: Revision, first: bool) -> str:
    if first and revision.kind is RevisionKind.IMPORT:
        return "Beginning"
    return _TITLES[revision.kind]


def _when(time: datetime, now: datetime) -> str:
    local, today = time.astimezone(), now.astimezone().date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return f"Today {clock}"
    if local.date() == today - timedelta(days=1):
        return f"Yesterday {clock}"
    return f"{local.day} {local:%b %Y} {clock}"
