"""Gaps: what the editor is asked, what its answer is taken to be, and the shares by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from edit_engine.evaluation.infill import fill_gaps, infill_scores
from edit_engine.evaluation.own_sets import GapItem
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Intent, Provenance


ITEMS = [
    GapItem(before="He shook ", after=" and left.", answers=("his head", "hands")),
    GapItem(before="Two cups ", after=" tea.", answers=("of", "full of")),
]


class Writer:
    """Stands for the editor: puts `words` into every scope, or nothing."""

    def __init__(self, words: str | None) -> None:
        self.words = words
        self.requests: list[EditRequest] = []

    def edit(self, requests: Sequence[EditRequest]) -> Iterator[EditEvent]:
        for request in requests:
            self.requests.append(request)
            if self.words is not None:
                (scope,) = request.scope
                hunk = Hunk(
                    id="h",
                    start=scope.start,
                    end=scope.end,
                    before=request.text[scope.start : scope.end],
                    after=self.words,
                    confidence=1.0,
                    provenance=Provenance(model="m", model_hash="0", seed=0, intent=Intent.INFILL),
                )
                yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=(hunk,))
            yield EditEvent(kind=EventKind.DONE, request_id=request.id)


def filled(words: str | None) -> tuple[list[str], list[EditRequest]]:
    writer: Any = Writer(words)
    return fill_gaps(writer, ITEMS), writer.requests


def test_only_the_gap_may_be_written_and_the_answer_is_not_in_the_text() -> None:
    answers, requests = filled("his head")
    assert answers == ["his head", "his head"]
    assert [request.text for request in requests] == ["He shook blank blank and left.", "Two cups blank tea."]
    assert [request.text[slice(*request.scope[0])] for request in requests] == ["blank blank", "blank"]
    assert {request.instruction.intent for request in requests} == {Intent.INFILL}


def test_an_editor_that_offers_nothing_scores_nothing() -> None:
    answers, _ = filled(None)
    assert answers == ["blank blank", "blank"]
    assert infill_scores(ITEMS, answers) == {"infill.exact": 0.0, "infill.listed": 0.0}


def test_exact_and_listed_by_hand() -> None:
    assert infill_scores(ITEMS, ["his  Head", "full of"]) == {"infill.exact": 0.5, "infill.listed": 1.0}
    assert infill_scores(ITEMS, ["hand", "of"]) == {"infill.exact": 0.5, "infill.listed": 0.5}


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="got 1 for 2"):
        infill_scores(ITEMS, ["of"])
    with pytest.raises(ValueError, match="got 0 for 0"):
        infill_scores([], [])
