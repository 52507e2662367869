"""How good texts of an intent of style are as a whole when some thresholds rule what is offered."""

from __future__ import annotations

from collections.abc import Sequence

from edit_engine.evaluation.sari import SariCounts, sari_counts
from edit_engine.models.registry import Thresholds
from edit_engine.text import apply
from edit_engine.training.hunk_table import HunkTable
from edit_engine.training.judging import MADE, WORDY, Judged, Sample


# Share of its words that a wordy text should lose.
_SHORTER = 0.3


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
