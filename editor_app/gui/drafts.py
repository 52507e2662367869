"""Where drafts come from, and where they go: files, the library, a blank sheet. All of it is done in the lane."""

from __future__ import annotations

from pathlib import Path

from editor_app import exchange
from editor_app.gui.draft import Draft
from editor_app.gui.state import State
from editor_app.workspace import Workspace
from storage import Document


def open_draft(workspace: Workspace, path: Path) -> tuple[Draft, State]:
    """The document of a file; one with text that is not saved as it is in the library, whatever happened to the file.

    Raises:
        FileError: it cannot be read or is not text.
    """
    known = workspace.find(path)
    if known is not None and workspace.unsaved(known.id):
        return _begun(workspace, known)
    return _begun(workspace, workspace.open(path))


def taken_in(workspace: Workspace, path: Path) -> tuple[Draft, State]:
    """A new document with the text of a file and the changes marked in it, which wait for a decision.

    Of a patch it is the first document that it changes; the others wait in the list of all documents.

    Raises:
        FileError: it cannot be read, a mark in it has no end, or it does not belong to the files that it names.
    """
    if path.suffix.lower() in exchange.PATCH:
        return _begun(workspace, exchange.take_in_patch(workspace, path)[0])
    return _begun(workspace, exchange.take_in(workspace, path))


def find_draft(workspace: Workspace, document_id: str) -> tuple[Draft, State]:
    """A document of the library.

    Raises:
        NotFoundError: there is none of that id.
    """
    return _begun(workspace, workspace.document(document_id))


def new_draft(workspace: Workspace, title: str) -> tuple[Draft, State]:
    """An empty document without a file."""
    return _begun(workspace, workspace.new(title))


def put_away(workspace: Workspace, draft: Draft) -> bool:
    """Forget a document that never had a letter in it, so that the library does not fill. Whether it stays."""
    document = workspace.document(draft.document_id)
    if document.path is None and len(workspace.history(document.id)) == 1 and not workspace.text(document.id):
        workspace.remove(document.id)
        return False
    return True


def _begun(workspace: Workspace, document: Document) -> tuple[Draft, State]:
    draft = Draft(workspace, document)
    return draft, draft.state()
