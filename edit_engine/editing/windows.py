"""Cut a request's text into windows: left context | core | right context, small enough for one row of the model.

Cores tile what may change and end where paragraphs or sentences end. How a text is cut depends on the text alone, so
that the same text gives the same windows in whatever job or worker it comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edit_engine.models.tokenizer import EditTokenizer, Encoded, word_ranges
from edit_engine.request import EditRequest
from edit_engine.text.graphemes import boundary_before
from edit_engine.text.paragraphs import paragraphs
from edit_engine.text.segment import sentences
from edit_engine.text.spans import Span, clip, merge, subtract


# Largest core and largest context on one side, in code points; prose has about 4.5 of them a token.
CORE, CONTEXT = 760, 160


@dataclass(frozen=True, kw_only=True)
class Window:
    """A piece of a request's text that the model reads as one row."""

    # Which request of the batch given to the editor.
    request: int
    # Range with context, code points of the request's text.
    span: Span
    # The part that may change, code points of the request's text.
    core: Span
    # text[span] of the request.
    text: str
    encoded: Encoded
    # Token ranges of words that may change, counted in `encoded`: not protected, in scope, in the core.
    free: tuple[tuple[int, int], ...]
    # Code-point positions of `text` between which nothing may be inserted or changed (merged, relative to `text`).
    fixed: tuple[Span, ...]


def windows_of(index: int, request: EditRequest, tokenizer: EditTokenizer) -> list[Window]:
    """The windows of one request in which something may change, in order.

    Args:
        index: number of the request in the batch.
        request: its text, core, scope and protected spans.
        tokenizer: the model's.
    """
    open_spans = merge(request.scope) if request.scope else [request.core]
    open_spans = [part for span in clip(open_spans, request.core) for part in subtract(span, request.protected)]
    windows = []
    for core, span in _cores(request):
        if not any(part.overlaps(core) for part in open_spans):
            continue
        text = request.text[span.start : span.end]
        may_change = [part.shift(-span.start) for part in clip(open_spans, core)]
        encoded = tokenizer.encode(text)
        free = tuple(_free_words(text, encoded, may_change))
        if free:
            fixed = tuple(subtract(Span(0, len(text)), may_change))
            windows.append(
                Window(request=index, span=span, core=core, text=text, encoded=encoded, free=free, fixed=fixed)
            )
    return windows


def _cores(request: EditRequest) -> Iterator[tuple[Span, Span]]:
    """(core, core with context) pairs over the request's core."""
    text = request.text
    pieces: list[tuple[Span, bool]] = []  # (sentence or part of one, whether a paragraph ends with it)
    protected = list(request.protected)
    for paragraph in paragraphs(text):
        if paragraph.end <= request.core.start or paragraph.start >= request.core.end:
            continue
        body = text[paragraph.start : paragraph.end]
        holes = [hole.shift(-paragraph.start) for hole in clip(protected, paragraph)]
        ends = [found.end + paragraph.start for found in sentences(body, protected=holes)] or [paragraph.end]
        ends[-1] = paragraph.end
        at = paragraph.start
        for end in ends:
            for part in _parts(text, Span(at, end)):
                pieces.append((part, part.end == paragraph.end))
            at = end
    group: list[tuple[Span, bool]] = []
    for piece, closes in pieces:
        if group and piece.end - group[0][0].start > CORE:
            yield _with_context(request, group)
            group = []
        group.append((piece, closes))
    if group:
        yield _with_context(request, group)


def _with_context(request: EditRequest, group: Sequence[tuple[Span, bool]]) -> tuple[Span, Span]:
    """The core of `group` and the sentences of the same paragraph beside it."""
    first, last = group[0][0], group[-1][0]
    text = request.text
    start, end = first.start, last.end
    low = max(0, start - CONTEXT)
    blank = text.rfind("\n\n", low, start)
    if blank >= 0:
        start = blank + 2
    elif low == 0:
        start = 0
    else:
        space = text.find(" ", low, start)
        start = space + 1 if space >= 0 else start
    if not group[-1][1]:
        high = min(len(text), end + CONTEXT)
        blank = text.find("\n\n", end, high)
        if blank >= 0:
            end = blank
        elif high == len(text):
            end = high
        else:
            end = max(end, text.rfind(" ", end, high))
    core = Span(max(first.start, request.core.start), min(last.end, request.core.end))
    return core, Span(start, end)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """`span` itself, or, if it is longer than a core, parts of it cut at spaces, else between graphemes."""
    at = span.start
    while span.end - at > CORE:
        space = text.rfind(" ", at + CORE // 2, at + CORE)
        end = space if space > at else max(boundary_before(text, at + CORE), at + 1)
        yield Span(at, end)
        at = end
    if at < span.end:
        yield Span(at, span.end)


def _free_words(text: str, encoded: Encoded, may_change: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Token ranges of the words that lie wholly in `may_change` and hold more than white space."""
    spans = merge(may_change)
    at = 0
    for start, end in word_ranges(encoded):
        # The space before a word may stand outside: a selection seldom includes it.
        left, right = encoded.starts[start], encoded.ends[end - 1]
        inner = left + (1 if text[left : left + 1] == " " and right - left > 1 else 0)
        while at < len(spans) and spans[at].end <= inner:
            at += 1
        if at < len(spans) and spans[at].start <= inner and right <= spans[at].end and text[left:right].strip():
            yield start, end
