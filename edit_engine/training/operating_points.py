"""Where an intent works at each stop of boldness: thresholds searched without the model, on hunks that loose ones gave.

`fix` is precise first: each stop has a budget of false edits in clean text, and the F that weighs precision and recall
as that stop does. For intents that ask for another style the person wants change: there the balanced stop is where the
result is best as a whole (SARI; for `shorten` also how near texts come to losing three words in ten).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import KINDS, Intent
from edit_engine.training.hunk_table import HunkTable
from edit_engine.training.judging import Sample
from edit_engine.training.style_figures import StyleFigures


# What the editor runs with while hunks are gathered. A doubt of 1 would not be asked for.
_LOOSE_STYLE = Thresholds(locate=0.01, gap=0.01, gain=-4.0, doubt=0.9999)
LOOSE: dict[Intent, Thresholds] = {
    intent: Thresholds(locate=0.1, gap=0.1, gain=-1.0, doubt=1.0) if intent is Intent.FIX else _LOOSE_STYLE
    for intent in KINDS
}
# Strictest first.
_LOCATE = (
    0.97,
    0.95,
    0.92,
    0.9,
    0.85,
    0.8,
    0.7,
    0.6,
    0.5,
    0.4,
    0.3,
    0.25,
    0.2,
    0.15,
    0.1,
    0.07,
    0.05,
    0.03,
    0.02,
    0.01,
)
_GAIN = (6.0, 4.0, 3.0, 2.0, 1.0, 0.5, 0.0, -1.0, -2.0, -4.0)
_DOUBT = (0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 1.0)
_SURE = tuple(round(0.98 - 0.02 * step, 2) for step in range(48))
# Hunks of an intent of style that are less likely to be right are never offered: most of those are nonsense. It is no
# more because ten people simplify a sentence in ten ways, so that few hunks are just what one of them wrote.
_LEAST_SURE = 0.01
# What the thresholds of an intent of style may be. For `fix` confidence, which weighs all that is known of a hunk,
# takes the place of the doubt, and of most of the gain: what is left of that saves looking at what cannot be right.
_GRIDS: dict[str, tuple[float, ...]] = {
    "locate": _LOCATE,
    "gap": _LOCATE,
    "gain": _GAIN,
    "doubt": _DOUBT,
    "confidence": (0.1, 0.05, 0.03, 0.02, 0.015, _LEAST_SURE),
}
_FIX_GRIDS: dict[str, tuple[float, ...]] = {
    "locate": _LOCATE,
    "gap": _LOCATE,
    "gain": (2.0, 1.0, 0.0, -1.0),
    "doubt": (1.0,),
    "confidence": _SURE,
}
# Each place that is located is filled, in clean text too. Looser than this they find little more, and take the time of
# a second reading: only who is bold waits for that.
_QUICK = Thresholds(locate=0.4, gap=0.3, gain=-1.0, doubt=1.0)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """What a stop of boldness is for."""

    # F with this beta: below 1 precision counts more, above 1 recall does.
    beta: float
    # False edits per 1,000 words of clean prose it may make at most; None: as many as the F is worth.
    budget: float | None = None
    # Hunks that are less likely to be right are never offered.
    confidence: float = 0.02
    # What share of the best F may be given up to find more.
    slack: float = 0.0


FIX_STOPS = {
    "cautious": Stop(beta=0.25, budget=1.0, confidence=0.5),
    "balanced": Stop(beta=0.5, budget=1.0, confidence=0.1, slack=0.015),
    "bold": Stop(beta=1.0),
}
STYLE_STOPS = {"cautious": Stop(beta=0.5), "bold": Stop(beta=2.0)}


def fix_curve(table: HunkTable) -> ThresholdCurve:
    """The thresholds of `fix`: the best F of each stop within its budget, none stricter than a more cautious one.

    Args:
        table: of hunks whose confidence is fitted.
    """

    def values(stop: str, **bounds: Thresholds) -> dict[str, list[float]]:
        found = _values(_FIX_GRIDS, **bounds)
        least = FIX_STOPS[stop].confidence
        return {**found, "confidence": [value for value in found["confidence"] if value >= least] or [least]}

    balanced = _best(table, FIX_STOPS["balanced"], values("balanced", limit=_QUICK))
    return ThresholdCurve(
        cautious=_best(table, FIX_STOPS["cautious"], values("cautious", loosest=balanced)),
        balanced=balanced,
        bold=_best(table, FIX_STOPS["bold"], values("bold", strictest=balanced)),
    )


def style_curve(table: HunkTable, samples: Sequence[Sample], intent: Intent) -> ThresholdCurve:
    """The thresholds of an intent that asks for another style.

    Args:
        table: of hunks whose confidence is fitted.
        samples: what they are in.
        intent: which.
    """
    loosest = replace(LOOSE[intent], doubt=1.0, confidence=_LEAST_SURE)
    balanced = _climb(StyleFigures(table, samples).worth, loosest)
    return ThresholdCurve(
        cautious=_best(table, STYLE_STOPS["cautious"], _values(_GRIDS, loosest=balanced)),
        balanced=balanced,
        bold=_best(table, STYLE_STOPS["bold"], _values(_GRIDS, strictest=balanced, limit=loosest)),
    )


def _best(table: HunkTable, stop: Stop, values: Mapping[str, Sequence[float]]) -> Thresholds:
    return table.best(stop.beta, stop.budget, values, slack=stop.slack)


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
