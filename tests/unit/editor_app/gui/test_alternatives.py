"""Other suggestions as a person asks for them and takes one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.request import Hunk, Provenance, hunk_id
from editor_app.dispatch import OPEN
from editor_app.gui.frame import Mode
from storage import JobState


def open_jobs(bench) -> list:
    return sorted((job for state in OPEN for job in bench.workspace.jobs(state)), key=lambda job: job.created_at)


def answer(bench, *texts: str) -> None:
    """Let the jobs of the search return what becomes of "Teh cat", one text each; nothing for those without one."""
    for at, job in enumerate(open_jobs(bench)):
        hunks = []
        if at < len(texts):
            asked = job.instruction
            start = bench.stored.index("Teh cat")
            hunks.append(
                Hunk(
                    id=hunk_id(job.id, start, start + 7, texts[at]),
                    start=start,
                    end=start + 7,
                    before="Teh cat",
                    after=texts[at],
                    confidence=0.9 - at / 10,
                    provenance=Provenance(model="built-in", model_hash="0" * 16, seed=asked.seed, intent=asked.intent),
                )
            )
        bench.workspace._library.finish_chunk(f"{job.id}.0", hunks, 0.1)


@pytest.fixture
def seeking(bench, suggest):
    """A review at "Teh cat" with others looked for."""
    suggest(bench.workspace, bench.id, [("Teh cat", "The cat"), ("An other", "Another")])
    bench.refresh()
    bench.window.show()
    bench.window.do("toggle_review")
    bench.settle()
    bench.window.do("seek_others")
    bench.until(lambda: bench.page.alternatives_of._search is not None)
    yield bench
    bench.window.hide()


def rows(bench) -> list[str]:
    shown = bench.page.alternatives.rows
    return [shown.item(at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(shown.count())]


def waiting(bench) -> list[str]:
    return [hunk.after for hunk in bench.workspace.pending(bench.id)]


def test_a_number_takes_the_suggestion_of_that_row(seeking) -> None:
    before = seeking.stored
    answer(seeking, "A cat", "This cat", "A cat")
    seeking.until(lambda: len(rows(seeking)) == 2 and "looking" not in seeking.page.alternatives._title.text())
    assert rows(seeking)[0].startswith("1: A cat sat on teh mat")
    assert waiting(seeking) == ["The cat", "Another"]
    assert seeking.page.alternatives.rows.hasFocus()
    QTest.keyClick(seeking.page.alternatives.rows, Qt.Key.Key_2)
    seeking.settle()
    assert waiting(seeking) == ["This cat", "Another"]
    assert seeking.stored == before
    assert "This cat".startswith(seeking.page.review.current.after)
    assert seeking.page.review.current.start == seeking.stored.index("Teh cat")
    assert not seeking.page.alternatives.isVisible()
    assert seeking.page.review.hasFocus()


def test_arrows_and_enter_take_one_too(seeking) -> None:
    answer(seeking, "A cat", "This cat")
    seeking.until(lambda: len(rows(seeking)) == 2)
    QTest.keyClick(seeking.page.alternatives.rows, Qt.Key.Key_Down)
    QTest.keyClick(seeking.page.alternatives.rows, Qt.Key.Key_Return)
    seeking.settle()
    assert waiting(seeking) == ["This cat", "Another"]


def test_escape_keeps_the_first_and_ends_the_jobs(seeking) -> None:
    answer(seeking, "A cat")
    seeking.until(lambda: len(rows(seeking)) == 1)
    QTest.keyClick(seeking.page.alternatives.rows, Qt.Key.Key_Escape)
    seeking.settle()
    assert waiting(seeking) == ["The cat", "Another"]
    assert not open_jobs(seeking)
    assert seeking.page.review.current.start == seeking.stored.index("Teh cat")


def test_it_says_so_when_nothing_else_was_found(seeking) -> None:
    answer(seeking, "The cat")
    seeking.until(lambda: seeking.page.alternatives._title.text() == "No other suggestion found.")
    assert rows(seeking) == []
    QTest.keyClick(seeking.page.alternatives.close_button, Qt.Key.Key_Escape)
    seeking.settle()
    assert waiting(seeking) == ["The cat", "Another"]


def test_going_elsewhere_leaves_it(seeking) -> None:
    seeking.window.do("next_hunk")
    seeking.settle()
    assert not seeking.page.alternatives.isVisible()
    assert not open_jobs(seeking)
    assert all(job.state in (JobState.DONE, JobState.CANCELLED) for job in seeking.workspace.jobs())


def test_taking_one_can_be_undone(seeking) -> None:
    answer(seeking, "A cat")
    seeking.until(lambda: len(rows(seeking)) == 1)
    QTest.keyClick(seeking.page.alternatives.rows, Qt.Key.Key_1)
    seeking.settle()
    seeking.window.do("undo_decision")
    seeking.settle()
    assert "The cat" in waiting(seeking)


def test_accept_then_refine_asks_about_the_sentence(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh cat", "The cat"), ("An other", "Another")])
    bench.refresh()
    bench.window.do("toggle_review")
    bench.settle()
    bench.window.do("refine_hunk")
    bench.settle()
    assert "The cat sat" in bench.stored
    assert bench.page.mode is Mode.WRITE
    chosen = bench.page.editor.selected()
    assert bench.stored[chosen.start : chosen.end].startswith("The cat sat on")
    assert bench.page.instruction.isVisibleTo(bench.page)
