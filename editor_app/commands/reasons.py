"""Why a command cannot be used now, found by asking what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from editor_app.commands.command import Command, Situation


# What is missing, by field of `Situation` and the value that would allow the command.
MISSING: Mapping[tuple[str, bool | int], str] = {
    ("document", True): "No document is shown.",
    ("documents", 2): "There is only one document.",
    ("closed", True): "No document was closed.",
    ("unsaved", True): "Everything is saved.",
    ("in_file", True): "The document has no file yet.",
    ("recovered", True): "No recovered text waits.",
    ("pending", 1): "No suggestions wait.",
    ("reviewing", True): "This belongs to the review.",
    ("reviewing", False): "Not during the review.",
    ("at_hunk", True): "No suggestion is chosen.",
    ("decided", True): "No decision can be taken back.",
    ("job_open", True): "No job is running.",
    ("job_open", False): "A job is running.",
    ("revision_selected", True): "No older revision is shown.",
    ("comparing", True): "No revisions are compared.",
    ("comparing", False): "Not while revisions are compared.",
    ("changes", 1): "Nothing differs.",
    ("can_undo", True): "There is nothing to undo.",
    ("can_redo", True): "There is nothing to redo.",
}
NOT_NOW = "Not just now."
_MOST_AT_ONCE = 3


def why_not(command: Command, now: Situation) -> str:
    """One sentence; empty if the command can be used."""
    if command.enabled(now):
        return ""
    wants = [(field, value) for field, value in MISSING if getattr(now, field) != value]
    for count in range(1, _MOST_AT_ONCE + 1):
        for together in combinations(wants, count):
            fields = dict(together)
            if len(fields) == count and command.enabled(replace(now, **fields)):  # type: ignore[arg-type]  # of it
                return MISSING[together[0]]
    return NOT_NOW
