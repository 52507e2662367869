"""The review list as a person uses it: filter, sort, decide in bulk, look at what is known."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.request import HunkState, Intent
from edit_engine.text import Span
from editor_app.gui.review_panel import ReviewPanel
from storage import JobState


@pytest.fixture
def mixed(bench, suggest):
    """A review of suggestions of two kinds, two of them unsure."""
    suggest(bench.workspace, bench.id, [("Teh title", "The title"), ("teh mat", "the mat")], confidence=0.95)
    suggest(bench.workspace, bench.id, [("Teh cat", "The cat")], confidence=0.4)
    suggest(
        bench.workspace,
        bench.id,
        [("An other", "Another")],
        confidence=0.6,
        intent=Intent.SHORTEN,
        words="shorter, please",
    )
    bench.refresh()
    bench.window.do("toggle_review")
    bench.settle()
    return bench


def panel(bench) -> ReviewPanel:
    return bench.page.side.review


PASSAGES = ("Teh title", "Teh cat", "teh mat", "An other")


def passage(bench, one) -> str:
    """Where a suggestion stands; what it was about, if that is gone."""
    return next((words for words in PASSAGES if bench.stored.find(words) == one.start), one.before)


def listed(bench) -> list[str]:
    return [passage(bench, one) for one in panel(bench).list.hunks.listed]


def choose(bench, *, sure: int | None = None, kind: Intent | None = None, words: str | None = None) -> None:
    filtering = panel(bench).filter
    if sure is not None:
        filtering.sure.setValue(sure)
    if kind is not None:
        at = filtering.intent.findData(str(kind))
        filtering.intent.setCurrentIndex(at)
        filtering.intent.activated.emit(at)
    if words is not None:
        filtering.words.setText(words)
    bench.until(lambda: not filtering._settling.isActive())


def test_the_slider_counts_as_it_moves(mixed) -> None:
    choose(mixed, sure=60)
    assert listed(mixed) == ["Teh title", "teh mat", "An other"]
    assert panel(mixed).filter._count.text() == "≥ 60%: 3 of 4"
    choose(mixed, sure=61)
    assert panel(mixed).filter._count.text() == "≥ 61%: 2 of 4"
    panel(mixed).filter.direction.click()
    choose(mixed)
    assert listed(mixed) == ["Teh cat", "An other"]
    assert panel(mixed).filter._count.text() == "≤ 61%: 2 of 4"


def test_escape_in_the_list_and_its_filter_goes_back_to_the_text(mixed) -> None:
    mixed.window.activateWindow()
    filtering = panel(mixed).filter
    for place in (panel(mixed).list, filtering.words, filtering.sure):
        place.setFocus()
        assert not mixed.page.review.hasFocus()
        QTest.keyClick(place, Qt.Key.Key_Escape)
        assert mixed.page.review.hasFocus()


def test_words_are_looked_for_in_text_and_instruction(mixed) -> None:
    choose(mixed, words="AN OTHER")
    assert listed(mixed) == ["An other"]
    choose(mixed, words="shorter")
    assert listed(mixed) == ["An other"]
    panel(mixed).filter.clear()
    assert len(listed(mixed)) == 4


def test_accept_shown_takes_what_the_list_shows_as_one_step(mixed) -> None:
    before = mixed.stored
    choose(mixed, sure=60)
    assert panel(mixed)._accept.text() == "Accept shown (3)"
    mixed.window.do("accept_shown")
    mixed.settle()
    assert "Another paragraph" in mixed.stored
    assert [hunk.before for hunk in mixed.workspace.pending(mixed.id)] == ["Teh cat"]
    mixed.window.do("undo")
    mixed.settle()
    assert mixed.stored == before
    assert len(mixed.workspace.pending(mixed.id)) == 4
    assert len(listed(mixed)) == 3


def test_reject_shown_turns_down_what_the_list_shows_as_one_step(mixed) -> None:
    before = mixed.stored
    panel(mixed).filter.direction.click()
    choose(mixed, sure=50)
    QTest.mouseClick(panel(mixed)._reject, Qt.MouseButton.LeftButton)
    mixed.settle()
    assert mixed.stored == before
    assert len(mixed.workspace.pending(mixed.id)) == 3
    mixed.window.do("undo")
    mixed.settle()
    assert len(mixed.workspace.pending(mixed.id)) == 4


def test_a_kind_that_ran_out_is_not_asked_for_any_more(mixed) -> None:
    choose(mixed, kind=Intent.SHORTEN)
    assert listed(mixed) == ["An other"]
    mixed.window.do("accept_shown")
    mixed.settle()
    assert len(listed(mixed)) == 3
    assert panel(mixed).filter.wanted.everything


def test_bulk_commands_can_only_be_used_with_something_listed(mixed) -> None:
    choose(mixed, words="nothing like that")
    assert not mixed.window.actions_of["accept_shown"].isEnabled()
    assert not mixed.window.actions_of["reject_shown"].isEnabled()
    assert panel(mixed)._hint.text() == "Nothing fits."
    choose(mixed, words="")
    assert mixed.window.actions_of["accept_shown"].isEnabled()


def test_keys_in_the_list_go_through_it_and_decide(mixed) -> None:
    rows = panel(mixed).list
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert current(mixed) == "Teh cat"
    QTest.keyClick(rows, Qt.Key.Key_R)
    mixed.settle()
    assert "Teh cat" not in listed(mixed)
    assert current(mixed) == "teh mat"
    QTest.keyClick(rows, Qt.Key.Key_A)
    mixed.settle()
    assert "on the mat" in mixed.stored
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert mixed.page.review.hasFocus()


def told(bench) -> str:
    """What the details say once somebody stays at a suggestion."""
    about = panel(bench).details._about
    bench.until(lambda: panel(bench).details._hunk == panel(bench).picked and bool(about.text()))
    return about.accessibleDescription()


def test_details_say_why_a_suggestion_is_there(mixed) -> None:
    mixed.page.review.go_to(mixed.stored.index("An other"))
    said = told(mixed)
    for part in ("Shorten", "60% sure", "“shorter, please”", "built-in", "0" * 16, "seed 0", "step"):
        assert part in said


@pytest.fixture
def outdated(mixed):
    """The same after somebody edited what two suggestions are about."""
    mixed.window.do("toggle_review")
    mixed.page.editor.select(Span(5, 6))
    QTest.keyClicks(mixed.page.editor, "xx")
    mixed.settle()
    mixed.window.do("toggle_review")
    mixed.settle()
    return mixed


def see_outdated(bench) -> None:
    button = panel(bench).filter._states.button(1)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(
        panel(bench).list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel(bench).list.visualRect(panel(bench).list.hunks.index(0)).center(),
    )


def test_stale_ones_stand_apart_with_both_texts(outdated) -> None:
    assert listed(outdated) == ["Teh cat", "teh mat", "An other"]
    see_outdated(outdated)
    assert listed(outdated) == ["Teh title"]
    said = told(outdated)
    assert "Was about: “Teh title”" in said
    assert "Suggested: “The title”" in said
    assert "There now: “Tehxxtitle”" in said


def test_ask_again_asks_about_the_sentence_there_now(outdated) -> None:
    see_outdated(outdated)
    outdated.window.do("ask_again")
    outdated.settle()
    (job,) = outdated.workspace.jobs(JobState.QUEUED)
    (chunk,) = outdated.workspace.chunks(job.id)
    assert job.instruction.intent is Intent.FIX
    (scope,) = chunk.request.scope
    assert "xx" in outdated.stored[scope.start : scope.end]
    assert "mat" not in outdated.stored[scope.start : scope.end]
    assert all(hunk.state is not HunkState.STALE for hunk in outdated.workspace.pending(outdated.id))
    assert not panel(outdated).filter._states.checkedId()


def test_dismiss_takes_it_off_the_list_and_nothing_else(outdated) -> None:
    before = outdated.stored
    see_outdated(outdated)
    told(outdated)
    QTest.mouseClick(panel(outdated).details.dismiss, Qt.MouseButton.LeftButton)
    outdated.settle()
    assert outdated.stored == before
    assert len(outdated.workspace.pending(outdated.id)) == 3
    assert listed(outdated) == ["Teh cat", "teh mat", "An other"]


def current(bench) -> str:
    return passage(bench, bench.page.review.current) if bench.page.review.current is not None else ""


def test_without_going_on_by_itself_the_review_stays_where_it_was(mixed) -> None:
    mixed.desk.preferences.change("reviewing", auto_advance=False)
    mixed.page.review.go_to(mixed.stored.index("Teh cat"))
    QTest.keyClick(mixed.page.review, Qt.Key.Key_R)
    mixed.settle()
    assert current(mixed) == ""
    QTest.keyClick(mixed.page.review, Qt.Key.Key_N)
    assert current(mixed) == "teh mat"
    QTest.keyClick(mixed.page.review, Qt.Key.Key_R)
    mixed.settle()
    QTest.keyClick(mixed.page.review, Qt.Key.Key_P)
    assert current(mixed) == "Teh title"


def test_after_the_last_one_it_stays_and_says_what_waits_before(mixed) -> None:
    said: list[str] = []
    mixed.page.said.connect(said.append)
    mixed.page.review.go_to(mixed.stored.index("An other"))
    QTest.keyClick(mixed.page.review, Qt.Key.Key_R)
    mixed.settle()
    assert current(mixed) == ""
    assert said[-1].startswith("That was the last one. Before it: 3 suggestions")
    QTest.keyClick(mixed.page.review, Qt.Key.Key_N)
    assert current(mixed) == "Teh title"
    mixed.window.do("accept_all")
    mixed.settle()
    assert said[-1] == "Everything is decided."


def test_undo_brings_what_was_decided_last_back_to_light(mixed) -> None:
    mixed.desk.preferences.change("reviewing", auto_advance=False)
    mixed.page.review.go_to(mixed.stored.index("teh mat"))
    QTest.keyClick(mixed.page.review, Qt.Key.Key_R)
    mixed.settle()
    mixed.window.do("undo")
    mixed.settle()
    assert current(mixed) == "teh mat"
