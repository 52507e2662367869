"""What one program says to another is understood as it was meant, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor_app.handover import LARGEST_BYTES, Handover, read, server_name, write


def test_files_arrive_as_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = write([Path("a.md"), Path("/b/ü.md"), Path("sub/../c.md")], "token")
    assert line.endswith(b"\n")
    assert read(line) == Handover(files=(tmp_path / "a.md", Path("/b/ü.md"), tmp_path / "c.md"), token="token")
    assert read(write([])) == Handover()


def test_a_name_that_is_no_text_arrives_too() -> None:
    strange = Path("/b/\udcff.md")
    assert read(write([strange])).files == (strange,)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"{}",
        json.dumps({"redraft": 2, "files": []}).encode(),
        json.dumps({"redraft": 1}).encode(),
        json.dumps({"redraft": 1, "files": "/a"}).encode(),
        json.dumps({"redraft": 1, "files": [3]}).encode(),
        json.dumps({"redraft": 1, "files": ["a.md"]}).encode(),
        json.dumps({"redraft": 1, "files": ["/a\0b"]}).encode(),
        json.dumps({"redraft": 1, "files": [], "token": 3}).encode(),
        json.dumps({"redraft": 1, "files": ["/" + "a" * LARGEST_BYTES]}).encode(),
    ],
)
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own is one too
        read(line)


def test_too_many_files_are_refused_where_they_are_given() -> None:
    with pytest.raises(ValueError, match="too many"):
        write([Path("/" + "a" * 200)] * 6_000)


def test_each_data_folder_has_a_socket_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert server_name(tmp_path / "real") == server_name(tmp_path / "link")
    assert server_name(tmp_path / "real") != server_name(tmp_path)
    # A path of a socket has at most 104 bytes, with its folder.
    assert len(server_name(tmp_path)) < 40
