"""SARI: how well a simplification adds, keeps and deletes, against the source and several references.

Xu et al. 2016 in the form of EASSE (Alva-Manchego et al. 2019), whose numbers papers report: counts of n-grams are
summed over the corpus; each operation is the F1 per order 1..4, then the mean of the orders; SARI is the mean of the
three. What many references keep or delete weighs more; an addition counts once however many references have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import add


_ORDER = 4

# The marks mteval-v13a always sets apart: all of ASCII's but ' , - and full stop.
_MARKS = re.compile(r"([!-&(-+/:-@\[-`{-~])")
# A full stop or comma stands apart unless digits are on both sides; a hyphen after a digit stands apart.
_AFTER_NON_DIGIT = re.compile(r"([^0-9])([.,])")
_BEFORE_NON_DIGIT = re.compile(r"([.,])([^0-9])")
_DIGIT_HYPHEN = re.compile(r"([0-9])(-)")
# In the script's order.
_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))


@dataclass(frozen=True, kw_only=True)
class Sari:
    """A corpus score and its three parts, each 0..100."""

    add: float
    keep: float
    delete: float

    @property
    def score(self) -> float:
        """The mean of the three."""
        return (self.add + self.keep + self.delete) / 3


@dataclass(frozen=True, kw_only=True)
class SariCounts:
    """What SARI counts; the counts of a corpus are the sum of those of its sentences."""

    # For each operation (add, keep, delete) and order 1..4: n-grams done rightly, done by the output, wanted.
    counts: tuple[int, ...] = (0,) * (3 * _ORDER * 3)

    def __add__(self, other: SariCounts) -> SariCounts:
        return SariCounts(counts=tuple(map(add, self.counts, other.counts)))

    @property
    def sari(self) -> Sari:
        """The scores of what was counted."""
        size = 3 * _ORDER
        parts = [self.counts[at : at + size] for at in range(0, 3 * size, size)]
        return Sari(add=_mean_f1(parts[0]), keep=_mean_f1(parts[1]), delete=_mean_f1(parts[2]))


def tokens_13a(sentence: str) -> list[str]:
    """The tokens of the mteval-v13a script in lower case: what EASSE compares by default."""
    text = f" {sentence.lower()} "
    for entity, mark in _ENTITIES:
        text = text.replace(entity, mark)
    text = _MARKS.sub(r" \1 ", text)
    text = _AFTER_NON_DIGIT.sub(r"\1 \2 ", text)
    text = _BEFORE_NON_DIGIT.sub(r" \1 \2", text)
    return _DIGIT_HYPHEN.sub(r"\1 \2 ", text).split()


def sari(
    sources: Sequence[str],
    outputs: Sequence[str],
    references: Sequence[Sequence[str]],
    *,
    tokens: Callable[[str], list[str]] = tokens_13a,
) -> Sari:
    """Scores a corpus.

    Args:
        sources: the sentences as they were.
        outputs: the sentences as simplified, one per source.
        references: for each source, its references, at least one.
        tokens: splits a sentence.

    Raises:
        ValueError: the numbers of sentences differ, there are none, or one has no reference.
    """
    if not len(sources) == len(outputs) == len(references):
        raise ValueError(
            f"sources, outputs and references must be equally many, "
            f"got {len(sources)}, {len(outputs)} and {len(references)}"
        )
    if not sources:
        raise ValueError("sari needs at least one sentence, got none")
    total = SariCounts()
    for index, (source, output, several) in enumerate(zip(sources, outputs, references, strict=True)):
        if not several:
            raise ValueError(f"sentence {index} has no reference")
        total += sari_counts(source, output, several, tokens=tokens)
    return total.sari


def sari_counts(
    source: str, output: str, references: Sequence[str], *, tokens: Callable[[str], list[str]] = tokens_13a
) -> SariCounts:
    """What SARI counts in one sentence; arguments as for `sari`."""
    parts = tokens(source), tokens(output), [tokens(reference) for reference in references]
    added: list[int] = []
    kept: list[int] = []
    deleted: list[int] = []
    for order in range(1, _ORDER + 1):
        # Source and output count once for each reference, so that they compare with the references' sum.
        before = _times(_ngrams(parts[0], order), len(references))
        after = _times(_ngrams(parts[1], order), len(references))
        wanted = sum((_ngrams(reference, order) for reference in parts[2]), Counter[tuple[str, ...]]())
        added += _tally(Counter(set(after) - set(before)), Counter(set(wanted) - set(before)))
        kept += _tally(before & after, before & wanted)
        deleted += _tally(before - after, before - wanted)
    return SariCounts(counts=(*added, *kept, *deleted))


def _tally(done: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> tuple[int, int, int]:
    return (done & wanted).total(), done.total(), wanted.total()


def _mean_f1(counts: Sequence[int]) -> float:
    """0..100. F1 = 2 right / (done + wanted); 0 where nothing was right, also when nothing was to be done (EASSE)."""
    orders = zip(counts[::3], counts[1::3], counts[2::3], strict=True)
    return 100 * sum(2 * right / (done + wanted) if right else 0.0 for right, done, wanted in orders) / _ORDER


def _times(ngrams: Counter[tuple[str, ...]], factor: int) -> Counter[tuple[str, ...]]:
    return Counter({ngram: count * factor for ngram, count in ngrams.items()})


def _ngrams(words: list[str], order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[start : start + order]) for start in range(len(words) - order + 1))
