"""Where sentences are.

`sentences` asks a Segmenter paragraph by paragraph. The default one is pysbd, kept behind a small protocol so that it
can be replaced, checked character by character (it may normalise or drop text), and only asked about paragraphs of a
size it is fast on. Where it cannot be used, rules of our own decide.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import pysbd
import regex
from pysbd.languages import LANGUAGE_CODES

from edit_engine.text.paragraphs import BLOCK_MARKERS, paragraphs
from edit_engine.text.protect import protected_spans
from edit_engine.text.spans import Span, merge


# pysbd takes time with the square of the length: 0.05 s at this many code points, 6 s at 100,000.
LONGEST_FOR_PYSBD = 4000
# Paragraphs whose sentences are remembered.
REMEMBERED_PARAGRAPHS = 8192

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = (
    r"Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|al|eg|ie|e\.g|i\.e|cf|Fig|Figs|Eq|Eqs|Sec|Ch|No|Nos|Vol|pp|p|approx|dept|est|"
    r"Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Gen|Col|Lt|Sgt|Rev|Hon|Mt"
)
_STOPS_INSIDE = regex.compile(rf"(?:^|[\s(\[\"'“‘])(?:{_ABBREVIATIONS}|\p{{Lu}})\.\Z")
_LONGEST_ABBREVIATION = 10  # code points, with what stands around it
# A search begins at the first of several stops only: else a line of dots would take time with the square of its length.
_SENTENCE_END = regex.compile(
    r"""(?<![.!?…])[.!?…]++["'”’»)\]]*+(?=\s)(?=\s++["'“‘«(\[¿¡]*+[\p{Lu}\p{Lt}\p{Lo}\p{N}])|[。！？]++["'”’」』）]*+"""
)


class Segmenter(Protocol):
    """Finds sentences in one paragraph."""

    def sentences(self, paragraph: str) -> Sequence[Span]:
        """The sentences of `paragraph`, sorted, without overlaps, without the white space between them."""

    def __hash__(self) -> int:
        """Answers are remembered for each segmenter."""


class RuleSegmenter:
    """A sentence ends at a stop before white space and a capital, except after known abbreviations. Linear time."""

    def sentences(self, paragraph: str) -> list[Span]:
        """See Segmenter."""
        stops = (stop.span() for stop in _SENTENCE_END.finditer(paragraph))
        ends = [end for start, end in stops if not self._goes_on(paragraph, start, end)]
        return _stripped(paragraph, [0, *ends, len(paragraph)])

    @staticmethod
    def _goes_on(paragraph: str, start: int, end: int) -> bool:
        if end - start != 1 or paragraph[start] != ".":
            return False
        return _STOPS_INSIDE.search(paragraph, max(0, start - _LONGEST_ABBREVIATION), end) is not None


class PysbdSegmenter:
    """pysbd's rules for one language.

    Args:
        language: two-letter code that pysbd knows.
    """

    def __init__(self, language: str = "en") -> None:
        self._segmenter = pysbd.Segmenter(language=language, clean=False)
        self._rules = RuleSegmenter()
        # pysbd keeps the text it works on in the object.
        self._lock = threading.Lock()

    def sentences(self, paragraph: str) -> list[Span]:
        """See Segmenter."""
        if len(paragraph) > LONGEST_FOR_PYSBD:
            return self._rules.sentences(paragraph)
        # To pysbd a line break ends a sentence; here paragraphs are known already and those left are soft.
        flat = paragraph.replace("\r", " ").replace("\n", " ")
        with self._lock:
            found: list[str] = self._segmenter.segment(flat)
        ends = _ends(flat, found)
        return self._rules.sentences(paragraph) if ends is None else _stripped(paragraph, ends)


def _ends(text: str, sentences: Sequence[str]) -> list[int] | None:
    """Where each of `sentences` ends in `text`, comparing all but white space; None if they are not that text."""
    ends = [0]
    at = 0
    for sentence in sentences:
        for char in sentence:
            if char.isspace():
                continue
            while at < len(text) and text[at].isspace():
                at += 1
            if at == len(text) or text[at] != char:
                return None
            at += 1
        ends.append(at)
    return None if text[at:].strip() else ends


def _stripped(text: str, borders: Sequence[int]) -> list[Span]:
    """The spans between `borders` without white space at their ends; empty ones are left out."""
    spans: list[Span] = []
    for start, end in pairwise(borders):
        part = text[start:end]
        inner = part.strip()
        if inner:
            start += len(part) - len(part.lstrip())
            spans.append(Span(start, start + len(inner)))
    return spans


@lru_cache(maxsize=32)
def segmenter_for(language: str) -> Segmenter:
    """The best segmenter there is for a language (two-letter code)."""
    return PysbdSegmenter(language) if language in LANGUAGE_CODES else RuleSegmenter()


@lru_cache(maxsize=REMEMBERED_PARAGRAPHS)
def _remembered(paragraph: str, segmenter: Segmenter) -> tuple[Span, ...]:
    return tuple(segmenter.sentences(paragraph))


def sentences(
    text: str, *, language: str = "en", protected: Sequence[Span] | None = None, segmenter: Segmenter | None = None
) -> list[Span]:
    """The sentences of `text`, sorted, without block markers and the white space between them.

    None begins or ends inside a protected span, and none lies wholly within one.

    Args:
        text: a document.
        language: two-letter code; rules for Latin and Chinese script stand in for unknown ones.
        protected: spans that are not prose; None finds those of Markdown.
        segmenter: used instead of the one for `language`; must be hashable.
    """
    if protected is None:
        protected = [found.span for found in protected_spans(text)]
    chosen = segmenter or segmenter_for(language)
    found: list[Span] = []
    for paragraph in paragraphs(text):
        body = text[paragraph.start : paragraph.end]
        marker = BLOCK_MARKERS.match(body)
        start = marker.end() if marker else 0
        found.extend(span.shift(paragraph.start + start) for span in _remembered(body[start:], chosen))
    return _outside(text, found, merge(protected))


def _outside(text: str, found: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """`found` with no border inside a hole: neighbours that share one become one, what lies within one is left out."""
    whole: list[Span] = []
    for span in found:
        hole = _hole_at(span.start, holes)
        if whole and hole is not None and hole.start < whole[-1].end:
            span = Span(whole.pop().start, span.end)
        whole.append(span)
    kept: list[Span] = []
    for start, end in whole:
        first, last = _hole_at(start, holes), _hole_at(end, holes)
        clipped = Span(first.end if first else start, last.start if last else end)
        if clipped.start < clipped.end:
            inner = _stripped(text[clipped.start : clipped.end], [0, clipped.length])
            kept.extend(part for span in inner if not _filled(part := span.shift(clipped.start), holes))
    return kept


def _filled(span: Span, holes: Sequence[Span]) -> bool:
    """Whether one hole (of sorted, merged ones) holds all of `span`."""
    number = bisect_right(holes, span.start, key=lambda hole: hole.start) - 1
    return number >= 0 and holes[number].contains(span)


def _hole_at(pos: int, holes: Sequence[Span]) -> Span | None:
    """The hole (of sorted, merged ones) that `pos` is strictly inside of."""
    number = bisect_right(holes, pos, key=lambda hole: hole.start) - 1
    if number >= 0 and holes[number].start < pos < holes[number].end:
        return holes[number]
    return None
