"""The command table as Qt actions: menus, buttons, keys and the palette all use the ones made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor_app.commands import COMMANDS, Command, Face, Menu, Situation
from editor_app.gui import drawing
from editor_app.gui.theme import Theme


# More keys for commands that people know by them from other programs.
ALSO: Mapping[str, Sequence[str]] = {
    "ask": ("Ctrl+K",),
    "toggle_review": ("F2", "Ctrl+R"),
    "redo": ("Ctrl+Y",),
    "zoom_in": ("Ctrl+=",),
}
# Commands whose icon has another name.
_ICONS: Mapping[str, str] = {
    "run_instruction": "suggest",
    "cancel_job": "cancel",
    "accept_hunk": "accept",
    "reject_hunk": "reject",
    "next_hunk": "next",
    "previous_hunk": "previous",
    "undo_decision": "undo",
    "show_history": "history",
    "show_palette": "palette",
}
# Commands with a line above them in their menu.
_GROUPS = {
    "save",
    "close_document",
    "quit",
    "find",
    "cancel_job",
    "next_hunk",
    "accept_hunk",
    "accept_all",
    "undo_decision",
    "zoom_in",
    "toggle_full_screen",
    "show_palette",
}


class Actions:
    """One action a command.

    Args:
        face: does what the commands say.
        parent: the window they work in.
    """

    def __init__(self, face: Face, parent: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.title, parent)
            action.setObjectName(command.name)
            keys = [key for key in (command.shortcut, *ALSO.get(command.name, ())) if key]
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(_tip(command))
            action.setStatusTip("")
            action.triggered.connect(lambda _=False, command=command: command.function(face))
            self._actions[command.name] = action
            parent.addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def keys(self) -> list[QKeySequence]:
        """Every key of every command."""
        return [key for action in self._actions.values() for key in action.shortcuts()]

    def update(self, now: Situation) -> None:
        """Let people use what can be used."""
        for command in COMMANDS:
            self._actions[command.name].setEnabled(command.enabled(now))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for name, action in self._actions.items():
            action.setIcon(drawing.icon(_ICONS.get(name, name), theme))

    def fill(self, bar: QMenuBar) -> dict[Menu, QMenu]:
        """Put every command into its menu; the menus by name."""
        menus = {menu: bar.addMenu(f"&{menu.value}") for menu in Menu}
        for command in COMMANDS:
            menu = menus[command.menu]
            if command.name in _GROUPS:
                menu.addSeparator()
            action = self._actions[command.name]
            action.setIconVisibleInMenu(False)
            menu.addAction(action)
        return menus


def _tip(command: Command) -> str:
    key = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.summary}\n{key}" if key else command.summary
