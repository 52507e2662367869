"""What goes wrong is written down, and only then is there a log."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from editor_app.crash_log import KEPT, MOST, CrashLog, left


def fail(log: CrashLog, what: str = "an accident") -> bool:
    try:
        raise RuntimeError(what)
    except RuntimeError as error:
        return log.write(type(error), error, error.__traceback__)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CrashLog:
    """Open; faulthandler is pytest's own here."""
    monkeypatch.setattr("faulthandler.enable", lambda _: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)
    made = CrashLog(tmp_path)
    made.open()
    return made


def test_without_a_mishap_nothing_is_left(log: CrashLog, tmp_path: Path) -> None:
    log.close()
    assert list((tmp_path / "logs").iterdir()) == []


def test_a_mishap_is_written_at_once_and_stays(log: CrashLog, capsys: pytest.CaptureFixture[str]) -> None:
    assert fail(log)
    assert "an accident" in log.path.read_text()
    assert "test_crash_log.py" in log.path.read_text()
    assert "an accident" in capsys.readouterr().err
    log.close()
    assert left(log.path) == log.path


def test_the_same_mishap_is_new_only_once_and_does_not_fill_the_disk(log: CrashLog) -> None:
    assert [fail(log) for _ in range(MOST + 5)] == [True] + [False] * (MOST + 4)
    assert log.path.read_text().count("Traceback") == MOST
    log.close()


def test_old_logs_go(tmp_path: Path, log: CrashLog) -> None:
    log.close()
    for number in range(KEPT + 5):
        (tmp_path / "logs" / f"crash-2000{number:04}-1.log").write_text("old")
    log.open()
    assert len(list((tmp_path / "logs").iterdir())) == KEPT
    log.close()


def test_without_a_folder_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file")
    log = CrashLog(tmp_path)
    log.open()
    assert fail(log)
    log.close()
    assert left(None) is None
    assert left(log.path) is None


def test_the_end_of_the_process_leaves_a_trace(tmp_path: Path) -> None:
    program = (
        "import sys, os; from pathlib import Path; from editor_app.crash_log import CrashLog\n"
        "log = CrashLog(Path(sys.argv[1])); log.open(); os.abort()"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False, capture_output=True, timeout=60)
    (file,) = (tmp_path / "logs").iterdir()
    assert "Fatal Python error: Aborted" in file.read_text()
