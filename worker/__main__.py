"""`python -m worker`: one worker in the foreground. Settings come from `REDRAFT_*`; see `worker.settings`."""

from __future__ import annotations

import argparse
import logging
import sys

from pydantic import ValidationError

from edit_engine.request import Priority
from worker.errors import WorkerError
from worker.lock import WorkerLock
from worker.process import ALREADY_RUNNING
from worker.service import run
from worker.settings import WorkerSettings


def main() -> int:
    """Parse the command line and work; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m worker", description="Run one Redraft worker.")
    parser.add_argument("--queues", default=",".join(Priority), help="comma-separated: interactive, bulk")
    parser.add_argument("--concurrency", type=int, help="chunks held at once")
    parser.add_argument("--local", action="store_true", help="the one worker of the data folder; stop when stdin ends")
    arguments = parser.parse_args()
    try:
        queues = [Priority(name) for name in arguments.queues.split(",")]
    except ValueError:
        parser.error(f"--queues {arguments.queues!r}: choose from {', '.join(Priority)}")
    try:
        settings = WorkerSettings()
        logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
        if not arguments.local:
            return run(settings, queues, arguments.concurrency)
        # A supervisor that looks whether a worker runs holds the lock for a moment; wait for that.
        with WorkerLock(settings.data_dir, wait_s=1.0) as lock:
            if not lock.held:
                return ALREADY_RUNNING
            return run(settings, queues, arguments.concurrency, stop_on_eof=True)
    except (WorkerError, ValidationError) as error:
        print(f"redraft worker: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
