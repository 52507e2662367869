"""Thousands of changes as fewer ones that do the same: a text widget takes its time for each, whatever its length."""

from __future__ import annotations

from collections.abc import Sequence

from edit_engine.text import Change


# With more changes than this, those with this many code points between them or fewer are made as one.
MANY, NEAR = 500, 300


def together(text: str, changes: Sequence[Change]) -> Sequence[Change]:
    """The same with fewer steps: what stands between two that are near is kept as part of one.

    Args:
        text: what they change.
        changes: in order, none touching another. Few of them are left as they are.
    """
    if len(changes) <= MANY:
        return changes
    groups: list[list[Change]] = []
    for change in changes:
        if groups and change.start - groups[-1][-1].end <= NEAR and change.end - groups[-1][0].start <= 10 * NEAR:
            groups[-1].append(change)
        else:
            groups.append([change])
    made = []
    for group in groups:
        start, end = group[0].start, group[-1].end
        at, pieces = start, list[str]()
        for change in group:
            pieces += (text[at : change.start], change.after)
            at = change.end
        made.append(Change(start=start, end=end, before=text[start:end], after="".join(pieces)))
    return made
