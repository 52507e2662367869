"""Every user action, declared once: menu, palette, key, command line and tests read this table.

A command says what it is called and when it can be used; the method of the same name does it, among those of its menu
(`editor_app.gui.controls`). It knows neither widgets nor terminals. Keys are in Qt's portable spelling; none of them is
a key people edit text with, and where two commands share one (undo), they are never enabled together.
"""

from enum import StrEnum

from editor_app.commands import edit, file, history, review, suggest, view
from editor_app.commands.command import Command, Situation


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "File"
    EDIT = "Edit"
    SUGGEST = "Suggest"
    REVIEW = "Review"
    HISTORY = "History"
    VIEW = "View"


BY_MENU: dict[Menu, tuple[Command, ...]] = {
    Menu.FILE: file.COMMANDS,
    Menu.EDIT: edit.COMMANDS,
    Menu.SUGGEST: suggest.COMMANDS,
    Menu.REVIEW: review.COMMANDS,
    Menu.HISTORY: history.COMMANDS,
    Menu.VIEW: view.COMMANDS,
}
COMMANDS: tuple[Command, ...] = tuple(command for commands in BY_MENU.values() for command in commands)
BY_NAME = {command.name: command for command in COMMANDS}
MENU_OF = {command.name: menu for menu, commands in BY_MENU.items() for command in commands}
# Help of the command line, by what is typed after `redraft`.
CLI_HELP = {command.cli: command.summary for command in COMMANDS if command.cli}

__all__ = ["BY_MENU", "BY_NAME", "CLI_HELP", "COMMANDS", "MENU_OF", "Command", "Menu", "Situation"]
