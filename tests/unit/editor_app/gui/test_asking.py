"""What is asked, where, with which model; what is locked; what is kept as a preset."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from edit_engine.request import Intent
from edit_engine.text import Span
from editor_app.gui.instruction_bar import InstructionBar
from editor_app.gui.locks_dialog import LocksDialog
from editor_app.gui.presets_dialog import PresetsDialog, SavePresetDialog
from editor_app.models import InstalledModel
from editor_app.presets import Preset, Presets
from editor_app.scope import Scope
from storage import JobState, LockKind


def model(name: str, *intents: Intent) -> InstalledModel:
    return InstalledModel(
        name=name,
        version="1",
        intents=intents,
        parameters=1,
        licence="",
        sha256="",
        memory_sha256="",
        folder=Path(name),
    )


def put_caret(bench, needle: str) -> None:
    cursor = bench.page.editor.textCursor()
    cursor.setPosition(bench.page.editor.units().unit(bench.stored.index(needle)))
    bench.page.editor.setTextCursor(cursor)


def scope_of_last_job(bench) -> str:
    job = bench.workspace.jobs()[0]
    (row,) = bench.workspace.chunks(job.id)
    return "|".join(row.request.text[span.start : span.end] for span in row.request.scope)


# The bar


def test_a_paragraph_and_a_section_are_asked_about_as_they_stand_at_the_caret(bench) -> None:
    put_caret(bench, "dog")
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
    put_caret(bench, "dog")
    assert bar.place is Scope.PARAGRAPH


def test_what_is_meant_is_marked_in_the_margin_only_while_the_bar_is_written_in(bench) -> None:
    mark = bench.page.asking_of._mark
    put_caret(bench, "dog")
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


# Locks


def test_the_paragraph_at_the_caret_is_locked_and_unlocked_by_one_key(bench) -> None:
    put_caret(bench, "dog")
    QTest.keyClick(bench.page.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "Teh cat sat on teh mat 😀 and teh dog did not."
    assert bench.page.locking.marks.places == [bench.page.editor.units().units(lock.span)]
    bench.window.grab()
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.workspace.locks.of(bench.id) == []
    assert bench.page.locking.marks.places == []


def test_the_mark_follows_what_is_typed_before_and_in_what_is_locked(bench) -> None:
    put_caret(bench, "dog")
    bench.window.do("toggle_lock")
    bench.settle()
    put_caret(bench, "cat")
    QTest.keyClicks(bench.page.editor, "big ")
    QTest.keyClick(bench.page.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(bench.page.editor, "New ")
    shown = list(bench.page.locking.marks.places)
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "Teh big cat sat on teh mat 😀 and teh dog did not."
    assert shown == bench.page.locking.marks.places == [bench.page.editor.units().units(lock.span)]


def test_a_term_is_locked_from_the_word_at_the_caret_and_listed_with_the_places(bench) -> None:
    put_caret(bench, "mat")
    bench.window.do("lock_term")
    bench.window.do("toggle_lock")
    bench.settle()
    kinds = [(lock.kind, lock.text[:7]) for lock in bench.workspace.locks.of(bench.id)]
    assert kinds == [(LockKind.PLACE, "Teh cat"), (LockKind.TERM, "mat")]
    bench.window.do("show_locks")
    (dialog,) = bench.window.findChildren(LocksDialog)
    assert [dialog.list.item(row).text()[:9] for row in range(2)] == ["Teh cat s", "Term: mat"]
    dialog.show_place.click()
    assert bench.page.editor.textCursor().hasSelection()
    dialog.list.selectAll()
    dialog.unlock.click()
    bench.settle()
    bench.until(lambda: dialog.list.count() == 0)
    assert bench.workspace.locks.of(bench.id) == []
    dialog.accept()


def test_suggestions_in_what_is_locked_are_not_shown_until_it_is_unlocked(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The"), ("teh mat", "the mat")])
    bench.refresh()
    assert bench.page.session.pending == 2
    put_caret(bench, "dog")
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.page.session.pending == 1
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.page.session.pending == 2


def test_the_menu_of_the_text_locks_what_was_clicked(bench) -> None:
    menu = QMenu()
    bench.page.editor.menu_wanted.emit(menu, bench.page.editor.units().unit(bench.stored.index("An other")))
    titles = [action.text() for action in menu.actions()]
    assert "Lock Paragraph" in titles
    next(action for action in menu.actions() if action.text() == "Lock Paragraph").trigger()
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "An other paragraph, with teh end."
    menu.clear()
    bench.page.editor.menu_wanted.emit(menu, bench.page.editor.units().unit(bench.stored.index("An other")))
    assert "Unlock" in [action.text() for action in menu.actions()]
    menu.deleteLater()


# Presets


def test_a_preset_keeps_what_the_bar_says_and_brings_it_back(bench) -> None:
    bar = bench.page.instruction
    bar.intent.setCurrentIndex(bar.intent.findData(Intent.SHORTEN))
    bar.more.set_strength(0.4)
    bar.set_boldness(1.0)
    bar.set_place(Scope.SECTION)
    put_caret(bench, "mat")
    bench.window.do("lock_term")
    bench.settle()
    bench.window.do("save_preset")
    (dialog,) = bench.window.findChildren(SavePresetDialog)
    dialog.name.setText("  House   style ")
    dialog.keep.setChecked(True)
    dialog.save.click()
    preset = Preset(intent=Intent.SHORTEN, strength=0.4, boldness=1.0, scope=Scope.SECTION, locks=("mat",))
    assert Presets(bench.desk.preferences.folder).all() == {"House style": preset}
    bar.intent.setCurrentIndex(0)
    bar.more.set_strength(None)
    bar.set_place(Scope.DOCUMENT)
    bench.page.preset_keeping.use("House style")
    asked = bar.ask()
    assert (asked.intent, asked.strength, asked.boldness, asked.lock) == (Intent.SHORTEN, 0.4, 1.0, ("mat",))
    assert bar.place is Scope.SECTION
    assert bar._keeps_said.text() == "Keeps as they are: mat"


def test_presets_are_used_renamed_and_removed_in_their_window(bench) -> None:
    presets = Presets(bench.desk.preferences.folder)
    presets.save("One", Preset(intent=Intent.FIX))
    presets.save("Two", Preset(words="make it shorter"))
    bench.window.do("show_presets")
    (dialog,) = bench.window.findChildren(PresetsDialog)
    dialog.list.item(0).setText("Uno")
    assert list(presets.all()) == ["Two", "Uno"]
    dialog.list.item(1).setText("two")
    assert not dialog._note.isHidden()
    assert list(presets.all()) == ["Two", "Uno"]
    dialog.list.setCurrentRow(1)
    dialog.remove.click()
    assert list(presets.all()) == ["Two"]
    dialog.use.click()
    assert bench.page.instruction.words.text() == "make it shorter"


def test_a_preset_with_a_model_that_is_gone_says_so(qapp) -> None:
    bar = InstructionBar()
    bar.set_models([model("one", Intent.FIX)], "one")
    bar.take(Preset(intent=Intent.FIX, model="gone"))
    assert "gone" in bar._trouble.text()
    assert bar.ask().model == "one"
    bar.deleteLater()


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
    put_caret(bench, "dog")
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
