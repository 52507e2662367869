"""Every sentence is translated, the built files are those of the sources, and numbers are written as people do."""

from __future__ import annotations

import importlib.util
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from editor_app.commands import BY_NAME, Menu
from editor_app.gui import translation
from editor_app.gui.settings_dialog import SettingsDialog
from editor_app.gui.wording import number, share, suggestions
from editor_app.preferences import Language


ROOT = Path(__file__).parents[4]
LANGUAGES = ("en", "de")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script behind `make translations`."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its records look themselves up there
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    translation.speak(Language.GERMAN)
    yield
    translation.speak(Language.ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(tool: ModuleType, tmp_path: Path, language: str) -> None:
    kept = tool.FOLDER / f"redraft_{language}.ts"
    fresh = tmp_path / kept.name
    fresh.write_bytes(kept.read_bytes())
    tool.collect(fresh, language)
    assert tool.missing(fresh) == [], "translate these in the .ts after `make translations`"
    assert _messages(fresh) == _messages(kept), "run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_file_is_that_of_the_source(tool: ModuleType, tmp_path: Path, language: str) -> None:
    ts = tool.FOLDER / f"redraft_{language}.ts"
    tool.build(ts, tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == ts.with_suffix(".qm").read_bytes(), "run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_gap_that_is_filled_in(tool: ModuleType, language: str) -> None:
    gap = re.compile(r"\{\w*\}|%\d|%L?n")
    for (context, source), forms in _messages(tool.FOLDER / f"redraft_{language}.ts").items():
        for form in filter(None, forms):  # what is missing is said above
            assert sorted(gap.findall(form)) == sorted(gap.findall(source)), (context, source, form)
            assert ("&" in source) <= ("&" in form), (context, source, form)


def test_menus_of_a_bar_have_letters_of_their_own(tool: ModuleType, qapp: QApplication) -> None:
    for language in Language:
        translation.speak(language)
        labels = [translation.menu_label(menu) for menu in Menu]
        letters = [label[label.index("&") + 1].casefold() for label in labels]
        assert len(set(letters)) == len(letters), (language, labels)
    translation.speak(Language.ENGLISH)


def test_plural_forms_and_numbers_in_english(qapp: QApplication) -> None:
    assert [suggestions(count) for count in (0, 1, 2, 12_345)] == [
        "no suggestions",
        "1 suggestion",
        "2 suggestions",
        "12,345 suggestions",
    ]
    assert (number(12_345), share(0.5)) == ("12,345", "50%")


def test_plural_forms_and_numbers_in_german(german: None) -> None:
    assert [suggestions(count) for count in (0, 1, 2, 12_345)] == [
        "keine Vorschläge",
        "1 Vorschlag",
        "2 Vorschläge",
        "12.345 Vorschläge",
    ]
    assert (number(12_345), share(0.5)) == ("12.345", "50 %")
    assert translation.title(BY_NAME["accept_all"]) == "Alle annehmen"
    assert translation.menu_title(Menu.FILE) == "Datei"


def test_the_language_of_the_system_is_spoken_where_it_is_known(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, said in (("de_AT", "Speichern"), ("fr_FR", "Save")):
        monkeypatch.setattr(QLocale, "system", staticmethod(lambda name=name: QLocale(name)))
        translation.speak(Language.SYSTEM)
        assert QCoreApplication.translate("Command", "Save") == said
    monkeypatch.undo()
    translation.speak(Language.ENGLISH)


def test_another_language_takes_the_place_of_the_one_before(qapp: QApplication) -> None:
    for _ in range(3):
        translation.speak(Language.GERMAN)
    translation.speak(Language.ENGLISH)
    assert QCoreApplication.translate("Command", "Save") == "Save"
    assert len(qapp.findChildren(QTranslator)) <= 2


def test_a_window_speaks_german(german: None, bench) -> None:
    assert bench.window.actions_of["save_as"].text() == "Speichern unter …"
    assert bench.window.menuBar().actions()[0].text() == "&Datei"
    bench.window.do("show_settings")
    dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SettingsDialog))
    assert dialog.windowTitle() == "Einstellungen"
    dialog.search.setText("zeilenhöhe")
    assert [row.entry.key for group in dialog.groups for row in group.rows if row.isVisible()] == [
        "appearance.line_height"
    ]
    dialog.close()


def test_the_script_reads_what_widgets_say(tool: ModuleType, tmp_path: Path) -> None:
    code = """
class Here(QObject):
    def say(self, n, words):
        self.tr("Plain")
        self.tr("%n part(s)", "", n)
        self.tr(words)
        translate("There", "Two " "parts")
        QCoreApplication.translate("There", "%n more", "", n)
"""
    found = list(tool._in_tree(tool.ast.parse(code), ""))
    assert [(each.context, each.words, each.counted) for each in found] == [
        ("Here", "Plain", False),
        ("Here", "%n part(s)", True),
        ("There", "Two parts", False),
        ("There", "%n more", True),
    ]


def _messages(ts: Path) -> dict[tuple[str, str], list[str]]:
    found = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            assert said is not None
            forms = [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found
