"""What other programs do to a file is noticed by its bytes, and nothing is lost when both sides were changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.errors import FileError
from editor_app.on_disk import Standing, file_text, keep_over_file, standing
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf
from storage import RevisionKind


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf(AppSettings(data_dir=tmp_path / "data")) as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "draft.md"
    made.write_text("One.\n", encoding="utf-8")
    return made


def test_a_change_that_keeps_size_and_time_is_noticed(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    assert standing(shelf, document.id) is Standing.SAME
    times = file.stat()
    file.write_text("Two.\n", encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert standing(shelf, document.id) is Standing.CHANGED


def test_a_new_time_alone_is_no_change_nor_is_our_own_save(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    os.utime(file, (1, 1))
    assert standing(shelf, document.id) is Standing.SAME
    shelf.type(document.id, "One, two.\n")
    assert standing(shelf, document.id) is Standing.SAME
    shelf.save(document.id)
    assert standing(shelf, document.id) is Standing.SAME


def test_a_file_that_is_not_there_or_cannot_be_read_is_said_to_be_so(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    file.unlink()
    assert standing(shelf, document.id) is Standing.GONE
    file.mkdir()
    assert standing(shelf, document.id) is Standing.UNREADABLE
    with pytest.raises(FileError):
        file_text(shelf, document.id)
    untitled = shelf.new("Untitled").id
    assert standing(shelf, untitled) is Standing.UNTITLED
    for ask in (file_text, Shelf.take_file):
        with pytest.raises(FileError, match="has no file"):
            ask(shelf, untitled)


def test_taking_the_file_leaves_what_was_not_saved_in_the_history(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    mine = shelf.type(document.id, "Mine.\n")
    assert shelf.take_file(document.id).head_id != mine.id
    assert shelf.text(document.id) == "One.\n"
    assert shelf.history(document.id)[0].kind is RevisionKind.IMPORT
    assert not shelf.unsaved(document.id)
    shelf.restore(document.id, mine.id)
    assert shelf.text(document.id) == "Mine.\n"


def test_keeping_the_text_leaves_the_file_in_the_history_and_can_be_saved(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    shelf.type(document.id, "Mine.\n")
    file.write_text("Theirs.\n", encoding="utf-8")
    keep_over_file(shelf, document.id)
    assert shelf.text(document.id) == "Mine.\n"
    assert standing(shelf, document.id) is Standing.SAME
    assert shelf.unsaved(document.id)
    assert "Theirs.\n" in [shelf.show(revision.id) for revision in shelf.history(document.id)]
    shelf.save(document.id)
    assert file.read_text(encoding="utf-8") == "Mine.\n"


def test_a_file_in_an_old_encoding_is_read_with_it_again(shelf: Shelf, file: Path) -> None:
    file.write_bytes("Früh.\n".encode("cp1252"))
    document = shelf.open(file, "cp1252")
    shelf.type(document.id, "Spät.\n")
    file.write_bytes("Später.\n".encode("cp1252"))
    assert file_text(shelf, document.id) == "Später.\n"
    shelf.take_file(document.id)
    assert shelf.text(document.id) == "Später.\n"
    assert shelf.document(document.id).encoding == "cp1252"
