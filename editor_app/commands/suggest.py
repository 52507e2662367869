"""Asking for suggestions."""

from __future__ import annotations

from editor_app.commands.command import Command, Situation, with_document


def _while_writing(now: Situation) -> bool:
    return now.document and not now.reviewing and not now.comparing


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
        name="choose_place",
        title="Choose Where",
        summary="Say which part of the text is meant: all of it, the section, the paragraph or the selection.",
        shortcut="Ctrl+Shift+E",
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
        name="another_try",
        title="Another Try",
        summary="Ask the same once more, with another seed.",
        shortcut="Ctrl+Shift+Return",
        enabled=lambda now: now.document and not now.job_open,
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
    Command(
        name="retry_job",
        title="Try the Failed Parts Again",
        summary="Ask once more for the parts of the last job that failed.",
        enabled=lambda now: now.job_failed and not now.job_open,
    ),
    Command(
        name="show_jobs",
        title="Jobs…",
        summary="List what is asked of all documents, how far it is, and what failed.",
    ),
    Command(
        name="save_preset",
        title="Save as Preset…",
        summary="Keep what the instruction bar says under a name.",
        apart=True,
        enabled=with_document,
    ),
    Command(
        name="show_presets",
        title="Presets…",
        summary="Use, rename or remove instructions kept under a name.",
        enabled=with_document,
    ),
    Command(
        name="toggle_lock",
        title="Lock or Unlock",
        summary="Keep the selection, or the paragraph at the caret, from every suggestion; or let it be changed again.",
        apart=True,
        shortcut="Ctrl+L",
        enabled=_while_writing,
    ),
    Command(
        name="lock_term",
        title="Lock Term",
        summary="Keep the selected words, or the word at the caret, as they are wherever they stand.",
        enabled=_while_writing,
    ),
    Command(
        name="show_locks",
        title="Locked Text…",
        summary="List what is locked, and unlock it.",
        enabled=with_document,
    ),
)
