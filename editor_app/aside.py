"""Jobs of which something holds, in a file beside the library: so for all programs, and after a crash.

Those set aside found suggestions that nobody is to see yet. Those that tried are all that looked for alternatives, and
are in no list of what people asked for.
"""

from __future__ import annotations

from pathlib import Path

from editor_app.files import write_bytes


ASIDE, TRIED = "aside.txt", "tried.txt"


class NotedJobs:
    """The file: a line for each job.

    Args:
        path: where it is, or will be once there is something to keep.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # What was read, and when the file was written that said so.
        self._read: tuple[int, frozenset[str]] = (0, frozenset())

    @property
    def jobs(self) -> frozenset[str]:
        """Their ids."""
        try:
            written = self._path.stat().st_mtime_ns
            if written != self._read[0]:
                self._read = (written, frozenset(self._path.read_text(encoding="ascii").split()))
        except (OSError, UnicodeDecodeError):
            return frozenset()
        return self._read[1]

    def keep(self, jobs: frozenset[str]) -> None:
        """Say which they are from now on.

        Raises:
            FileError: the file cannot be written.
        """
        if jobs != self.jobs:
            write_bytes(self._path, "\n".join(sorted(jobs)).encode())
            self._read = (0, frozenset())
