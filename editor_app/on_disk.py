"""How the file of a document stands against what Redraft knows of it, and what to do when both were changed."""

from __future__ import annotations

from enum import StrEnum

from editor_app.errors import FileError, NotText
from editor_app.files import file_sha256, read_text_file
from editor_app.shelf import Shelf


class Standing(StrEnum):
    """What another program did to a file, told by its bytes and not by its time."""

    # The document has no file.
    UNTITLED = "untitled"
    # Nothing.
    SAME = "same"
    CHANGED = "changed"
    # It was deleted, moved or renamed.
    GONE = "gone"
    # It is there and cannot be read.
    UNREADABLE = "unreadable"


def standing(shelf: Shelf, document_id: str) -> Standing:
    """How the file of a document stands now."""
    document = shelf.document(document_id)
    if document.path is None:
        return Standing.UNTITLED
    known = shelf.file_sha256(document_id)
    try:
        found = file_sha256(document.path)
    except FileError:
        return Standing.UNREADABLE
    if found is None:
        return Standing.GONE
    return Standing.SAME if found == known else Standing.CHANGED


def file_text(shelf: Shelf, document_id: str) -> str:
    """The text that the file of a document holds now.

    Raises:
        FileError: there is no file, or it cannot be read or is not text.
    """
    document = shelf.document(document_id)
    if document.path is None:
        raise FileError(f"{document.title} has no file")
    try:
        return read_text_file(document.path).text
    except NotText:
        return read_text_file(document.path, document.encoding).text


def keep_over_file(shelf: Shelf, document_id: str) -> None:
    """Keep the newest text although the file was changed; the next save writes over it.

    What the file holds becomes a revision, with the text as it was on top: so it can be had back from the history.

    Raises:
        FileError: the file cannot be read or is not text.
    """
    mine = shelf.head(document_id)
    if shelf.take_file(document_id).head_id != mine.id:
        shelf.restore(document_id, mine.id)
