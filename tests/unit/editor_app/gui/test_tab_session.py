"""What was open comes back as it was: documents, windows, caret, selection, first line, review; and costs no time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.text import Span
from editor_app import arrangement
from editor_app.arrangement import Arranged, Arrangement, Place
from editor_app.gui.desk import Desk
from editor_app.gui.frame import Mode
from editor_app.gui.memory import Memory
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.window import Window
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf
from editor_app.workspace import Workspace


LONG = "\n".join(f"Line {number} of a text that is longer than the window. 😀" for number in range(300))


class Life:
    """A program that is started on a folder again and again."""

    def __init__(self, folder: Path, qtbot: object) -> None:
        self.folder = folder
        self.settings = AppSettings(data_dir=folder / "data")
        self._bot = qtbot
        self.desk: Desk | None = None

    def start(self, *files: Path, restore: bool = True) -> Desk:
        self.start_only(*files, restore=restore)
        self.until(lambda: self.page.session is not None)
        self.settle()
        self.until(lambda: not self.desk.tab_session._coming)
        return self.desk

    def start_only(self, *files: Path, restore: bool = True) -> None:
        preferences = PreferenceStore(self.settings.settings_file, self.settings)
        preferences.change("starting", restore=restore)
        self.desk = Desk(
            lambda: Workspace(self.settings, worker="external"),
            Memory(self.settings.data_dir / "window.ini"),
            preferences,
        )
        self.desk.start(files)

    def end(self) -> None:
        if self.desk is not None:
            self.desk.close()
        self.desk = None

    def file(self, name: str, text: str) -> Path:
        made = self.folder / name
        made.write_text(text, encoding="utf-8")
        return made

    @property
    def window(self) -> Window:
        return self.desk.windows[0]

    @property
    def page(self) -> Page:
        return self.window.page

    def until(self, true: Callable[[], bool]) -> None:
        self._bot.waitUntil(true, timeout=20_000)

    def settle(self) -> None:
        self.until(lambda: not self.desk.library.waiting)

    @property
    def titles(self) -> list[list[str]]:
        return [[page.title for page in window.pages] for window in self.desk.windows]


@pytest.fixture
def life(tmp_path: Path, qtbot: object) -> Iterator[Life]:
    made = Life(tmp_path, qtbot)
    yield made
    made.end()


@pytest.fixture
def three(life: Life) -> Life:
    """Three documents in one window, the second on the screen; then the program ended."""
    life.start(life.file("one.md", "One.\n"), life.file("two.md", LONG), life.file("three.md", "Three.\n"))
    life.until(lambda: len(life.window.pages) == 3)
    life.window.show_page(life.window.pages[1])
    life.settle()
    return life


def test_tabs_come_back_in_their_order_with_the_same_one_in_front(three: Life) -> None:
    before = three.titles
    shown = three.page.title
    three.end()
    three.start()
    assert three.titles == before
    assert three.page.title == shown


def test_only_the_document_on_the_screen_is_loaded_and_the_others_when_they_are_looked_at(three: Life) -> None:
    three.end()
    three.start()
    assert [page.session is not None for page in three.window.pages] == [False, True, False]
    assert [three.window.tabs.tabText(at) for at in range(3)] == [page.title for page in three.window.pages]
    three.window.do("next_document")
    three.until(lambda: three.page.session is not None)
    assert three.page.editor.text() in ("One.\n", "Three.\n")
    assert three.page.editor.isEnabled()


def test_caret_selection_and_first_line_come_back(three: Life) -> None:
    page = three.page
    assert page.editor.text() == LONG
    at = LONG.index("Line 200")
    page.editor.select(Span(at, at + 8))
    page.editor.verticalScrollBar().setValue(page.editor.verticalScrollBar().value() + 40)
    first = page.editor.visible().start
    three.end()
    three.start()
    assert three.page.editor.textCursor().selectedText() == "Line 200"
    assert three.page.editor.selected() == (at, at + 8)
    assert abs(three.page.editor.visible().start - first) < 120


def test_the_review_goes_on_at_the_same_suggestion(three: Life, suggest) -> None:
    found = suggest(
        three.desk.workspace, three.page.session.document_id, [("Line 3 ", "Row 3 "), ("Line 9 ", "Row 9 ")]
    )
    three.page.session.refresh()
    three.settle()
    three.window.do("toggle_review")
    three.settle()
    three.page.review.set_current(found[1].id)
    three.end()
    three.start()
    three.until(lambda: three.page.mode is Mode.REVIEW)
    assert three.page.review.current.id == found[1].id


def test_the_history_stands_beside_the_text_again(three: Life) -> None:
    three.window.do("show_history")
    three.settle()
    assert three.page.side.history_open
    three.end()
    three.start()
    assert three.page.side.history_open


def test_windows_come_back_where_they_were(three: Life) -> None:
    three.window.resize(1000, 600)
    three.desk.new_window()
    three.until(lambda: len(three.desk.windows) == 2 and three.desk.windows[1].page.session is not None)
    QTest.keyClicks(three.desk.windows[1].page.editor, "A second window.")
    three.desk.windows[1].page.session.record()
    three.settle()
    three.end()
    three.start()
    assert len(three.desk.windows) == 2
    assert three.window.height() == 600  # the screen of the tests is no wider than the window
    three.until(lambda: three.desk.windows[1].page.session is not None)
    assert three.desk.windows[1].page.editor.text() == "A second window."


def test_what_is_open_is_written_down_before_anything_ends(three: Life) -> None:
    file = three.settings.data_dir / arrangement.FILE_NAME
    three.until(lambda: file.exists() and len(arrangement.load(three.settings.data_dir).document_ids) == 3)
    marker = next((three.settings.data_dir / "running").glob("*.json"))
    three.until(lambda: len(json.loads(marker.read_text())["documents"]) == 3)
    three.window.close_page(three.page)
    three.until(lambda: len(arrangement.load(three.settings.data_dir).document_ids) == 2)


def test_an_untitled_document_comes_back_and_one_without_a_letter_does_not(life: Life) -> None:
    life.start()
    QTest.keyClicks(life.page.editor, "Nowhere but here.")
    life.window.do("new")
    life.until(lambda: len(life.window.pages) == 2)
    life.end()
    life.start()
    assert life.titles == [["Untitled"]]
    assert life.page.editor.text() == "Nowhere but here."


@pytest.mark.parametrize("gone", [[0], [1], [0, 1, 2]])
def test_documents_that_vanished_are_left_out_and_that_is_said(three: Life, gone: list[int]) -> None:
    ids = [page.session.document_id for page in three.window.pages]
    titles = [page.title for page in three.window.pages]
    three.end()
    with Shelf(three.settings) as shelf:
        for at in gone:
            shelf.remove(ids[at])
    three.start()
    left = [title for at, title in enumerate(titles) if at not in gone]
    three.until(lambda: three.titles == [left or ["Untitled"]])
    assert all(titles[at] in three.window.status._document.text() for at in gone)


def test_a_file_comes_in_place_of_what_vanished_and_stays(three: Life) -> None:
    ids = [page.session.document_id for page in three.window.pages]
    three.end()
    with Shelf(three.settings) as shelf:
        for document_id in ids:
            shelf.remove(document_id)
    file = three.file("four.md", "Four.\n")
    three.start(file)
    three.until(lambda: "left out" in three.window.status._document.text())
    three.settle()
    assert three.titles == [["four.md"]]
    assert three.page.editor.text() == "Four.\n"
    assert [document.path for document in three.desk.library_of().documents()] == [file]


def test_files_from_the_command_line_are_opened_beside_what_was_open(three: Life) -> None:
    before = three.titles[0]
    three.end()
    three.start(three.file("four.md", "Four.\n"), three.folder / "one.md")
    three.until(lambda: sorted(three.titles[0]) == sorted([*before, "four.md"]))
    three.until(lambda: three.page.title == "one.md" and three.page.session is not None)


def test_a_sleeping_document_that_is_closed_can_be_opened_again(three: Life) -> None:
    three.end()
    three.start()
    asleep = three.window.pages[0]
    title = asleep.title
    three.window.close_page(asleep)
    three.until(lambda: three.window.actions_of["reopen_document"].isEnabled())
    three.window.do("reopen_document")
    three.until(lambda: three.page.title == title and three.page.session is not None)


def test_who_begins_anew_gets_an_empty_document(three: Life) -> None:
    three.end()
    three.start(restore=False)
    assert three.titles == [["Untitled"]]
    assert three.page.blank


def test_beside_another_program_nothing_is_opened_twice_and_its_tabs_stay(three: Life, monkeypatch) -> None:
    three.end()
    before = (three.settings.data_dir / arrangement.FILE_NAME).read_bytes()
    monkeypatch.setattr("editor_app.gui.recovering.Marker.others", lambda _: [_Other()])
    three.start()
    assert three.titles == [["Untitled"]]
    QTest.keyClicks(three.page.editor, "In the second program.")
    three.end()
    assert (three.settings.data_dir / arrangement.FILE_NAME).read_bytes() == before


class _Other:
    pid = 1


def test_a_damaged_record_begins_anew(three: Life) -> None:
    three.end()
    (three.settings.data_dir / arrangement.FILE_NAME).write_bytes(b'{"version": 1, "windows": [{"pl')
    three.start()
    assert three.page.blank


def test_twenty_documents_do_not_slow_the_start(life: Life) -> None:
    with Shelf(life.settings) as shelf:
        documents = [shelf.open(life.file(f"{number:02}.md", LONG * 20)) for number in range(20)]
    open_then = tuple(Place(document_id=each.id, title=each.title) for each in documents)
    arrangement.save(life.settings.data_dir, Arrangement(windows=(Arranged(places=open_then, current=10),)))
    seen = []
    life.start_only()
    life.until(lambda: seen.append(len(life.window.pages)) or life.page.session is not None)
    # There is something to write in long before all tabs are there.
    assert seen[0] == 1
    life.until(lambda: len(life.window.pages) == 20)
    assert [page.title for page in life.window.pages] == [place.title for place in open_then]
    assert [at for at, page in enumerate(life.window.pages) if page.session is not None] == [10]


def test_the_tab_key_goes_through_sleeping_documents_without_losing_any(three: Life) -> None:
    three.end()
    three.start()
    for _ in range(6):
        QTest.keyClick(three.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    three.until(lambda: all(page.session is not None for page in three.window.pages))
    assert len({page.session.document_id for page in three.window.pages}) == 3


def test_a_tab_that_was_not_looked_at_says_that_its_text_is_not_saved(three: Life) -> None:
    title = three.page.title
    QTest.keyClicks(three.page.editor, "more")
    three.page.session.record()
    three.settle()
    three.window.do("next_document")
    three.until(lambda: three.page.title != title and three.page.session is not None)
    three.end()
    three.start()
    asleep = [page for page in three.window.pages if page.asleep is not None]
    assert title in [page.title for page in asleep]
    three.until(lambda: f"{title} •" in [three.window.tabs.tabText(at) for at in range(3)])
    assert [page.title for page in asleep if page.unsaved] == [title]
