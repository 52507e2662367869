"""What went wrong inside the program, written down where the next start finds it.

Python's faulthandler writes into it too, so that the end of the process in a library leaves a trace.
"""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO


logger = logging.getLogger(__name__)

# Logs kept, the newest ones.
KEPT = 10
# What is written about one kind of mishap is enough after so many times.
MOST = 20


class CrashLog:
    """The log of this process. An empty one is removed at the end.

    Args:
        data_dir: its logs are in a folder there.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "logs"
        self.path = self._folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
        self._file: TextIO | None = None
        self._seen: dict[tuple[str, str], int] = {}

    def open(self) -> None:
        """Begin; without a place to write to, there is no log."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in sorted(self._folder.glob("crash-*.log"))[: -KEPT + 1]:
                old.unlink(missing_ok=True)
            self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            logger.warning("there is no log of what goes wrong: %s", error)
            return
        faulthandler.enable(self._file)

    def write(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> bool:
        """Write an exception down that nobody expected. Whether it is the first from its place."""
        last = traceback.extract_tb(trace)[-1:]
        place = (kind.__name__, f"{last[0].filename}:{last[0].lineno}" if last else "")
        self._seen[place] = count = self._seen.get(place, 0) + 1
        if self._file is not None and count <= MOST:
            with contextlib.suppress(OSError):
                print(time.strftime("%Y-%m-%d %H:%M:%S"), file=self._file)
                traceback.print_exception(kind, error, trace, file=self._file)
                self._file.flush()
        if sys.stderr is not None:  # there is none under pythonw
            traceback.print_exception(kind, error, trace)
        return count == 1

    def close(self) -> None:
        """End it."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        left(self.path)


def left(log: Path | None) -> Path | None:
    """The log of a program that ended, if anything was written into it; an empty one is removed."""
    try:
        if log is not None and log.stat().st_size:
            return log
        if log is not None:
            log.unlink()
    except OSError:
        pass
    return None
