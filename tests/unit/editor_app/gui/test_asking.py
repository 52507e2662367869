"""What is asked, where, and with which model; what the end of a job says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from installed import model
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.request import Intent
from edit_engine.text import Span
from editor_app.gui.instruction_bar import InstructionBar
from editor_app.scope import Scope
from storage import JobState


def scope_of_last_job(bench) -> str:
    job = bench.workspace.jobs()[0]
    (row,) = bench.workspace.chunks(job.id)
    return "|".join(row.request.text[span.start : span.end] for span in row.request.scope)


# The bar


def test_a_paragraph_and_a_section_are_asked_about_as_they_stand_at_the_caret(bench) -> None:
    bench.put_caret("dog")
    bench.page.instruction.set_place(Scope.PARAGRAPH)
    bench.window.do("run_instruction")
    bench.settle()
    assert scope_of_last_job(bench) == "Teh cat sat on teh mat 😀 and teh dog did not."
    bench.window.do("cancel_job")
    bench.until(lambda: bench.window.actions_of["run_instruction"].isEnabled())
    bench.page.instruction.set_place(Scope.SECTION)
    bench.window.do("run_instruction")
    bench.settle()
    assert scope_of_last_job(bench) == bench.stored


def test_a_selection_is_taken_while_there_is_one_and_then_the_scope_is_as_before(bench) -> None:
    bar = bench.page.instruction
    bar.set_place(Scope.PARAGRAPH)
    bench.page.editor.select(Span(2, 5))
    assert bar.place is Scope.SELECTION
    bench.put_caret("dog")
    assert bar.place is Scope.PARAGRAPH


def test_what_is_meant_is_marked_in_the_margin_only_while_the_bar_is_written_in(bench) -> None:
    mark = bench.page.asking_of._mark
    bench.put_caret("dog")
    bench.page.instruction.set_place(Scope.PARAGRAPH)
    assert mark.span is None
    bench.window.do("ask")
    assert mark.span is not None
    shown = bench.page.editor.units().points(mark.span)
    assert bench.stored[shown.start : shown.end].startswith("Teh cat sat")
    bench.page.instruction.set_place(Scope.DOCUMENT)
    assert bench.page.editor.units().points(mark.span) == Span(0, len(bench.stored))
    bench.window.grab()
    QTest.keyClick(bench.page.instruction.words, Qt.Key.Key_Escape)
    assert mark.span is None


def test_up_brings_back_what_was_asked_in_any_window_and_after_a_restart(bench) -> None:
    for words in ("fix the grammar", "make it shorter", "Fix the  grammar"):
        bench.page.instruction.words.setText(words)
        bench.window.do("run_instruction")
        bench.settle()
        bench.window.do("cancel_job")
        bench.until(lambda: bench.window.actions_of["run_instruction"].isEnabled())
    assert bench.desk.memory.asked() == ["Fix the grammar", "make it shorter"]
    line = bench.page.instruction.words
    line.setText("begun")
    bench.window.do("ask")
    for key, shown in ((Qt.Key.Key_Up, "Fix the grammar"), (Qt.Key.Key_Up, "make it shorter")):
        QTest.keyClick(line, key)
        assert line.text() == shown
    for shown in ("Fix the grammar", "begun"):
        QTest.keyClick(line, Qt.Key.Key_Down)
        assert line.text() == shown


def test_more_is_remembered(bench) -> None:
    bar = bench.page.instruction
    assert bar.more.isHidden()
    bar.show_more.click()
    assert not bar.more.isHidden()
    assert bench.desk.memory.more
    assert bench.window.add_page().instruction.show_more.isChecked()


def test_another_try_asks_with_another_seed(bench) -> None:
    bench.page.instruction.more.seed.setValue(4)
    bench.window.do("another_try")
    bench.settle()
    (job,) = bench.workspace.jobs()
    assert job.instruction.seed == 5


def test_a_model_that_cannot_do_what_is_chosen_says_what_it_can(qapp) -> None:
    bar = InstructionBar()
    bar.set_models([model("one", Intent.FIX, Intent.SHORTEN), model("two", Intent.FIX)], "one")
    bar.intent.setCurrentIndex(bar.intent.findData(Intent.SHORTEN))
    assert bar.run.isEnabled()
    assert bar.ask().model == "one"
    bar.more.choose_model("two")
    assert not bar.run.isEnabled()
    assert bar._trouble.text() == "The model two was not trained for “Shorten”. It can: Fix."
    assert not bar.intent.model().item(bar.intent.findData(Intent.SHORTEN)).isEnabled()
    bar.words.setText("make it shorter")
    assert bar.run.isEnabled()
    bar.words.clear()
    bar.intent.setCurrentIndex(bar.intent.findData(Intent.FIX))
    assert (bar.run.isEnabled(), bar._trouble.text()) == (True, "")
    bar.deleteLater()


def test_a_gap_is_not_filled_without_a_place(bench) -> None:
    bar = bench.page.instruction
    bar.intent.setCurrentIndex(bar.intent.findData(Intent.INFILL))
    bench.window.do("run_instruction")
    bench.settle()
    assert bench.workspace.jobs() == []
    assert "Select what should be filled in" in bar._trouble.text()


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_in_the_bar_is_clipped_in_a_window_of_1000_pixels(bench, language: str) -> None:
    from editor_app.gui import translation
    from editor_app.preferences import Language

    translation.speak(Language(language))
    try:
        bench.window.resize(1000, 700)
        page = bench.window.add_page()
        page.arrange(page.mode)
        bar = page.instruction
        bar.show_more.setChecked(True)
        bench.until(lambda: bar.width() > 100)
        assert bar.minimumSizeHint().width() <= 940
        for part in (bar.run, bar.show_more, bar.scope, bar.more.another, bar.more.presets, bar.more.boldness):
            assert part.width() >= part.minimumSizeHint().width(), part.accessibleName()
    finally:
        translation.speak(Language.ENGLISH)


def test_every_control_of_the_bar_has_a_name_and_is_reached_by_keys(qapp) -> None:
    bar = InstructionBar()
    controls = [bar.intent, bar.words, bar.scope, bar.show_more, bar.run, bar.more.strength, bar.more.boldness]
    controls += [bar.more.model, bar.more.seed, bar.more.another, bar.more.presets, bar.cancel, bar.retry]
    for control in controls:
        assert control.accessibleName() or control.text()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    bar.deleteLater()


# How a job ends


def test_the_end_of_a_job_counts_the_protected_places_that_were_compared(bench, suggest) -> None:
    bench.page.instruction.words.setText("fix the grammar")
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    bench.until(lambda: bench.page.session.job is not None)
    bench.workspace._library.finish_chunk(f"{job.id}.0", [], 0.1)
    bench.refresh()
    bench.desk.look_soon()
    bench.until(lambda: bool(bench.page.instruction._outcome.text()))
    assert bench.page.instruction._outcome.text() == "Done: no suggestions. 1 protected place, all unchanged."


def test_the_end_of_a_job_counts_what_it_found_and_not_what_waited_before(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh cat", "The cat"), ("An other", "Another")])
    bench.window.do("run_instruction")
    bench.settle()
    job = next(job for job in bench.workspace.jobs() if job.state is JobState.QUEUED)
    bench.until(lambda: bench.page.session.job is not None)
    bench.workspace._library.finish_chunk(f"{job.id}.0", [], 0.1)
    bench.refresh()
    bench.desk.look_soon()
    bench.until(lambda: bool(bench.page.instruction._outcome.text()))
    assert bench.page.instruction._outcome.text().startswith("Done: no suggestions.")


def test_what_failed_can_be_tried_again(bench) -> None:
    bench.window.do("run_instruction")
    bench.settle()
    (job,) = bench.workspace.jobs()
    bench.workspace._library.fail_chunk(f"{job.id}.0", "the worker fell over")
    bench.refresh()
    bench.desk.look_soon()
    bench.until(lambda: bench.window.actions_of["retry_job"].isEnabled())
    bar = bench.page.instruction
    bench.until(lambda: not bar.retry.isHidden())
    assert "the worker fell over" in bar._trouble.text()
    bar.retry.click()
    bench.settle()
    again, first = bench.workspace.jobs()
    assert first.state is JobState.FAILED
    assert (again.state, again.instruction) == (JobState.QUEUED, job.instruction)
    bench.until(lambda: not bench.window.actions_of["retry_job"].isEnabled())


# How far it is


@pytest.mark.parametrize(
    ("done", "share", "state", "said"),
    [
        (0, 0.0, JobState.QUEUED, "waiting for the model…"),
        (0, 0.0, JobState.RUNNING, "reading…"),
        (0, 0.004, JobState.RUNNING, "reading…"),
        (1, 0.008, JobState.RUNNING, "1 of 120 parts"),
        (30, 0.253, JobState.RUNNING, "25%  ·  30 of 120 parts"),
        (0, 0.02, JobState.RUNNING, "2%"),
    ],
)
def test_what_has_just_begun_is_not_said_to_be_nothing(bench, done: int, share: float, state: JobState, said) -> None:
    bench.window.do("run_instruction")
    bench.settle()
    session = bench.page.session
    session.job = replace(session.job, chunks_done=done, chunks_total=120, state=state)
    session.share = share
    assert bench.page.asking_of.doing.split("  ·  ", 1)[1] == said


def test_where_is_chosen_by_keys_alone(bench) -> None:
    bench.put_caret("dog")
    bench.page.editor.setFocus()
    QTest.keyClick(
        bench.page.editor, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    scope = bench.page.instruction.scope
    assert scope.hasFocus()
    QTest.keyClick(scope, Qt.Key.Key_Down)
    QTest.keyClick(scope, Qt.Key.Key_Down)
    assert bench.page.instruction.place is Scope.PARAGRAPH
    QTest.keyClick(scope, Qt.Key.Key_Escape)
    assert bench.page.editor.hasFocus()
