"""Which words an instruction concerns: from the noise and gap scores of a reading to regions with a number of slots.

A region covers whole words. With `strength`, that share of the free words is re-noised: first what the model located,
then further words by their score; those are hidden from the model, or it would only copy them back.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from edit_engine.editing.windows import Window
from edit_engine.models.registry import Thresholds
from edit_engine.text.spans import Span


# Slots a region has beyond what the gap head asks for: a surplus slot is deleted, a missing one cannot be made up.
SURPLUS = 1
# Longest region, in tokens: a longer one is left to several regions.
LONGEST = 40


@dataclass(frozen=True, kw_only=True)
class Region:
    """Source tokens [start, end) to re-noise; an empty range inserts before `start`."""

    start: int
    end: int
    # Slots on the canvas.
    slots: int
    # Chance that a change is needed here, 0..1.
    score: float
    # Whether the source is masked under it.
    hidden: bool = False


def locate(window: Window, noise: Tensor, gaps: Tensor, thresholds: Thresholds) -> list[Region]:
    """Regions where the model finds something to change.

    Args:
        window: with n tokens.
        noise: (n,) chance that each token is wrong.
        gaps: (n + 1, classes) chance of each number of slots to insert before each token and at the end.
        thresholds: of the intent.
    """
    # Most windows are clean: nothing is looked at word by word before something is found.
    inserted = 1.0 - gaps[:, 0]
    wanted = (inserted >= thresholds.gap).nonzero()[:, 0].tolist()
    if not wanted and not bool((noise >= thresholds.locate).any()):
        return []
    scores, inserts = noise.tolist(), inserted.tolist()
    counts = gaps.argmax(dim=1).tolist()
    likeliest = (gaps[:, 1:].argmax(dim=1) + 1).tolist()
    ranges: list[list[float]] = []  # start, end, score
    for start, end in window.free:
        score = max(scores[start:end])
        if score < thresholds.locate:
            continue
        if ranges and ranges[-1][1] == start and end - ranges[-1][0] <= LONGEST:
            ranges[-1][1], ranges[-1][2] = end, max(ranges[-1][2], score)
        else:
            ranges.append([start, end, score])
    regions = [
        Region(start=int(start), end=int(end), slots=int(end - start) + counts[int(end)] + SURPLUS, score=score)
        for start, end, score in ranges
    ]
    taken = {place for region in regions for place in range(region.start, region.end + 1)}
    regions += [
        Region(start=place, end=place, slots=likeliest[place] + SURPLUS, score=inserts[place])
        for place in (_gaps_between(window).intersection(wanted) if wanted else ())
        if place not in taken
    ]
    return sorted(regions, key=lambda region: (region.start, region.end))


def locate_share(window: Window, located: list[Region], noise: Tensor, share: float, key: str) -> list[Region]:
    """Regions that cover about `share` of the window's free words.

    Args:
        window: with n tokens.
        located: what `locate` found; the surest are kept first.
        noise: (n,) chance that each token is wrong.
        share: 0..1.
        key: seeds the choice among words of like score.
    """
    budget = round(share * len(window.free))
    kept: list[Region] = []
    for region in sorted(located, key=lambda region: -region.score):
        if budget > 0:
            kept.append(region)
            budget -= sum(1 for start, end in window.free if start < region.end and end > region.start) or 1
    if budget > 0:
        rng = random.Random(key)
        taken = {place for region in kept for place in range(region.start - 1, region.end + 1)}
        # Runs of up to three neighbouring words, so that a phrase can change as one.
        order = sorted(range(len(window.free)), key=lambda i: -float(noise[window.free[i][0]]) - rng.random())
        for first in order:
            if budget <= 0:
                break
            last = first
            while last + 1 < len(window.free) and last - first < min(2, budget - 1):
                if window.free[last + 1][0] != window.free[last][1]:
                    break
                last += 1
            start, end = window.free[first][0], window.free[last][1]
            if taken.isdisjoint(range(start, end)):
                kept.append(Region(start=start, end=end, slots=end - start + 2, score=0.5, hidden=True))
                taken.update(range(start - 1, end + 1))
                budget -= last - first + 1
    return sorted(kept, key=lambda region: (region.start, region.end))


def locate_all(window: Window) -> list[Region]:
    """Every run of free words as one hidden region: what `infill` fills anew."""
    regions: list[Region] = []
    for start, end in window.free:
        if regions and regions[-1].end == start and end - regions[-1].start <= LONGEST:
            last = regions.pop()
            regions.append(Region(start=last.start, end=end, slots=end - last.start + 2, score=1.0, hidden=True))
        else:
            regions.append(Region(start=start, end=end, slots=end - start + 2, score=1.0, hidden=True))
    return regions


def _gaps_between(window: Window) -> set[int]:
    """Token indices before which text may be inserted: borders of free words."""
    encoded = window.encoded
    borders = {start: encoded.starts[start] for start, _ in window.free}
    borders.update((end, encoded.ends[end - 1]) for _, end in window.free)
    return {place for place, at in borders.items() if not _inside(at, window.fixed)}


def _inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether a place lies within one of sorted, separate spans, and not at an edge of it."""
    number = bisect_left(spans, at, key=lambda span: span.start) - 1
    return number >= 0 and at < spans[number].end
