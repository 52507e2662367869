"""Text the library could not take, kept in a file of its own until it can.

The disk is full, the library is locked or damaged: what was typed is then written beside the library, and if that
cannot be done either, into the folder for temporary files. The next start puts it into the library.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from editor_app.errors import FileError
from editor_app.files import LARGEST_FILE, write_bytes


logger = logging.getLogger(__name__)

VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Stray:
    """A text that is not in the library."""

    # Where it lies.
    file: Path
    document_id: str
    title: str
    # Id of the revision it was typed on.
    base: str
    text: str
    # The process that wrote it.
    pid: int


class EmergencyFile:
    """Where the text of one document goes while the library cannot take it.

    Args:
        data_dir: of the library.
        document_id: the document.
        title: of it, for the case that the library is lost.
    """

    def __init__(self, data_dir: Path, document_id: str, title: str) -> None:
        self._data_dir = data_dir
        self._document_id = document_id
        self._title = title
        self._written: Path | None = None

    def keep(self, text: str, base: str) -> Path | None:
        """Write the text down, instead of what was written before; where it is, None if there is no place for it.

        Args:
            text: all of it.
            base: id of the revision it was typed on.
        """
        record = {
            "version": VERSION,
            "document": self._document_id,
            "title": self._title,
            "base": base,
            "pid": os.getpid(),
            "text": text,
        }
        data = json.dumps(record).encode()
        for folder in folders(self._data_dir):
            file = folder / f"{self._document_id}.{os.getpid()}.json"
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                if not _ours(folder):
                    continue
                write_bytes(file, data)
            except (OSError, FileError) as error:
                logger.warning("text of %s cannot be kept in %s: %s", self._title, folder, error)
                continue
            if self._written not in (None, file):
                self.discard()
            self._written = file
            return file
        return self._written

    def discard(self) -> None:
        """The library has the text now."""
        if self._written is not None:
            with contextlib.suppress(OSError):
                self._written.unlink(missing_ok=True)
            self._written = None


def folders(data_dir: Path) -> tuple[Path, Path]:
    """Where such texts go: beside the library, else where temporary files are."""
    name = hashlib.sha256(str(data_dir.absolute()).encode()).hexdigest()[:16]
    return data_dir / "emergency", Path(tempfile.gettempdir()) / f"redraft-{name}"


def strays(data_dir: Path) -> list[Stray]:
    """The texts that wait to be put into the library, oldest first. What cannot be read is left where it is."""
    found = []
    for folder in folders(data_dir):
        if not _ours(folder):
            continue
        for file in sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime_ns):
            try:
                found.append(_read(file))
            except (OSError, ValueError, TypeError, KeyError) as error:
                logger.warning("%s holds no text that can be read: %s", file, error)
    return found


def _read(file: Path) -> Stray:
    if file.stat().st_size > 8 * LARGEST_FILE:
        raise ValueError("too large")
    record = json.loads(file.read_bytes())
    return Stray(
        file=file,
        document_id=str(record["document"]),
        title=str(record["title"]),
        base=str(record["base"]),
        text=_text(record["text"]),
        pid=int(record["pid"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"the text is a {type(value).__name__}")
    return value


def _ours(folder: Path) -> bool:
    """Whether a folder is there, and nobody else can have put anything into it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
