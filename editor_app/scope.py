"""Which part of a text an instruction is about, as people name it: no Qt, code points only."""

from __future__ import annotations

from enum import StrEnum

from edit_engine.text import Span, paragraphs
from editor_app.outline import outline, section


class Scope(StrEnum):
    """A part of a document."""

    SELECTION = "selection"
    PARAGRAPH = "paragraph"
    # A heading with all below it, up to the next heading that is not deeper.
    SECTION = "section"
    DOCUMENT = "document"


def place_of(scope: Scope, text: str, chosen: Span) -> Span | None:
    """What a scope means here; None where there is no text of that kind.

    Args:
        scope: the kind.
        text: the whole document.
        chosen: the selection; empty at the caret if nothing is selected.
    """
    if scope is Scope.DOCUMENT:
        return Span(0, len(text)) if text.strip() else None
    if scope is Scope.SELECTION:
        return chosen if text[chosen.start : chosen.end].strip() else None
    if scope is Scope.PARAGRAPH:
        return _paragraphs(text, chosen)
    headings = outline(text)
    start, _ = section(headings, chosen.start, len(text))
    _, end = section(headings, max(chosen.start, chosen.end - 1), len(text))
    return Span(start, max(start, end)) if text[start:end].strip() else None


def _paragraphs(text: str, chosen: Span) -> Span | None:
    """From the first to the last of the paragraphs that the selection reaches into."""
    # A blank line ends a paragraph in any text: no more of a long document than lies between two need be read.
    start = text.rfind("\n\n", 0, chosen.start) + 1
    end = text.find("\n\n", chosen.end)
    end = len(text) if end < 0 else end
    within = [span.shift(start) for span in paragraphs(text[start:end])]
    reached = [span for span in within if span.start <= chosen.end and chosen.start <= span.end]
    # The end of one and the start of the next line are two places; between them there is only one caret.
    if len(reached) > 1 and chosen.length:
        reached = [span for span in reached if span.overlaps(chosen)] or reached
    return Span(reached[0].start, reached[-1].end) if reached else None
