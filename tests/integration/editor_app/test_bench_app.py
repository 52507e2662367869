"""`redraft bench app` measures the real window, and a small text is enough to see that it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


PROGRAM = "from editor_app.cli import main; main()"
KEYS = ("start_s", "open_ms", "key_p95_ms", "accept_all_ms", "mode_switch_ms", "scroll_p95_ms", "memory_mb")


def test_it_prints_the_figures_of_the_window_and_of_the_yardstick(tmp_path: Path) -> None:
    own = tmp_path / "own"
    command = [sys.executable, "-P", "-c", PROGRAM, "bench", "app", "--json", "--words", "2000", "--hunks", "40"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        env={**os.environ, "REDRAFT_DATA_DIR": str(own)},
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["torch_imported"] is False
    for figures in (found, found["bare"]):
        assert all(figures[key] > 0 for key in KEYS)
    # What the person has open is neither opened nor forgotten.
    assert not own.exists()
