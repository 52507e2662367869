"""After an end nobody asked for: what differs is offered, once, and no answer loses anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.errors import FileError
from editor_app.recovery import Answers, Choice, collect, decide
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


def test_what_is_in_its_file_is_not_offered(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    assert collect(shelf, [document.id, "nonsense"]) == []


def test_what_is_not_in_its_file_is_offered_against_it(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    shelf.type(document.id, "One, two.\n")
    (found,) = collect(shelf, [document.id, document.id])
    assert (found.document.id, found.text, found.file_text) == (document.id, "One, two.\n", "One.\n")


def test_what_has_no_file_is_offered_unless_it_is_empty(shelf: Shelf) -> None:
    empty, written = shelf.new("Untitled"), shelf.new("Untitled", "A letter.")
    (found,) = collect(shelf, [empty.id, written.id])
    assert (found.document.id, found.file_text, found.problem) == (written.id, None, "")


def test_a_file_that_cannot_be_read_is_said_to_be_so(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    file.write_bytes(b"\0binary")
    (found,) = collect(shelf, [document.id])
    assert found.file_text is None
    assert "binary" in found.problem


def test_using_the_file_is_a_revision_and_the_recovered_text_can_be_restored(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    recovered = shelf.type(document.id, "One, two.\n")
    decide(shelf, {document.id: Choice.FILE})
    assert shelf.text(document.id) == "One.\n"
    assert shelf.history(document.id)[0].kind is RevisionKind.IMPORT
    assert collect(shelf, [document.id]) == []
    shelf.restore(document.id, recovered.id)
    assert shelf.text(document.id) == "One, two.\n"


@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.LATER])
def test_keeping_and_waiting_change_neither_text_nor_file(shelf: Shelf, file: Path, choice: Choice) -> None:
    document = shelf.open(file)
    revision = shelf.type(document.id, "One, two.\n")
    decide(shelf, {document.id: choice})
    assert shelf.head(document.id) == revision
    assert file.read_text() == "One.\n"


def test_a_file_that_cannot_be_used_does_not_keep_the_others_from_it(shelf: Shelf, file: Path) -> None:
    gone = file.with_name("gone.md")
    gone.write_text("Gone.\n")
    first, second = shelf.open(gone), shelf.open(file)
    for document in (first, second):
        shelf.type(document.id, "Typed.\n")
    gone.unlink()
    with pytest.raises(FileError, match=r"gone\.md"):
        decide(shelf, {first.id: Choice.FILE, second.id: Choice.FILE})
    assert (shelf.text(first.id), shelf.text(second.id)) == ("Typed.\n", "One.\n")


@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.LATER])
def test_nobody_is_asked_the_same_about_the_same_twice(shelf: Shelf, file: Path, choice: Choice) -> None:
    answers = Answers(shelf.settings.data_dir)
    document = shelf.open(file)
    shelf.type(document.id, "One, two.\n")
    found = collect(shelf, [document.id])
    assert answers.unanswered(found) == found
    answers.remember(found, {document.id: choice})
    assert Answers(shelf.settings.data_dir).unanswered(found) == []
    assert answers.put_off == ([document.id] if choice is Choice.LATER else [])
    shelf.type(document.id, "One, two, three.\n")
    again = collect(shelf, [document.id])
    assert answers.unanswered(again) == again
    answers.remember(again, {document.id: Choice.LATER})
    file.write_text("Changed as well.\n")
    assert len(answers.unanswered(collect(shelf, [document.id]))) == 1
    answers.forget([document.id])
    assert answers.put_off == []


def test_damaged_answers_are_asked_for_again(shelf: Shelf, file: Path) -> None:
    document = shelf.open(file)
    shelf.type(document.id, "One, two.\n")
    found = collect(shelf, [document.id])
    for damage in ("", "[]", '{"answers": []}', '{"answers": {"a": 3}}'):
        (shelf.settings.data_dir / "recovery.json").write_text(damage)
        assert Answers(shelf.settings.data_dir).unanswered(found) == found
    Answers(shelf.settings.data_dir).remember(found, {document.id: Choice.KEEP})
    assert Answers(shelf.settings.data_dir).unanswered(found) == []
