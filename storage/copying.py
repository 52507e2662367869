"""Copies of a library's file, taken while it is in use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.errors import DamagedError, LibraryError


def copy_database(source: Path, target: Path) -> None:
    """Copy the newest committed state of `source` to `target`, whole or not at all.

    The copy is made in one step: in several, SQLite starts again whenever somebody writes in between.

    Raises:
        LibraryError: `target` cannot be written.
        DamagedError: `source` holds pages that contradict themselves; `target` is left as it was.
    """
    if target.exists() and os.path.samefile(source, target):
        raise LibraryError(f"a backup of {source} cannot replace it. Choose another file.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(partial)) as writing:
            reading.backup(writing)
            # One file, complete in itself.
            writing.execute("PRAGMA journal_mode = DELETE")
            verdict = writing.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise DamagedError(f"{source} is damaged ({verdict}), so no backup was made. Run a check.")
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise LibraryError(f"the backup {target} cannot be written: {error.strerror}. Choose another place.") from error
    except sqlite3.Error as error:
        raise LibraryError(f"the backup {target} could not be made: {error}. {source} is as it was.") from error
    finally:
        partial.unlink(missing_ok=True)
