"""Text the library could not take is in a file, and gets into the library without pushing anything out."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from editor_app import recovery
from editor_app.emergency import EmergencyFile, folders, strays
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    with Shelf(AppSettings(data_dir=tmp_path)) as made:
        yield made


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, for one test."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_newest_text_is_kept_once(tmp_path: Path) -> None:
    emergency = EmergencyFile(tmp_path, "d", "draft.md")
    assert emergency.keep("one", "d.1") == emergency.keep("two 😀 \ud800", "d.1")
    (stray,) = strays(tmp_path)
    assert (stray.document_id, stray.title, stray.base, stray.text) == ("d", "draft.md", "d.1", "two 😀 \ud800")
    emergency.discard()
    assert strays(tmp_path) == []
    emergency.discard()


def test_where_beside_the_library_is_no_place_it_goes_to_the_temporary_folder(tmp_path: Path) -> None:
    first, second = folders(tmp_path)
    first.write_text("in the way")
    emergency = EmergencyFile(tmp_path, "d", "draft.md")
    file = emergency.keep("text", "d.1")
    assert file is not None
    assert file.parent == second
    assert second.stat().st_mode & 0o077 == 0
    assert [stray.text for stray in strays(tmp_path)] == ["text"]
    first.unlink()
    emergency.keep("newer", "d.1")
    assert [stray.text for stray in strays(tmp_path)] == ["newer"]


def test_without_any_place_there_is_none_and_no_error(tmp_path: Path) -> None:
    for folder in folders(tmp_path):
        folder.write_text("in the way")
    assert EmergencyFile(tmp_path, "d", "draft.md").keep("text", "d.1") is None


def test_what_others_may_have_put_there_is_not_read(tmp_path: Path) -> None:
    EmergencyFile(tmp_path, "d", "draft.md").keep("text", "d.1")
    folders(tmp_path)[0].chmod(0o777)
    assert strays(tmp_path) == []


def test_what_cannot_be_read_is_left_and_the_rest_is_found(tmp_path: Path) -> None:
    EmergencyFile(tmp_path, "d", "draft.md").keep("text", "d.1")
    broken = folders(tmp_path)[0] / "broken.json"
    broken.write_text('{"document": "d"')
    assert [stray.text for stray in strays(tmp_path)] == ["text"]
    assert broken.exists()


def test_it_becomes_the_newest_text_where_nothing_came_after(shelf: Shelf, tmp_path: Path) -> None:
    document = shelf.new("Untitled", "one")
    EmergencyFile(tmp_path, document.id, "Untitled").keep("one two", document.head_id)
    assert recovery.absorb(shelf, tmp_path) == [document.id]
    assert shelf.text(document.id) == "one two"
    assert strays(tmp_path) == []


def test_it_goes_below_what_came_after(shelf: Shelf, tmp_path: Path) -> None:
    document = shelf.new("Untitled", "one")
    EmergencyFile(tmp_path, document.id, "Untitled").keep("one lost", document.head_id)
    shelf.type(document.id, "one later")
    recovery.absorb(shelf, tmp_path)
    assert shelf.text(document.id) == "one later"
    assert "one lost" in [shelf.show(revision.id) for revision in shelf.history(document.id)]


def test_it_begins_a_document_where_the_library_was_lost(shelf: Shelf, tmp_path: Path) -> None:
    EmergencyFile(tmp_path, "gone", "draft.md").keep("text", "gone.4")
    (document_id,) = recovery.absorb(shelf, tmp_path)
    assert (shelf.document(document_id).title, shelf.text(document_id)) == ("draft.md", "text")


def test_what_a_running_program_wrote_is_its_own(shelf: Shelf, tmp_path: Path) -> None:
    EmergencyFile(tmp_path, "gone", "draft.md").keep("text", "gone.4")
    assert recovery.absorb(shelf, tmp_path, alive=[os.getpid()]) == []
    assert len(strays(tmp_path)) == 1


def test_it_waits_while_the_library_cannot_take_it(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = shelf.new("Untitled", "one")
    EmergencyFile(tmp_path, document.id, "Untitled").keep("one two", document.head_id)

    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(shelf, "type", full)
    assert recovery.absorb(shelf, tmp_path) == []
    monkeypatch.undo()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    assert recovery.absorb(shelf, tmp_path) == [document.id]
    assert shelf.text(document.id) == "one two"
