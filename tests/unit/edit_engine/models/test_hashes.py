"""Hashes of large files are remembered while these are the same, and no longer."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from edit_engine.models import hashes
from edit_engine.models.hashes import KnownHashes


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were read; a second file system tick is as good as an hour."""
    monkeypatch.setattr(hashes, "_SETTLED_S", -1.0)
    found: list[Path] = []
    original = hashes.file_hash

    def watched(path: Path) -> str:
        found.append(path)
        return original(path)

    monkeypatch.setattr(hashes, "file_hash", watched)
    return found


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_read_once(tmp_path: Path, read: list[Path]) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    for _ in range(3):
        assert KnownHashes(tmp_path / "known.json").of(file) == digest(b"one")
    assert read == [file]


def test_other_content_of_the_same_size_and_date_is_another_hash(tmp_path: Path, read: list[Path]) -> None:
    file, known = tmp_path / "weights", KnownHashes(tmp_path / "known.json")
    file.write_bytes(b"one")
    date = file.stat().st_mtime_ns
    known.of(file)
    file.write_bytes(b"two")
    os.utime(file, ns=(date, date))
    assert file.stat().st_mtime_ns == date
    assert known.of(file) == digest(b"two")


def test_another_file_in_its_place_is_another_hash(tmp_path: Path, read: list[Path]) -> None:
    file, other, known = tmp_path / "weights", tmp_path / "other", KnownHashes(tmp_path / "known.json")
    file.write_bytes(b"one")
    known.of(file)
    other.write_bytes(b"two")
    other.replace(file)
    assert known.of(file) == digest(b"two")


def test_what_changed_just_now_is_not_remembered(
    tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hashes, "_SETTLED_S", 3600.0)
    file, known = tmp_path / "weights", KnownHashes(tmp_path / "known.json")
    file.write_bytes(b"one")
    known.of(file)
    known.of(file)
    assert len(read) == 2


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"x": 1}'])
def test_a_damaged_memory_costs_only_reading(tmp_path: Path, read: list[Path], damage: str) -> None:
    file, kept = tmp_path / "weights", tmp_path / "known.json"
    file.write_bytes(b"one")
    kept.write_text(damage)
    assert KnownHashes(kept).of(file) == digest(b"one")
    assert KnownHashes(kept).of(file) == digest(b"one")
    assert len(read) == 1


def test_where_nothing_can_be_kept_files_are_read_again(tmp_path: Path, read: list[Path]) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    (tmp_path / "file").write_text("")
    assert KnownHashes(tmp_path / "file" / "known.json").of(file) == digest(b"one")


def test_only_so_many_are_kept(tmp_path: Path, read: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashes, "_MOST", 2)
    known = KnownHashes(tmp_path / "known.json")
    files = [tmp_path / name for name in ("a", "b", "c")]
    for file in files:
        file.write_bytes(file.name.encode())
        known.of(file)
    known.of(files[2])
    assert len(read) == 3
    known.of(files[0])
    assert len(read) == 4
