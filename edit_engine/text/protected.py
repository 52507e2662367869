"""What a protected span is: a range that no edit may touch, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from edit_engine.text.spans import Span, merge


class ProtectedKind(StrEnum):
    """Why a span must stay as it is."""

    FRONT_MATTER = "front matter"
    CODE_BLOCK = "code block"
    CODE_SPAN = "code span"
    MATH = "math"
    # Brackets and destination; the visible text between them may change.
    LINK = "link"
    IMAGE = "image"
    # Addresses in plain sight, in angle brackets or bare; DOIs too.
    URL = "URL"
    EMAIL = "e-mail address"
    PATH = "file path"
    REFERENCE = "reference definition"
    FOOTNOTE = "footnote marker"
    CITATION = "citation"
    # Blocks, inline tags and character references.
    HTML = "HTML"
    COMMENT = "comment"
    # Pipes and the delimiter row; what cells say may change.
    TABLE = "table"
    HEADING = "heading marker"
    LIST = "list marker"
    QUOTE = "quotation marker"
    RULE = "thematic break"
    # What the person locked.
    TERM = "term"
    # Between comments that switch edits off and on again.
    ZONE = "zone without edits"


@dataclass(frozen=True, kw_only=True)
class ProtectedSpan:
    """`text[start:end]` must not change."""

    # Range, code points.
    start: int
    end: int
    kind: ProtectedKind

    @property
    def span(self) -> Span:
        """The range alone."""
        return Span(self.start, self.end)


def tidy(found: Iterable[tuple[Span, ProtectedKind]]) -> list[ProtectedSpan]:
    """Sorted; those of one kind that overlap or touch merged; those within another left out; empty ones dropped."""
    by_kind: dict[ProtectedKind, list[Span]] = {}
    for span, kind in found:
        by_kind.setdefault(kind, []).append(span)
    merged = [(span, kind) for kind, spans in by_kind.items() for span in merge(spans)]
    kept: list[ProtectedSpan] = []
    reached = -1
    for span, kind in sorted(merged, key=lambda each: (each[0].start, -each[0].end, each[1])):
        if span.end > reached:
            kept.append(ProtectedSpan(start=span.start, end=span.end, kind=kind))
            reached = span.end
    return kept
