"""Chunks reach the queue and results the library, whatever the queue forgets, repeats or refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Instruction, Intent, Priority
from editor_app import dispatch as dispatching
from editor_app.changes import ChangeKind
from editor_app.dispatch import Dispatch
from editor_app.parts import numbered, requests_for
from storage import BusyError, ChunkRow, DamagedError, Job, JobState, Library
from worker import BrokerUnreachable, Result
from worker.testing import corrections


TEXT = "One teh two.\n\nThree teh four.\n"
SILENCE_S = 100.0


class Queue:
    """A queue in memory that can go away and can lose what it holds."""

    def __init__(self) -> None:
        self.sent: list[tuple[EditRequest, int]] = []
        self.waiting = 0
        self.news: list[EditEvent | Result] = []
        self.acknowledged: list[str] = []
        self.cancelled: list[str] = []
        self.away = False

    def _answer(self) -> None:
        if self.away:
            raise BrokerUnreachable("the queue is away")

    def publish(self, request: EditRequest, attempt: int) -> None:
        self._answer()
        self.sent.append((request, attempt))

    def poll(self, timeout: float) -> list[EditEvent | Result]:
        self._answer()
        news, self.news = self.news, []
        return news

    def ack(self, result: Result) -> None:
        self.acknowledged.append(result.request_id)

    def cancel(self, job_id: str) -> None:
        self._answer()
        self.cancelled.append(job_id)

    def depth(self) -> dict[Priority, int]:
        self._answer()
        return {Priority.BULK: self.waiting}

    def finish(self, number: int = -1) -> Result:
        """A result for a chunk that was sent."""
        request = self.sent[number][0]
        result = Result(request_id=request.id, kind=EventKind.DONE, hunks=corrections(request), seconds=1.0)
        self.news.append(result)
        return result


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(dispatching, "time", clock)
    return clock


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as library:
        yield library


@pytest.fixture
def queue() -> Queue:
    return Queue()


@pytest.fixture
def dispatch(library: Library, queue: Queue, clock: Clock) -> Dispatch:
    return Dispatch(library, lambda: queue, silence_s=SILENCE_S)  # type: ignore[arg-type]  # it is used as a client


def ask(library: Library, *, size: int = 12_000) -> Job:
    document = library.import_text(TEXT, title="a")
    instruction = Instruction(intent=Intent.FIX)
    requests = requests_for(TEXT, instruction, size=size, context=0)
    return library.create_job(
        document.id, document.head_id, instruction, lambda job_id: numbered(requests, job_id), Priority.BULK
    )


def send(dispatch: Dispatch, library: Library, job: Job) -> bool:
    dispatch.follow(job)
    return dispatch.send(library.chunks(job.id))


def test_a_result_is_stored_before_it_is_acknowledged_and_ends_the_job(
    dispatch: Dispatch, library: Library, queue: Queue
) -> None:
    job = ask(library)
    assert send(dispatch, library, job)
    assert [attempt for _, attempt in queue.sent] == [1]
    queue.finish()
    kinds = [change.kind for change in dispatch.collect()]
    assert kinds == [ChangeKind.HUNKS, ChangeKind.JOB]
    assert library.job(job.id).state is JobState.DONE
    assert queue.acknowledged == [f"{job.id}.0"]
    assert len(library.pending(job.document_id)) == 2


def test_a_result_that_comes_twice_counts_once(dispatch: Dispatch, library: Library, queue: Queue) -> None:
    job = ask(library)
    send(dispatch, library, job)
    queue.news = [queue.finish()] * 2
    dispatch.collect()
    assert len(library.pending(job.document_id)) == 2
    assert queue.acknowledged == [f"{job.id}.0"] * 2


def test_a_result_for_a_document_that_is_gone_is_let_go(dispatch: Dispatch, library: Library, queue: Queue) -> None:
    job = ask(library)
    send(dispatch, library, job)
    library.remove(job.document_id)
    queue.finish()
    dispatch.collect()
    assert queue.acknowledged == [f"{job.id}.0"]


def test_hunks_that_do_not_fit_the_text_fail_their_chunk_for_good(
    dispatch: Dispatch, library: Library, queue: Queue
) -> None:
    job = ask(library)
    send(dispatch, library, job)
    request = queue.sent[0][0]
    wrong: tuple[Hunk, ...] = corrections(
        EditRequest(id=request.id, text="teh", core=request.core, instruction=request.instruction)
    )
    queue.news = [Result(request_id=request.id, kind=EventKind.DONE, hunks=wrong)]
    dispatch.collect()
    assert library.job(job.id).state is JobState.FAILED
    assert "replaces a text that is not" in library.job(job.id).message
    assert queue.acknowledged == [request.id]


def test_while_the_queue_is_away_the_job_is_kept_and_sent_once_it_is_back(
    dispatch: Dispatch, library: Library, queue: Queue, clock: Clock
) -> None:
    queue.away = True
    job = ask(library)
    assert not send(dispatch, library, job)
    dispatch.collect(0.25)
    assert dispatch.problem == "the queue is away"
    clock.now += 30
    dispatch.collect(0.25)
    assert dispatch.away_s >= 30
    assert library.job(job.id).state is JobState.QUEUED

    queue.away = False
    clock.now += 10
    dispatch.collect()
    clock.now += 10
    dispatch.collect()
    assert [(request.id, attempt) for request, attempt in queue.sent] == [(f"{job.id}.0", 1)]
    assert (dispatch.problem, dispatch.away_s) == ("", 0.0)


def test_a_chunk_the_queue_lost_is_sent_again_and_one_that_waits_is_not(
    dispatch: Dispatch, library: Library, queue: Queue, clock: Clock
) -> None:
    job = ask(library)
    send(dispatch, library, job)
    queue.waiting = 1
    clock.now += SILENCE_S + 10
    dispatch.collect()
    assert len(queue.sent) == 1
    queue.waiting = 0
    clock.now += 10
    dispatch.collect()
    assert [attempt for _, attempt in queue.sent] == [1, 2]
    clock.now += 10
    dispatch.collect()
    assert len(queue.sent) == 2


def test_a_chunk_that_is_heard_of_is_not_lost(dispatch: Dispatch, library: Library, queue: Queue, clock: Clock) -> None:
    job = ask(library)
    send(dispatch, library, job)
    for done in range(4):
        clock.now += SILENCE_S / 2
        queue.news.append(EditEvent(kind=EventKind.PROGRESS, request_id=f"{job.id}.0", done=done, total=4))
        (change,) = [each for each in dispatch.collect() if each.kind is ChangeKind.PROGRESS]
        assert change.document_id == job.document_id
        assert dispatch.share(job.id, 0, 1) == done / 4
    assert len(queue.sent) == 1
    assert library.job(job.id).state is JobState.RUNNING


def test_what_another_process_stored_is_told(dispatch: Dispatch, library: Library, queue: Queue, clock: Clock) -> None:
    job = ask(library)
    send(dispatch, library, job)
    library.finish_chunk(f"{job.id}.0", corrections(queue.sent[0][0]), 1.0)
    clock.now += 1
    assert [change.kind for change in dispatch.collect()] == [ChangeKind.HUNKS, ChangeKind.JOB]
    assert dispatch.collect() == []


def test_news_of_a_job_of_another_process_hides_no_change(
    dispatch: Dispatch, library: Library, queue: Queue, clock: Clock
) -> None:
    job = ask(library)
    send(dispatch, library, job)
    clock.now += 1
    dispatch.collect()
    library.finish_chunk(f"{job.id}.0", corrections(queue.sent[0][0]), 1.0)
    other = ask(library)
    queue.news.append(EditEvent(kind=EventKind.PROGRESS, request_id=f"{other.id}.0", done=1, total=4))
    changes = dispatch.collect()
    clock.now += 1
    changes += dispatch.collect()
    assert [change.kind for change in changes if change.job_id == job.id] == [ChangeKind.HUNKS, ChangeKind.JOB]
    assert [change.kind for change in changes if change.job_id == other.id] == [ChangeKind.JOB]


@pytest.mark.parametrize("kind", [EventKind.CANCELLED, EventKind.FAILED])
def test_other_ends_of_a_chunk_end_its_job(dispatch: Dispatch, library: Library, queue: Queue, kind: EventKind) -> None:
    job = ask(library)
    send(dispatch, library, job)
    queue.news.append(Result(request_id=f"{job.id}.0", kind=kind, message="why"))
    dispatch.collect()
    ended = library.job(job.id)
    assert ended.state == kind.value
    assert ended.message == ("why" if kind is EventKind.FAILED else "")


def test_a_result_that_cannot_be_stored_now_is_not_acknowledged_and_does_not_hold_up_others(
    dispatch: Dispatch, library: Library, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = ask(library), ask(library)
    send(dispatch, library, one)
    send(dispatch, library, other)
    queue.finish(0)
    queue.finish(1)
    real = library.finish_chunk

    def busy_once(chunk_id: str, hunks: tuple[Hunk, ...], seconds: float) -> bool:
        if chunk_id == f"{one.id}.0" and one.id not in tried:
            tried.append(one.id)
            raise BusyError("another process holds the library")
        return real(chunk_id, hunks, seconds)

    tried: list[str] = []
    monkeypatch.setattr(library, "finish_chunk", busy_once)
    dispatch.collect()
    assert queue.acknowledged == [f"{other.id}.0"]
    assert "another process" in dispatch.problem
    queue.finish(0)
    dispatch.collect()
    assert library.job(one.id).state is JobState.DONE
    assert dispatch.problem == ""


def test_a_damaged_text_does_not_stop_the_jobs_about_others(
    dispatch: Dispatch, library: Library, queue: Queue, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> list[ChunkRow]:
        raise DamagedError("the text of revision x.1 is damaged")

    job = ask(library)
    send(dispatch, library, job)
    monkeypatch.setattr(library, "open_chunks", damaged)
    clock.now += 10
    queue.finish()
    assert ChangeKind.HUNKS in [change.kind for change in dispatch.collect()]
    assert "x.1 is damaged" in dispatch.problem


def test_cancelling_while_the_queue_is_away_does_not_raise(dispatch: Dispatch, queue: Queue) -> None:
    queue.away = True
    dispatch.cancel("job")
    assert dispatch.problem


def test_a_cancel_the_queue_did_not_hear_is_told_once_it_is_back(
    dispatch: Dispatch, queue: Queue, clock: Clock
) -> None:
    queue.away = True
    dispatch.cancel("job")
    dispatch.collect()
    queue.away = False
    for _ in range(3):
        clock.now += 10
        dispatch.collect()
    assert queue.cancelled == ["job"]
    assert dispatch.problem == ""
