"""Clean passages in which an editor offers something are found, but for those in which it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from edit_engine.models.registry import UNCALIBRATED, Calibration
from edit_engine.request import BOLD, EditEvent, EditRequest, EventKind, Hunk, Intent, Provenance
from edit_engine.training.false_alarms import false_alarms
from edit_engine.training.prepared_texts import PreparedText


class Doubter:
    """Stands for the editor: wants each word of `chances` away, as sure as is said there."""

    def __init__(self, chances: dict[str, float], calibration: Mapping[Intent, Calibration]) -> None:
        self.chances = chances
        self.requests: list[EditRequest] = []
        self.denoiser = SimpleNamespace(about=SimpleNamespace(name="doubter", calibration=calibration))

    def edit(self, requests: Sequence[EditRequest]) -> Iterator[EditEvent]:
        for request in requests:
            self.requests.append(request)
            for word, confidence in self.chances.items():
                if word in request.text:
                    start = request.text.index(word)
                    hunk = Hunk(
                        id=word, start=start, end=start + len(word), before=word, after="", confidence=confidence,
                        provenance=Provenance(model="m", model_hash="0", seed=0, intent=Intent.FIX),
                    )  # fmt: skip
                    yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=(hunk,))
            yield EditEvent(kind=EventKind.DONE, request_id=request.id)


def found(passages: Sequence[str], chances: dict[str, float]) -> tuple[list[str], list[EditRequest]]:
    doubter: Any = Doubter(chances, {Intent.FIX: UNCALIBRATED})
    alarms = list(false_alarms(doubter, passages))
    assert all(alarm == PreparedText(before=alarm.after, after=alarm.after) for alarm in alarms)
    return [alarm.after for alarm in alarms], doubter.requests


def test_passages_in_which_something_is_offered_are_kept_as_they_are() -> None:
    passages = ["The staff were told.", "All is well.", "First.\n\nThe data were lost."]
    alarms, requests = found(passages, {"were": 0.05})
    assert alarms == ["The staff were told.", "First.\n\nThe data were lost."]
    # Each by itself: what another says must not tell whether a word is in use.
    assert [request.text for request in requests] == passages
    assert {request.instruction.boldness for request in requests} == {BOLD}
    assert {request.instruction.intent for request in requests} == {Intent.FIX}


def test_where_the_editor_is_sure_the_text_may_be_wrong() -> None:
    passages = ["The staff were told.", "Teh staff were told.", "Teh end."]
    assert found(passages, {"were": 0.59, "Teh": 0.6})[0] == ["The staff were told."]


def test_an_editor_that_does_not_know_how_sure_it_is_finds_none() -> None:
    doubter: Any = Doubter({"were": 0.3}, {})
    with pytest.raises(ValueError, match="doubter is not calibrated"):
        list(false_alarms(doubter, ["The staff were told."]))
