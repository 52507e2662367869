"""What a decision leaves: the other suggestions at their new places, and the way between the two texts. Pure values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from edit_engine.request import Hunk
from edit_engine.text import Change, TextError, apply


def left(hunks: Sequence[Hunk], accepted: Collection[str], rejected: Collection[str]) -> tuple[Hunk, ...] | None:
    """What waits after a decision, at its place in the new text; None if that must be looked up.

    Args:
        hunks: what waited, in order, at its place in the text before.
        accepted: ids of those whose text went in.
        rejected: ids of those that were turned down.
    """
    went_in, gone = set(accepted), {*accepted, *rejected}
    found: list[Hunk] = []
    by, end, reach = 0, -1, -1
    for hunk in hunks:
        if hunk.id in went_in:
            if hunk.start <= reach:
                return None
            by += len(hunk.after) - len(hunk.before)
            end = hunk.end
        elif hunk.id not in gone:
            # What became of one at the very place of another is for the library to say.
            if hunk.start <= end:
                return None
            reach = max(reach, hunk.end)
            found.append(replace(hunk, start=hunk.start + by, end=hunk.end + by) if by else hunk)
    return tuple(found)


def edits_into(shown: str, text: str, went_in: Iterable[Hunk]) -> list[Change] | None:
    """The edits by which suggestions, at their places in `shown`, made `text` of it; None if they did not."""
    return _leading(shown, text, [_change(hunk.start, hunk.before, hunk.after) for hunk in went_in])


def edits_back(shown: str, text: str, came_back: Iterable[Hunk]) -> list[Change] | None:
    """The edits that took suggestions, at their places in `text`, out of `shown`; None if it were others."""
    edits, by = [], 0
    for hunk in came_back:
        edits.append(_change(hunk.start + by, hunk.after, hunk.before))
        by += len(hunk.after) - len(hunk.before)
    return _leading(shown, text, edits)


def _change(start: int, before: str, after: str) -> Change:
    return Change(start=start, end=start + len(before), before=before, after=after)


def _leading(shown: str, text: str, edits: list[Change]) -> list[Change] | None:
    try:
        return edits if apply(shown, edits) == text else None
    except TextError:
        return None
