"""Where the sentence, the paragraph and the section of a place are, near that place only: no whole document is read.

What shows and decides suggestions asks this with every key, so answers for a stretch of text are remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from edit_engine.text import RuleSegmenter, Span, paragraphs, sentences
from editor_app import outline


class Passage(StrEnum):
    """A stretch of text around a place."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    SECTION = "section"


# Stretches whose paragraphs and sentences are remembered.
REMEMBERED = 8192

# The quick one: a sentence is looked for in thousands of places before the review is shown.
_RULES = RuleSegmenter()
_BLANK = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")


class _Block(NamedTuple):
    """A paragraph of a stretch, and the sentences in it."""

    span: Span
    sentences: tuple[Span, ...]


class Passages:
    """The sentences and paragraphs of one text.

    Args:
        text: all of it.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        # The stretch between blank lines looked at last: places are mostly asked for in order.
        self._stretch = Span(0, -1)
        self._blocks: tuple[_Block, ...] = ()

    def around(self, span: Span, passage: Passage) -> Span:
        """The passages of that kind which `span` reaches into, from the first to the last; at least `span` itself."""
        if passage is Passage.SECTION:
            headings = outline.outline(self._text)
            first = outline.section(headings, span.start, len(self._text))
            last = outline.section(headings, max(span.start, span.end - 1), len(self._text))
            return Span(min(first[0], span.start), max(last[1], span.end))
        first_span = self._at(span.start, passage)
        last_span = first_span if span.end <= first_span.end else self._at(span.end, passage, before=True)
        return Span(min(span.start, first_span.start), max(span.end, last_span.end))

    def _at(self, position: int, passage: Passage, *, before: bool = False) -> Span:
        """The passage that begins or holds `position` (or, `before` it, ends there); an empty span between two."""
        self._look(position)
        local = position - self._stretch.start
        block = _holding([block.span for block in self._blocks], local, before=before)
        if block is None:
            return Span(position, position)
        if passage is Passage.PARAGRAPH:
            return self._blocks[block].span.shift(self._stretch.start)
        found = self._blocks[block].sentences
        at = _holding(found, local, before=before)
        return Span(position, position) if at is None else found[at].shift(self._stretch.start)

    def _look(self, position: int) -> None:
        if self._stretch.start <= position <= self._stretch.end:
            return
        text = self._text
        start = 0
        # Backwards in growing steps: a blank line is mostly near.
        reach = 2048
        while position - reach > 0 or start == 0:
            low = max(0, position - reach)
            found = [blank.end() for blank in _BLANK.finditer(text, low, position)]
            if found or low == 0:
                start = found[-1] if found else 0
                break
            reach *= 4
        blank = _BLANK.search(text, position)
        end = blank.start() if blank is not None else len(text)
        self._stretch = Span(start, max(start, end))
        self._blocks = _read(text[start:end])


@lru_cache(maxsize=REMEMBERED)
def _read(stretch: str) -> tuple[_Block, ...]:
    found = []
    for paragraph in paragraphs(stretch):
        inner = sentences(stretch[paragraph.start : paragraph.end], protected=(), segmenter=_RULES)
        found.append(_Block(paragraph, tuple(sentence.shift(paragraph.start) for sentence in inner)))
    return tuple(found)


def _holding(spans: list[Span] | tuple[Span, ...], position: int, *, before: bool) -> int | None:
    """The index of the span that a position is in or at an edge of; between two that touch, one of both."""
    if before:
        at = bisect_left(spans, position, key=lambda span: span.end)
    else:
        at = bisect_right(spans, position, key=lambda span: span.start) - 1
    return at if 0 <= at < len(spans) and spans[at].start <= position <= spans[at].end else None
