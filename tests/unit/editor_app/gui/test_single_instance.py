"""A second program hands its files to the first, and nothing a crash leaves behind keeps a program from starting."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from editor_app import handover
from editor_app.gui import single_instance
from editor_app.gui.single_instance import SingleInstance


# What `redraft app` does first.
SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from editor_app.gui.single_instance import SingleInstance
app = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]))
goes_on = single.begin([Path(name) for name in sys.argv[2:]])
print("goes on" if goes_on else "handed over")
"""
CRASHING = SECOND + "sys.stdout.flush(); import os; os.kill(os.getpid(), 9)"


@pytest.fixture
def first(tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    assert made.begin([])
    yield made
    made.close()


@pytest.fixture
def until(qtbot: object) -> Callable[[Callable[[], bool]], None]:
    return lambda true: qtbot.waitUntil(true, timeout=30_000)


def start(folder: Path, *files: str, program: str = SECOND, cwd: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *files],
        stdout=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.getcwd(), "XDG_ACTIVATION_TOKEN": "token"},
    )


def test_a_second_program_hands_its_files_over_and_ends(first: SingleInstance, tmp_path: Path, until) -> None:
    asked: list[list[Path]] = []
    first.asked.connect(asked.append)
    second = start(tmp_path, "a.md", "/b/ü c.md", cwd=tmp_path)
    until(lambda: second.poll() is not None and bool(asked))
    assert second.communicate()[0] == "handed over\n"
    assert asked == [[tmp_path / "a.md", Path("/b/ü c.md")]]
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "token"


def test_without_files_the_window_is_asked_for(first: SingleInstance, tmp_path: Path, until) -> None:
    asked: list[list[Path]] = []
    first.asked.connect(asked.append)
    second = start(tmp_path)
    until(lambda: second.poll() is not None)
    second.communicate()
    assert asked == [[]]
    os.environ.pop("XDG_ACTIVATION_TOKEN", None)


def test_another_data_folder_is_another_program(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other")
    assert other.begin([])
    other.close()


def test_what_a_killed_program_leaves_is_cleared_away(tmp_path: Path) -> None:
    program = start(tmp_path, program=CRASHING)
    assert program.communicate(timeout=60)[0] == "goes on\n"
    assert (tmp_path / "instance.lock").exists()
    again = SingleInstance(tmp_path)
    assert again.begin([])
    assert again._server.isListening()
    again.close()


def test_a_program_that_hangs_keeps_nobody_from_working(
    first: SingleInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "ANSWER_MS", 100)
    second = SingleInstance(tmp_path)
    # The first one cannot answer: this test does not let it run.
    assert second.begin([Path("/a.md")])
    second.close()
    QApplication.processEvents()


def test_a_program_that_just_ends_is_waited_for(first: SingleInstance, tmp_path: Path, until) -> None:
    first.fall_silent()
    second = start(tmp_path)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(3)
    first.close()
    assert second.communicate(timeout=60)[0] == "goes on\n"


@pytest.mark.parametrize(
    "said", [b"nonsense\n", b'{"redraft": 9, "files": []}\n', b"x" * (handover.LARGEST_BYTES + 2), b'{"half'], ids=len
)
def test_what_is_no_call_opens_nothing_and_the_next_one_is_taken(
    first: SingleInstance, tmp_path: Path, until, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "CALL_MS", 300)
    asked: list[list[Path]] = []
    first.asked.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(handover.server_name(tmp_path))
    assert socket.waitForConnected(1000)
    socket.write(said)
    until(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    good = QLocalSocket()
    good.connectToServer(handover.server_name(tmp_path))
    assert good.waitForConnected(1000)
    good.write(handover.write([Path("/a.md")]))
    until(lambda: bool(asked))
    assert asked == [[Path("/a.md")]]


def test_where_nothing_can_be_written_the_program_starts_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    single = SingleInstance(tmp_path / "file" / "data")
    assert single.begin([])
    single.close()


def test_files_of_the_system_are_heard_of(qapp: QApplication, tmp_path: Path) -> None:
    opened: list[Path] = []
    qapp.file_opened.connect(opened.append)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "a.md"))))
    qapp.file_opened.disconnect(opened.append)
    assert opened == [tmp_path / "a.md"]


def test_files_that_are_handed_over_are_opened_in_the_window_that_is_there(bench, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("Other.\n")
    bench.window.showMinimized()
    bench.desk.come_forward([other])
    bench.until(lambda: bench.page.title == "other.md")
    assert len(bench.desk.windows) == 1
    assert not bench.window.isMinimized()
