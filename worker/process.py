"""The local worker: one process beside the app or the command line, started again when it dies."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Any, Self

from worker.lock import worker_runs
from worker.settings import WorkerSettings


logger = logging.getLogger(__name__)

# The exit status of a child that found another local worker of the same data folder (EX_TEMPFAIL).
ALREADY_RUNNING = 75
# Seconds before a dead worker is started again: at first, and at most after it died many times.
RESTART_S = (0.2, 30.0)
# A worker that lived this many seconds was healthy: the next restart is quick again.
HEALTHY_S = 60.0
# Seconds between looks whether another process's worker still runs.
OTHER_CHECK_S = 1.0
# The log is put aside as worker.log.1 when a worker starts and it has grown beyond this many bytes.
LOG_LIMIT = 2_000_000


class LocalWorker:
    """Keeps one worker running for the data folder of `settings`, together with every other LocalWorker of it.

    App and command line may both have one: the first starts the process, the others stand by and take over when it
    ends. The process ends with the one who started it, even by kill -9: its standard input ends then.

    Args:
        settings: given to the worker process as its environment.
        command: starts the worker process, for programs that are not run by a Python interpreter.
    """

    def __init__(self, settings: WorkerSettings, command: Sequence[str] | None = None) -> None:
        self._settings = settings
        # -P: a folder named `worker` where the person happens to be must not be run.
        self._command = [*(command or (sys.executable, "-P", "-m", "worker")), "--local"]
        self._child: subprocess.Popen[bytes] | None = None
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._problem = ""
        self._ended = 0

    def start(self) -> None:
        """Start a worker, and again whenever it dies, until `stop`. Returns at once."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._watch, name="redraft-local-worker", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Let the worker give back what it works on and end; kill it after `timeout_s` seconds."""
        with self._lock:
            self._stop.set()
            child = self._child
        if child is not None:
            with contextlib.suppress(OSError):  # it died just now
                _stdin(child).close()
            try:
                child.wait(timeout_s)
            except subprocess.TimeoutExpired:
                logger.warning("the worker did not stop within %.0f s and is killed", timeout_s)
                child.kill()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @property
    def pid(self) -> int | None:
        """The process id of the worker this object started; None while there is none."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    @property
    def alive(self) -> bool:
        """Whether a local worker of the data folder runs, whoever started it."""
        return self.pid is not None or worker_runs(self._settings.data_dir)

    @property
    def problem(self) -> str:
        """Why the worker ended last time, and where to read more; empty if it never did."""
        return self._problem

    @property
    def ended(self) -> int:
        """How often a worker ended by itself, or could not even be started."""
        return self._ended

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _watch(self) -> None:
        pause_s = RESTART_S[0]
        while True:
            with self._lock:
                if self._stop.is_set():
                    return
                started = time.monotonic()
                try:
                    child = self._child = self._spawn()
                except OSError as error:
                    self._problem = f"The worker could not be started: {error}."
                    logger.error("%s", self._problem)
                    child = None
            status = child.wait() if child is not None else None
            if child is not None:
                with contextlib.suppress(OSError):
                    _stdin(child).close()
            if status == ALREADY_RUNNING:
                while not self._stop.wait(OTHER_CHECK_S) and worker_runs(self._settings.data_dir):
                    pass
                continue
            if self._stop.is_set():
                return
            self._ended += 1
            if child is not None:
                self._problem = f"The worker ended with status {status}. See {self._settings.log_file}."
                logger.warning("%s", self._problem)
            if time.monotonic() - started > HEALTHY_S:
                pause_s = RESTART_S[0]
            self._stop.wait(pause_s)
            pause_s = min(2 * pause_s, RESTART_S[1])

    def _spawn(self) -> subprocess.Popen[bytes]:
        log = self._settings.log_file
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            os.replace(log, log.with_name(f"{log.name}.1"))
        # Ctrl-C in a terminal is for the program the person runs; it decides what becomes of its worker.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
        with log.open("ab") as output:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self._settings.environment()},
                **apart,
            )


def _stdin(child: subprocess.Popen[bytes]) -> IO[bytes]:
    assert child.stdin is not None  # it was started with a pipe
    return child.stdin
