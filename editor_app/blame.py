"""Where a piece of text came from, as a person asks: I typed it, a suggestion of that job, the file. No Qt.

The library tells it character by character (`Library.origins`). Here that becomes whole words, and what came in one
spell of typing becomes one piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from edit_engine.request import Hunk
from edit_engine.text import Span, paragraphs, sentences, words
from editor_app.timeline import PAUSE
from storage import Job, Origin, Revision, RevisionKind


# Revisions looked at on the way back.
LIMIT = 20_000


class Source(StrEnum):
    """How a piece of text came in."""

    TYPED = "typed"
    # A hunk that was accepted, or a restored proposal.
    SUGGESTED = "suggested"
    # The text the document began with.
    BEGUN = "begun"
    # The file was changed by another program.
    FILE = "file"
    # Older than the search went.
    OLDER = "older"


@dataclass(frozen=True, kw_only=True)
class Blame:
    """A piece of text and where it came from."""

    # Range in the text it was asked about, code points.
    span: Span
    text: str
    source: Source
    # The newest revision that brought it, and when the first and the last of it came.
    revision: Revision
    since: datetime
    until: datetime
    # What stood there before; empty if nothing did.
    before: str = ""
    # The suggestion and the job it came from; None for what no model wrote.
    hunk: Hunk | None = None
    job: Job | None = None


def blame(text: str, span: Span, origins: Sequence[Origin], job: Callable[[str], Job]) -> list[Blame]:
    """The pieces of a span, in order; joined they are its text.

    Args:
        text: the whole text.
        span: in it.
        origins: of the span, as the library tells them.
        job: gives the job of an id.
    """
    pieces: list[Blame] = []
    for origin in _whole_words(text, span, origins):
        piece = _piece(text, origin, job)
        if pieces and _belongs(pieces[-1], piece):
            pieces[-1] = _joined(text, pieces[-1], piece)
        else:
            pieces.append(piece)
    return pieces


def sentence_at(text: str, position: int) -> Span:
    """The sentence a position is in, or the next one in its paragraph; empty where there is none.

    Args:
        text: the whole text.
        position: code points.
    """
    for paragraph in paragraphs(text):
        if paragraph.start <= position <= paragraph.end:
            inside = [each.shift(paragraph.start) for each in sentences(text[paragraph.start : paragraph.end])]
            return next((each for each in inside if position <= each.end), paragraph)
    return Span(position, position)


def _whole_words(text: str, span: Span, origins: Sequence[Origin]) -> list[Origin]:
    """One origin for each token of the span: of a word that came in parts, the newest."""
    found: list[Origin] = []
    start, at = span.start, 0
    for token in words(text[span.start : span.end]):
        end = start + len(token)
        parts = []
        while at < len(origins) and origins[at].span.start < end:
            parts.append(origins[at])
            if origins[at].span.end > end:
                break
            at += 1
        if parts:
            newest = max(parts, key=lambda part: part.revision.created_at)
            found.append(replace(newest, span=Span(start, end)))
        start = end
    return found


def _piece(text: str, origin: Origin, job: Callable[[str], Job]) -> Blame:
    hunk = origin.hunk
    return Blame(
        span=origin.span,
        text=text[origin.span.start : origin.span.end],
        source=_source(origin),
        revision=origin.revision,
        since=origin.revision.created_at,
        until=origin.revision.created_at,
        before=hunk.hunk.before if hunk is not None else "",
        hunk=hunk.hunk if hunk is not None else None,
        job=job(hunk.job_id) if hunk is not None else None,
    )


def _source(origin: Origin) -> Source:
    if origin.beyond:
        return Source.OLDER
    if origin.hunk is not None:
        return Source.SUGGESTED
    if origin.revision.kind is RevisionKind.IMPORT:
        return Source.FILE if origin.revision.parent_id is not None else Source.BEGUN
    return Source.TYPED


def _belongs(before: Blame, piece: Blame) -> bool:
    """Whether two pieces side by side have one story."""
    if not any(map(str.isalnum, piece.text)):
        return True  # what stands between words is nothing to ask about
    if before.source is not piece.source:
        return False
    if piece.hunk is not None:
        return before.hunk is not None and before.hunk.id == piece.hunk.id
    if piece.source is not Source.TYPED:
        return before.revision.id == piece.revision.id
    return piece.since - before.until < PAUSE and before.since - piece.until < PAUSE


def _joined(text: str, before: Blame, piece: Blame) -> Blame:
    span = Span(before.span.start, piece.span.end)
    if not any(map(str.isalnum, piece.text)):
        return replace(before, span=span, text=text[span.start : span.end])
    return replace(
        before,
        span=span,
        text=text[span.start : span.end],
        revision=max(before.revision, piece.revision, key=lambda revision: revision.created_at),
        since=min(before.since, piece.since),
        until=max(before.until, piece.until),
    )
