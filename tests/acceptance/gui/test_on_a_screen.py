"""The whole program on a screen of its own (Xvfb), with keys and a mouse that it takes for real ones (xdotool).

What other tests hand to widgets comes here by way of the X server: the window, the focus, the composing of letters by
the input method.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


DRAFT = "# A draft\r\n\r\nTeh first thing teh cat did was teh wrong one 😀.\r\n\r\nAnd teh end.\r\n"
LONGEST_S = 60.0
# What two keys of the input method make.
COMPOSE = '<dead_acute> <e> : "é" eacute\n'

pytestmark = pytest.mark.skipif(
    not all(shutil.which(name) for name in ("Xvfb", "xdotool")), reason="needs Xvfb and xdotool"
)


def until(true: Callable[[], bool]) -> None:
    """Wait for something that the program does."""
    end = time.monotonic() + LONGEST_S
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


class Screen:
    """A screen, and the hands of the person before it.

    Args:
        folder: where the program keeps what it keeps.
    """

    def __init__(self, folder: Path) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        compose = folder / "compose"
        compose.write_text(COMPOSE, encoding="utf-8")
        self._environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "compose",
            "XCOMPOSEFILE": str(compose),
            "REDRAFT_DATA_DIR": str(folder / "data"),
            "REDRAFT_EDITOR_FACTORY": "worker.testing:load_editor",
        }
        self._program: subprocess.Popen[bytes] | None = None

    def run(self, file: Path) -> None:
        """Start the program with a file, and go to its window."""
        code = "import sys; from editor_app.cli import main; sys.argv = ['redraft', *sys.argv[1:]]; sys.exit(main())"
        command = [sys.executable, "-c", code, "app", str(file)]
        self._program = subprocess.Popen(command, env=self._environment)
        # No window manager is there to give it the focus.
        self.hand("search", "--sync", "--onlyvisible", "--name", file.name, "windowfocus", "--sync")

    def hand(self, *does: str) -> None:
        """Do something, as xdotool spells it."""
        subprocess.run(["xdotool", *does], env=self._environment, check=True, timeout=LONGEST_S)

    def keys(self, *names: str) -> None:
        """Press keys one after another."""
        self.hand("key", "--delay", "50", *names)

    def type(self, words: str) -> None:
        """Type letters."""
        self.hand("type", "--delay", "20", words)

    def close(self) -> None:
        """Put everything away."""
        for process in (self._program, self._server):
            if process is not None:
                process.terminate()
                process.wait(LONGEST_S)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    made = Screen(tmp_path)
    yield made
    made.close()


def test_a_draft_is_written_asked_about_and_reviewed_with_real_keys_and_a_mouse(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_bytes(DRAFT.encode())
    screen.run(file)
    with Workspace(AppSettings(data_dir=tmp_path / "data"), worker="external") as library:
        until(lambda: bool(library.documents()))
        document = library.documents()[0].id

        # A letter that the input method composes is text like any other.
        screen.keys("ctrl+Home")
        screen.type("Caf")
        screen.keys("dead_acute", "e")
        screen.type(". ")
        until(lambda: library.text(document).startswith("Café. # A draft\n"))

        # Ask, and review by keyboard alone: accept, reject, accept; the last once more, after it was taken back.
        screen.keys("ctrl+k")
        screen.type("fix the grammar")
        screen.keys("Return")
        until(lambda: len(library.pending(document)) == 3)
        until(lambda: all(job.finished_at is not None for job in library.jobs()))
        screen.keys("F4")
        for key, left in (("a", 2), ("r", 1), ("a", 0), ("ctrl+z", 1), ("a", 0)):
            time.sleep(0.5)
            screen.keys(key)
            until(lambda left=left: len(library.pending(document)) == left)

        # Back to the text; a click below it is one at its end.
        screen.keys("Escape")
        time.sleep(0.5)
        screen.hand("mousemove", "700", "650", "click", "1")
        screen.type("Clicked.")
        screen.keys("ctrl+s")
        reviewed = DRAFT.replace("thing teh", "thing the").replace("And teh", "And the")
        until(lambda: file.read_bytes() == f"Café. {reviewed}Clicked.".encode())
