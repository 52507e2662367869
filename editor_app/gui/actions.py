"""The command table as Qt actions: menus, buttons, keys and the palette all use the ones made here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor_app.commands import BY_MENU, COMMANDS, Command, Menu, Situation
from editor_app.gui import drawing
from editor_app.gui.theme import Theme


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


class Actions:
    """One action a command.

    Args:
        run: does what the command of a name says.
        parent: the window they work in.
    """

    def __init__(self, run: Callable[[str], None], parent: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.title, parent)
            action.setObjectName(command.name)
            action.setCheckable(command.checked is not None)
            action.setStatusTip("")
            action.triggered.connect(lambda _=False, name=command.name: run(name))
            self._actions[command.name] = action
            parent.addAction(action)
        self.set_keys({})

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def set_keys(self, own: Mapping[str, Sequence[str]]) -> None:
        """Take keys a person chose, by name of the command, for those of the table."""
        for command in COMMANDS:
            keys = own.get(command.name, [key for key in (command.shortcut, *command.also) if key])
            action = self._actions[command.name]
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.setToolTip(_tip(command, action))

    def has_key(self, pressed: QKeySequence) -> bool:
        """Whether a key belongs to a command."""
        return any(key == pressed for action in self._actions.values() for key in action.shortcuts())

    def update(self, now: Situation) -> None:
        """Let people use what can be used, and show what is on."""
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setEnabled(command.enabled(now))
            if command.checked is not None:
                action.setChecked(command.checked(now))

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for name, action in self._actions.items():
            action.setIcon(drawing.icon(_ICONS.get(name, name), theme))

    def fill(self, bar: QMenuBar) -> dict[Menu, QMenu]:
        """Put every command into its menu; the menus by name."""
        menus = {}
        for menu, commands in BY_MENU.items():
            menus[menu] = bar.addMenu(f"&{menu.value}")
            for command in commands:
                if command.apart:
                    menus[menu].addSeparator()
                action = self._actions[command.name]
                action.setIconVisibleInMenu(False)
                menus[menu].addAction(action)
        return menus


def _tip(command: Command, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.summary}\n{key}" if key else command.summary
