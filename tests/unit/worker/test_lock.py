"""One local worker per data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from worker.lock import WorkerLock, worker_runs


HOLD = """
import sys, time
from pathlib import Path
from worker.lock import WorkerLock
print(WorkerLock(Path(sys.argv[1])).held, flush=True)
time.sleep(60)
"""


def test_only_one_holds_the_lock_of_a_folder(tmp_path: Path) -> None:
    with WorkerLock(tmp_path / "a") as first, WorkerLock(tmp_path / "a") as second, WorkerLock(tmp_path / "b") as other:
        assert (first.held, second.held, other.held) == (True, False, True)
        assert worker_runs(tmp_path / "a")
    assert not worker_runs(tmp_path / "a")


def test_a_killed_holder_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "True"
        assert worker_runs(tmp_path)
        child.kill()
        child.wait()
        assert not worker_runs(tmp_path)
