"""Judged hunks in columns: what any thresholds would let through, and how good that is, without running the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import torch
from torch import Tensor

from edit_engine.editing.fillings import with_phrases
from edit_engine.evaluation.precision import words
from edit_engine.models.registry import Thresholds
from edit_engine.training.judging import CLEAN, Judged, Sample, wanted_mass


class HunkTable:
    """Judged hunks in columns, so that thousands of thresholds can be tried."""

    def __init__(self, samples: Sequence[Sample], judged: Sequence[Judged]) -> None:
        self.judged = judged
        scores = [one.hunk.provenance.scores for one in judged]
        self._located = _column(score["locate"] for score in scores)
        self._gain = _column(with_phrases(score["gain"], score["phrases"]) for score in scores)
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

    def best(
        self, beta: float, budget: float | None, values: Mapping[str, Sequence[float]], *, slack: float = 0.0
    ) -> Thresholds:
        """The thresholds that are worth most, or find most of those worth nearly as much; of equals the first.

        Their worth is F, less what the budget is overdrawn by: then fewer false edits are all that counts.

        Args:
            beta: of F: below 1 precision counts more, above 1 recall does.
            budget: false edits per 1,000 words of clean prose they may make at most; None for any number.
            values: of each threshold, what it may be.
            slack: what share of the greatest worth may be missing: F is flat about its top, and so small a difference
                is chance.
        """
        places = list(product(values["locate"], values["gap"]))
        scores = list(product(values["gain"], values["doubt"], values["confidence"]))
        located = torch.stack([self._located_by(*one) for one in places])
        sure = torch.stack([self._sure_by(*one) for one in scores])
        precision, recall, false = self._figures(located, sure)
        square = beta**2
        worth = (1 + square) * precision * recall / (square * precision + recall).clamp_min(1e-9)
        if budget is not None:
            worth = torch.where(false <= budget, worth, -1 - false)
        found = torch.where(worth >= worth.max() - slack * worth.max().abs(), recall, -1.0) if slack else worth
        at = int((found.flatten() == found.max()).nonzero()[0, 0])
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


def _column(values: Iterator[float]) -> Tensor:
    return torch.tensor(list(values), dtype=torch.float64)
