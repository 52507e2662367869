"""What is asked for in the instruction bar becomes a job on what is on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.request import BALANCED, BOLD, Intent
from edit_engine.text import Span
from editor_app.scope import Scope
from storage import JobState


def test_an_instruction_becomes_a_job_on_what_is_on_the_screen(bench) -> None:
    QTest.keyClicks(bench.page.editor, "Typed ")
    bench.page.instruction.more.strength.setValue(4)
    bench.page.instruction.set_boldness(BOLD)
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    assert job.state is JobState.QUEUED
    asked = job.instruction
    assert (asked.intent, asked.strength, asked.boldness) == (Intent.FIX, 0.4, BOLD)
    assert bench.workspace.show(job.base_revision_id).startswith("Typed # Teh")
    assert not bench.window.actions_of["run_instruction"].isEnabled()
    bench.window.do("cancel_job")
    bench.until(lambda: bench.workspace.job(job.id).state is JobState.CANCELLED)
    bench.until(lambda: bench.window.actions_of["run_instruction"].isEnabled())


def test_boldness_begins_where_the_settings_say_even_between_the_named_stops(bench) -> None:
    bar = bench.page.instruction
    assert bar.ask().boldness == bench.workspace.settings.boldness == BALANCED
    assert bar.more.boldness.accessibleName() == "Boldness"
    assert bar.more.boldness.toolTip()
    bar.set_boldness(0.3)
    assert (bar.ask().boldness, bar.more.boldness.currentText()) == (0.3, "30% bold")
    bar.set_boldness(BALANCED)
    assert bar.more.boldness.currentText() == "Balanced"


def test_only_the_selection_is_asked_about_when_there_is_one(bench) -> None:
    at = bench.stored.index("dog")
    bench.page.editor.select(Span(at, at + 3))
    assert bench.page.instruction.place is Scope.SELECTION
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    (chunk,) = bench.workspace._library.chunks(job.id)
    assert chunk.request.scope == (Span(at, at + 3),)


def test_words_win_over_the_kind_of_change_and_what_is_not_understood_is_said(bench) -> None:
    bar = bench.page.instruction
    bar.words.setText("sing it like a pirate")
    assert bar.intent.currentText() == "In my words"
    bench.window.do("run_instruction")
    bench.settle()
    assert "pirate" in bar._trouble.text()
    assert bench.workspace.jobs() == []
    bar.words.setText("fix the grammar")
    assert bar._trouble.text() == ""
    assert bar.ask().intent is None
    bar.words.clear()
    assert bar.ask().intent is Intent.FIX


def test_control_k_goes_to_the_instruction_and_escape_comes_back(bench) -> None:
    QTest.keyClick(bench.page.editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert bench.page.instruction.words.hasFocus()
    QTest.keyClick(bench.page.instruction.words, Qt.Key.Key_Escape)
    assert bench.page.editor.hasFocus()


def test_suggestions_arrive_while_one_types(bench, suggest) -> None:
    QTest.keyClicks(bench.page.editor, "ab ")
    bench.settle()
    suggest(bench.workspace, bench.id, [("teh mat", "the mat")])
    QTest.keyClicks(bench.page.editor, "cd ")
    bench.refresh()
    assert bench.stored.startswith("ab cd # Teh")
    (mark,) = bench.page.editor.decorations.marks.between(0, 10_000)
    unit = bench.page.editor.units().unit(bench.stored.index("teh mat"))
    assert mark.start == unit
    assert bench.window.header._review.text() == "Review  1"
