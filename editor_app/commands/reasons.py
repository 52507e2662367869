"""Why a command cannot be used now, found by asking what would have to be otherwise."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

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
    ("listed", 1): "The list shows no suggestion.",
    ("acceptable", 1): "The list shows no suggestion that can be accepted.",
    ("at_stale", True): "No suggestion is chosen whose text changed since.",
    ("decided", True): "No decision can be taken back.",
    ("job_open", True): "No job is running.",
    ("job_open", False): "A job is running.",
    ("job_failed", True): "Nothing failed.",
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
    # What would have to be otherwise, the least first: each step changes one more field that the command looked at.
    tries: deque[dict[str, bool | int]] = deque([{}])
    while tries:
        changed = tries.popleft()
        looked = _Looked(replace(now, **changed))  # type: ignore[arg-type]  # fields of it
        if command.enabled(looked):  # type: ignore[arg-type]  # it has every field
            return MISSING[next(iter(changed.items()))] if changed else ""
        if len(changed) < _MOST_AT_ONCE:
            tries.extend(
                {**changed, field: value}
                for field, value in MISSING
                if field in looked.at and field not in changed and getattr(now, field) != value
            )
    return NOT_NOW


class _Looked:
    """A situation that notes what is looked at."""

    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self.at: set[str] = set()

    def __getattr__(self, field: str) -> object:
        self.at.add(field)
        return getattr(self._situation, field)
