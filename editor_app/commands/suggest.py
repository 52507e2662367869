"""Asking for suggestions."""

from __future__ import annotations

from editor_app.commands.command import Command, with_document


COMMANDS: tuple[Command, ...] = (
    Command(
        name="ask",
        title="Write an Instruction",
        summary="Go to the instruction bar.",
        shortcut="Ctrl+E",
        also=("Ctrl+K",),
        enabled=with_document,
    ),
    Command(
        name="run_instruction",
        title="Suggest Edits",
        summary="Ask for edits of documents, in words; nothing changes until it is accepted.",
        shortcut="Ctrl+Return",
        enabled=lambda now: now.document and not now.job_open,
        cli="edit",
    ),
    Command(
        name="cancel_job",
        title="Cancel",
        summary="Stop the job; what it found so far stays.",
        apart=True,
        shortcut="Ctrl+.",
        enabled=lambda now: now.job_open,
        cli="jobs cancel",
    ),
)
