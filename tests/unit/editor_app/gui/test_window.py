"""Writing, saving, opening, searching and looking back in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from edit_engine.request import BALANCED, BOLD, Intent
from edit_engine.text import Span
from editor_app.commands import BY_MENU, COMMANDS, Situation
from editor_app.gui import controls
from editor_app.gui.command_palette import CommandPalette
from editor_app.gui.theme import DARK, LIGHT
from editor_app.preferences import Scheme
from editor_app.scope import Scope
from storage import JobState, RevisionKind


def type_text(bench, text: str) -> None:
    QTest.keyClicks(bench.page.editor, text)
    bench.settle()


def test_every_command_has_a_method_and_an_action(bench) -> None:
    for menu, group in controls.BY_MENU.items():
        methods = {name for name in vars(group) if not name.startswith("_")}
        assert methods == {command.name for command in BY_MENU[menu]}
    assert {command.name for command in COMMANDS} <= {action.objectName() for action in bench.window.actions()}


@pytest.mark.parametrize("reviewing", [False, True])
@pytest.mark.parametrize("job_open", [False, True])
def test_no_two_commands_take_the_same_key_at_once(bench, reviewing: bool, job_open: bool) -> None:
    now = Situation(
        document=True,
        documents=2,
        closed=True,
        unsaved=True,
        reviewing=reviewing,
        pending=1,
        at_hunk=True,
        decided=True,
        job_open=job_open,
        revision_selected=True,
        can_undo=True,
        can_redo=True,
    )
    bench.window.actions_of.update(now)
    enabled = [action for action in bench.window.actions() if action.isEnabled()]
    keys = [key.toString() for action in enabled for key in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_the_file_is_shown_as_it_is(bench) -> None:
    assert bench.page.editor.text() == bench.file.read_text(encoding="utf-8")
    assert not bench.window.isWindowModified()


def test_typing_is_recorded_by_itself_within_a_second(bench) -> None:
    QTest.keyClicks(bench.page.editor, "Kept ")
    bench._bot.waitUntil(lambda: bench.stored.startswith("Kept "), timeout=1_000)
    assert bench.workspace.history(bench.id)[0].kind is RevisionKind.TYPING


def test_typing_without_a_pause_is_recorded_too(bench) -> None:
    session, seen = bench.page.session, []
    session.refreshed.connect(lambda _: seen.append(session.state.text))
    for _ in range(60):
        QTest.keyClick(bench.page.editor, Qt.Key.Key_X)
        bench._bot.wait(20)
    assert any(text.startswith("xxx") for text in seen) or bench.stored.startswith("xxx")


@pytest.mark.parametrize(
    "data",
    [
        b"plain\n",
        b"\xef\xbb\xbfmark\r\nand\r\n",
        "sixteen\r\nbits 😀\r\n".encode("utf-16"),
        b"mixed\r\nstyles\nand \r alone\n",
        "line\u2028and\u2029paragraph\u00a0space\n".encode(),
        b"",
        b"no newline at the end",
    ],
    ids=["lf", "bom crlf", "utf-16", "mixed", "separators", "empty", "no end"],
)
def test_saving_keeps_every_byte_that_was_not_edited(bench, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "other.md"
    file.write_bytes(data)
    bench.desk.open([file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == file)
    bench.page.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(bench, "x")
    bench.page.editor.textCursor().deletePreviousChar()
    bench.settle()
    bench.page.session.save()
    bench.settle()
    assert file.read_bytes() == data


def test_saving_writes_what_was_typed_just_now(bench) -> None:
    QTest.keyClicks(bench.page.editor, "Now ")
    assert bench.window.isWindowModified()
    bench.window.do("save")
    bench.settle()
    assert bench.file.read_text(encoding="utf-8").startswith("Now # Teh")
    assert not bench.window.isWindowModified()


def test_a_file_changed_by_others_is_not_written_over_unasked(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: asked.append(box))
    bench.file.write_text("theirs", encoding="utf-8")
    type_text(bench, "Mine ")
    bench.window.do("save")
    bench.settle()
    assert bench.file.read_text(encoding="utf-8") == "theirs"
    assert len(asked) == 1
    next(button for button in asked[0].buttons() if button.text() == "Write over it").click()
    bench.settle()
    assert bench.file.read_text(encoding="utf-8").startswith("Mine ")


def test_save_as_gives_an_untitled_document_a_file(bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.session.state.document.path is None)
    type_text(bench, "A beginning.")
    new = tmp_path / "new.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(new), ""))
    bench.window.do("save")
    bench.settle()
    assert new.read_text(encoding="utf-8") == "A beginning."
    assert bench.desk.memory.recent()[0] == new


def test_an_untitled_document_nobody_wrote_in_is_forgotten(bench) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.session.state.document.path is None)
    empty = bench.id
    bench.desk.open([bench.file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == bench.file)
    bench.settle()
    assert empty not in {document.id for document in bench.workspace.documents()}


def test_a_file_that_is_no_text_is_refused_and_the_document_stays(
    bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: told.append(box.text()))
    binary = tmp_path / "picture.png"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    bench.desk.open([binary], bench.window)
    bench.until(lambda: bool(told))
    assert "picture.png" in told[0]
    assert bench.page.session.state.document.path == bench.file


def paths(bench) -> list[Path | None]:
    return [page.session.state.document.path for page in bench.window.pages]


def test_a_file_that_is_open_is_not_opened_twice(bench, tmp_path: Path) -> None:
    other = tmp_path / "second.md"
    other.write_text("Second.\n", encoding="utf-8")
    bench.desk.open([bench.file, other], bench.window)
    bench.until(lambda: len(bench.window.pages) == 2)
    bench.desk.open([bench.file], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == bench.file)
    assert paths(bench) == [bench.file, other]


@pytest.mark.parametrize("where", ["window", "editor", "review", "review while typing", "history"])
def test_a_file_that_is_dropped_is_opened_wherever_that_is(reviewed, tmp_path: Path, where: str) -> None:
    page, before = reviewed.page, reviewed.page.review.text()
    page.review.set_typing(where == "review while typing")
    other = tmp_path / "other.md"
    other.write_text("Other.\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    there = {"window": reviewed.window, "editor": page.editor, "history": page.compare.inline}.get(where, page.review)
    for kind, drop in ((QDragEnterEvent, there.dragEnterEvent), (QDropEvent, there.dropEvent)):
        event = kind(
            QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        drop(event)
        assert event.isAccepted()
    reviewed.until(lambda: reviewed.page.title == "other.md")
    assert page.review.text() == before


@pytest.fixture
def tabs(bench, tmp_path: Path):
    """Two documents in one window, the second on the screen."""
    other = tmp_path / "second.md"
    other.write_text("Second.\n", encoding="utf-8")
    bench.desk.open([other], bench.window)
    bench.until(lambda: bench.page.session.state.document.path == other)
    return bench


def test_each_tab_keeps_its_own_text_undo_and_unsaved_mark(tabs) -> None:
    type_text(tabs, "More. ")
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
    type_text(tabs, "More. ")
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


def test_rich_text_is_pasted_as_plain_text(bench) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\r\ntext\r")
    bench.page.editor.insertFromMimeData(data)
    bench.settle()
    assert bench.stored.startswith("bold\ntext\n# Teh")


def test_a_link_is_put_in_as_its_text(bench) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a")])
    data.setText("https://example.org/a")
    assert bench.page.editor.canInsertFromMimeData(data)
    bench.page.editor.insertFromMimeData(data)
    assert bench.page.editor.text().startswith("https://example.org/a")


def test_copying_gives_plain_text(bench) -> None:
    bench.page.editor.selectAll()
    bench.page.editor.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == bench.file.read_text(encoding="utf-8")
    assert not data.hasHtml()


def test_shift_return_is_a_newline_like_any_other(bench) -> None:
    QTest.keyClick(bench.page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    bench.settle()
    assert bench.stored.startswith("\n# Teh")


def test_a_selection_beyond_an_emoji_is_where_the_text_has_it(bench) -> None:
    at = bench.stored.index("dog")
    bench.page.editor.select(Span(at, at + 3))
    assert bench.page.editor.textCursor().selectedText() == "dog"
    assert bench.page.editor.selected() == (at, at + 3)


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


def test_zoom_stays_in_its_bounds_and_is_remembered(bench) -> None:
    for _ in range(20):
        bench.window.do("zoom_in")
    assert bench.desk.memory.zoom == 300
    bench.window.do("zoom_reset")
    assert bench.page.editor.zoom == 100


def test_both_themes_can_be_worn(bench) -> None:
    for scheme, theme in ((Scheme.DARK, DARK), (Scheme.LIGHT, LIGHT)):
        bench.desk.preferences.change("appearance", scheme=scheme)
        assert bench.page.editor.theme is theme
    assert bench.page.editor.text() == bench.stored


def test_highlighting_changes_neither_text_nor_undo(bench) -> None:
    assert not bench.page.editor.document().isUndoAvailable()
    formats = bench.page.editor.document().firstBlock().layout().formats()
    assert formats  # the heading is painted
    bench.desk.preferences.change("appearance", scheme=Scheme.DARK)
    assert not bench.page.editor.document().isUndoAvailable()


def test_a_file_that_was_opened_is_a_recent_one(bench) -> None:
    assert bench.desk.memory.recent() == [bench.file]


def test_the_palette_offers_what_can_be_done(bench) -> None:
    bench.window.do("show_palette")
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.typed, "largertext")
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert bench.page.editor.zoom == 110


def test_a_failure_to_record_is_told_and_tried_again(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: told.append(box.text()))
    real = bench.workspace.type
    monkeypatch.setattr(bench.workspace, "type", lambda *_, **__: (_ for _ in ()).throw(OSError("the disk is full")))
    QTest.keyClicks(bench.page.editor, "one ")
    bench.page.session.record()
    bench.until(lambda: bool(told))
    assert "the disk is full" in told[0]
    monkeypatch.setattr(bench.workspace, "type", real)
    type_text(bench, "two ")
    assert bench.stored.startswith("one two # Teh")


def test_the_column_stays_where_it_is_when_something_opens_beside_it(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The")])
    bench.refresh()
    bench.window.resize(1500, 800)
    QTest.qWait(20)

    def left(view: QWidget) -> int:
        return view.viewport().mapTo(bench.window, QPoint(0, 0)).x()

    before = left(bench.page.editor)
    bench.window.do("toggle_review")
    bench.settle()
    QTest.qWait(20)
    assert bench.page.side.isVisible()
    assert left(bench.page.review) == before
    bench.window.do("toggle_review")
    bench.window.do("show_history")
    QTest.qWait(20)
    assert left(bench.page.editor) == before
    # Where there is no room for both, it gives way and is whole.
    bench.window.resize(1000, 700)
    QTest.qWait(20)
    editor = bench.page.editor
    assert editor.viewport().width() == editor.lineWrapColumnOrWidth()
    assert left(editor) + editor.viewport().width() <= bench.page.side.mapTo(bench.window, QPoint(0, 0)).x()


def test_an_empty_text_says_what_to_do_where_its_first_letter_will_be(bench) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.blank)
    editor = bench.page.editor
    QTest.qWait(20)
    begin = editor.cursorRect().left()
    image = editor.viewport().grab().toImage()
    paper = QColor(editor.theme.paper).rgb()
    inked = [
        x
        for x in range(image.width())
        for y in range(editor.cursorRect().top(), editor.cursorRect().bottom())
        if x > begin + 2 and image.pixel(x, y) != paper
    ]
    clear = {image.pixel(x, y) for x in range(begin - 2) for y in range(editor.cursorRect().bottom())}
    assert inked
    assert min(inked) <= begin + 12
    assert clear == {paper}
    QTest.keyClicks(editor, "x")
    QTest.qWait(20)
    after = editor.viewport().grab().toImage()
    line = range(editor.cursorRect().top(), editor.cursorRect().bottom())
    assert {after.pixel(x, y) for x in range(begin + 40, image.width()) for y in line} == {paper}
