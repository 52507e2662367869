"""The review of many documents in one list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.gui.bulk_model import ROW_ROLE
from editor_app.gui.bulk_review import BulkReview
from editor_app.gui.frame import Mode


@pytest.fixture
def several(bench, suggest, tmp_path: Path):
    """The document of the window and two others, with suggestions; the list is open."""
    suggest(bench.workspace, bench.id, [("Teh title", "The title"), ("teh mat", "the mat")], confidence=0.9)
    for name in ("elsewhere/second.md", "elsewhere/third.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Teh text of {path.stem}, and teh end.\n", encoding="utf-8")
        document = bench.workspace.open(path)
        suggest(bench.workspace, document.id, [("Teh text", "The text"), ("teh end", "the end")], confidence=0.5)
    bench.refresh()
    bench.window.show()
    bench.window.do("review_all")
    settle(bench)
    yield bench
    for each in bench.window.findChildren(BulkReview):
        each.close()
    bench.window.hide()


def opened(bench) -> BulkReview:
    return bench.window.findChildren(BulkReview)[0]


def settle(bench) -> None:
    bench.until(lambda: not bench.desk.library.waiting and not opened(bench).filter._settling.isActive())


def rows(bench) -> list[str]:
    model = opened(bench).rows
    found = [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]
    return [f"{row.document.title}: {row.count}" if row.stored is None else row.stored.hunk.before for row in found]


def test_it_lists_suggestions_by_document_with_counts(several) -> None:
    assert rows(several) == [
        *("draft.md: 2", "Teh title", "teh mat"),
        *("second.md: 2", "Teh text", "teh end"),
        *("third.md: 2", "Teh text", "teh end"),
    ]
    assert opened(several).accept_shown.text() == "Accept shown (6)"


def test_what_the_filter_shows_is_accepted_everywhere_and_taken_back_as_one(several) -> None:
    before = several.stored
    opened(several).filter.words.setText("title")
    opened(several).filter.changed.emit()
    assert rows(several) == ["draft.md: 1", "Teh title"]
    opened(several).filter.clear()
    opened(several).filter.sure.setValue(80)
    settle(several)
    several.until(lambda: opened(several).accept_shown.text() == "Accept shown (2)")
    opened(several).filter.clear()
    opened(several).accept_shown.click()
    settle(several)
    several.until(lambda: rows(several) == [])
    assert "The title" in several.stored
    assert opened(several)._said.text().startswith("6 suggestion")
    several.until(lambda: several.page.editor.text() == several.stored)
    opened(several).undo.click()
    settle(several)
    several.until(lambda: len(rows(several)) == 9)
    assert several.stored == before
    assert not opened(several).undo.isEnabled()


def test_enter_opens_the_document_at_the_suggestion(several) -> None:
    dialog = opened(several)
    dialog.list.setFocus()
    dialog.list.setCurrentIndex(dialog.rows.index(5))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    settle(several)
    several.until(lambda: several.page.title == "second.md" and several.page.mode is Mode.REVIEW)
    several.settle()
    assert several.page.review.current.start == several.stored.index("teh end")


def test_keys_decide_a_row_or_all_of_a_document(several) -> None:
    dialog = opened(several)
    dialog.list.setCurrentIndex(dialog.rows.index(1))
    QTest.keyClick(dialog.list, Qt.Key.Key_R)
    several.until(lambda: rows(several)[:2] == ["draft.md: 1", "teh mat"])
    dialog.list.setCurrentIndex(dialog.rows.index(2))
    QTest.keyClick(dialog.list, Qt.Key.Key_A)
    several.until(lambda: not any("second.md" in row for row in rows(several)))
    assert "The title" not in several.stored


def test_a_folder_can_be_chosen(several) -> None:
    dialog = opened(several)
    dialog.source.setCurrentIndex(1)
    dialog.source.activated.emit(1)
    assert len(rows(several)) == 9
    several.desk.open([Path(several.file).parent / "elsewhere" / "third.md"], several.window)
    several.until(lambda: several.page.title == "third.md")
    dialog.refresh()
    settle(several)
    dialog.source.setCurrentIndex(1)
    dialog.source.activated.emit(1)
    assert [row for row in rows(several) if row.startswith("draft")] == []


def test_a_second_call_shows_the_same_list(several) -> None:
    several.window.do("review_all")
    settle(several)
    assert len(several.window.findChildren(BulkReview)) == 1
