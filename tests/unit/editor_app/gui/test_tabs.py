"""Documents in tabs: each keeps its own, and none is lost by closing or moving one."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def tabs(bench, tmp_path: Path):
    """Two documents in one window, the second on the screen."""
    other = tmp_path / "second.md"
    other.write_text("Second.\n", encoding="utf-8")
    bench.desk.open([other], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == other)
    return bench


def test_each_tab_keeps_its_own_text_undo_and_unsaved_mark(tabs) -> None:
    tabs.type_text("More. ")
    assert tabs.window.isWindowModified()
    tabs.window.do("next_document")
    assert tabs.page.session.state.document.path == tabs.file
    assert not tabs.window.isWindowModified()
    assert not tabs.window.actions_of["undo"].isEnabled()
    tabs.window.do("previous_document")
    assert tabs.window.isWindowModified()
    assert tabs.window.tabs.tabText(1) == "second.md •"
    tabs.window.do("undo")
    assert tabs.page.editor.text() == "Second.\n"


def test_a_closed_tab_loses_nothing_and_comes_back(tabs) -> None:
    tabs.type_text("More. ")
    closed = tabs.id
    tabs.window.do("close_document")
    assert len(tabs.window.pages) == 1
    tabs.until(lambda: tabs.window.actions_of["reopen_document"].isEnabled())
    tabs.window.do("reopen_document")
    tabs.until(lambda: len(tabs.window.pages) == 2)
    assert tabs.id == closed
    assert tabs.page.editor.text() == "More. Second.\n"


def test_the_last_tab_gives_way_to_an_empty_one_and_that_to_the_end_of_the_window(bench) -> None:
    bench.window.do("close_document")
    bench.until(lambda: bench.page.blank)
    assert len(bench.window.pages) == 1
    bench.window.do("close_document")
    bench.until(lambda: not bench.desk.windows)


def test_tabs_dragged_to_another_place_stay_with_their_documents(tabs) -> None:
    second = tabs.page
    tabs.window.tabs.moveTab(1, 0)
    assert tabs.page is second
    assert second.isVisible()
    tabs.window.do("next_document")
    assert tabs.page.session.state.document.path == tabs.file
    assert tabs.page.isVisible()
