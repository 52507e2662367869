"""The window: its commands and keys, how it looks, and what the palette offers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor_app.commands import BY_MENU, COMMANDS, Situation
from editor_app.gui import controls
from editor_app.gui.command_palette import CommandPalette
from editor_app.gui.theme import DARK, LIGHT
from editor_app.preferences import Scheme


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


def test_the_palette_offers_what_can_be_done(bench) -> None:
    bench.window.do("show_palette")
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, CommandPalette)
    QTest.keyClicks(palette.typed, "largertext")
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert bench.page.editor.zoom == 110


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
