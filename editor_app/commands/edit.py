"""The text itself."""

from __future__ import annotations

from editor_app.commands.command import Command, with_document


COMMANDS: tuple[Command, ...] = (
    Command(
        name="undo",
        title="Undo",
        summary="Take back the last typing.",
        shortcut="Ctrl+Z",
        enabled=lambda now: now.can_undo and not now.reviewing,
    ),
    Command(
        name="redo",
        title="Redo",
        summary="Type again what was taken back.",
        shortcut="Ctrl+Shift+Z",
        also=("Ctrl+Y",),
        enabled=lambda now: now.can_redo,
    ),
    Command(
        name="find",
        title="Find…",
        summary="Search the text.",
        apart=True,
        shortcut="Ctrl+F",
        enabled=with_document,
    ),
    Command(
        name="find_next",
        title="Find Next",
        summary="Go to the next place that was searched for.",
        shortcut="F3",
        enabled=with_document,
    ),
    Command(
        name="find_previous",
        title="Find Previous",
        summary="Go to the place before that was searched for.",
        shortcut="Shift+F3",
        enabled=with_document,
    ),
    Command(
        name="replace",
        title="Replace…",
        summary="Search the text and put something else in its place.",
        shortcut="Ctrl+R",
        enabled=with_document,
    ),
    Command(
        name="show_settings",
        title="Settings…",
        summary="Choose how Redraft looks and behaves.",
        apart=True,
        shortcut="Ctrl+,",
        cli="settings",
    ),
    Command(
        name="show_shortcuts",
        title="Keyboard Shortcuts…",
        summary="See and change the keys of every command.",
    ),
)
