"""Suggestions to and from other editors: as CriticMarkup both ways, to word processors as tracked changes."""

from __future__ import annotations

from pathlib import Path

from edit_engine.request import Hunk, Instruction, Intent, Provenance, hunk_id
from edit_engine.text import Change
from editor_app import criticmarkup, tracked_changes
from editor_app.files import read_text_file
from editor_app.shelf import Shelf
from storage import Document


# The end of the names of a word processor's files.
WORD = ".docx"
# What is said to have made suggestions that came from another editor.
ELSEWHERE = "another editor"


def marked(shelf: Shelf, document_id: str, *, comments: bool = False) -> str:
    """The newest text with the pending suggestions that fit together, marked.

    Args:
        shelf: where the document is.
        document_id: it.
        comments: whether each says why it is there.
    """
    said = _reason if comments else lambda _: ""
    return criticmarkup.write(shelf.text(document_id), shelf.applicable(document_id), said)


def marked_for(shelf: Shelf, document_id: str, path: Path) -> str | bytes:
    """The newest text with its pending suggestions, in the way that suits the name of a file."""
    return tracked(shelf, document_id) if path.suffix.lower() == WORD else marked(shelf, document_id)


def tracked(shelf: Shelf, document_id: str) -> bytes:
    """A Word document of the newest text, with the pending suggestions that fit together as tracked changes."""
    return tracked_changes.write(shelf.text(document_id), shelf.applicable(document_id))


def take_in(shelf: Shelf, path: Path) -> Document:
    """A new document with the text of a file and the changes marked in it as pending suggestions.

    It has no file of its own: the marks stay in theirs.

    Raises:
        FileError: the file cannot be read, or a mark in it has no end.
    """
    found = criticmarkup.read(read_text_file(path.expanduser()).text)
    document = shelf.new(path.stem, found.text)
    changes = _joined(found.changes)
    if changes:
        instruction = Instruction(intent=Intent.FIX, words=f"from {path.name}", model=ELSEWHERE)
        shelf.add_hunks(document, instruction, lambda job_id: [_hunk(job_id, change, path) for change in changes])
    return document


def _joined(changes: tuple[Change, ...]) -> list[Change]:
    """Changes that touch as one: what other editors mark as a deletion and an insertion is one suggestion."""
    joined: list[Change] = []
    for change in changes:
        if joined and joined[-1].end == change.start:
            last = joined.pop()
            change = Change(
                start=last.start, end=change.end, before=last.before + change.before, after=last.after + change.after
            )
        joined.append(change)
    return [change for change in joined if change.before != change.after]


def _hunk(job_id: str, change: Change, path: Path) -> Hunk:
    why = Provenance(model=ELSEWHERE, model_hash="", seed=0, intent=Intent.FIX, words=f"from {path.name}")
    return Hunk(
        id=hunk_id(job_id, change.start, change.end, change.after),
        start=change.start,
        end=change.end,
        before=change.before,
        after=change.after,
        # A person wrote it: nothing makes it doubtful.
        confidence=1.0,
        provenance=why,
    )


def _reason(change: Change | Hunk) -> str:
    if not isinstance(change, Hunk):
        return ""
    why = change.provenance
    return f"{why.words or why.intent}, {why.model}, {min(change.confidence, 0.99):.0%} sure"
