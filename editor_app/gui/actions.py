"""The command table as Qt actions: menus, buttons, keys and the palette all use the ones made here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor_app import shortcuts
from editor_app.commands import BY_MENU, COMMANDS, Command, Menu, Situation
from editor_app.gui import drawing, translation
from editor_app.gui.theme import Theme


# Commands whose icon has another name.
_ICONS: Mapping[str, str] = {
    "run_instruction": "suggest",
    "cancel_job": "cancel",
    "accept_hunk": "accept",
    "reject_hunk": "reject",
    "next_hunk": "next",
    "previous_hunk": "previous",
    "next_change": "next",
    "previous_change": "previous",
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
        # What decided last which of them can be used.
        self.situation = Situation()
        for command in COMMANDS:
            action = QAction(translation.title(command), parent)
            action.setObjectName(command.name)
            action.setCheckable(command.checked is not None)
            action.setStatusTip("")
            action.setAutoRepeat(not command.decides)
            action.triggered.connect(lambda _=False, name=command.name: run(name))
            self._actions[command.name] = action
            parent.addAction(action)
        self._first_strokes: frozenset[str] = frozenset()
        self.set_keys(shortcuts.keys({}))

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def set_keys(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Take other keys; all of them, by name of the command, in the portable spelling."""
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setShortcuts([QKeySequence(key) for key in keys[command.name]])
            action.setToolTip(_tip(command, action))
        every = (QKeySequence(key).toString() for chosen in keys.values() for key in chosen)
        self._first_strokes = frozenset(key.partition(", ")[0] for key in every)

    def has_key(self, pressed: QKeySequence) -> bool:
        """Whether a key belongs to a command, or begins one that does."""
        return pressed.toString() in self._first_strokes

    def key(self, name: str) -> str:
        """The first key of a command, as people of this system read it; empty if it has none."""
        return self._actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def update(self, now: Situation) -> None:
        """Let people use what can be used, and show what is on."""
        self.situation = now
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
            menus[menu] = bar.addMenu(translation.menu_label(menu))
            for command in commands:
                if command.apart:
                    menus[menu].addSeparator()
                action = self._actions[command.name]
                action.setIconVisibleInMenu(False)
                menus[menu].addAction(action)
        return menus


def _tip(command: Command, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{translation.summary(command)}\n{key}" if key else translation.summary(command)
