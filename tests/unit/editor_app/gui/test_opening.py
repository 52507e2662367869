"""Files are opened: once each, wherever they are dropped, and only if they are text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox


def test_a_file_that_is_no_text_is_refused_and_the_document_stays(
    bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: told.append(box.text()))
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    bench.desk.open([binary], bench.window)
    bench.until(lambda: bool(told))
    assert "picture.png" in told[0]
    assert bench.page.session.state.document.path == bench.file


def paths(bench) -> list[Path | None]:
    return [page.session.state.document.path for page in bench.window.pages]


def test_a_file_that_is_open_is_not_opened_twice(bench, tmp_path: Path) -> None:
    other = tmp_path / "second.md"
    other.write_text("Second.\n", encoding="utf-8")
    bench.desk.open([bench.file, other], bench.window)
    bench.until(lambda: len(bench.window.pages) == 2)
    bench.desk.open([bench.file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == bench.file)
    assert paths(bench) == [bench.file, other]


@pytest.mark.parametrize("where", ["window", "editor", "review", "review while typing", "history"])
def test_a_file_that_is_dropped_is_opened_wherever_that_is(reviewed, tmp_path: Path, where: str) -> None:
    page, before = reviewed.page, reviewed.page.review.text()
    page.review.set_typing(where == "review while typing")
    other = tmp_path / "other.md"
    other.write_text("Other.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    there = {"window": reviewed.window, "editor": page.editor, "history": page.compare.inline}.get(where, page.review)
    for kind, drop in ((QDragEnterEvent, there.dragEnterEvent), (QDropEvent, there.dropEvent)):
        event = kind(
            QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        drop(event)
        assert event.isAccepted()
    reviewed.until(lambda: reviewed.page.title == "other.md")
    assert page.review.text() == before


def test_a_file_that_was_opened_is_a_recent_one(bench) -> None:
    assert bench.desk.memory.recent() == [bench.file]
