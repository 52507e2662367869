"""Code-point spans, and the few set operations on them that every other part builds on.

A span is a half-open range ``[start, end)`` of Unicode code points. Functions that take several spans accept them in
any order and return them sorted and without overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points in the span."""
        return self.end - self.start

    def shift(self, by: int) -> Span:
        """The same span, `by` code points further right."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one code point. An empty span overlaps what it lies strictly inside of."""
        if self.start == self.end or other.start == other.end:
            return self.start < other.end and other.start < self.end
        return max(self.start, other.start) < min(self.end, other.end)

    def clear_of(self, later: Span) -> bool:
        """Whether this span and one that does not begin before it can both be replaced at once.

        Side by side they can; but of two insertions at one place nobody can say which comes first.
        """
        return self.end <= later.start and self != later

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span (borders included)."""
        return self.start <= other.start and other.end <= self.end


def merge(spans: Iterable[Span]) -> list[Span]:
    """Sorted union of `spans`: overlapping and touching ones become one; empty ones are dropped."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(Span(*span))
    return merged


def subtract(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of `span` once `holes` are taken out."""
    left: list[Span] = []
    at = span.start
    for hole in merge(holes):
        if hole.end <= at:
            continue
        if hole.start >= span.end:
            break
        if hole.start > at:
            left.append(Span(at, hole.start))
        at = hole.end
    if at < span.end:
        left.append(Span(at, span.end))
    return left


def clip(spans: Iterable[Span], to: Span) -> list[Span]:
    """The parts of `spans` that lie within `to`, sorted and merged."""
    return merge(Span(max(span.start, to.start), min(span.end, to.end)) for span in spans if span.overlaps(to))
