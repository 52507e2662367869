"""The language of menus and messages, and words of modules without Qt, which are translated where they are shown."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from edit_engine.request import Intent
from editor_app.commands import Command, Menu
from editor_app.instructions import MEANINGS
from editor_app.preferences import Language


FOLDER = files("editor_app.gui") / "translations"
# Contexts of what is declared outside the GUI; `make translations` collects it from there.
# What a change is called that only words ask for.
IN_WORDS = "In words"
COMMAND, MENU, SETTING, REASON, INTENT = "Command", "Menu", "Setting", "Reason", "Intent"


def speak(language: Language) -> None:
    """Let the program speak a language; the one of the system where there is a translation, else English."""
    app = QCoreApplication.instance()
    assert app is not None  # nothing is shown without one
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)  # which deletes it
    locale = QLocale.system() if language is Language.SYSTEM else QLocale(language.value)
    if not language and locale.name().partition("_")[0] not in set(Language):
        locale = QLocale(Language.ENGLISH.value)
    QLocale.setDefault(locale)
    places = ("redraft", str(FOLDER)), ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, folder in places:
        translator = QTranslator()
        if translator.load(locale, name, "_", folder):
            translator.setParent(app)
            app.installTranslator(translator)


def title(command: Command) -> str:
    """What a command is called."""
    return QCoreApplication.translate(COMMAND, command.title)


def summary(command: Command) -> str:
    """What a command does."""
    return QCoreApplication.translate(COMMAND, command.summary)


def menu_label(menu: Menu) -> str:
    """What a menu is called in the bar, where Alt and one of its letters, the first if none is marked, opens it."""
    said = QCoreApplication.translate(MENU, menu.value)
    return said if "&" in said else f"&{said}"


def menu_title(menu: Menu) -> str:
    """What a menu is called elsewhere."""
    return menu_label(menu).replace("&", "")


def setting(words: str) -> str:
    """A title, a description or a value of what can be set."""
    return QCoreApplication.translate(SETTING, words) if words else ""


def intent(chosen: Intent) -> str:
    """What an intent is called."""
    if chosen is Intent.FREE:
        return QCoreApplication.translate(INTENT, IN_WORDS)
    return QCoreApplication.translate(INTENT, chosen.value.capitalize())


def meaning(chosen: Intent) -> str:
    """What an intent does, as the rest of a sentence."""
    return QCoreApplication.translate(INTENT, MEANINGS[chosen].title)


def reason(words: str) -> str:
    """Why something cannot be done."""
    return QCoreApplication.translate(REASON, words)
