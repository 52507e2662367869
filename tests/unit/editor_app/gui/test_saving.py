"""Text is recorded and saved: bytes that nobody touched are kept, and nothing is written over unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from storage import RevisionKind


def test_the_file_is_shown_as_it_is(bench) -> None:
    assert bench.page.editor.text() == bench.file.read_text(encoding="utf-8")
    assert not bench.window.isWindowModified()


def test_typing_is_recorded_by_itself_within_a_second(bench) -> None:
    QTest.keyClicks(bench.page.editor, "Kept ")
    bench._bot.waitUntil(lambda: bench.stored.startswith("Kept "), timeout=1_000)
    assert bench.workspace.history(bench.id)[0].kind is RevisionKind.TYPING


def test_typing_without_a_pause_is_recorded_too(bench) -> None:
    session, seen = bench.page.session, []
    session.refreshed.connect(lambda _: seen.append(session.state.text))
    for _ in range(60):
        QTest.keyClick(bench.page.editor, Qt.Key.Key_X)
        bench._bot.wait(20)
    assert any(text.startswith("xxx") for text in seen) or bench.stored.startswith("xxx")


@pytest.mark.parametrize(
    "data",
    [
        b"plain\n",
        b"\xef\xbb\xbfmark\r\nand\r\n",
        "sixteen\r\nbits 😀\r\n".encode("utf-16"),
        b"mixed\r\nstyles\nand \r alone\n",
        "line\u2028and\u2029paragraph\u00a0space\n".encode(),
        b"",
        b"no newline at the end",
    ],
    ids=["lf", "bom crlf", "utf-16", "mixed", "separators", "empty", "no end"],
)
def test_saving_keeps_every_byte_that_was_not_edited(bench, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "other.md"
    file.write_bytes(data)
    bench.desk.open([file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == file)
    bench.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    bench.type_text("x")
    bench.page.editor.textCursor().deletePreviousChar()
    bench.settle()
    bench.page.session.save()
    bench.settle()
    assert file.read_bytes() == data


def test_saving_writes_what_was_typed_just_now(bench) -> None:
    QTest.keyClicks(bench.page.editor, "Now ")
    assert bench.window.isWindowModified()
    bench.window.do("save")
    bench.settle()
    assert bench.file.read_text(encoding="utf-8").startswith("Now # Teh")
    assert not bench.window.isWindowModified()


def test_a_file_changed_by_others_is_not_written_over_unasked(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: asked.append(box))
    bench.file.write_text("theirs", encoding="utf-8")
    bench.type_text("Mine ")
    bench.window.do("save")
    bench.settle()
    assert bench.file.read_text(encoding="utf-8") == "theirs"
    assert len(asked) == 1
    next(button for button in asked[0].buttons() if button.text() == "Write over it").click()
    bench.settle()
    assert bench.file.read_text(encoding="utf-8").startswith("Mine ")


def test_save_as_gives_an_untitled_document_a_file(bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.session.state.document.path is None)
    bench.type_text("A beginning.")
    new = tmp_path / "new.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(new), ""))
    bench.window.do("save")
    bench.settle()
    assert new.read_text(encoding="utf-8") == "A beginning."
    assert bench.desk.memory.recent()[0] == new


def test_an_untitled_document_nobody_wrote_in_is_forgotten(bench) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.session.state.document.path is None)
    empty = bench.id
    bench.desk.open([bench.file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == bench.file)
    bench.settle()
    assert empty not in {document.id for document in bench.workspace.documents()}


def test_a_failure_to_record_is_told_and_tried_again(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: told.append(box.text()))
    real = bench.workspace.type
    monkeypatch.setattr(bench.workspace, "type", lambda *_, **__: (_ for _ in ()).throw(OSError("the disk is full")))
    QTest.keyClicks(bench.page.editor, "one ")
    bench.page.session.record()
    bench.until(lambda: bool(told))
    assert "the disk is full" in told[0]
    monkeypatch.setattr(bench.workspace, "type", real)
    bench.type_text("two ")
    assert bench.stored.startswith("one two # Teh")
