"""Suggestions to and from other editors: CriticMarkup and patches both ways, tracked changes to word processors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from edit_engine.request import Hunk, Instruction, Intent, Provenance, hunk_id
from edit_engine.text import Change
from editor_app import criticmarkup, patches, tracked_changes
from editor_app.errors import FileError
from editor_app.files import read_text_file
from editor_app.shelf import Shelf
from storage import Document


# The end of the names of a word processor's files.
WORD = ".docx"
# The ends of the names of patches.
PATCH = (".patch", ".diff")
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
    _suggest(shelf, document, _joined(found.changes), path)
    return document


def take_in_patch(shelf: Shelf, path: Path) -> list[Document]:
    """The documents of the files that a patch names, with what it changes as pending suggestions for their newest text.

    The files are looked for beside the patch, then from the current folder on.

    Raises:
        FileError: the patch or a file cannot be read, or they do not belong together; then nothing is suggested.
    """
    place = path.expanduser()
    documents = [(patch, shelf.open(_file(patch.name, place))) for patch in patches.read(read_text_file(place).text)]
    made = [(document, patches.changes_of(patch, shelf.text(document.id))) for patch, document in documents]
    for document, changes in made:
        _suggest(shelf, document, changes, path)
    return [document for document, _ in made]


def _file(name: str, patch: Path) -> Path:
    places = [folder / name for folder in (patch.absolute().parent, Path.cwd(), Path("/"))]
    for place in [*places, places[0].with_name(Path(name).name)]:
        if place.is_file():
            return place
    raise FileError(f"{patch.name} changes {name}, which is neither beside it nor in {Path.cwd()}: go to that file")


def _suggest(shelf: Shelf, document: Document, changes: Sequence[Change], path: Path) -> None:
    if changes:
        instruction = Instruction(intent=Intent.FIX, words=f"from {path.name}", model=ELSEWHERE)
        shelf.add_hunks(document, instruction, lambda job_id: [_hunk(job_id, change, path) for change in changes])


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
