"""Documents and their files."""

from __future__ import annotations

from editor_app.commands.command import Command, with_document


COMMANDS: tuple[Command, ...] = (
    Command(
        name="new",
        title="New",
        summary="Begin an empty document.",
        shortcut="Ctrl+N",
    ),
    Command(
        name="new_window",
        title="New Window",
        summary="Begin an empty document in a window of its own.",
        shortcut="Ctrl+Shift+N",
    ),
    Command(
        name="open",
        title="Open…",
        summary="Open files in the editor.",
        shortcut="Ctrl+O",
        cli="app",
    ),
    Command(
        name="save",
        title="Save",
        summary="Write the document to its file, with the encoding and newlines it had.",
        apart=True,
        shortcut="Ctrl+S",
        enabled=lambda now: now.document and now.unsaved,
    ),
    Command(
        name="save_as",
        title="Save As…",
        summary="Write the document to another file.",
        shortcut="Ctrl+Shift+S",
        enabled=with_document,
    ),
    Command(
        name="export",
        title="Export a Copy…",
        summary="Write a copy of the document; the document and its file stay as they are.",
        enabled=with_document,
        cli="export",
    ),
    Command(
        name="export_suggestions",
        title="Export with Suggestions…",
        summary="Write a copy with the pending suggestions: as CriticMarkup, or as tracked changes of a Word document.",
        enabled=with_document,
    ),
    Command(
        name="import_suggestions",
        title="Import Suggestions…",
        summary="Open a text with changes marked as CriticMarkup, or a patch; they wait for a decision.",
        cli="import",
    ),
    Command(
        name="export_pdf",
        title="Export as PDF…",
        summary="Write the text as pages into a PDF file.",
        enabled=with_document,
    ),
    Command(
        name="print_document",
        title="Print…",
        summary="Put the text on paper.",
        shortcut="Ctrl+P",
        enabled=with_document,
    ),
    Command(
        name="compare_file",
        title="Compare with File…",
        summary="Show how the text differs from what its file holds, and take the file instead if you like.",
        apart=True,
        enabled=lambda now: now.document and now.in_file,
    ),
    Command(
        name="show_recovered",
        title="Recovered Text…",
        summary="Decide about text that was recovered after the program ended unexpectedly.",
        enabled=lambda now: now.recovered,
    ),
    Command(
        name="close_document",
        title="Close",
        summary="Put the document away; what is not saved stays in the library.",
        apart=True,
        shortcut="Ctrl+W",
        enabled=with_document,
    ),
    Command(
        name="reopen_document",
        title="Reopen Closed Document",
        summary="Show the document again that was put away last.",
        shortcut="Ctrl+Shift+T",
        enabled=lambda now: now.closed,
    ),
    Command(
        name="quit",
        title="Quit",
        summary="Close the program; open jobs go on at the next start.",
        apart=True,
        shortcut="Ctrl+Q",
    ),
)
