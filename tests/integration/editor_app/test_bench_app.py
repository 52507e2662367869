"""`redraft bench app` measures the real window, and a small text is enough to see that it does."""

from __future__ import annotations

import json
import subprocess
import sys


PROGRAM = "from editor_app.cli import main; main()"
KEYS = ("start_s", "open_ms", "key_p95_ms", "accept_all_ms", "mode_switch_ms", "scroll_p95_ms", "memory_mb")


def test_it_prints_the_figures_of_the_window_and_of_the_yardstick() -> None:
    command = [sys.executable, "-P", "-c", PROGRAM, "bench", "app", "--json", "--words", "2000", "--hunks", "40"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["torch_imported"] is False
    for figures in (found, found["bare"]):
        assert all(figures[key] > 0 for key in KEYS)
