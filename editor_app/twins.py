"""Suggestions that two jobs made alike: people see one of them, and decide on both."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from edit_engine.request import Hunk, HunkState


def without_twins(hunks: Iterable[Hunk]) -> list[Hunk]:
    """`hunks` with one for each change, the surest, where the first of them stood."""
    listed: dict[tuple[int, int, str, HunkState], Hunk] = {}
    for hunk in hunks:
        known = listed.setdefault(_change(hunk), hunk)
        if hunk.confidence > known.confidence:
            listed[_change(hunk)] = hunk
    return list(listed.values())


def twins(hunks: Iterable[Hunk], ids: Collection[str], states: Collection[HunkState] = tuple(HunkState)) -> list[str]:
    """Ids of the others among `hunks` that make the very same changes as those of `ids` in one of `states`."""
    there = [hunk for hunk in hunks if hunk.state in states]
    chosen = set(ids)
    wanted = {_change(hunk) for hunk in there if hunk.id in chosen}
    return [hunk.id for hunk in there if _change(hunk) in wanted and hunk.id not in chosen]


def _change(hunk: Hunk) -> tuple[int, int, str, HunkState]:
    return hunk.start, hunk.end, hunk.after, hunk.state
