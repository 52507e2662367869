"""Where an intent works at each stop of boldness: thresholds searched without the model, on hunks that loose ones gave.

`fix` is precise first: each stop has a budget of false edits in clean text, and the F that weighs precision and recall
as that stop does. For intents that ask for another style the person wants change: there the balanced stop is where the
result is best as a whole (SARI; for `shorten` also how near texts come to losing three words in ten).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

import torch
from torch import Tensor

from edit_engine.evaluation.precision import words
from edit_engine.evaluation.sari import SariCounts, sari_counts
from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import Intent
from edit_engine.text import apply
from edit_engine.training.judging import CLEAN, MADE, WORDY, Judged, Sample, wanted_mass


# What the editor runs with while hunks are gathered.
_LOOSE_STYLE = Thresholds(locate=0.1, gap=0.1, gain=-2.0, doubt=1.0)
LOOSE: dict[Intent, Thresholds] = {
    intent: Thresholds(locate=0.1, gap=0.1, gain=-1.0, doubt=1.0) if intent is Intent.FIX else _LOOSE_STYLE
    for intent in Intent
}
# Strictest first.
_LOCATE = (0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1)
_GAIN = (6.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.0, -1.0, -2.0)
_DOUBT = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
_SURE = tuple(round(0.98 - 0.02 * step, 2) for step in range(48))
# What the thresholds of an intent of style may be. For `fix` confidence, which weighs all that is known of a hunk,
# takes the place of the doubt, and of most of the gain: what is left of that saves looking at what cannot be right.
_GRIDS: dict[str, tuple[float, ...]] = {
    "locate": _LOCATE,
    "gap": _LOCATE,
    "gain": _GAIN,
    "doubt": _DOUBT,
    "confidence": (0.0,),
}
_FIX_GRIDS: dict[str, tuple[float, ...]] = {
    "locate": _LOCATE,
    "gap": _LOCATE,
    "gain": (2.0, 1.0, 0.0, -1.0),
    "doubt": (1.0,),
    "confidence": _SURE,
}
# Share of its words that a wordy text should lose.
_SHORTER = 0.3


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What a stop of boldness is for."""

    # F with this beta: below 1 precision counts more, above 1 recall does.
    beta: float
    # False edits per 1,000 words of clean prose it may make at most; None: as many as the F is worth.
    budget: float | None = None
    # Hunks that are less likely to be right are never offered.
    confidence: float = 0.02


FIX_STOPS = {
    "cautious": Stop(beta=0.25, budget=1.0, confidence=0.5),
    "balanced": Stop(beta=0.5, budget=2.0, confidence=0.1),
    "bold": Stop(beta=1.0),
}
STYLE_STOPS = {"cautious": Stop(beta=0.5), "bold": Stop(beta=2.0)}


