"""What is made ready while nobody types shows what would be shown without it, and gives way to whoever types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.text import Span
from editor_app.gui import ahead, projection_view
from editor_app.gui.frame import Mode
from tests.unit.editor_app.gui.conftest import Bench, Suggest
from tests.unit.editor_app.gui.test_review import consistent


MANY = 700


@pytest.fixture
def long(bench: Bench, suggest: Suggest, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A text with so many suggestions that its review is made ready."""
    monkeypatch.setattr(ahead, "LONG", 1_000)
    monkeypatch.setattr(projection_view, "LARGE", 5_000)
    text = "".join(f"## Part {number}\n\nTeh *cat* sat on the 😀 mat, and stayed.\n\n" for number in range(MANY))
    bench.page.editor.load(text * 2)
    bench.page.session.typed()
    bench.settle()
    suggest(bench.workspace, bench.id, [("Teh", "The")] * MANY)
    bench.refresh()
    return bench


def is_ready(bench: Bench) -> bool:
    made = bench.page.ahead
    return made.ready(bench.page.session.state, bench.page.review_typing.shape) is not None


def test_the_review_is_entered_with_what_was_made_ready(long: Bench) -> None:
    long.until(lambda: is_ready(long))
    made = long.page.review._spare.made.document
    long.page.editor.select(Span(20_000, 20_000))
    long.window.do("toggle_review")
    # At once: nothing was asked of the library.
    assert long.page.mode is Mode.REVIEW
    assert long.page.review.document() is made
    assert long.page.review.current.start >= 20_000
    assert len(long.page.side.review.list.hunks.listed) == MANY
    long.settle()
    consistent(long)


def test_it_looks_as_it_would_if_it_were_made_now(long: Bench) -> None:
    long.until(lambda: is_ready(long))
    long.window.do("toggle_review")
    long.settle()
    review = long.page.review

    def looks() -> list[object]:
        document, found = review.document(), []
        for number in range(document.blockCount()):
            block = document.findBlockByNumber(number)
            formats = [(each.start, each.length, each.format.fontPointSize()) for each in block.layout().formats()]
            fragments = []
            at = block.begin()
            while not at.atEnd():
                how = at.fragment().charFormat()
                fragments.append((at.fragment().text(), how.fontStrikeOut(), how.foreground().color().name()))
                at += 1
            found.append((block.text(), block.userState(), formats, fragments))
        return found

    ahead_of_time = looks()
    review.refill()
    assert looks() == ahead_of_time


def test_what_is_typed_meanwhile_is_in_the_review(long: Bench) -> None:
    long.until(lambda: is_ready(long))
    long.page.editor.select(Span(500, 500))
    QTest.keyClicks(long.page.editor, "new")
    assert not is_ready(long) or long.page.session.unrecorded
    long.window.do("toggle_review")
    long.until(lambda: long.page.mode is Mode.REVIEW)
    long.settle()
    assert "new" in long.page.review.projection.document
    consistent(long)


def test_after_typing_it_is_ready_anew(long: Bench) -> None:
    long.until(lambda: is_ready(long))
    long.page.editor.select(Span(500, 500))
    QTest.keyClicks(long.page.editor, "new")
    long.settle()
    long.until(lambda: is_ready(long))
    long.window.do("toggle_review")
    assert long.page.review.projection.document == long.stored
    long.settle()
    consistent(long)


def test_another_theme_makes_it_anew(long: Bench) -> None:
    long.until(lambda: is_ready(long))
    made = long.page.review._spare
    long.window.do("zoom_in")
    long.window.do("toggle_review")
    assert long.page.review.document() is not made.made.document
    long.settle()
    consistent(long)


def test_everything_is_accepted_and_taken_back_where_one_was(long: Bench) -> None:
    long.window.do("toggle_review")
    long.settle()
    review = long.page.review
    long.until(lambda: review._spare is not None and not review._spare.projection.hunks)
    long.page.review.go_to(20_000)
    before = review.projection.document
    at = review.projection.position(review.places.point(review.cursorForPosition(review.rect().topLeft()).position()))
    long.window.do("accept_all")
    long.settle()
    assert long.stored == before.replace("Teh", "The", MANY)
    consistent(long)
    top = review.places.point(review.cursorForPosition(review.rect().topLeft()).position())
    assert review.projection.document[top : top + 40] == before[at : at + 40].replace("Teh", "The")
    long.window.do("undo_decision")
    long.settle()
    assert long.stored == before
    assert len(review.projection.hunks) == MANY
    consistent(long)
    long.window.do("redo")
    long.settle()
    assert long.stored == before.replace("Teh", "The", MANY)
    consistent(long)


def test_the_editor_behind_the_review_follows_when_it_is_asked_for(long: Bench) -> None:
    long.window.do("toggle_review")
    long.settle()
    long.window.do("accept_all")
    long.until(lambda: long.page.session.pending == 0)
    # Whatever the editor had not done yet by now, nobody sees it.
    assert long.page.editor.text() == long.stored
    long.window.do("toggle_review")
    assert long.page.mode is Mode.WRITE
    QTest.keyClick(long.page.editor, Qt.Key.Key_X)
    long.settle()
    assert long.page.editor.text() == long.stored
    long.window.do("undo")
    long.window.do("undo")
    long.settle()
    assert long.stored.count("Teh") == 2 * MANY


def test_what_was_put_off_is_done_in_turn_and_once(bench: Bench) -> None:
    done: list[str] = []
    bench.page.editor.put_off(lambda: done.append("first"))
    bench.page.editor.in_turn(lambda: done.append("second"))
    assert (done, bench.page.editor.behind) == ([], True)
    bench.page.editor.document()
    assert done == ["first", "second"]
    bench.page.editor.in_turn(lambda: done.append("third"))
    bench.page.editor.catch_up()
    assert done == ["first", "second", "third"]


def test_a_short_text_is_not_made_ready(bench: Bench, suggest: Suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The")])
    bench.refresh()
    QTest.qWait(2 * ahead.QUIET_MS)
    assert not is_ready(bench)
