"""What nobody expected is written down and told once, wherever it happens, and the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor_app.crash_log import CrashLog
from editor_app.gui.mishaps import Mishaps


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[list[str], CrashLog]]:
    monkeypatch.setattr("faulthandler.enable", lambda _: None)
    monkeypatch.setattr("faulthandler.disable", lambda: None)
    hooks = sys.excepthook, threading.excepthook
    log = CrashLog(tmp_path)
    log.open()
    mishaps = Mishaps(log)
    said: list[str] = []
    mishaps.happened.connect(said.append)
    yield said, log
    mishaps.close()
    log.close()
    assert (sys.excepthook, threading.excepthook) == hooks


@pytest.fixture
def until(qtbot: object) -> Callable[[Callable[[], bool]], None]:
    return lambda true: qtbot.waitUntil(true, timeout=10_000)


def fail() -> None:
    raise RuntimeError("an accident in a slot")


def test_an_exception_in_a_slot_is_told_once_with_the_place_of_the_details(told, until) -> None:
    said, log = told
    for _ in range(3):
        try:
            fail()
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    until(lambda: bool(said))
    assert len(said) == 1
    assert str(log.path) in said[0]
    assert "an accident in a slot" in said[0]
    assert log.path.read_text().count("an accident in a slot") >= 3


def test_one_in_a_thread_is_told_in_the_thread_of_the_window(told, until) -> None:
    said, _ = told
    here = threading.get_ident()
    heard: list[int] = []
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert said == []
    until(lambda: bool(said) and heard.append(threading.get_ident()) is None)
    assert heard[0] == here


def test_an_interrupt_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed_on: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: passed_on.append(kind))
    mishaps = Mishaps(CrashLog(tmp_path))
    said: list[str] = []
    mishaps.happened.connect(said.append)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    mishaps.close()
    assert passed_on == [KeyboardInterrupt]
    assert said == []
