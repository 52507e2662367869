"""Measures the window beside a bare QTextEdit that does the same, each in a process of its own.

python -m editor_app.gui.measuring [--json] [--words 100000] [--hunks 5000]

Without a screen it draws into memory (`QT_QPA_PLATFORM=offscreen`). A key or a scroll step lasts from its event to the
end of the repaint it causes, with whatever else the window does on the way; so does the switch to the review. To accept
all lasts until the library has it and the text is painted so. Before either nobody presses a key for two seconds, and
"blocked after" is how long the window stands still once after them, for what could be left until then. A start is that
of an installed program: its modules are compiled. Times of one run belong together; those of two runs, or of a machine
that is at work, do not.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path


# The limits the window keeps to, with 100,000 words and 5,000 suggestions.
LIMITS = {
    "start_s": 1.0,
    "open_ms": 300.0,
    "key_p95_ms": 16.0,
    "accept_all_ms": 250.0,
    "mode_switch_ms": 200.0,
    "scroll_p95_ms": 16.0,
    "blocked_ms": 50.0,
    "memory_mb": 400.0,
}


def measure(words: int, hunks: int) -> dict[str, object]:
    """All figures of the window, and under "bare" those of the yardstick.

    Args:
        words: length of the text.
        hunks: number of suggestions that wait in it.

    Returns:
        milliseconds, seconds and megabytes, as the names say.

    Raises:
        RuntimeError: a measuring process failed; the message is what it said.
    """
    size = ("--words", str(words), "--hunks", str(hunks))
    bare = str(Path(__file__).with_name("bare_window.py"))
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        # Where Python keeps nothing of what it compiles, each start would do so again: the first of two keeps it here.
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        part = partial(_part, environment)
        part("start", f"{folder}/first")
        found = part("start", folder) | part("window", folder, *size)
        found["bare"] = _run(environment, [bare]) | part("bare", folder, *size)
    return found


def _part(environment: dict[str, str], part: str, folder: str, *options: str) -> dict[str, object]:
    return _run(environment, ["-m", "editor_app.gui.measured", part, "--folder", folder, *options, "--began"])


def _run(environment: dict[str, str], arguments: list[str]) -> dict[str, object]:
    """Run Python with `arguments` and the time; what it prints last."""
    command = [sys.executable, *arguments, str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(f"measuring failed: {' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; the exit status is 1 if a limit is passed."""
    parser = argparse.ArgumentParser(prog="redraft bench app", description="Measure the window.")
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--hunks", type=int, default=5_000)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    found = measure(options.words, options.hunks)
    bare = found["bare"]
    assert isinstance(bare, dict)
    # Limits are for their text; for another one the figures say what they say.
    limits = LIMITS if (options.words, options.hunks) == (100_000, 5_000) else {}
    over = [name for name, most in limits.items() if float(str(found[name])) > most]
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        for name, value in found.items():
            if name != "bare":
                limit = f"  limit {limits[name]:g}" if name in limits else ""
                beside = f"  bare {bare[name]}" if name in bare else ""
                print(f"{name:18} {value}{beside}{limit}{'  TOO MUCH' if name in over else ''}")
    if over:
        print("over the limit: " + ", ".join(over), file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
