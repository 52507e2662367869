"""SHA-256 of large files, remembered as long as the file system says that they are the same.

A file is known again by its path, size, times of change and inode. The time at which its inode changed cannot be set
back by programs, so a file that was written to is read anew, whatever date it claims. One that changed in the last
seconds is not remembered: a second change within one tick of the clock would not show.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

from edit_engine.models.registry import file_hash


# Seconds that a file must have stood still.
_SETTLED_S = 2.0
# Files remembered; those that were asked about longest ago are forgotten.
_MOST = 512


class KnownHashes:
    """Hashes in one JSON file.

    Args:
        file: need not be there yet. What cannot be read in it is found out again.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, path: Path) -> str:
        """SHA-256 of a file, hex."""
        place, seen = str(path.resolve()), _print(path)
        known = self._read()
        entry = known.pop(place, None)
        if isinstance(entry, list) and entry[:-1] == seen and isinstance(entry[-1], str):
            return entry[-1]
        found = file_hash(path)
        # Neither what changed while it was read nor what did just before.
        if _print(path) == seen and time.time() - max(seen[1], seen[2]) / 1e9 > _SETTLED_S:
            self._write({**known, place: [*seen, found]})
        return found

    def _read(self) -> dict[str, Any]:
        try:
            plain = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return plain if isinstance(plain, dict) else {}

    def _write(self, known: dict[str, Any]) -> None:
        kept = dict(list(known.items())[-_MOST:])
        fresh = self._file.with_suffix(f".{os.getpid()}.tmp")
        # Where it cannot be written, the next one reads the files again.
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps(kept), encoding="utf-8")
            fresh.replace(self._file)


def _print(path: Path) -> list[int]:
    """Size in bytes, times of the last change of content and of inode in ns, and the inode's number."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
