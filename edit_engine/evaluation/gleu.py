"""GLEU: how fluent and how right a corrected corpus is, against several references.

Napoles, Sakaguchi, Post and Tetreault 2015, in the 2016 update without tuning (arXiv:1605.02592): BLEU's clipped n-gram
matches with the reference, minus the n-grams the output shares with the source but the reference does not have. One
reference is drawn per sentence; the corpus score is the mean over many such draws.

Sentences come as the corpora hold them, tokens between spaces. Not to be confused with Google's GLEU for translation.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


_ORDER = 4
# Draws of references, and the step between their seeds, as in the authors' script.
_DRAWS = 500
_SEED_STEP = 101


@dataclass(frozen=True, kw_only=True)
class Gleu:
    """A corpus score."""

    # Mean over the draws, 0..1.
    score: float
    # Standard deviation over the draws; 0 when each sentence has one reference.
    deviation: float


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """What one sentence adds against one reference."""

    output_length: int
    reference_length: int
    # Per order 1..4: matches less penalties (never below 0), and n-grams of the output.
    matches: tuple[int, ...]
    totals: tuple[int, ...]


def gleu(sources: Sequence[str], outputs: Sequence[str], references: Sequence[Sequence[str]]) -> Gleu:
    """Scores a corpus.

    Args:
        sources: the sentences as they were, tokens between spaces.
        outputs: the sentences as corrected, one per source.
        references: for each source, its references; every source has the same number or its own, at least one.

    Returns:
        The mean over 500 draws of references (one is enough when no sentence has a choice).

    Raises:
        ValueError: the numbers of sentences differ, there are none, or one has no reference.
    """
    if not len(sources) == len(outputs) == len(references):
        raise ValueError(
            f"sources, outputs and references must be equally many, "
            f"got {len(sources)}, {len(outputs)} and {len(references)}"
        )
    if not sources:
        raise ValueError("gleu needs at least one sentence, got none")
    counts = [
        [_count(source.split(), output.split(), reference.split()) for reference in several]
        for source, output, several in zip(sources, outputs, references, strict=True)
    ]
    for index, several in enumerate(counts):
        if not several:
            raise ValueError(f"sentence {index} has no reference")
    draws = _DRAWS if any(len(several) > 1 for several in counts) else 1
    scores = []
    for draw in range(draws):
        generator = random.Random(draw * _SEED_STEP)
        scores.append(_score([several[generator.randint(0, len(several) - 1)] for several in counts]))
    mean = math.fsum(scores) / draws
    return Gleu(score=mean, deviation=math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / draws))


def _count(source: list[str], output: list[str], reference: list[str]) -> _Counts:
    matches, totals = [], []
    for order in range(1, _ORDER + 1):
        in_source, in_output, in_reference = (_ngrams(tokens, order) for tokens in (source, output, reference))
        # The 2016 update: an n-gram is wrong to keep only if the reference has it nowhere.
        unwanted = Counter({ngram: count for ngram, count in in_source.items() if ngram not in in_reference})
        kept = (in_output & in_reference).total() - (in_output & unwanted).total()
        matches.append(max(kept, 0))
        totals.append(in_output.total())
    return _Counts(
        output_length=len(output), reference_length=len(reference), matches=tuple(matches), totals=tuple(totals)
    )


def _score(counts: list[_Counts]) -> float:
    matches = [sum(column) for column in zip(*(count.matches for count in counts), strict=True)]
    totals = [sum(column) for column in zip(*(count.totals for count in counts), strict=True)]
    if not all(matches) or not all(totals):
        return 0.0
    output_length = sum(count.output_length for count in counts)
    reference_length = sum(count.reference_length for count in counts)
    precision = math.fsum(math.log(match / total) for match, total in zip(matches, totals, strict=True)) / _ORDER
    return math.exp(min(0.0, 1 - reference_length / output_length) + precision)


def _ngrams(tokens: list[str], order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[start : start + order]) for start in range(len(tokens) - order + 1))
