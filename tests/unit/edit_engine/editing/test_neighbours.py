"""A correction is offered however unsure its neighbours are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import pytest
from fakes import WildDenoiser

from edit_engine.editing import Editor
from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.way import Located
from edit_engine.editing.windows import Window
from edit_engine.models.registry import Calibration, ThresholdCurve, Thresholds
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text.spans import Span


TEXT = "He went to oxford to study law."


@dataclass
class Done:
    """A window that is filled."""

    done: bool = True
    steps: int = 0


class Planned:
    """A way that offers replacements of known words, each with its chance of being right."""

    batch = fill_batch = 8

    def __init__(self, plan: Sequence[tuple[str, str, float]]) -> None:
        self.plan = plan

    def locate(self, request: EditRequest, windows: Sequence[Window], stop: Callable[[], bool]) -> list[Located]:
        region = Region(start=0, end=1, slots=2, score=1.0)
        regions = [region] * len(self.plan)
        return [Located(window=windows[0], regions=regions, reading=cast(Any, None), reading_row=0)]

    def fill(
        self, request: EditRequest, located: Sequence[Located], stop: Callable[[], bool]
    ) -> Iterator[Sequence[Done]]:
        yield [Done()]

    def offers(
        self, instruction: Instruction, located: Sequence[Located], written: Sequence[Done]
    ) -> list[list[Replacement]]:
        return [[self.replacement(*planned) for planned in self.plan]]

    def replacement(self, before: str, after: str, chance: float) -> Replacement:
        start = TEXT.index(before)
        scores = dict.fromkeys(("gain", "phrases", "probability", "entropy", "pieces"), 1.0)
        return Replacement(
            start=start,
            end=start + len(before),
            after=after,
            steps=1,
            scores={**scores, "locate": chance, "doubt": 0.0},
        )


@pytest.mark.parametrize(
    ("second", "strength", "expected"),
    [
        (0.1, None, [("oxford", "Oxford")]),
        (0.9, None, [("oxford to study", "Oxford for studying the")]),
        (0.1, 0.5, [("oxford to study", "Oxford for studying the")]),
    ],
)
def test_what_is_unsure_by_itself_takes_nothing_along(
    second: float, strength: float | None, expected: list[tuple[str, str]]
) -> None:
    denoiser = WildDenoiser()
    limits = ThresholdCurve.flat(Thresholds(locate=0.0, gap=0.0, gain=0.0, doubt=1.0, confidence=0.5))
    # As sure as it was located.
    calibration = Calibration(bias=0.0, weights={"locate": 1.0, "gap": 1.0})
    denoiser.about = replace(denoiser.about, thresholds={Intent.FIX: limits}, calibration={Intent.FIX: calibration})
    editor = Editor(denoiser)
    editor.way = cast(Any, Planned([("oxford", "Oxford", 0.9), ("to study law", "for studying the law", second)]))
    request = EditRequest(
        id="a.0",
        text=TEXT,
        core=Span(0, len(TEXT)),
        instruction=Instruction(intent=Intent.FIX, strength=strength),
    )
    found = [hunk for event in editor.edit([request]) if event.kind is EventKind.HUNKS for hunk in event.hunks]
    assert [(hunk.before, hunk.after) for hunk in found] == expected
