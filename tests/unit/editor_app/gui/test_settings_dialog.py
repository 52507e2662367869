"""Settings: made from the schemas, live, whole by keyboard, and nothing the environment decides can be set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from editor_app import entries, shortcuts
from editor_app.gui.dressing import Dressing
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.settings_dialog import SettingsDialog
from editor_app.gui.settings_page import SettingRow
from editor_app.preferences import Granularity, Language, Preferences, Scheme, load, save
from editor_app.settings import AppSettings


@pytest.fixture
def store(qapp: QApplication, tmp_path: Path) -> PreferenceStore:
    settings = AppSettings(data_dir=tmp_path)
    return PreferenceStore(settings.settings_file, settings)


@pytest.fixture
def dialog(store: PreferenceStore, qtbot: object) -> Iterator[SettingsDialog]:
    dressing = Dressing(store)
    made = SettingsDialog(store, dressing)
    made.show()
    yield made
    made.close()
    dressing.close()


def row(dialog: SettingsDialog, key: str) -> SettingRow:
    return next(row for group in dialog.groups for row in group.rows if row.entry.key == key)


def shown(dialog: SettingsDialog) -> set[str]:
    return {row.entry.key for group in dialog.groups for row in group.rows if row.isVisible()}


def test_every_entry_has_a_row_with_a_name_a_buddy_and_an_explanation(dialog: SettingsDialog) -> None:
    rows = [row for group in dialog.groups for row in group.rows]
    assert [each.entry.key for each in rows] == [e.key for group in entries.groups() for e in group.entries]
    for each in rows:
        assert each.title.buddy() is each.field.control
        assert each.field.control.accessibleName() == each.entry.title
        assert each.field.control.accessibleDescription() == each.entry.description


def test_setting_takes_effect_at_once_and_is_kept(dialog: SettingsDialog, store: PreferenceStore) -> None:
    control = row(dialog, "writing.focus").field.control
    QTest.keyClick(control, Qt.Key.Key_Space)
    assert store.now.writing.focus
    height = row(dialog, "appearance.line_height").field.control
    QTest.keyClick(height, Qt.Key.Key_Up)
    first = Preferences().appearance
    assert store.now.appearance.line_height == pytest.approx(first.line_height + 0.05)
    chars = row(dialog, "appearance.column_chars").field.control
    QTest.keyClick(chars, Qt.Key.Key_Down)
    assert store.now.appearance.column_chars == first.column_chars - 1
    choice = row(dialog, "reviewing.granularity").field.control
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert store.now.reviewing.granularity is Granularity.WORD
    assert load(store.editing.settings_file) == store.now


def test_a_number_is_taken_when_it_is_finished_not_while_it_is_typed(
    dialog: SettingsDialog, store: PreferenceStore
) -> None:
    seen = []
    store.changed.connect(lambda now: seen.append(now.appearance.column_chars))
    control = row(dialog, "appearance.column_chars").field.control
    control.selectAll()
    QTest.keyClicks(control, "120")
    assert seen == []
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert seen == [120]
    assert dialog.isVisible()


def test_what_another_program_or_command_sets_is_shown(dialog: SettingsDialog, store: PreferenceStore) -> None:
    store.change("appearance", scheme=Scheme.DARK)
    control = row(dialog, "appearance.scheme").field.control
    assert control.currentText() == "Dark"
    assert store.now.appearance.scheme is Scheme.DARK


def test_another_program_that_writes_the_file_is_heard(store: PreferenceStore, qtbot: object) -> None:
    store.change("writing", focus=True)
    other = load(store.editing.settings_file)
    dark = other.model_copy(update={"appearance": other.appearance.model_copy(update={"scheme": Scheme.DARK})})
    save(store.editing.settings_file, dark, other)
    AppSettings(data_dir=store.editing.data_dir).keep("boldness", "bold")
    qtbot.waitUntil(lambda: store.now == dark and store.editing.boldness == 1.0)  # type: ignore[attr-defined]


def test_one_and_all_go_back_to_what_they_were_at_first(dialog: SettingsDialog, store: PreferenceStore) -> None:
    store.change("appearance", line_height=2.0, column_chars=90)
    line = row(dialog, "appearance.line_height")
    assert line.back.isVisible()
    line.back.click()
    assert store.now.appearance.line_height == Preferences().appearance.line_height
    assert not line.back.isVisible()
    assert store.now.appearance.column_chars == 90
    dialog.groups[0]._all_back.click()
    assert store.now == Preferences()
    assert not dialog.groups[0]._all_back.isVisible()


def test_search_finds_across_pages_and_by_any_word(dialog: SettingsDialog) -> None:
    dialog.search.setText("line")
    assert {"appearance.line_height", "writing.typewriter"} <= shown(dialog)
    dialog.search.setText("dark")
    assert shown(dialog) == {"appearance.scheme"}
    dialog.search.setText("appearance")
    assert "appearance.contrast" in shown(dialog)
    dialog.search.setText("no such thing")
    assert shown(dialog) == set()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert dialog.search.text() == ""
    assert dialog.isVisible()
    assert {key.partition(".")[0] for key in shown(dialog)} == {"appearance"}


def test_search_for_a_command_leads_to_the_shortcuts(dialog: SettingsDialog) -> None:
    dialog.search.setText("accept all")
    assert dialog.keys.isVisible()
    assert dialog.keys.current.name == "accept_all"


def test_escape_closes_and_return_does_not(store: PreferenceStore, qapp: QApplication) -> None:
    dressing = Dressing(store)
    dialog = SettingsDialog(store, dressing)
    dialog.show()
    QTest.keyClick(dialog.pages, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dressing.close()


def test_the_tab_key_reaches_every_field_of_a_page_in_order(dialog: SettingsDialog) -> None:
    dialog.show_page("appearance")
    dialog.pages.setFocus()
    reached = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is dialog.search:
            break
        reached.append(QApplication.focusWidget())
    controls = [each.field.control for each in dialog.groups[0].rows]
    assert [widget for widget in reached if widget in controls] == controls


def test_the_wheel_scrolls_and_sets_nothing(dialog: SettingsDialog, store: PreferenceStore) -> None:
    control = row(dialog, "appearance.column_chars").field.control
    dialog.pages.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, turn)
    assert store.now == Preferences()


def test_settings_of_editing_are_set_here_too(dialog: SettingsDialog, store: PreferenceStore) -> None:
    seen: list[AppSettings] = []
    store.editing_changed.connect(seen.append)
    dialog.show_entry("editing.boldness")
    QTest.keyClick(row(dialog, "editing.boldness").field.control, Qt.Key.Key_Down)
    line = row(dialog, "editing.language").field.control.lineEdit()
    line.selectAll()
    QTest.keyClicks(line, "nl")
    line.editingFinished.emit()
    assert (seen[0].boldness, seen[-1].language) == (1.0, "nl")
    assert AppSettings(data_dir=store.editing.data_dir).language == "nl"


def test_what_a_field_cannot_be_is_said_beside_it(dialog: SettingsDialog, store: PreferenceStore) -> None:
    dialog.show_entry("editing.language")
    one = row(dialog, "editing.language")
    one.field.chosen.emit("x")
    assert one._note.isVisible()
    assert store.editing.language == "en"


def test_the_environment_wins_and_the_reason_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    monkeypatch.setenv("REDRAFT_BOLDNESS", "0.3")
    settings = AppSettings(data_dir=tmp_path)
    store = PreferenceStore(settings.settings_file, settings)
    dressing = Dressing(store)
    dialog = SettingsDialog(store, dressing)
    fixed, free = row(dialog, "editing.boldness"), row(dialog, "editing.model")
    assert not fixed.field.isEnabled()
    assert "REDRAFT_BOLDNESS" in fixed._note.text()
    assert free.field.isEnabled()
    dialog.close()
    dressing.close()


def test_a_language_of_the_program_is_offered_by_its_own_name(dialog: SettingsDialog) -> None:
    box = row(dialog, "appearance.language").field.control
    assert [box.itemText(at) for at in range(box.count())] == ["As the system", "English", "Deutsch"]
    assert box.itemData(2) == Language.GERMAN


# Shortcuts


def press(dialog: SettingsDialog, name: str, key: str) -> None:
    editor = dialog.keys
    editor.list.setCurrentItem(editor._items[name])
    editor.recorder.setKeySequence(QKeySequence(key))


def test_a_key_is_recorded_and_added(dialog: SettingsDialog, store: PreferenceStore) -> None:
    dialog.show_page("shortcuts")
    editor = dialog.keys
    editor.list.setCurrentItem(editor._items["find"])
    QTest.keyClick(editor.recorder, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert editor.add.isEnabled()
    editor.add.click()
    assert shortcuts.keys(store.now.shortcuts)["find"] == (*shortcuts.at_first(editor.current), "Ctrl+J")
    assert "Ctrl+J" in editor._items["find"].text(1)


def test_a_key_of_another_command_is_named_before_it_is_taken(dialog: SettingsDialog, store: PreferenceStore) -> None:
    press(dialog, "save_as", "Ctrl+F")
    assert "Find…" in dialog.keys.note.text()
    assert dialog.keys.add.text() == "Take it"
    assert store.now.shortcuts == {}
    dialog.keys.add.click()
    assert "Ctrl+F" not in shortcuts.keys(store.now.shortcuts)["find"]


@pytest.mark.parametrize("key", ["A", "Ctrl+Backspace", "Return"])
def test_a_key_of_the_text_is_refused_with_the_reason(dialog: SettingsDialog, key: str) -> None:
    press(dialog, "find", key)
    assert dialog.keys.note.text() == shortcuts.forbidden(key)
    assert not dialog.keys.add.isEnabled()


def test_escape_clears_the_recorder_and_then_leaves_it(dialog: SettingsDialog) -> None:
    dialog.show_page("shortcuts")
    press(dialog, "find", "Ctrl+J")
    dialog.keys.recorder.setFocus()
    QTest.keyClick(dialog.keys.recorder, Qt.Key.Key_Escape)
    assert dialog.keys.recorder.keySequence().isEmpty()
    QTest.keyClick(dialog.keys.recorder, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.keys.list.hasFocus()


def test_a_key_is_removed_by_its_chip_and_comes_back(dialog: SettingsDialog, store: PreferenceStore) -> None:
    dialog.show_page("shortcuts")
    editor = dialog.keys
    editor.list.setCurrentItem(editor._items["save"])
    chips = [chip for chip in editor.findChildren(QPushButton) if chip.accessibleName() == "Remove Ctrl+S"]
    chips[0].click()
    assert store.now.shortcuts == {"save": []}
    assert "No key" in [label.text() for label in editor.findChildren(QLabel)]
    editor.back.click()
    assert store.now.shortcuts == {}


def test_all_keys_go_back_at_once(dialog: SettingsDialog, store: PreferenceStore) -> None:
    press(dialog, "save_as", "Ctrl+F")
    dialog.keys.add.click()
    dialog.keys.all_back.click()
    assert store.now.shortcuts == {}
    assert dialog.keys._items["find"].text(1) == "Ctrl+F"


def test_the_window_takes_keys_at_once(bench) -> None:
    preferences = bench.desk.preferences
    preferences.set_shortcuts(shortcuts.take("find", "Ctrl+J", preferences.now.shortcuts))
    action = bench.window.actions_of["find"]
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+F", "Ctrl+J"]
    assert bench.window.actions_of.has_key(QKeySequence("Ctrl+J"))
    preferences.set_shortcuts(shortcuts.take("find", "Ctrl+L, Ctrl+M", {}))
    assert bench.window.actions_of.has_key(QKeySequence("Ctrl+L"))
    preferences.set_shortcuts({"find": []})
    assert action.shortcuts() == []
    assert action.toolTip() == "Search the text."


def test_the_model_and_boldness_reach_what_is_asked_next(bench) -> None:
    store = bench.desk.preferences
    store.set(entries.find("editing.boldness"), 1.0)
    assert bench.workspace.settings.boldness == 1.0
    assert bench.page.instruction.ask().boldness == 1.0
    bench.settle()


def test_there_is_one_settings_window(bench) -> None:
    bench.window.do("show_settings")
    bench.window.do("show_shortcuts")
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SettingsDialog)]
    assert [dialog.isVisible() for dialog in found] == [True]
    assert found[0].keys.isVisible()
    found[0].close()
