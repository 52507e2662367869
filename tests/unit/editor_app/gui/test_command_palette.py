"""The palette over a window: letters, arrows, Enter; what it does and what it remembers."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.commands import COMMANDS
from editor_app.gui.command_palette import CommandPalette
from editor_app.gui.offers import open_palette
from editor_app.gui.settings_dialog import SettingsDialog
from editor_app.palette import Kind


@pytest.fixture
def palette(bench) -> Iterator[CommandPalette]:
    made = open_palette(bench.window)
    yield made
    if any(widget is made for widget in QApplication.topLevelWidgets()):
        made.close()


def test_every_command_is_there_with_its_key_and_those_that_cannot_be_used_say_why(palette, bench) -> None:
    commands = {offer.key: offer for offer in palette.found if offer.kind is Kind.COMMAND}
    assert commands.keys() == {command.name for command in COMMANDS} - {"show_palette"}
    assert commands["save_as"].shortcut == "Ctrl+Shift+S"
    assert not commands["find"].why_not
    assert commands["accept_all"].why_not == "No suggestions wait."
    usable = [not offer.why_not for offer in palette.found]
    assert usable == sorted(usable, reverse=True)
    for name, offer in commands.items():
        assert bool(offer.why_not) is not bench.window.actions_of[name].isEnabled()


def test_enter_runs_what_is_in_the_light_and_it_comes_first_next_time(palette, bench) -> None:
    QTest.keyClicks(palette.typed, "full scr")
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert bench.window.isFullScreen()
    assert bench.desk.memory.used() == ["toggle_full_screen"]
    again = open_palette(bench.window)
    assert again.found[0].key == "toggle_full_screen"
    again.close()


def test_enter_on_what_cannot_be_used_changes_nothing(palette) -> None:
    QTest.keyClicks(palette.typed, "accept all")
    assert palette.found[0].key == "accept_all"
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_go_round_and_escape_closes(palette) -> None:
    QTest.keyClick(palette.typed, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(palette.found) - 1
    QTest.keyClick(palette.typed, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.typed, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() > 3
    QTest.keyClick(palette.typed, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_setting_is_found_and_shown(palette, bench) -> None:
    QTest.keyClicks(palette.typed, "line height")
    assert palette.found[0].title == "Settings: Line height"
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SettingsDialog))
    assert dialog.isVisible()
    dialog.close()


def test_a_heading_is_found_and_gone_to(bench) -> None:
    bench.page.editor.selectAll()
    bench.page.editor.insertPlainText("😀 one\n\n## The second part")
    palette = open_palette(bench.window)
    assert not [offer for offer in palette.found if offer.kind is Kind.HEADING]
    QTest.keyClicks(palette.typed, "second")
    assert palette.found[0].kind is Kind.HEADING
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert bench.page.editor.textCursor().block().text() == "## The second part"
    assert bench.page.editor.textCursor().positionInBlock() == 0


def test_another_open_document_is_found_and_shown(bench, tmp_path) -> None:
    other = tmp_path / "elsewhere.md"
    other.write_text("# Elsewhere\n")
    first = bench.page
    bench.desk.open([other], bench.window)
    bench.until(lambda: bench.page is not first and bench.page.session is not None)
    palette = open_palette(bench.window)
    QTest.keyClicks(palette.typed, first.title)
    assert palette.found[0].kind is Kind.DOCUMENT
    QTest.keyClick(palette.typed, Qt.Key.Key_Return)
    assert bench.page is first


def test_screen_readers_hear_the_key_and_the_reason(palette) -> None:
    QTest.keyClicks(palette.typed, "accept all")
    said = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Accept All, Review, Ctrl+F9, No suggestions wait."


def test_it_is_there_at_once(bench) -> None:
    open_palette(bench.window).close()  # what is read from files once, is
    began = time.process_time()
    palette = open_palette(bench.window)
    took = time.process_time() - began
    palette.close()
    assert took < 0.05
