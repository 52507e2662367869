"""The marks beside the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from edit_engine.text import Span
from editor_app.gui.frame import Mode
from editor_app.gui.mark_bar import MarkKind
from editor_app.gui.minimap import Heights, buckets, nearest


@given(st.text(alphabet="ab\n", max_size=300), st.integers(1, 20))
def test_shares_grow_with_places_and_stay_within_the_text(text: str, letters: int) -> None:
    heights = Heights(text, "\n", letters)
    shares = [heights.share(place) for place in range(len(text) + 1)]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert all(0 <= share <= 1 for share in shares)


def test_a_long_paragraph_is_as_high_as_its_lines() -> None:
    heights = Heights("a" * 90 + "\n" + "b" * 10, "\n", 10)
    assert heights.share(91) == pytest.approx(0.9)
    assert heights.share(45) == pytest.approx(0.4)


def test_thousands_of_places_become_one_mark_a_pixel_row() -> None:
    heights = Heights("line\n" * 10_000, "\n", 70)
    places = range(0, 50_000, 10)
    rows = buckets(places, map(heights.share, places), 600)
    assert len(rows) <= 600
    assert rows[0] == 0
    assert list(rows.values()) == sorted(rows.values())


def test_the_nearest_row_is_found_within_reach_only() -> None:
    assert nearest([10, 20], 14, 4) == 10
    assert nearest([10, 20], 17, 4) == 20
    assert nearest([10, 20], 15, 4) is None
    assert nearest([], 15, 4) is None


LONG = "".join(f"Paragraph {number} has teh word and some more of them.\n" for number in range(300))


@pytest.fixture
def long(bench, suggest):
    """A text of many screens with a suggestion near its beginning, its middle and its end."""
    bench.window.resize(1200, 700)
    bench.window.show()
    bench.workspace.type(bench.id, LONG)
    bench.refresh()
    pairs = [(f"Paragraph {number} has teh", f"Paragraph {number} has the") for number in (3, 150, 290)]
    suggest(bench.workspace, bench.id, pairs)
    bench.refresh()
    yield bench
    bench.window.hide()


def rows(bench, view, kind: MarkKind) -> list[float]:
    """Where marks are, as shares of the bar."""
    bar = view.mark_bar
    bench.until(lambda: not bar._placing.isActive())
    return [row / bar.height() for row in bar.marks(kind)]


def test_marks_stand_where_suggestions_are_in_both_modes(long) -> None:
    assert rows(long, long.page.editor, MarkKind.SUGGESTION) == pytest.approx([0.01, 0.5, 0.95], abs=0.04)
    long.window.do("toggle_review")
    long.settle()
    assert rows(long, long.page.review, MarkKind.SUGGESTION) == pytest.approx([0.01, 0.5, 0.95], abs=0.04)
    assert rows(long, long.page.review, MarkKind.CURRENT) == pytest.approx([0.01], abs=0.04)


def test_what_is_decided_has_no_mark_any_more(long) -> None:
    long.window.do("accept_all")
    long.settle()
    assert rows(long, long.page.editor, MarkKind.SUGGESTION) == []


def test_stale_suggestions_have_marks_of_their_own(long) -> None:
    at = long.stored.index("Paragraph 150 has teh")
    long.page.editor.select(Span(at + 3, at + 5))
    QTest.keyClicks(long.page.editor, "x")
    long.settle()
    long.refresh()
    assert len(rows(long, long.page.editor, MarkKind.SUGGESTION)) == 2
    assert rows(long, long.page.editor, MarkKind.STALE) == pytest.approx([0.5], abs=0.04)


def click_mark(bench, view, number: int) -> None:
    bench.until(lambda: not view.mark_bar._placing.isActive())
    row = view.mark_bar.marks(MarkKind.SUGGESTION)[number]
    QTest.mouseClick(view.mark_bar, Qt.MouseButton.LeftButton, pos=QPoint(6, row + 1))
    bench.settle()


def test_a_click_on_a_mark_goes_to_the_suggestion(long) -> None:
    click_mark(long, long.page.editor, 1)
    caret = long.page.editor.textCursor().position()
    assert caret == long.stored.index("Paragraph 150 has teh")
    long.window.do("toggle_review")
    long.settle()
    click_mark(long, long.page.review, 2)
    assert long.page.mode is Mode.REVIEW
    assert long.page.review.current.start in range(*(long.stored.index(f"Paragraph {at} ") for at in (290, 291)))


def test_scrolling_works_nothing_out(long) -> None:
    bar = long.page.editor.mark_bar
    long.until(lambda: not bar._placing.isActive())
    for value in range(0, bar.maximum(), 200):
        bar.setValue(value)
        bar.repaint()
        assert not bar._placing.isActive()
