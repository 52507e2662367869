"""Where an intent works at each stop of boldness: thresholds searched without the model, on hunks that loose ones gave.

`fix` is precise first: each stop has a budget of false edits in clean text, and the F that weighs precision and recall
as that stop does. For intents that ask for another style the person wants change: there the balanced stop is where the
result is best as a whole (SARI; for `shorten` also how near texts come to losing three words in ten).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import torch
from torch import Tensor

from edit_engine.evaluation.precision import words
from edit_engine.evaluation.sari import sari
from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import Intent
from edit_engine.text import apply
from edit_engine.training.judging import CLEAN, WORDY, Judged, Sample, wanted_mass


# What the editor runs with while hunks are gathered.
_LOOSE_STYLE = Thresholds(locate=0.1, gap=0.1, gain=-2.0, doubt=1.0)
LOOSE: dict[Intent, Thresholds] = {
    intent: Thresholds(locate=0.2, gap=0.2, gain=-1.0, doubt=1.0) if intent is Intent.FIX else _LOOSE_STYLE
    for intent in Intent
}
# Strictest first.
_LOCATE = (0.97, 0.95, 0.92, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1)
_GAIN = (6.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.0, -1.0, -2.0)
_DOUBT = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
_GRIDS: dict[str, tuple[float, ...]] = {"locate": _LOCATE, "gap": _LOCATE, "gain": _GAIN, "doubt": _DOUBT}
# Share of its words that a wordy text should lose.
_SHORTER = 0.3


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What a stop of boldness is for."""

    # F with this beta: below 1 precision counts more, above 1 recall does.
    beta: float
    # False edits per 1,000 words of clean prose it may make at most; None: as many as the F is worth.
    budget: float | None = None


FIX_STOPS = {
    "cautious": Stop(beta=0.25, budget=1.0),
    "balanced": Stop(beta=0.5, budget=2.0),
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
        least = torch.where(self._inserts, limits.gap, limits.locate)
        return (self._located >= least) & (self._gain >= limits.gain) & (self._doubt <= limits.doubt)

    def figures(self, limits: Thresholds) -> tuple[float, float, float]:
        """Precision and recall by mass, 0..1, and false edits per 1,000 words of clean prose."""
        passing = self.passing(limits)
        right, proposed = float(self._right[passing].sum()), float(self._proposed[passing].sum())
        false = int((self._clean & passing).sum())
        precision = right / proposed if proposed else 1.0
        return precision, right / max(self._wanted, 1e-9), 1000 * false / max(1, self._clean_words)

    def worth(self, limits: Thresholds, stop: Stop) -> float:
        """F, less what the budget is overdrawn by: then fewer false edits are all that counts."""
        precision, recall, false = self.figures(limits)
        square = stop.beta**2
        found = (1 + square) * precision * recall / max(1e-9, square * precision + recall)
        return found if stop.budget is None or false <= stop.budget else -1 - false


def fix_curve(table: HunkTable) -> ThresholdCurve:
    """The thresholds of `fix`: the best F of each stop within its budget, none stricter than a more cautious one."""
    balanced = _best(table, FIX_STOPS["balanced"], _grid())
    return ThresholdCurve(
        cautious=_best(table, FIX_STOPS["cautious"], _grid(loosest=balanced)),
        balanced=balanced,
        bold=_best(table, FIX_STOPS["bold"], _grid(strictest=balanced)),
    )


def style_curve(table: HunkTable, samples: Sequence[Sample], intent: Intent) -> ThresholdCurve:
    """The thresholds of an intent that asks for another style."""
    balanced = _climb(_remembered(table, samples), LOOSE[intent])
    return ThresholdCurve(
        cautious=_best(table, STYLE_STOPS["cautious"], _grid(loosest=balanced)),
        balanced=balanced,
        bold=_best(table, STYLE_STOPS["bold"], _grid(strictest=balanced, limit=LOOSE[intent])),
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


def style_figures(table: HunkTable, samples: Sequence[Sample], limits: Thresholds) -> tuple[float, float]:
    """SARI of what has references, and nearness of what is wordy, both 0..100."""
    made = results(table, samples, limits)
    told = [number for number, sample in enumerate(samples) if sample.afters]
    wordy = [number for number, sample in enumerate(samples) if sample.kind == WORDY]
    score = 0.0
    if told:
        sources, references = [samples[i].before for i in told], [samples[i].afters for i in told]
        score = sari(sources, [made[i] for i in told], references).score
    return score, 100 * nearness([samples[i].before for i in wordy], [made[i] for i in wordy])


def _remembered(table: HunkTable, samples: Sequence[Sample]) -> Callable[[Thresholds], float]:
    """The worth of thresholds for a style; taken once for all that let the same hunks through."""
    known: dict[tuple[bool, ...], float] = {}

    def worth(limits: Thresholds) -> float:
        key = tuple(table.passing(limits).tolist())
        if key not in known:
            known[key] = sum(style_figures(table, samples, limits))
        return known[key]

    return worth


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


def _best(table: HunkTable, stop: Stop, grid: Iterator[Thresholds]) -> Thresholds:
    """The thresholds of the grid that are worth most; of equals the strictest, which comes first."""
    return max(grid, key=lambda limits: table.worth(limits, stop))


def _grid(
    *, strictest: Thresholds | None = None, loosest: Thresholds | None = None, limit: Thresholds = LOOSE[Intent.FIX]
) -> Iterator[Thresholds]:
    """All thresholds between two, ends included, strict before loose."""
    low = loosest or limit
    values = [
        [
            value
            for value in sorted({*grid, getattr(low, name)}, reverse=name != "doubt")
            if _within(name, value, None if strictest is None else getattr(strictest, name), getattr(low, name))
        ]
        for name, grid in _GRIDS.items()
    ]
    for found in product(*values):
        yield Thresholds(**dict(zip(_GRIDS, found, strict=True)))


def _within(name: str, value: float, strictest: float | None, loosest: float) -> bool:
    sign = -1 if name == "doubt" else 1
    return sign * value >= sign * loosest and (strictest is None or sign * value <= sign * strictest)


def _no_looser(limits: Thresholds, loosest: Thresholds) -> bool:
    return all(_within(name, getattr(limits, name), None, getattr(loosest, name)) for name in _GRIDS)


def _column(values: Iterator[float]) -> Tensor:
    return torch.tensor(list(values), dtype=torch.float64)
