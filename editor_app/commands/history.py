"""Looking back: what was, what changed since, and where a text came from."""

from __future__ import annotations

from editor_app.commands.command import Command, with_document


COMMANDS: tuple[Command, ...] = (
    Command(
        name="show_history",
        title="History",
        summary="List the revisions of a document.",
        shortcut="Ctrl+H",
        enabled=with_document,
        cli="history",
    ),
    Command(
        name="blame",
        title="Where Does This Come From?",
        summary="Say of the selection, or the sentence at the caret, who wrote it, when, and which suggestion it was.",
        shortcut="Ctrl+Shift+H",
        enabled=lambda now: now.document and not now.comparing,
    ),
    Command(
        name="name_revision",
        title="Name This Revision…",
        summary="Give the chosen revision, or the text as it is, a name to find it by.",
        apart=True,
        enabled=with_document,
    ),
    Command(
        name="restore_revision",
        title="Restore This Revision",
        summary="Make the text of an older revision the newest, as a new revision.",
        enabled=lambda now: now.document and now.revision_selected,
        cli="restore",
    ),
    Command(
        name="next_change",
        title="Next Change",
        summary="Go to the next change of the comparison.",
        apart=True,
        shortcut="F7",
        enabled=lambda now: now.comparing and now.changes > 0,
    ),
    Command(
        name="previous_change",
        title="Previous Change",
        summary="Go to the change before in the comparison.",
        shortcut="Shift+F7",
        enabled=lambda now: now.comparing and now.changes > 0,
    ),
    Command(
        name="toggle_side_by_side",
        title="Compare Side by Side",
        summary="Show the two texts of a comparison side by side, or one text with its changes.",
        enabled=with_document,
        checked=lambda now: now.side_by_side,
    ),
)
