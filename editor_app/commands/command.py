"""What a command is, and what decides whether it can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What decides which commands can be used just now."""

    # Whether a document is shown.
    document: bool = False
    # How many the window has.
    documents: int = 0
    # Whether one was put away that can be shown again.
    closed: bool = False
    # Whether its newest text is not in its file.
    unsaved: bool = False
    # Whether it has one.
    in_file: bool = False
    # Whether a recovered text waits for a decision.
    recovered: bool = False
    # Whether the review of its hunks is shown, rather than the text to write in.
    reviewing: bool = False
    # Number of its hunks that wait for a decision.
    pending: int = 0
    # Whether one of them is the current one.
    at_hunk: bool = False
    # Whether keys type in the review.
    typing: bool = False
    # Number of rows of the review list, and of those among them that can be accepted together.
    listed: int = 0
    acceptable: int = 0
    # Whether a suggestion is picked whose text was edited since.
    at_stale: bool = False
    # Whether a decision can be taken back.
    decided: bool = False
    # Whether a job on it is open.
    job_open: bool = False
    # Whether the newest one failed, so that it can be tried again.
    job_failed: bool = False
    # Whether an older revision is selected in the history.
    revision_selected: bool = False
    # Whether a comparison of revisions is shown, its number of changes, and whether comparisons stand side by side.
    comparing: bool = False
    changes: int = 0
    side_by_side: bool = False
    # What helps while one writes, if it is on.
    outline: bool = False
    focus: bool = False
    typewriter: bool = False
    spelling: bool = False
    # Whether the text view can undo and redo typing.
    can_undo: bool = False
    can_redo: bool = False


def always(_: Situation) -> bool:
    """In every situation."""
    return True


def with_document(now: Situation) -> bool:
    """While a document is shown."""
    return now.document


def with_pending(now: Situation) -> bool:
    """While suggestions wait."""
    return now.document and now.pending > 0


def at_hunk(now: Situation) -> bool:
    """While one of them is in the light."""
    return now.reviewing and now.at_hunk


@dataclass(frozen=True, kw_only=True)
class Command:
    """One user action."""

    # Stable, for settings and tests; the method that does it has the same name.
    name: str
    # In menus and the palette.
    title: str
    # One sentence: tooltip, palette and, where there is one, the help of the command line.
    summary: str
    # Qt's portable spelling; empty for none.
    shortcut: str = ""
    # More keys, that people know from other programs.
    also: tuple[str, ...] = ()
    # Whether a line stands above it in its menu.
    apart: bool = False
    # Whether it accepts or rejects suggestions: a key that is held does so once.
    decides: bool = False
    # Whether it can be used.
    enabled: Callable[[Situation], bool] = always
    # Whether it is on, for what is on or off; None for what is done.
    checked: Callable[[Situation], bool] | None = None
    # The word after `redraft` that does the same on the command line; empty if none does.
    cli: str = ""
