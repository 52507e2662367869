"""What travels back."""

from __future__ import annotations

import pytest

from edit_engine.request import EventKind, RecordError
from worker import Result
from worker.results import decode, encode, job_of
from worker.testing import corrections, make_request


def test_a_result_survives_its_journey() -> None:
    result = Result(
        request_id="job.7",
        kind=EventKind.DONE,
        hunks=corrections(make_request("job.7")),
        message="caf\u00e9",
        seconds=1.5,
        attempt=2,
        worker="redraft-1@desk",
    )
    assert decode(encode(result)) == result
    assert result.job_id == "job"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kind": "done"}', '{"request_id": "a.0", "kind": "other"}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(RecordError, match="Result"):
        decode(text)


def test_a_job_id_may_hold_dots() -> None:
    assert job_of("a.b.12") == "a.b"
