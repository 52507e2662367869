"""How much shorter wordy sentences become, and whether their numbers and names survive."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edit_engine.evaluation.error_suite import plain
from edit_engine.evaluation.own_sets import WordyItem


# What `shorten` should take away, as a share of the words.
LEAST, MOST = 0.2, 0.4


def shorten_scores(items: Sequence[WordyItem], results: Sequence[str]) -> dict[str, float]:
    """Shares, 0..1, over items and their shortened texts.

    Returns:
        shorten.mean_shorter (mean share of the words that went), shorten.in_range (items of which 20 to 40 % went),
        shorten.kept (of the numbers and names that had to stay), shorten.unchanged (items).

    Raises:
        ValueError: the numbers of items and results differ, or there are none.
    """
    if len(items) != len(results) or not items:
        raise ValueError(f"need one result for each of one or more items, got {len(results)} for {len(items)}")
    lengths = [(len(item.source.split()), len(result.split())) for item, result in zip(items, results, strict=True)]
    shares = [(before - after) / before for before, after in lengths]
    kept = [holds(result, one) for item, result in zip(items, results, strict=True) for one in item.keep]
    same = sum(plain(item.source) == plain(result) for item, result in zip(items, results, strict=True))
    return {
        "shorten.mean_shorter": sum(shares) / len(items),
        "shorten.in_range": sum(LEAST <= share <= MOST for share in shares) / len(items),
        "shorten.kept": sum(kept) / len(kept) if kept else 1.0,
        "shorten.unchanged": same / len(items),
    }


def holds(text: str, part: str) -> bool:
    """Whether `part` stands in `text` as a word or number of its own: "27" does not stand in "270"."""
    return re.search(rf"(?<!\w){re.escape(plain(part))}(?!\w|[.,:]\d)", plain(text)) is not None
