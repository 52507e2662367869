"""`redraft explain` and `redraft bench samplers` reach their programs, and give back what these end with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


PROGRAM = "from editor_app.cli import main; main()"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-c", PROGRAM, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)


def test_explain_writes_the_picture_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text("They had fallen asleep on there bags.\n", encoding="utf-8")
    out = tmp_path / "found.png"
    done = run("explain", str(tmp_path / "draft.md"), "--find", "there", "--picture", "trajectory", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 3_000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["explain", "absent.md", "--find", "x"], "cannot be read"),
        (["bench", "samplers", "--parts", "21"], "--parts 21: choose 1 to 20"),
    ],
)
def test_what_was_not_understood_ends_with_2(words: list[str], message: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert message in done.stderr
