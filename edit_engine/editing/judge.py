"""How sure the changes are that replacements make together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edit_engine.editing.confidence import OPENS, confidence, features, merged
from edit_engine.editing.splice import Replacement, Spliced, splice
from edit_engine.editing.windows import SEGMENTER, Window
from edit_engine.models.registry import Calibration
from edit_engine.text.segment import sentences


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A change of a window, what is known of it (`confidence.SCORES` and others), and the chance that it is right."""

    spliced: Spliced
    scores: dict[str, float]
    confidence: float


class Judge:
    """Judges changes of one window.

    Args:
        window: with the text.
        calibration: of the model for the intent.
    """

    def __init__(self, window: Window, calibration: Calibration) -> None:
        self._window = window
        self._calibration = calibration
        # No change is in what is protected, so whether a sentence would begin there need not be asked.
        self._openings = {found.start for found in sentences(window.text, protected=(), segmenter=SEGMENTER)}

    def judged(self, several: Sequence[Replacement]) -> Iterator[Judged]:
        """The changes that these replacements make, each with its chance."""
        for spliced in splice(self._window.text, several, self._window.fixed):
            change = spliced.change
            opens = change.end - len(change.before.lstrip()) in self._openings
            scores = merged([one.scores for one in spliced.sources]) | {OPENS: float(opens)}
            chance = confidence(self._calibration, features(change.before, change.after, scores))
            yield Judged(spliced=spliced, scores=scores, confidence=chance)
