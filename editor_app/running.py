"""Which programs work on a data folder, and which of them ended without saying so.

Each program that shows documents keeps a marker, a small file with its process and what it has open, and removes it
when it ends. A marker whose process is gone tells of an end that nobody asked for: a power cut, a crash, a kill.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil

from editor_app.errors import FileError
from editor_app.files import write_bytes


logger = logging.getLogger(__name__)

VERSION = 1
# Seconds two reports of the start of the same process may differ; the clock is set now and then.
CLOCK_S = 60.0
# A marker lists documents by id; a larger file is none.
LARGEST_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Run:
    """What a marker says."""

    pid: int
    # When the process began, seconds since the epoch: tells it from a later one of the same number.
    started: float
    # Ids of the documents it had open.
    documents: tuple[str, ...] = ()
    # Where it writes what goes wrong; None if it does not.
    log: Path | None = None


class Marker:
    """The marker of this process.

    Args:
        data_dir: the folder the program works on.
        log: where this program writes what goes wrong.
    """

    def __init__(self, data_dir: Path, log: Path | None = None) -> None:
        self._folder = data_dir / "running"
        self._log = log
        self._pid = os.getpid()
        self._file = self._folder / f"{self._pid}.json"

    def write(self, documents: Iterable[str]) -> None:
        """Say what is open now.

        Raises:
            FileError: the marker cannot be written.
        """
        record = {
            "version": VERSION,
            "pid": self._pid,
            "started": psutil.Process(self._pid).create_time(),
            "documents": list(dict.fromkeys(documents)),
            "log": str(self._log) if self._log is not None else None,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"the folder {self._folder} cannot be made: {error.strerror}") from error
        write_bytes(self._file, json.dumps(record).encode())

    def remove(self) -> None:
        """Say that the program ends as it should."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def others(self) -> list[Run]:
        """The other programs that work on the folder now."""
        return [run for _, run in self._all() if run.pid != self._pid and _alive(run)]

    def claim(self) -> list[Run]:
        """The programs that ended without saying so. Each is told to one caller only, and its marker is gone then."""
        ended = []
        for file, run in self._all():
            if _alive(run) and run.pid != self._pid:
                continue
            claimed = file.with_suffix(".claimed")
            try:
                os.replace(file, claimed)
                claimed.unlink(missing_ok=True)
            except OSError:  # another program took it in this moment
                continue
            ended.append(run)
        return ended

    def _all(self) -> list[tuple[Path, Run]]:
        found = []
        for file in sorted(self._folder.glob("*.json")):
            try:
                found.append((file, _read(file)))
            except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
                logger.warning("%s is no marker of a program and is removed: %s", file, error)
                with contextlib.suppress(OSError):
                    file.unlink()
        return found


def _read(file: Path) -> Run:
    """What a marker says.

    Raises:
        ValueError, TypeError, KeyError: it is damaged.
    """
    if file.stat().st_size > LARGEST_BYTES:
        raise ValueError("too large")
    found = json.loads(file.read_bytes())
    log = found.get("log")
    return Run(
        pid=int(found["pid"]),
        started=float(found["started"]),
        documents=tuple(str(each) for each in found["documents"]),
        log=Path(log) if log else None,
    )


def _alive(run: Run) -> bool:
    try:
        process = psutil.Process(run.pid)
        began: float = process.create_time()
        return abs(began - run.started) < CLOCK_S and bool(process.status() != psutil.STATUS_ZOMBIE)
    except (psutil.Error, ValueError, OverflowError):
        return False
