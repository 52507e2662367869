"""Which keys run which command: those of the table, and in their place those a person chose.

Keys are in Qt's portable spelling, as `Ctrl+Shift+P` or `Ctrl+K, Ctrl+S` for one after another; no Qt in here. A person
may take any key for any command but those that write and move in a text. Two commands have the same key only where the
table itself says so, because they are never possible together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from editor_app.commands import BY_NAME, COMMANDS, Command, Menu


# Keys by name of the command, for those a person changed; none at all if empty.
Own = Mapping[str, Sequence[str]]

MOST_STROKES = 4
_MODIFIERS = ("Ctrl", "Meta", "Alt", "Shift", "Num")
_FUNCTION_KEY = re.compile(r"F([1-9]|[12]\d|3[0-5])")
# Of a text field. Whoever presses one means the text.
_EDITING = frozenset(
    (
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Ins", "Shift+Ins", "Shift+Del"),
        *("Ctrl+Backspace", "Ctrl+Del", "Ctrl+Shift+Backspace", "Ctrl+Shift+Del", "Alt+Backspace"),
        *("Ctrl+Left", "Ctrl+Right", "Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Home", "Ctrl+End"),
        *("Ctrl+Shift+Home", "Ctrl+Shift+End", "Ctrl+Up", "Ctrl+Down", "Ctrl+Shift+Up", "Ctrl+Shift+Down"),
    )
)
_SYSTEM = frozenset(("Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Ctrl+Alt+Del", "Print", "Sysreq", "CapsLock"))

TYPES = "It types or moves in the text. Use it with Ctrl or Alt, or take a function key."
ESCAPES = "Esc always goes back."
EDITS = "It edits or moves in the text."
SYSTEM = "It belongs to the system."
OPENS_MENU = "It opens a menu."
TOO_LONG = "It is more than four strokes."
REASONS = (TYPES, ESCAPES, EDITS, SYSTEM, OPENS_MENU, TOO_LONG)


def at_first(command: Command) -> tuple[str, ...]:
    """The keys of the table."""
    return tuple(key for key in (command.shortcut, *command.also) if key)


def keys(own: Own) -> dict[str, tuple[str, ...]]:
    """The keys of every command, by its name. What cannot be used is left out, for the file may be edited by hand."""
    mine = {
        name: tuple(key for key in chosen if key in at_first(BY_NAME[name]) or forbidden(key) is None)
        for name, chosen in own.items()
        if name in BY_NAME
    }
    taken = [(other, key) for other, chosen in mine.items() for key in chosen]
    found = {}
    for command in COMMANDS:
        if command.name in mine:
            found[command.name] = mine[command.name]
        else:  # what a person took for something else is no longer of the table
            found[command.name] = tuple(
                key
                for key in at_first(command)
                if not any(clash(key, theirs) and not _share(command.name, other) for other, theirs in taken)
            )
    return found


def conflicts(name: str, key: str, own: Own) -> list[Command]:
    """The other commands that would no longer have a key if `name` took this one."""
    now = keys(own)
    return [
        command
        for command in COMMANDS
        if command.name != name
        and any(clash(key, theirs) for theirs in now[command.name])
        and not _share(name, command.name)
    ]


def take(name: str, key: str, own: Own) -> dict[str, list[str]]:
    """Give a command one more key, and take that from whatever had it; what is the person's own afterwards.

    Raises:
        ValueError: the key is forbidden.
    """
    if (why := forbidden(key)) is not None and key not in at_first(BY_NAME[name]):
        raise ValueError(f"{key} cannot be a shortcut: {why}")
    now = keys(own)
    changed = {name: [*(each for each in now[name] if not clash(key, each)), key]}
    for command in conflicts(name, key, own):
        changed[command.name] = [each for each in now[command.name] if not clash(key, each)]
    return _tidy({**_as_lists(own), **changed})


def drop(name: str, key: str, own: Own) -> dict[str, list[str]]:
    """Take a key from a command; what is the person's own afterwards."""
    return _tidy({**_as_lists(own), name: [each for each in keys(own)[name] if each != key]})


def reset(name: str, own: Own) -> dict[str, list[str]]:
    """Give a command the keys of the table again, and take them from whatever has them now."""
    rest = {other: chosen for other, chosen in _as_lists(own).items() if other != name}
    for key in at_first(BY_NAME[name]):
        for command in conflicts(name, key, rest):
            rest[command.name] = [each for each in keys(rest)[command.name] if not clash(key, each)]
    return _tidy(rest)


def forbidden(key: str) -> str | None:
    """Why a key can be no shortcut, as a sentence; None if it can."""
    strokes = split(key)
    if not strokes or len(strokes) > MOST_STROKES:
        return TOO_LONG
    for stroke in strokes:
        modifiers, name = stroke
        plain = "+".join((*modifiers, name))
        if name in ("Esc", "Escape"):
            return ESCAPES
        if plain in _SYSTEM:
            return SYSTEM
        if plain in _EDITING:
            return EDITS
        if not set(modifiers) & {"Ctrl", "Alt", "Meta"} and not _FUNCTION_KEY.fullmatch(name):
            return TYPES
        if modifiers == ("Alt",) and name in {menu.value[0] for menu in Menu}:
            return OPENS_MENU
    return None


def clash(one: str, other: str) -> bool:
    """Whether two keys cannot be told apart: they are equal, or one begins the other."""
    first, second = split(one), split(other)
    shorter = min(len(first), len(second))
    return shorter > 0 and first[:shorter] == second[:shorter]


@cache
def split(key: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The strokes of a key: modifiers, in a fixed order, and the name of what is pressed with them."""
    strokes = []
    for stroke in filter(None, re.split(r", (?=.)", key.strip())):
        modifiers = []
        rest = stroke
        while found := next((each for each in _MODIFIERS if rest.startswith(f"{each}+") and rest != f"{each}+"), None):
            modifiers.append(found)
            rest = rest[len(found) + 1 :]
        strokes.append(
            (tuple(each for each in _MODIFIERS if each in modifiers), rest.upper() if len(rest) == 1 else rest)
        )
    return tuple(strokes)


def _share(one: str, other: str) -> bool:
    """Whether the table itself gives two commands the same key."""
    return bool(set(at_first(BY_NAME[one])) & set(at_first(BY_NAME[other])))


def _as_lists(own: Own) -> dict[str, list[str]]:
    return {name: list(chosen) for name, chosen in own.items()}


def _tidy(own: dict[str, list[str]]) -> dict[str, list[str]]:
    """Without what is as in the table."""
    return {
        name: chosen for name, chosen in own.items() if name not in BY_NAME or tuple(chosen) != at_first(BY_NAME[name])
    }