class HunkTable:
    """Judged hunks in columns, so that thousands of thresholds can be tried."""

    def __init__(self, samples: Sequence[Sample], judged: Sequence[Judged]) -> None:
        self.judged = judged
        scores = [one.hunk.provenance.scores for one in judged]
        self._located = _column(score["locate"] for score in scores)
        self._gain = _column(score["gain"] for score in scores)
        self._doubt = _column(score["doubt"] for score in scores)
        self._confidence = _column(one.hunk.confidence for one in judged)
        self._inserts = torch.tensor([one.inserts for one in judged], dtype=torch.bool)
        self._clean = torch.tensor([samples[one.sample].kind == CLEAN for one in judged], dtype=torch.bool)
        # What is clean is for the budget; F is taken where something is wanted.
        mass = torch.where(self._clean, 0.0, _column(one.mass for one in judged))
        self._proposed = mass
        self._right = torch.where(torch.tensor([one.right for one in judged], dtype=torch.bool), mass, 0.0)
        self._wanted = wanted_mass(samples)
        self._clean_words = sum(len(words(sample.before)) for sample in samples if sample.kind == CLEAN)

    def passing(self, limits: Thresholds) -> Tensor:
        """Which hunks these thresholds let through, (hunks,) bool."""
        return self._located_by(limits.locate, limits.gap) & self._sure_by(limits.gain, limits.doubt, limits.confidence)

    def figures(self, limits: Thresholds) -> tuple[float, float, float]:
        """Precision and recall by mass, 0..1, and false edits per 1,000 words of clean prose."""
        precision, recall, false = self._figures(self.passing(limits)[None], torch.ones(1, len(self.judged)))
        return float(precision), float(recall), float(false)

    def best(self, stop: Stop, values: Mapping[str, Sequence[float]]) -> Thresholds:
        """The thresholds that are worth most to a stop; of equals those that come first.

        Their worth is F, less what the budget is overdrawn by: then fewer false edits are all that counts.

        Args:
            stop: what for.
            values: of each threshold, what it may be.
        """
        places = list(product(values["locate"], values["gap"]))
        scores = list(product(values["gain"], values["doubt"], values["confidence"]))
        located = torch.stack([self._located_by(*one) for one in places])
        sure = torch.stack([self._sure_by(*one) for one in scores])
        precision, recall, false = self._figures(located, sure)
        square = stop.beta**2
        worth = (1 + square) * precision * recall / (square * precision + recall).clamp_min(1e-9)
        if stop.budget is not None:
            worth = torch.where(false <= stop.budget, worth, -1 - false)
        at = int((worth.flatten() == worth.max()).nonzero()[0, 0])
        (locate, gap), (gain, doubt, confidence) = places[at // len(scores)], scores[at % len(scores)]
        return Thresholds(locate=locate, gap=gap, gain=gain, doubt=doubt, confidence=confidence)

    def _located_by(self, locate: float, gap: float) -> Tensor:
        return torch.where(self._inserts, self._located >= gap, self._located >= locate)

    def _sure_by(self, gain: float, doubt: float, confidence: float) -> Tensor:
        return (self._gain >= gain) & (self._doubt <= doubt) & (self._confidence >= confidence)

    def _figures(self, located: Tensor, sure: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """`figures` of hunks that pass both, for all pairs of a (P, hunks) and a (Q, hunks) mask; each (P, Q)."""
        first, second = located.double(), sure.double().T
        right, proposed = (first * self._right) @ second, (first * self._proposed) @ second
        false = (first * self._clean) @ second
        # Sums of the same masses in another order differ in the last digits; thresholds must not be chosen by those.
        precision = torch.where(proposed > 0, right / proposed.clamp_min(1e-9), 1.0).round(decimals=9)
        return precision, (right / max(self._wanted, 1e-9)).round(decimals=9), 1000 * false / max(1, self._clean_words)


def fix_curve(table: HunkTable) -> ThresholdCurve:
    """The thresholds of `fix`: the best F of each stop within its budget, none stricter than a more cautious one.

    Args:
        table: of hunks whose confidence is fitted.
    """

    def values(stop: str, **bounds: Thresholds) -> dict[str, list[float]]:
        found = _values(_FIX_GRIDS, **bounds)
        least = FIX_STOPS[stop].confidence
        return {**found, "confidence": [value for value in found["confidence"] if value >= least] or [least]}

    balanced = table.best(FIX_STOPS["balanced"], values("balanced"))
    return ThresholdCurve(
        cautious=table.best(FIX_STOPS["cautious"], values("cautious", loosest=balanced)),
        balanced=balanced,
        bold=table.best(FIX_STOPS["bold"], values("bold", strictest=balanced)),
    )


def style_curve(table: HunkTable, samples: Sequence[Sample], intent: Intent) -> ThresholdCurve:
    """The thresholds of an intent that asks for another style."""
    balanced = _climb(StyleFigures(table, samples).worth, LOOSE[intent])
    return ThresholdCurve(
        cautious=table.best(STYLE_STOPS["cautious"], _values(_GRIDS, loosest=balanced)),
        balanced=balanced,
        bold=table.best(STYLE_STOPS["bold"], _values(_GRIDS, strictest=balanced, limit=LOOSE[intent])),
    )


def results(table: HunkTable, samples: Sequence[Sample], limits: Thresholds) -> list[str]:
    """Each sample with the hunks that pass."""
    hunks: list[list[Judged]] = [[] for _ in samples]
    for one, passes in zip(table.judged, table.passing(limits).tolist(), strict=True):
        if passes:
            hunks[one.sample].append(one)
    return [apply(sample.before, [one.hunk for one in own]) for sample, own in zip(samples, hunks, strict=True)]


def nearness(sources: Sequence[str], outputs: Sequence[str]) -> float:
    """How near texts come to losing three words in ten, 0..1: 0 for one that is as it was, or lost six."""
    if not sources:
        return 0.0
    pairs = zip(sources, outputs, strict=True)
    gone = [1 - len(after.split()) / max(1, len(before.split())) for before, after in pairs]
    return sum(max(0.0, 1 - abs(share - _SHORTER) / _SHORTER) for share in gone) / len(gone)


class StyleFigures:
    """How good samples are as a whole when some thresholds rule; each result of a sample is looked at once."""

    def __init__(self, table: HunkTable, samples: Sequence[Sample]) -> None:
        self._table, self._samples = table, samples
        # What people wrote says more than what was made; only where there is none, that is asked.
        made = [number for number, sample in enumerate(samples) if sample.kind == MADE]
        self._told = [number for number, sample in enumerate(samples) if sample.afters and sample.kind != MADE] or made
        self._wordy = [number for number, sample in enumerate(samples) if sample.kind == WORDY]
        self._counts: dict[tuple[int, str], SariCounts] = {}

    def of(self, limits: Thresholds) -> tuple[float, float]:
        """SARI of what has references, and nearness of what is wordy, both 0..100."""
        made = results(self._table, self._samples, limits)
        near = nearness([self._samples[number].before for number in self._wordy], [made[i] for i in self._wordy])
        counts = sum((self._count(number, made[number]) for number in self._told), SariCounts())
        return counts.sari.score, 100 * near

    def worth(self, limits: Thresholds) -> float:
        """What the balanced stop of a style is chosen by."""
        return sum(self.of(limits))

    def _count(self, number: int, made: str) -> SariCounts:
        if (number, made) not in self._counts:
            sample = self._samples[number]
            self._counts[number, made] = sari_counts(sample.before, made, sample.afters)
        return self._counts[number, made]


def _climb(goal: Callable[[Thresholds], float], loosest: Thresholds) -> Thresholds:
    """The best thresholds found by changing one after the other, from the loosest on, until nothing gets better."""
    best, worth = loosest, goal(loosest)
    better = True
    while better:
        better = False
        for name, values in _GRIDS.items():
            for value in values:
                tried = replace(best, **{name: value})
                if _no_looser(tried, loosest) and goal(tried) > worth:
                    best, worth, better = tried, goal(tried), True
    return best


def _values(
    grids: Mapping[str, Sequence[float]],
    *,
    strictest: Thresholds | None = None,
    loosest: Thresholds | None = None,
    limit: Thresholds = LOOSE[Intent.FIX],
) -> dict[str, list[float]]:
    """What each threshold of `grids` may be, strict before loose: all there is between two, ends included."""
    low = loosest or limit
    return {
        name: [
            value
            for value in sorted({*grid, getattr(low, name)}, reverse=name != "doubt")
            if _within(name, value, None if strictest is None else getattr(strictest, name), getattr(low, name))
        ]
        for name, grid in grids.items()
    }


def _within(name: str, value: float, strictest: float | None, loosest: float) -> bool:
    sign = -1 if name == "doubt" else 1
    return sign * value >= sign * loosest and (strictest is None or sign * value <= sign * strictest)


def _no_looser(limits: Thresholds, loosest: Thresholds) -> bool:
    return all(_within(name, getattr(limits, name), None, getattr(loosest, name)) for name in _GRIDS)


def _column(values: Iterator[float]) -> Tensor:
    return torch.tensor(list(values), dtype=torch.float64)
