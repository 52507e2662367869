"""An editor without a model, for tests of everything around the engine: `editor_factory="worker.testing:load_editor"`.

It corrects `teh` to `the`, in steps that take time, and follows orders in the instruction's words:

    steps=N     take N steps instead of the default
    raise       fail with an error
    kill        end the worker process as a crash would
    kill-once   the same, but only in the first worker that sees the request (a file named by REDRAFT_TEST_MARKS)
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Provenance, hunk_id
from worker.results import job_of


STEP_S = 0.05
STEPS = 4


class FakeEditor:
    """See the module. Events come in the order of the engine: progress and preview per step, hunks, done."""

    def __init__(self, model: str = "fake", *, step_s: float = STEP_S) -> None:
        self._model = model
        self._step_s = step_s

    def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
        """Work on `requests` together: each step advances all of them."""
        left = {request.id: request for request in requests}
        step = 0
        while left:
            time.sleep(self._step_s)
            step += 1
            for request in list(left.values()):
                if cancelled(request.id):
                    del left[request.id]
                    yield EditEvent(kind=EventKind.CANCELLED, request_id=request.id)
                    continue
                _obey(request, step)
                total = _steps(request)
                yield EditEvent(kind=EventKind.PROGRESS, request_id=request.id, done=min(step, total), total=total)
                yield EditEvent(
                    kind=EventKind.PREVIEW,
                    request_id=request.id,
                    span=request.core.shift(request.offset),
                    text=request.text[request.core.start : request.core.end],
                )
                if step >= total:
                    del left[request.id]
                    yield EditEvent(
                        kind=EventKind.HUNKS, request_id=request.id, hunks=corrections(request, self._model)
                    )
                    yield EditEvent(kind=EventKind.DONE, request_id=request.id)


def load_editor(model: str, *, threads: int | None, hashes: Path) -> FakeEditor:
    """What `editor_factory` names."""
    return FakeEditor(model, step_s=float(os.environ.get("REDRAFT_TEST_STEP_S", STEP_S)))


def corrections(request: EditRequest, model: str = "fake") -> tuple[Hunk, ...]:
    """The hunks a FakeEditor makes of `request`."""
    return tuple(
        Hunk(
            id=hunk_id(job_of(request.id), start, start + 3, "the"),
            start=start,
            end=start + 3,
            before="teh",
            after="the",
            confidence=0.9,
            provenance=Provenance(
                model=model, model_hash="0" * 16, seed=request.instruction.seed, intent=request.instruction.intent
            ),
        )
        for match in re.finditer("teh", request.text)
        if request.core.start <= match.start() and match.end() <= request.core.end
        for start in [match.start() + request.offset]
    )


def _steps(request: EditRequest) -> int:
    order = re.search(r"steps=(\d+)", request.instruction.words)
    return int(order[1]) if order else STEPS


def _obey(request: EditRequest, step: int) -> None:
    orders = request.instruction.words.split()
    if step < min(2, _steps(request)):
        return
    if "raise" in orders:
        raise RuntimeError(f"told to fail by request {request.id}")
    if "kill" in orders:
        os._exit(9)
    if "kill-once" in orders:
        mark = Path(os.environ["REDRAFT_TEST_MARKS"]) / request.id
        if not mark.exists():
            mark.touch()
            os._exit(9)
