"""A program that is killed leaves a marker, one that ends as it should does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from editor_app.running import Marker


PROGRAM = """
import sys, time
from pathlib import Path
from editor_app.running import Marker
marker = Marker(Path(sys.argv[1]), log=Path("/logs/crash.log"))
marker.write(["one", "two", "one"])
print("running", flush=True)
if sys.stdin.readline():
    marker.remove()
"""


def start(folder: Path) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "running\n"
    return program


def end(program: subprocess.Popen[str], how: str) -> None:
    if how == "kill":
        program.send_signal(signal.SIGKILL)
    program.communicate("end\n" if how == "end" else None, timeout=30)


def test_a_killed_program_is_told_of_once(tmp_path: Path) -> None:
    program = start(tmp_path)
    marker = Marker(tmp_path)
    assert [run.pid for run in marker.others()] == [program.pid]
    assert marker.claim() == []
    end(program, "kill")
    assert marker.others() == []
    (run,) = marker.claim()
    assert run.documents == ("one", "two")
    assert run.log == Path("/logs/crash.log")
    assert marker.claim() == []


def test_a_program_that_ends_as_it_should_is_not(tmp_path: Path) -> None:
    end(start(tmp_path), "end")
    assert Marker(tmp_path).claim() == []


def test_another_process_with_the_same_number_is_not_taken_for_it(tmp_path: Path) -> None:
    (tmp_path / "running").mkdir()
    record = {"pid": os.getppid(), "started": 5.0, "documents": ["a"], "log": None}
    (tmp_path / "running" / "5.json").write_text(json.dumps(record))
    assert [run.documents for run in Marker(tmp_path).claim()] == [("a",)]


def test_ones_own_marker_can_be_written_again_and_again(tmp_path: Path) -> None:
    marker = Marker(tmp_path / "new" / "folder")
    marker.write(["a"])
    marker.write(["b"])
    (file,) = (tmp_path / "new" / "folder" / "running").iterdir()
    assert json.loads(file.read_text())["documents"] == ["b"]
    assert abs(json.loads(file.read_text())["started"] - psutil.Process().create_time()) < 1
    assert marker.others() == []
    marker.remove()
    marker.remove()
    assert not file.exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"pid": 1}', b"\xff", b'{"pid": "x", "started": 1}'])
def test_what_is_no_marker_is_removed(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "running").mkdir()
    file = tmp_path / "running" / "9.json"
    file.write_bytes(damage)
    assert Marker(tmp_path).claim() == []
    assert not file.exists()
