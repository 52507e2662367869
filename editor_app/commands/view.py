"""What is shown, and how."""

from __future__ import annotations

from editor_app.commands.command import Command


COMMANDS: tuple[Command, ...] = (
    Command(
        name="zoom_in",
        title="Larger Text",
        summary="Show the text larger.",
        shortcut="Ctrl++",
        also=("Ctrl+=",),
    ),
    Command(
        name="zoom_out",
        title="Smaller Text",
        summary="Show the text smaller.",
        shortcut="Ctrl+-",
    ),
    Command(
        name="zoom_reset",
        title="Normal Text Size",
        summary="Show the text in the size it had at first.",
        shortcut="Ctrl+0",
    ),
    Command(
        name="toggle_outline",
        title="Outline",
        summary="Show the headings beside the text.",
        apart=True,
        shortcut="Ctrl+Shift+O",
        checked=lambda now: now.outline,
    ),
    Command(
        name="toggle_focus",
        title="Focus",
        summary="Dim every paragraph but the one written in.",
        shortcut="Ctrl+Shift+D",
        checked=lambda now: now.focus,
    ),
    Command(
        name="toggle_typewriter",
        title="Typewriter",
        summary="Keep the line written in at the same height.",
        shortcut="Ctrl+Shift+L",
        checked=lambda now: now.typewriter,
    ),
    Command(
        name="toggle_spelling",
        title="Spelling",
        summary="Underline words the dictionary does not know.",
        checked=lambda now: now.spelling,
    ),
    Command(
        name="next_document",
        title="Next Document",
        summary="Show the document in the tab to the right.",
        apart=True,
        shortcut="Ctrl+PgDown",
        also=("Ctrl+Tab",),
        enabled=lambda now: now.documents > 1,
    ),
    Command(
        name="previous_document",
        title="Previous Document",
        summary="Show the document in the tab to the left.",
        shortcut="Ctrl+PgUp",
        also=("Ctrl+Shift+Tab",),
        enabled=lambda now: now.documents > 1,
    ),
    Command(
        name="toggle_full_screen",
        title="Full Screen",
        summary="Let the window fill the screen, or give it back its size.",
        apart=True,
        shortcut="F11",
    ),
    Command(
        name="show_palette",
        title="All Commands…",
        summary="Search for a command by its name.",
        apart=True,
        shortcut="Ctrl+Shift+P",
    ),
)
