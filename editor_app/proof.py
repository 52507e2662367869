"""Proof that a job left alone what it had to: the protected places are compared, one by one, before and after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from edit_engine.request import Hunk
from edit_engine.text import Span, merge
from editor_app.shelf import Shelf
from storage import Job


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a comparison found."""

    # How many places were compared.
    places: int
    # Those that read otherwise now, in the text before.
    changed: tuple[Span, ...] = ()


def prove(shelf: Shelf, job: Job) -> Proof:
    """Compare the places that a job had to leave alone in the text it was asked about and in its proposal."""
    protected = [
        span.shift(row.request.offset) for row in shelf.chunks(job.id) for span in row.request.protected if span.length
    ]
    hunks = [stored.hunk for stored in shelf.hunks(job.id)]
    return compare(shelf.show(job.base_revision_id), shelf.proposal(job), merge(protected), hunks)


def compare(before: str, after: str, protected: Sequence[Span], hunks: Sequence[Hunk]) -> Proof:
    """Compare places of two texts.

    Args:
        before, after: the texts.
        protected: the places, in `before`.
        hunks: what leads from one to the other, at places of `before`, which says where to look and nothing more.
    """
    ordered = sorted(hunks, key=lambda hunk: (hunk.end, hunk.start))
    ends = [hunk.end for hunk in ordered]
    moved = [0, *accumulate(len(hunk.after) - (hunk.end - hunk.start) for hunk in ordered)]
    changed = []
    for span in protected:
        there = span.shift(moved[bisect_right(ends, span.start)])
        if before[span.start : span.end] != after[there.start : there.end]:
            changed.append(span)
    return Proof(places=len(protected), changed=tuple(changed))
