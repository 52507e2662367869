"""Every user action, declared once: menu, palette, key, command line and tests read this table.

A command says what it is called, when it can be used and which method of a face does it. It knows neither widgets nor
terminals. Keys are in Qt's portable spelling; none of them is a key people edit text with, and where two commands share
one (undo), they are never enabled together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Face(Protocol):
    """What a window can be asked to do; one method a command."""

    def new(self) -> None: ...
    def open(self) -> None: ...
    def save(self) -> None: ...
    def save_as(self) -> None: ...
    def export(self) -> None: ...
    def close_document(self) -> None: ...
    def quit(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def find(self) -> None: ...
    def ask(self) -> None: ...
    def run_instruction(self) -> None: ...
    def cancel_job(self) -> None: ...
    def toggle_review(self) -> None: ...
    def next_hunk(self) -> None: ...
    def previous_hunk(self) -> None: ...
    def accept_hunk(self) -> None: ...
    def reject_hunk(self) -> None: ...
    def accept_all(self) -> None: ...
    def reject_all(self) -> None: ...
    def undo_decision(self) -> None: ...
    def show_history(self) -> None: ...
    def restore_revision(self) -> None: ...
    def zoom_in(self) -> None: ...
    def zoom_out(self) -> None: ...
    def zoom_reset(self) -> None: ...
    def toggle_full_screen(self) -> None: ...
    def show_palette(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides which commands can be used just now."""

    # Whether a document is shown.
    document: bool = False
    # Whether its newest text is not in its file.
    unsaved: bool = False
    # Whether the review of its hunks is shown, rather than the text to write in.
    reviewing: bool = False
    # Number of its hunks that wait for a decision.
    pending: int = 0
    # Whether one of them is the current one.
    at_hunk: bool = False
    # Whether a decision can be taken back.
    decided: bool = False
    # Whether a job on it is open.
    job_open: bool = False
    # Whether an older revision is selected in the history.
    revision_selected: bool = False
    # Whether the text view can undo and redo typing.
    can_undo: bool = False
    can_redo: bool = False


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "File"
    EDIT = "Edit"
    SUGGEST = "Suggest"
    REVIEW = "Review"
    VIEW = "View"


def _always(_: Situation) -> bool:
    return True


def _with_document(now: Situation) -> bool:
    return now.document


def _with_pending(now: Situation) -> bool:
    return now.document and now.pending > 0


def _at_hunk(now: Situation) -> bool:
    return now.reviewing and now.at_hunk


@dataclass(frozen=True, kw_only=True)
class Command:
    """One user action."""

    # Stable, for settings and tests.
    name: str
    # In menus and the palette.
    title: str
    # One sentence: tooltip, palette and, where there is one, the help of the command line.
    summary: str
    menu: Menu
    # What does it.
    function: Callable[[Face], None]
    # Qt's portable spelling; empty for none.
    shortcut: str = ""
    # Whether it can be used.
    enabled: Callable[[Situation], bool] = _always
    # The word after `redraft` that does the same on the command line; empty if none does.
    cli: str = ""


