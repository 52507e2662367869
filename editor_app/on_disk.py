"""What Redraft last knew the file of each document to hold.

It tells apart the two ways a file can differ from the newest revision: the person has not saved yet (the file is what
it was), or another program wrote the file. One small file a document, so that app and command line never write over
each other's notes. Losing one is harmless: the file is then taken as changed and read again.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from editor_app.files import write_bytes


class OnDisk:
    """Notes of SHA-256 by document.

    Args:
        folder: where the notes are; made with the first one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def known(self, document_id: str) -> str | None:
        """SHA-256 of the bytes the file held when Redraft last read or wrote it; None if it never did."""
        try:
            return self._note(document_id).read_text(encoding="ascii").strip() or None
        except (OSError, ValueError):
            return None

    def note(self, document_id: str, sha256: str) -> None:
        """The file was read or written just now, and holds this."""
        self._folder.mkdir(parents=True, exist_ok=True)
        write_bytes(self._note(document_id), f"{sha256}\n".encode("ascii"))

    def forget(self, document_id: str) -> None:
        """The document has no file any more."""
        with contextlib.suppress(FileNotFoundError):
            self._note(document_id).unlink()

    def _note(self, document_id: str) -> Path:
        return self._folder / f"{document_id}.sha256"
