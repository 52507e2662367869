"""The task around the batcher: what it answers, keeps, drops and gives back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import Reject

from edit_engine.request import EditEvent, EditRequest, EventKind, dump
from worker import LedgerError, Result, WorkerSettings
from worker.app import make_app
from worker.batcher import Batcher
from worker.ledger import EmbeddedLedger, Past, open_ledger
from worker.live import LivePublisher
from worker.results import decode
from worker.tasks import MAX_STARTS, CancelledJobs, EditChunk, Runtime
from worker.testing import FakeEditor, corrections, make_request


class Task:
    """The task of a worker that is here, with its ledger."""

    def __init__(self, folder: Path) -> None:
        settings = WorkerSettings(data_dir=folder)
        app = make_app(settings)
        self.ledger = open_ledger(settings)
        cancelled = CancelledJobs()
        self.batcher = Batcher(
            lambda model: FakeEditor(step_s=0.0), cancelled=cancelled.covers, begun=self.ledger.begin
        )
        self.batcher.start()
        self.runtime = Runtime(batcher=self.batcher, ledger=self.ledger, live=LivePublisher(app), cancelled=cancelled)
        self.task = app.register_task(EditChunk(self.runtime))

    def run(self, request: Any, attempt: int = 1, mailbox: str | None = "box") -> dict[str, Any]:
        self.task.push_request(reply_to=mailbox, hostname="here")
        try:
            plain = dump(request) if isinstance(request, EditRequest) else request
            answer: dict[str, Any] = self.task.run(plain, attempt)
            return answer
        finally:
            self.task.pop_request()

    def results(self) -> list[Result]:
        return [decode(text) for text in self.ledger.results("box", self.ledger.waiting("box")).values()]


@pytest.fixture
def task(tmp_path: Path) -> Iterator[Task]:
    made = Task(tmp_path)
    yield made
    made.batcher.stop()
    assert made.batcher.join(5.0)
    made.runtime.live.close()
    made.ledger.close()


def test_a_request_becomes_a_kept_result(task: Task) -> None:
    assert task.run(make_request(), attempt=2) == {"request": "job.0", "ended": "done", "hunks": 2}
    [result] = task.results()
    assert (result.kind, result.attempt, result.worker) == (EventKind.DONE, 2, "here")
    assert result.hunks == corrections(make_request())


def test_the_same_attempt_is_not_done_twice_and_the_next_one_is(task: Task) -> None:
    task.run(make_request())
    task.ledger.forget_results("box", ["job.0"])
    assert task.run(make_request())["ended"] == "before"
    assert task.results() == []
    assert task.run(make_request(), attempt=2)["ended"] == "done"


def test_a_chunk_workers_died_on_is_poison(task: Task) -> None:
    for _ in range(MAX_STARTS):
        task.ledger.begin(["job.0"])
    task.run(make_request())
    [result] = task.results()
    assert result.kind is EventKind.FAILED
    assert result.message.startswith("poison: 3 workers ended")


def test_ends_in_good_order_do_not_make_poison(task: Task) -> None:
    for attempt in range(1, MAX_STARTS + 3):
        assert task.run(make_request(), attempt=attempt)["ended"] == "done"


def test_a_job_cancelled_before_never_starts(task: Task) -> None:
    task.ledger.cancel("job")
    assert task.run(make_request())["ended"] == "cancelled"
    assert task.runtime.cancelled.covers("job.1")
    assert task.run(make_request("other.0"))["ended"] == "done"


def test_a_part_that_takes_long_gives_signs_of_life(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.tasks.CANCEL_CHECK_S", 0.01)
    monkeypatch.setattr("worker.tasks.SIGN_OF_LIFE_S", 0.02)
    sent: list[EditEvent] = []
    monkeypatch.setattr(task.runtime.live, "send", lambda mailbox, event: sent.append(event))
    monkeypatch.setattr(task.batcher, "_load", lambda model: FakeEditor(step_s=0.2))
    task.run(make_request(words="steps=2"))
    told = [(event.done, event.total) for event in sent if event.kind is EventKind.PROGRESS]
    # Before the first step nothing is known of how far it is; after it, that is said again.
    assert {(0, 0), (1, 2)} <= set(told)
    assert len(told) >= 4


def test_a_failing_request_is_answered_not_raised(task: Task) -> None:
    assert task.run(make_request(words="raise"))["ended"] == "failed"
    [result] = task.results()
    assert "told to fail" in result.message


def test_a_request_that_cannot_be_read_is_answered_if_it_has_a_name(task: Task) -> None:
    assert task.run({"id": "job.0", "text": 3})["ended"] == "failed"
    [result] = task.results()
    assert "cannot read" in result.message


@pytest.mark.parametrize("junk", [{}, [], "text", None, {"id": 3}])
def test_a_message_that_is_no_request_is_dropped(task: Task, junk: Any) -> None:
    with pytest.raises(Reject) as caught:
        task.run(junk)
    assert caught.value.requeue is False


def test_a_message_without_a_mailbox_is_dropped(task: Task) -> None:
    with pytest.raises(Reject) as caught:
        task.run(make_request(), mailbox=None)
    assert caught.value.requeue is False


def test_a_stopping_worker_gives_the_chunk_back_uncounted(task: Task) -> None:
    task.batcher.stop()
    for _ in range(MAX_STARTS + 1):
        with pytest.raises(Reject) as caught:
            task.run(make_request())
        assert caught.value.requeue is True
    assert task.ledger.past("job.0", 1) == Past(starts=0, done=False)


def test_a_result_waits_until_the_ledger_is_back(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    keep, failures = EmbeddedLedger.keep_result, iter([True, True])

    def sometimes(ledger: EmbeddedLedger, *values: str) -> None:
        if next(failures, False):
            raise LedgerError("away")
        keep(ledger, *values)

    monkeypatch.setattr(EmbeddedLedger, "keep_result", sometimes)
    assert task.run(make_request())["ended"] == "done"
    assert len(task.results()) == 1


def test_a_result_that_cannot_be_kept_sends_the_chunk_back(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(ledger: EmbeddedLedger, *values: str) -> None:
        raise LedgerError("away")

    monkeypatch.setattr(EmbeddedLedger, "keep_result", never)
    monkeypatch.setattr("worker.tasks.KEEP_TRYING_S", 0.0)
    with pytest.raises(Reject) as caught:
        task.run(make_request())
    assert caught.value.requeue is True
    assert not task.ledger.past("job.0", 1).done


def test_old_cancels_are_forgotten_only_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.tasks.CANCELLED_KEPT", 2)
    jobs = CancelledJobs()
    for name in "abc":
        jobs.add(name)
    assert [jobs.covers(f"{name}.0") for name in "abc"] == [False, True, True]