COMMANDS: tuple[Command, ...] = (
    Command(
        name="new",
        title="New",
        summary="Begin an empty document.",
        menu=Menu.FILE,
        function=lambda face: face.new(),
        shortcut="Ctrl+N",
    ),
    Command(
        name="open",
        title="Open…",
        summary="Open files in the editor.",
        menu=Menu.FILE,
        function=lambda face: face.open(),
        shortcut="Ctrl+O",
        cli="app",
    ),
    Command(
        name="save",
        title="Save",
        summary="Write the document to its file, with the encoding and newlines it had.",
        menu=Menu.FILE,
        function=lambda face: face.save(),
        shortcut="Ctrl+S",
        enabled=lambda now: now.document and now.unsaved,
    ),
    Command(
        name="save_as",
        title="Save As…",
        summary="Write the document to another file.",
        menu=Menu.FILE,
        function=lambda face: face.save_as(),
        shortcut="Ctrl+Shift+S",
        enabled=_with_document,
    ),
    Command(
        name="export",
        title="Export a Copy…",
        summary="Write a copy of the document; the document and its file stay as they are.",
        menu=Menu.FILE,
        function=lambda face: face.export(),
        enabled=_with_document,
        cli="export",
    ),
    Command(
        name="close_document",
        title="Close",
        summary="Put the document away; what is not saved stays in the library.",
        menu=Menu.FILE,
        function=lambda face: face.close_document(),
        shortcut="Ctrl+W",
        enabled=_with_document,
    ),
    Command(
        name="quit",
        title="Quit",
        summary="Close the program; open jobs go on at the next start.",
        menu=Menu.FILE,
        function=lambda face: face.quit(),
        shortcut="Ctrl+Q",
    ),
    Command(
        name="undo",
        title="Undo",
        summary="Take back the last typing.",
        menu=Menu.EDIT,
        function=lambda face: face.undo(),
        shortcut="Ctrl+Z",
        enabled=lambda now: now.can_undo and not now.reviewing,
    ),
    Command(
        name="redo",
        title="Redo",
        summary="Type again what was taken back.",
        menu=Menu.EDIT,
        function=lambda face: face.redo(),
        shortcut="Ctrl+Shift+Z",
        enabled=lambda now: now.can_redo,
    ),
    Command(
        name="find",
        title="Find…",
        summary="Search the text.",
        menu=Menu.EDIT,
        function=lambda face: face.find(),
        shortcut="Ctrl+F",
        enabled=_with_document,
    ),
    Command(
        name="ask",
        title="Write an Instruction",
        summary="Go to the instruction bar.",
        menu=Menu.SUGGEST,
        function=lambda face: face.ask(),
        shortcut="Ctrl+E",
        enabled=_with_document,
    ),
    Command(
        name="run_instruction",
        title="Suggest Edits",
        summary="Ask for edits of documents, in words; nothing changes until it is accepted.",
        menu=Menu.SUGGEST,
        function=lambda face: face.run_instruction(),
        shortcut="Ctrl+Return",
        enabled=lambda now: now.document and not now.job_open,
        cli="edit",
    ),
    Command(
        name="cancel_job",
        title="Cancel",
        summary="Stop the job; what it found so far stays.",
        menu=Menu.SUGGEST,
        function=lambda face: face.cancel_job(),
        shortcut="Ctrl+.",
        enabled=lambda now: now.job_open,
        cli="jobs cancel",
    ),
    Command(
        name="toggle_review",
        title="Review Suggestions",
        summary="Look at the suggestions for a document one by one, and accept or reject them.",
        menu=Menu.REVIEW,
        function=lambda face: face.toggle_review(),
        shortcut="F4",
        enabled=lambda now: now.document and (now.reviewing or now.pending > 0),
        cli="review",
    ),
    Command(
        name="next_hunk",
        title="Next Suggestion",
        summary="Go to the next suggestion that is not decided.",
        menu=Menu.REVIEW,
        function=lambda face: face.next_hunk(),
        shortcut="F8",
        enabled=_with_pending,
    ),
    Command(
        name="previous_hunk",
        title="Previous Suggestion",
        summary="Go to the suggestion before that is not decided.",
        menu=Menu.REVIEW,
        function=lambda face: face.previous_hunk(),
        shortcut="Shift+F8",
        enabled=_with_pending,
    ),
    Command(
        name="accept_hunk",
        title="Accept",
        summary="Put suggestions into the text.",
        menu=Menu.REVIEW,
        function=lambda face: face.accept_hunk(),
        shortcut="F9",
        enabled=_at_hunk,
        cli="accept",
    ),
    Command(
        name="reject_hunk",
        title="Reject",
        summary="Turn suggestions down; the text stays as it is.",
        menu=Menu.REVIEW,
        function=lambda face: face.reject_hunk(),
        shortcut="Shift+F9",
        enabled=_at_hunk,
        cli="reject",
    ),
    Command(
        name="accept_all",
        title="Accept All",
        summary="Put every suggestion into the text, as one step that can be undone.",
        menu=Menu.REVIEW,
        function=lambda face: face.accept_all(),
        shortcut="Ctrl+F9",
        enabled=_with_pending,
    ),
    Command(
        name="reject_all",
        title="Reject All",
        summary="Turn every suggestion down, as one step that can be undone.",
        menu=Menu.REVIEW,
        function=lambda face: face.reject_all(),
        shortcut="Ctrl+Shift+F9",
        enabled=_with_pending,
    ),
    Command(
        name="undo_decision",
        title="Undo Decision",
        summary="Take back the last accept or reject; its suggestions are pending again.",
        menu=Menu.REVIEW,
        function=lambda face: face.undo_decision(),
        shortcut="Ctrl+Z",
        enabled=lambda now: now.reviewing and now.decided,
        cli="undo",
    ),
    Command(
        name="show_history",
        title="History",
        summary="List the revisions of a document.",
        menu=Menu.VIEW,
        function=lambda face: face.show_history(),
        shortcut="Ctrl+H",
        enabled=_with_document,
        cli="history",
    ),
    Command(
        name="restore_revision",
        title="Restore This Revision",
        summary="Make the text of an older revision the newest, as a new revision.",
        menu=Menu.VIEW,
        function=lambda face: face.restore_revision(),
        enabled=lambda now: now.document and now.revision_selected,
        cli="restore",
    ),
    Command(
        name="zoom_in",
        title="Larger Text",
        summary="Show the text larger.",
        menu=Menu.VIEW,
        function=lambda face: face.zoom_in(),
        shortcut="Ctrl++",
    ),
    Command(
        name="zoom_out",
        title="Smaller Text",
        summary="Show the text smaller.",
        menu=Menu.VIEW,
        function=lambda face: face.zoom_out(),
        shortcut="Ctrl+-",
    ),
    Command(
        name="zoom_reset",
        title="Normal Text Size",
        summary="Show the text in the size it had at first.",
        menu=Menu.VIEW,
        function=lambda face: face.zoom_reset(),
        shortcut="Ctrl+0",
    ),
    Command(
        name="toggle_full_screen",
        title="Full Screen",
        summary="Let the window fill the screen, or give it back its size.",
        menu=Menu.VIEW,
        function=lambda face: face.toggle_full_screen(),
        shortcut="F11",
    ),
    Command(
        name="show_palette",
        title="All Commands…",
        summary="Search for a command by its name.",
        menu=Menu.VIEW,
        function=lambda face: face.show_palette(),
        shortcut="Ctrl+Shift+P",
    ),
)

BY_NAME = {command.name: command for command in COMMANDS}
# Help of the command line, by what is typed after `redraft`.
CLI_HELP = {command.cli: command.summary for command in COMMANDS if command.cli}
