"""A window that cannot be shown is told of in words, and one that can is not kept from it."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app import display
from editor_app.display import why_no_display


pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a display is always there")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Something listens where the X server of display 5 would."""
    monkeypatch.setattr(display, "_X_SOCKET", str(tmp_path / "X{}"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "X5"))
        listening.listen()
        yield


@pytest.mark.parametrize("name", [":5", ":5.0", "unix:5", "far.example:5"])
def test_a_display_that_listens_or_is_elsewhere_is_no_trouble(server: None, name: str) -> None:
    assert why_no_display({"DISPLAY": name}) is None


@pytest.mark.parametrize(("environment", "told"), [({}, "no display here"), ({"DISPLAY": ":6"}, "DISPLAY=:6")])
def test_a_display_that_is_not_there_is_told(server: None, environment: dict[str, str], told: str) -> None:
    assert told in str(why_no_display(environment))
    for other in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        assert why_no_display(environment | {other: "some"}) is None


def test_a_server_that_died_left_its_file(server: None, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(tmp_path / "X6"))
    assert (tmp_path / "X6").exists()
    assert "DISPLAY=:6" in str(why_no_display({"DISPLAY": ":6"}))
