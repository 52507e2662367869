"""Putting hunks into a text, with every check made before anything is built.

    TextError
    |-- OverlapError    two hunks want the same place
    `-- MismatchError   the text under a hunk is not what the hunk was made for

Works on any frozen dataclass with `start`, `end`, `before` and `after` (Hunk, Change).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from edit_engine.text.spans import Span


if TYPE_CHECKING:  # edit_engine.request imports this package, so this package cannot import it while loading.
    from edit_engine.request import Hunk
    from edit_engine.text.worddiff import Change

    Replacement = TypeVar("Replacement", Hunk, Change)
else:
    Replacement = TypeVar("Replacement")


class TextError(ValueError):
    """Something asked of a text cannot be done with it."""


class OverlapError(TextError):
    """Two hunks change the same place, so applying both has no single meaning. Apply one, then map the other."""


class MismatchError(TextError):
    """The text under a hunk differs from what the hunk replaces. Look it up in this text first."""


def apply(text: str, hunks: Iterable[Replacement]) -> str:
    """`text` with every hunk put in.

    Args:
        text: the text the hunks' positions count in.
        hunks: in any order; all or none are applied.

    Raises:
        OverlapError: two hunks overlap, or two insertions share a place.
        MismatchError: a hunk lies outside `text` or does not find its `before` there.
    """
    parts: list[str] = []
    at = 0
    for hunk in _in_order(hunks):
        if hunk.end > len(text):
            raise MismatchError(f"a hunk at {hunk.start}..{hunk.end} lies outside the text of {len(text)} code points")
        found = text[hunk.start : hunk.end]
        if found != hunk.before:
            raise MismatchError(
                f"the text at {hunk.start}..{hunk.end} is {found!r:.60}, the hunk there replaces {hunk.before!r:.60}"
            )
        parts += [text[at : hunk.start], hunk.after]
        at = hunk.end
    parts.append(text[at:])
    return "".join(parts)


def _in_order(hunks: Iterable[Replacement]) -> Sequence[Replacement]:
    """`hunks` sorted by place, checked to be ranges that do not overlap."""
    ordered = sorted(hunks, key=lambda hunk: (hunk.start, hunk.end))
    for hunk in ordered:
        if not 0 <= hunk.start <= hunk.end:
            raise MismatchError(f"a hunk at {hunk.start}..{hunk.end} is no range of a text")
    for left, right in pairwise(ordered):
        if not Span(left.start, left.end).clear_of(Span(right.start, right.end)):
            raise OverlapError(f"hunks at {left.start}..{left.end} and {right.start}..{right.end} overlap")
    return ordered
