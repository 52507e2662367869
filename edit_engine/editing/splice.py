"""From filled regions to hunks: the new text is spliced into the old, never decoded as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edit_engine.text.graphemes import boundary_before
from edit_engine.text.spans import Span
from edit_engine.text.worddiff import Change, changes


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """`window[start:end]` becomes `after`, with what is known of why."""

    start: int
    end: int
    after: str
    steps: int
    scores: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Spliced:
    """One readable change of a window and the replacements it came from."""

    change: Change
    sources: tuple[Replacement, ...]


def splice(window: str, replacements: Sequence[Replacement], fixed: Sequence[Span]) -> Iterator[Spliced]:
    """Readable changes that make the `replacements`, none of them touching `fixed`.

    Args:
        window: text of the window.
        replacements: in order, without overlap.
        fixed: code points that must not change.

    Raises:
        AssertionError: what is spliced would change text outside the replacements (a defect of this package).
    """
    parts: list[str] = []
    at = 0
    for one in replacements:
        parts += [window[at : one.start], one.after]
        at = one.end
    after = "".join([*parts, window[at:]])
    found = changes(window, after)
    if any(_touches(change, hole) for change in found for hole in fixed):
        # Of several ways to write an edit the difference took one that leans on fixed text: keep the model's own.
        found = [_own(window, one) for one in replacements]
    for change in found:
        whole = all(boundary_before(window, cut) == cut for cut in (change.start, change.end))
        if not whole or any(_touches(change, hole) for hole in fixed) or change.before == change.after:
            continue
        if window[change.start : change.end] != change.before:
            raise AssertionError(f"hunk does not match its source at {change.start}")
        sources = [one for one in replacements if one.start <= change.end + 1 and change.start <= one.end + 1]
        if sources:
            yield Spliced(change=change, sources=tuple(sources))


def _touches(change: Change, hole: Span) -> bool:
    return (
        change.start < hole.end and hole.start < change.end
        if change.end > change.start
        else (hole.start < change.start < hole.end)
    )


def _own(window: str, one: Replacement) -> Change:
    """The replacement as a change, without the text that both ends share."""
    before = window[one.start : one.end]
    head = 0
    while head < min(len(before), len(one.after)) and before[head] == one.after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(one.after)) - head and before[-1 - tail] == one.after[-1 - tail]:
        tail += 1
    return Change(
        start=one.start + head,
        end=one.end - tail,
        before=before[head : len(before) - tail],
        after=one.after[head : len(one.after) - tail],
    )
