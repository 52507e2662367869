"""Clean passages in which an editor offers something are found, but for those in which it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from edit_engine.request import BOLD, EditEvent, EditRequest, EventKind, Hunk, Intent, Provenance
from edit_engine.training.false_alarms import false_alarms
from edit_engine.training.own_texts import OwnText


class Doubter:
    """Stands for the editor: wants each word of `sure` away, as sure as is said there."""

    def __init__(self, sure: dict[str, float]) -> None:
        self.sure = sure
        self.requests: list[EditRequest] = []

    def edit(self, requests: Sequence[EditRequest]) -> Iterator[EditEvent]:
        for request in requests:
            self.requests.append(request)
            for word, confidence in self.sure.items():
                for start in (at for at in range(len(request.text)) if request.text.startswith(word, at)):
                    hunk = Hunk(
                        id=f"{word}.{start}", start=start, end=start + len(word), before=word, after="",
                        confidence=confidence,
                        provenance=Provenance(model="m", model_hash="0", seed=0, intent=Intent.FIX),
                    )  # fmt: skip
                    yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=(hunk,))
            yield EditEvent(kind=EventKind.DONE, request_id=request.id)


def found(passages: Sequence[str], sure: dict[str, float]) -> tuple[list[str], list[EditRequest]]:
    doubter: Any = Doubter(sure)
    alarms = list(false_alarms(doubter, iter(passages)))
    assert all(alarm == OwnText(before=alarm.after, after=alarm.after) for alarm in alarms)
    return [alarm.after for alarm in alarms], doubter.requests


def test_passages_in_which_something_is_offered_are_kept_as_they_are() -> None:
    passages = ["The staff were told.", "All is well.", "First.\n\nThe data were lost."]
    alarms, requests = found(passages, {"were": 0.3})
    assert alarms == ["The staff were told.", "First.\n\nThe data were lost."]
    assert [request.instruction.boldness for request in requests] == [BOLD]
    assert {request.instruction.intent for request in requests} == {Intent.FIX}


def test_where_the_editor_is_sure_the_text_may_be_wrong() -> None:
    passages = ["The staff were told.", "Teh staff were told.", "Teh end."]
    assert found(passages, {"were": 0.3, "Teh": 0.9})[0] == ["The staff were told."]


def test_many_passages_are_read_in_turn() -> None:
    passages = [f"Number {number} were here." if number % 3 else f"Number {number}." for number in range(200)]
    alarms, requests = found(passages, {"were": 0.2})
    assert alarms == [passage for passage in passages if "were" in passage]
    assert len(requests) > 1
