"""The text itself."""

from __future__ import annotations

from editor_app.commands.command import Command, Situation, with_document


def _writing(now: Situation) -> bool:
    return now.document and not now.reviewing and not now.comparing


COMMANDS: tuple[Command, ...] = (
    Command(
        name="undo",
        title="Undo",
        summary="Take back what was typed or decided last.",
        shortcut="Ctrl+Z",
        enabled=lambda now: now.can_undo and not now.reviewing,
    ),
    Command(
        name="redo",
        title="Redo",
        summary="Type or decide again what was taken back.",
        shortcut="Ctrl+Shift+Z",
        also=("Ctrl+Y",),
        enabled=lambda now: now.can_redo,
    ),
    Command(
        name="move_up",
        title="Move Paragraph Up",
        summary="Let the paragraph, or those that are selected, change places with the one above.",
        apart=True,
        shortcut="Alt+Up",
        enabled=_writing,
    ),
    Command(
        name="move_down",
        title="Move Paragraph Down",
        summary="Let the paragraph, or those that are selected, change places with the one below.",
        shortcut="Alt+Down",
        enabled=_writing,
    ),
    Command(
        name="duplicate",
        title="Duplicate Paragraph",
        summary="Put the paragraph, or those that are selected, into the text once more.",
        shortcut="Ctrl+D",
        enabled=_writing,
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
