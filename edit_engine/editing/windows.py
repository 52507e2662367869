"""Cut a request's text into windows: left context | core | right context, small enough for one row of the model.

Cores tile what may change. A window is one paragraph or several short ones; only a paragraph too long for one window is
cut, where a sentence ends, and only there does text need to be read twice, as context. How a text is cut depends on the
text alone, so that the same text gives the same windows in whatever job or worker it comes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edit_engine.models.denoiser import Tokenizer
from edit_engine.models.tokenizer import Encoded, word_ranges
from edit_engine.request import EditRequest
from edit_engine.text.graphemes import boundary_before
from edit_engine.text.paragraphs import paragraphs
from edit_engine.text.segment import RuleSegmenter, sentences
from edit_engine.text.spans import Span, clip, merge, subtract


# Largest core, and the most context on a side where a paragraph is cut, in code points; prose has about 4.5 of them a
# token. Together they stay within the lengths that the model is trained on (`training.mixture`).
CORE, CONTEXT = 700, 120

# Asked where to cut long paragraphs and what opens a sentence: whether it knows every abbreviation matters less there
# than that it is quick.
SEGMENTER = RuleSegmenter()


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


@dataclass(frozen=True, kw_only=True)
class _Piece:
    """A paragraph, or a part of a long one."""

    span: Span
    # Code points that are read beside it.
    left: int = 0
    right: int = 0


def windows_of(index: int, request: EditRequest, tokenizer: Tokenizer) -> list[Window]:
    """The windows of one request in which something may change, in order.

    Args:
        index: number of the request in the batch.
        request: its text, core, scope and protected spans.
        tokenizer: the model's.
    """
    protected = merge(request.protected)
    open_spans = [
        part
        for span in clip(request.scope or [request.core], request.core)
        for part in subtract(span, _between(protected, span))
    ]
    cut: list[tuple[Span, Span, list[Span]]] = []
    for core, span in _cores(request, protected):
        may_change = [part.shift(-span.start) for part in clip(_between(open_spans, core), core)]
        if may_change:
            cut.append((core, span, may_change))
    texts = [request.text[span.start : span.end] for _, span, _ in cut]
    windows = []
    for (core, span, may_change), text, encoded in zip(cut, texts, tokenizer.encode_batch(texts), strict=True):
        free = tuple(_free_words(text, encoded, may_change))
        if free:
            fixed = tuple(subtract(Span(0, len(text)), may_change))
            windows.append(
                Window(request=index, span=span, core=core, text=text, encoded=encoded, free=free, fixed=fixed)
            )
    return windows


def _between(spans: Sequence[Span], of: Span) -> Sequence[Span]:
    """Those of the sorted, separate `spans` that touch `of`."""
    return spans[bisect_left(spans, of.start, key=lambda span: span.end) : bisect_right(spans, Span(of.end, of.end))]


def _cores(request: EditRequest, protected: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """(core, core with context) pairs over the request's core."""
    group: list[_Piece] = []
    for paragraph in paragraphs(request.text):
        if paragraph.end <= request.core.start or paragraph.start >= request.core.end:
            continue
        for piece in _pieces(request.text, paragraph, protected):
            if group and (piece.left or group[-1].right or piece.span.end - group[0].span.start > CORE):
                yield _with_context(request, group)
                group = []
            group.append(piece)
    if group:
        yield _with_context(request, group)


def _pieces(text: str, paragraph: Span, protected: Sequence[Span]) -> Iterator[_Piece]:
    """The paragraph as it is, or cut into parts of about one length that end with sentences."""
    if paragraph.length <= CORE:
        yield _Piece(span=paragraph)
        return
    body = text[paragraph.start : paragraph.end]
    holes = [hole.shift(-paragraph.start) for hole in clip(_between(protected, paragraph), paragraph)]
    ends = [found.end + paragraph.start for found in sentences(body, protected=holes, segmenter=SEGMENTER)]
    goal = paragraph.length / -(-paragraph.length // CORE)
    start = paragraph.start
    while paragraph.end - start > CORE:
        fitting = ends[bisect_right(ends, start) : bisect_right(ends, start + CORE)]
        torn = False
        if fitting:
            end = min(fitting, key=lambda end: abs(end - start - goal))
        else:
            space = text.rfind(" ", start + CORE // 2, start + CORE)
            torn = space <= start
            end = max(boundary_before(text, start + CORE), start + 1) if torn else space
        # What follows a sentence says little of it; what follows half a sentence does. Were the rest of a torn word
        # there, the word would lie in no core.
        right = 0 if fitting or torn else paragraph.end - end
        yield _Piece(span=Span(start, end), left=start - paragraph.start, right=right)
        start = end
    yield _Piece(span=Span(start, paragraph.end), left=start - paragraph.start)


def _with_context(request: EditRequest, group: Sequence[_Piece]) -> tuple[Span, Span]:
    """The core of `group` and what is read beside it, cut between words."""
    text = request.text
    first, last = group[0], group[-1]
    start, end = first.span.start, last.span.end
    if first.left > CONTEXT:
        space = text.find(" ", start - CONTEXT, start)
        start = space + 1 if space >= 0 else start
    else:
        start -= first.left
    if last.right > CONTEXT:
        end = max(end, text.rfind(" ", end, end + CONTEXT))
    else:
        end += last.right
    core = Span(max(first.span.start, request.core.start), min(last.span.end, request.core.end))
    return core, Span(start, end)


def _free_words(text: str, encoded: Encoded, may_change: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Token ranges of the words that lie wholly in `may_change` and hold more than white space."""
    spans = merge(may_change)
    starts, ends = encoded.starts, encoded.ends
    if spans == [Span(0, len(text))]:  # as in most windows
        yield from (word for word in word_ranges(encoded) if text[starts[word[0]] : ends[word[1] - 1]].strip())
        return
    at = 0
    for start, end in word_ranges(encoded):
        # The space before a word may stand outside: a selection seldom includes it.
        left, right = starts[start], ends[end - 1]
        inner = left + (1 if text[left : left + 1] == " " and right - left > 1 else 0)
        while at < len(spans) and spans[at].end <= inner:
            at += 1
        if at < len(spans) and spans[at].start <= inner and right <= spans[at].end and text[left:right].strip():
            yield start, end
