"""What people locked, as requests and reviews need it: what must stay, and which suggestions would touch it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edit_engine.request import Hunk
from edit_engine.text import Span, merge
from edit_engine.text.plain_patterns import term_spans
from storage import Lock, LockKind


# Terms longer than this are places: nobody means every passage that reads like a whole sentence.
LONGEST_TERM = 60


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What must stay in one text."""

    # Where places are; sorted, merged.
    places: tuple[Span, ...] = ()
    terms: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.terms)

    def spans(self, text: str) -> list[Span]:
        """All of it, with the places where terms stand; sorted, merged."""
        return merge([*self.places, *(span for span, _ in term_spans(text, self.terms))])


def kept(locks: Iterable[Lock]) -> Kept:
    """What `locks` keep in the text they count in."""
    listed = list(locks)
    return Kept(
        places=tuple(merge(lock.span for lock in listed if lock.span is not None)),
        terms=tuple(lock.text for lock in listed if lock.kind is LockKind.TERM),
    )


def touching(hunks: Sequence[Hunk], text: str, keep: Kept) -> list[Hunk]:
    """Those of `hunks` that would change what must stay.

    Args:
        hunks: at their places in `text`.
        text: where they and `keep` count.
        keep: what must stay.
    """
    if not keep or not hunks:
        return []
    spans = keep.spans(text)
    found, first = [], 0
    for hunk in sorted(hunks, key=lambda each: (each.start, each.end)):
        while first < len(spans) and spans[first].end < hunk.start:
            first += 1
        at = first
        while at < len(spans) and spans[at].start <= hunk.end:
            if spans[at].overlaps(hunk.span):
                found.append(hunk)
                break
            at += 1
    return found


def reached(locks: Iterable[Lock], span: Span) -> list[Lock]:
    """The locked places that a span reaches into; of an empty one those it stands in or at."""
    return [
        lock
        for lock in locks
        if lock.span is not None
        and (lock.span.overlaps(span) if span.length else lock.span.start <= span.start <= lock.span.end)
    ]


def is_term(text: str) -> bool:
    """Whether a selection can be locked as a term: some words on one line."""
    return bool(text.strip()) and "\n" not in text.strip() and len(text.strip()) <= LONGEST_TERM
