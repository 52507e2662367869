"""What changed between two texts, as a person would mark it: whole words, readable phrases, one paragraph at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from edit_engine.text.paragraphs import pieces
from edit_engine.text.patience import Opcode, Tag, opcodes
from edit_engine.text.readable import Edit, Tokens, readable
from edit_engine.text.words import words


@dataclass(frozen=True, kw_only=True)
class Change:
    """`before[start:end]`, which holds `before`, becomes `after`."""

    # Range in the old text, code points.
    start: int
    end: int
    # What it holds; empty for an insertion.
    before: str
    # What it becomes; empty for a deletion.
    after: str


def changes(before: str, after: str) -> list[Change]:
    """The changes that turn `before` into `after`, sorted and without overlaps.

    Paragraphs that are equal are matched first, words inside the others. A change never splits a grapheme and never
    holds the inside of two paragraphs of `before`; so applying any of them alone is a sensible edit.

    Args:
        before, after: whole texts; equal texts give no changes.
    """
    return _changes(before, after, phrases=True)


def word_changes(before: str, after: str) -> list[Change]:
    """As `changes`, but word by word: changes that a person would make in one go are not joined."""
    return _changes(before, after, phrases=False)


def _changes(before: str, after: str, *, phrases: bool) -> list[Change]:
    if before == after:
        return []
    old, new = pieces(before), pieces(after)
    old_starts = [0, *accumulate(map(len, old))]
    found: list[Change] = []
    for step in opcodes(old, new):
        if step.tag is not Tag.EQUAL:
            found.extend(_within(step, old, new, old_starts[step.a_start], phrases=phrases))
    return found


def _within(step: Opcode, old: Sequence[str], new: Sequence[str], offset: int, *, phrases: bool) -> list[Change]:
    """The changes inside one run of paragraphs that begins at `offset` of the old text."""
    a = _tokens(old[step.a_start : step.a_end])
    b = _tokens(new[step.b_start : step.b_end])
    raw = [
        Edit(word_step.a_start, word_step.a_end, word_step.b_start, word_step.b_end)
        for word_step in opcodes(a.all, b.all)
        if word_step.tag is not Tag.EQUAL
    ]
    starts = [0, *accumulate(map(len, a.all))]
    return [
        Change(
            start=offset + starts[edit.a_start],
            end=offset + starts[edit.a_end],
            before="".join(a.all[edit.a_start : edit.a_end]),
            after="".join(b.all[edit.b_start : edit.b_end]),
        )
        for edit in readable(raw, a, b, phrases=phrases)
    ]


def _tokens(run: Sequence[str]) -> Tokens:
    """The words of a run of pieces, and which of them are the breaks that end those pieces."""
    everything: list[str] = []
    breaks: set[int] = set()
    for piece in run:
        everything.extend(words(piece))
        if piece[-1] in "\r\n":
            breaks.add(len(everything) - 1)
    return Tokens(everything, breaks)
