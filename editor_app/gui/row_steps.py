"""How one list of rows becomes another with few words to the view: runs that go, then runs that come. No Qt."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RowStep:
    """Rows that are taken out, or put in."""

    # Whether they are put in.
    comes: bool
    # Where the first of them is, counted when the steps before are done.
    first: int
    count: int


def row_steps(old: Sequence[str], new: Sequence[str]) -> list[RowStep] | None:
    """The steps from one list of names to another; None if names that stay change their order.

    Args:
        old, new: each name at most once.
    """
    was, will = set(old), set(new)
    if [name for name in old if name in will] != [name for name in new if name in was]:
        return None
    going = [RowStep(comes=False, first=first, count=count) for first, count in _runs(old, will)]
    coming = [RowStep(comes=True, first=first, count=count) for first, count in _runs(new, was)]
    return [*reversed(going), *coming]


def _runs(names: Sequence[str], others: Container[str]) -> list[tuple[int, int]]:
    """First row and length of each run of names that are not among the others."""
    runs: list[tuple[int, int]] = []
    for row, name in enumerate(names):
        if name in others:
            continue
        if runs and sum(runs[-1]) == row:
            runs[-1] = runs[-1][0], runs[-1][1] + 1
        else:
            runs.append((row, 1))
    return runs
