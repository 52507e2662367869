"""Paragraphs changing places, as changes of what is around them: the paragraphs themselves stay as they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edit_engine.text import Change, Span


_GAP_BEHIND = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Paragraphs somewhere else."""

    # In order.
    changes: tuple[Change, ...]
    # What was selected, in the text after them.
    chosen: Span


def paragraphs(text: str, chosen: Span) -> Span:
    """The whole paragraphs that a selection touches; of a place, the one it is in. A paragraph is a line."""
    # A selection that ends where a paragraph begins does not touch it.
    last = chosen.end - 1 if chosen.end > chosen.start and text[chosen.end - 1] == "\n" else chosen.end
    end = text.find("\n", last)
    return Span(text.rfind("\n", 0, chosen.start) + 1, end if end >= 0 else len(text))


def up(text: str, chosen: Span) -> Moved | None:
    """The paragraphs before the one above, with the empty lines between as they are; None at the beginning."""
    own = paragraphs(text, chosen)
    gap = _gap_before(text, own.start)
    if gap is None or not text[own.start : own.end].strip():
        return None
    above = Span(text.rfind("\n", 0, gap.start) + 1, gap.start)
    if not text[above.start : above.end].strip():
        return None
    away = Change(start=above.start, end=own.start, before=text[above.start : own.start], after="")
    there = text[gap.start : gap.end] + text[above.start : above.end]
    moved = Change(start=own.end, end=own.end, before="", after=there)
    return Moved(changes=(away, moved), chosen=_within(chosen, own).shift(above.start - own.start))


def down(text: str, chosen: Span) -> Moved | None:
    """The paragraphs behind the one below, with the empty lines between as they are; None at the end."""
    own = paragraphs(text, chosen)
    gap = _GAP_BEHIND.match(text, own.end)
    if gap is None or not text[own.start : own.end].strip():
        return None
    end = text.find("\n", gap.end())
    below = Span(gap.end(), end if end >= 0 else len(text))
    if not text[below.start : below.end].strip():
        return None
    there = text[below.start : below.end] + gap.group()
    away = Change(start=own.end, end=below.end, before=text[own.end : below.end], after="")
    moved = Change(start=own.start, end=own.start, before="", after=there)
    return Moved(changes=(moved, away), chosen=_within(chosen, own).shift(len(there)))


def twice(text: str, chosen: Span) -> Moved:
    """The paragraphs once more below, which are selected then as these were."""
    own = paragraphs(text, chosen)
    gap = _gap_before(text, own.start)
    behind = _GAP_BEHIND.match(text, own.end)
    empty = (gap is not None and gap.length > 1) or (behind is not None and len(behind.group()) > 1)
    again = ("\n\n" if empty else "\n") + text[own.start : own.end]
    copy = Change(start=own.end, end=own.end, before="", after=again)
    return Moved(changes=(copy,), chosen=_within(chosen, own).shift(len(again)))


def _within(chosen: Span, own: Span) -> Span:
    return Span(chosen.start, min(chosen.end, own.end))


def _gap_before(text: str, start: int) -> Span | None:
    """The line ends before a paragraph, with empty lines between; None at the beginning of the text."""
    first = start
    while first > 0 and text[first - 1].isspace():
        first -= 1
    if first == 0:
        return None
    # Spaces at the end of the paragraph above are its own.
    first = text.find("\n", first)
    return Span(first, start)
