"""Order, pre-emption, cancelling and isolation in the thread that owns the models."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Priority
from worker.batcher import Batcher, Editor, Stopped
from worker.results import FINAL
from worker.testing import corrections, make_request


WAIT_S = 5.0


class SteppedEditor:
    """An editor whose every event waits for the test's permission, and which writes down what it did."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.order: list[str] = []
        self.closed: list[str] = []
        self.fail_on = ""
        self._permits = threading.Semaphore(0)
        self._reached: queue.SimpleQueue[str] = queue.SimpleQueue()

    def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
        """Two steps per request, then its hunks and the end."""
        self.calls.append([request.id for request in requests])
        try:
            for step in range(2):
                for request in requests:
                    self._reached.put(request.id)
                    assert self._permits.acquire(timeout=WAIT_S)
                    if request.id == self.fail_on and step == 1:
                        raise RuntimeError("cannot read this")
                    self.order.append(request.id)
                    yield EditEvent(kind=EventKind.PROGRESS, request_id=request.id, done=step + 1, total=2)
            for request in requests:
                yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=corrections(request))
                yield EditEvent(kind=EventKind.DONE, request_id=request.id)
        finally:
            self.closed.append(requests[0].id)

    def allow(self, steps: int = 1) -> None:
        """Let it take that many more steps."""
        self._permits.release(steps)

    def at(self) -> str:
        """Wait until it is about to take a step; for whom."""
        return self._reached.get(timeout=WAIT_S)


class Sink:
    """Collects the events of one request."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[EditEvent | Stopped] = queue.SimpleQueue()

    def __call__(self, event: EditEvent | Stopped) -> None:
        self._events.put(event)

    def last(self) -> EditEvent | Stopped:
        """Wait for the end."""
        while True:
            event = self._events.get(timeout=WAIT_S)
            if isinstance(event, Stopped) or event.kind in FINAL:
                return event


class Setting:
    """A batcher with one stepped editor for every model."""

    def __init__(self, batch_limit: int = 8) -> None:
        self.editor = SteppedEditor()
        self.cancelled: set[str] = set()
        self.begun: list[str] = []
        self.batcher = Batcher(
            lambda model: self.editor,
            cancelled=self.cancelled.__contains__,
            begun=self.begun.extend,
            batch_limit=batch_limit,
        )

    def submit(self, request: EditRequest, *, alone: bool = False) -> Sink:
        sink = Sink()
        self.batcher.submit(request, sink, alone=alone)
        return sink


@pytest.fixture
def setting() -> Iterator[Setting]:
    made = Setting()
    yield made
    made.batcher.stop()
    made.editor.allow(1000)
    if made.batcher._thread.ident is not None:
        assert made.batcher.join(WAIT_S)


def test_requests_that_wait_together_share_one_call(setting: Setting) -> None:
    sinks = [setting.submit(make_request(f"job.{number}")) for number in range(3)]
    setting.editor.allow(6)
    setting.batcher.start()
    assert [sink.last().kind for sink in sinks] == [EventKind.DONE] * 3
    assert setting.editor.calls == [["job.0", "job.1", "job.2"]]


def test_a_batch_is_no_larger_than_its_limit() -> None:
    setting = Setting(batch_limit=2)
    sinks = [setting.submit(make_request(f"job.{number}")) for number in range(3)]
    setting.editor.allow(6)
    setting.batcher.start()
    for sink in sinks:
        sink.last()
    assert setting.editor.calls == [["job.0", "job.1"], ["job.2"]]
    setting.batcher.stop()
    assert setting.batcher.join(WAIT_S)


def test_what_may_end_the_process_is_kept_out_of_batches(setting: Setting) -> None:
    sinks = [setting.submit(make_request(f"job.{number}"), alone=number in (1, 2)) for number in range(4)]
    setting.editor.allow(8)
    setting.batcher.start()
    for sink in sinks:
        sink.last()
    assert setting.editor.calls == [["job.0", "job.3"], ["job.1"], ["job.2"]]


def test_a_request_has_begun_when_the_engine_gets_it_and_not_while_it_waits() -> None:
    setting = Setting(batch_limit=1)
    sinks = [setting.submit(make_request(f"job.{number}")) for number in range(2)]
    setting.batcher.start()
    setting.editor.at()
    assert setting.begun == ["job.0"]
    setting.editor.allow(4)
    for sink in sinks:
        sink.last()
    assert setting.begun == ["job.0", "job.1"]
    setting.batcher.stop()
    assert setting.batcher.join(WAIT_S)


def test_requests_for_different_models_are_not_mixed(setting: Setting) -> None:
    models = ("a", "b", "a")
    sinks = [setting.submit(make_request(f"{model}.{number}", model=model)) for number, model in enumerate(models)]
    setting.editor.allow(6)
    setting.batcher.start()
    for sink in sinks:
        sink.last()
    assert setting.editor.calls == [["a.0", "a.2"], ["b.1"]]


def test_done_carries_every_hunk_of_the_request(setting: Setting) -> None:
    request = make_request()
    sink = setting.submit(request)
    setting.editor.allow(2)
    setting.batcher.start()
    last = sink.last()
    assert isinstance(last, EditEvent)
    assert last.hunks == corrections(request) != ()


def test_interactive_goes_before_waiting_bulk(setting: Setting) -> None:
    bulk = setting.submit(make_request("bulk.0", priority=Priority.BULK))
    urgent = setting.submit(make_request("urgent.0"))
    setting.editor.allow(4)
    setting.batcher.start()
    urgent.last()
    bulk.last()
    assert setting.editor.calls == [["urgent.0"], ["bulk.0"]]


def test_interactive_runs_within_one_event_of_a_running_bulk_batch(setting: Setting) -> None:
    bulk = setting.submit(make_request("bulk.0", priority=Priority.BULK))
    setting.batcher.start()
    assert setting.editor.at() == "bulk.0"
    urgent = setting.submit(make_request("urgent.0"))
    # One more event of the bulk batch, and all the next steps are the urgent one's until it is done.
    setting.editor.allow(3)
    assert isinstance(last := urgent.last(), EditEvent)
    assert last.kind is EventKind.DONE
    assert setting.editor.order == ["bulk.0", "urgent.0", "urgent.0"]
    setting.editor.allow(1)
    assert bulk.last().kind is EventKind.DONE
    assert setting.editor.order[3:] == ["bulk.0"]


def test_bulk_does_not_interrupt_anything(setting: Setting) -> None:
    urgent = setting.submit(make_request("urgent.0"))
    setting.batcher.start()
    assert setting.editor.at() == "urgent.0"
    bulk = setting.submit(make_request("bulk.0", priority=Priority.BULK))
    setting.editor.allow(4)
    urgent.last()
    bulk.last()
    assert setting.editor.order == ["urgent.0"] * 2 + ["bulk.0"] * 2


def test_cancel_ends_a_running_request_within_one_event(setting: Setting) -> None:
    sink, other = setting.submit(make_request("gone.0")), setting.submit(make_request("stays.0"))
    setting.batcher.start()
    assert setting.editor.at() == "gone.0"
    setting.cancelled.add("gone.0")
    setting.editor.allow(1)
    assert sink.last() == EditEvent(kind=EventKind.CANCELLED, request_id="gone.0")
    setting.editor.allow(3)
    assert other.last().kind is EventKind.DONE


def test_when_all_are_cancelled_the_engine_is_closed_at_once(setting: Setting) -> None:
    sink = setting.submit(make_request("gone.0"))
    setting.batcher.start()
    setting.editor.at()
    setting.cancelled.add("gone.0")
    setting.editor.allow(1)
    sink.last()
    following = setting.submit(make_request("next.0"))
    assert setting.editor.at() == "next.0"
    assert (setting.editor.order, setting.editor.closed) == (["gone.0"], ["gone.0"])
    setting.editor.allow(2)
    following.last()


def test_a_cancelled_request_that_waits_never_reaches_the_engine(setting: Setting) -> None:
    sink, other = setting.submit(make_request("gone.0")), setting.submit(make_request("stays.0"))
    setting.cancelled.add("gone.0")
    setting.editor.allow(2)
    setting.batcher.start()
    assert sink.last().kind is EventKind.CANCELLED
    other.last()
    assert setting.editor.calls == [["stays.0"]]


def test_an_error_costs_only_the_request_that_causes_it(setting: Setting) -> None:
    setting.editor.fail_on = "job.1"
    sinks = [setting.submit(make_request(f"job.{number}")) for number in range(3)]
    setting.editor.allow(100)
    setting.batcher.start()
    ends = [sink.last() for sink in sinks]
    assert [end.kind for end in ends] == [EventKind.DONE, EventKind.FAILED, EventKind.DONE]
    assert "RuntimeError: cannot read this" in ends[1].message
    assert len(ends[0].hunks) == len(ends[2].hunks) == 2


def test_an_error_of_an_urgent_request_leaves_the_bulk_batch_running(setting: Setting) -> None:
    setting.editor.fail_on = "urgent.0"
    bulk = setting.submit(make_request("bulk.0", priority=Priority.BULK))
    setting.batcher.start()
    setting.editor.at()
    urgent = setting.submit(make_request("urgent.0"))
    setting.editor.allow(100)
    assert urgent.last().kind is EventKind.FAILED
    assert bulk.last().kind is EventKind.DONE


def test_a_model_that_does_not_load_fails_its_requests_and_no_others() -> None:
    editor = SteppedEditor()

    def load(model: str) -> Editor:
        if model == "missing":
            raise FileNotFoundError("no such model: missing")
        return editor

    batcher = Batcher(load, cancelled=lambda id: False)
    first, second = Sink(), Sink()
    batcher.submit(make_request("a.0", model="missing"), first)
    batcher.submit(make_request("b.0"), second)
    editor.allow(2)
    batcher.start(preload="missing")
    failed = first.last()
    assert isinstance(failed, EditEvent)
    assert failed.kind is EventKind.FAILED
    assert "no such model" in failed.message
    assert second.last().kind is EventKind.DONE
    batcher.stop()
    assert batcher.join(WAIT_S)


def test_the_model_used_longest_ago_is_let_go() -> None:
    loaded: list[str] = []

    class Quick:
        def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
            return iter([EditEvent(kind=EventKind.DONE, request_id=request.id) for request in requests])

    def load(model: str) -> Editor:
        loaded.append(model)
        return Quick()

    batcher = Batcher(load, cancelled=lambda id: False, models_kept=2)
    batcher.start()
    for number, model in enumerate("abacab"):
        sink = Sink()
        batcher.submit(make_request(f"job.{number}", model=model), sink)
        assert sink.last().kind is EventKind.DONE
    assert loaded == ["a", "b", "c", "b"]
    batcher.stop()
    assert batcher.join(WAIT_S)


def test_an_engine_that_ends_early_fails_what_it_left_out() -> None:
    class Forgetful:
        def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
            return iter(())

    batcher = Batcher(lambda model: Forgetful(), cancelled=lambda id: False)
    batcher.start()
    sink = Sink()
    batcher.submit(make_request(), sink)
    assert "without a result" in sink.last().message
    batcher.stop()
    assert batcher.join(WAIT_S)


def test_the_same_request_twice_runs_once_and_answers_both(setting: Setting) -> None:
    first, second = setting.submit(make_request()), setting.submit(make_request())
    assert setting.batcher.working_on("job.0")
    setting.editor.allow(2)
    setting.batcher.start()
    assert first.last() == second.last()
    assert setting.editor.calls == [["job.0"]]
    assert not setting.batcher.working_on("job.0")


def test_stopping_gives_back_what_waits_and_what_runs(setting: Setting) -> None:
    bulk = setting.submit(make_request("bulk.0", priority=Priority.BULK))
    setting.batcher.start()
    setting.editor.at()
    waits = setting.submit(make_request("bulk.1", priority=Priority.BULK))
    setting.batcher.stop()
    assert waits.last() == Stopped("bulk.1")
    late = setting.submit(make_request("late.0"))
    assert late.last() == Stopped("late.0")
    setting.editor.allow(1)
    assert bulk.last() == Stopped("bulk.0")


def test_a_grace_period_lets_what_runs_finish(setting: Setting) -> None:
    sink = setting.submit(make_request())
    setting.batcher.start()
    setting.editor.at()
    setting.batcher.stop(grace_s=WAIT_S)
    setting.editor.allow(2)
    assert sink.last().kind is EventKind.DONE


def test_a_retry_alone_starts_over_with_its_hunks() -> None:
    def hunk(request: EditRequest, name: str) -> Hunk:
        return replace(corrections(request)[0], id=name)

    class Fragile:
        def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
            for request in requests:
                name = "together" if len(requests) > 1 else "alone"
                yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=(hunk(request, name),))
            if len(requests) > 1:
                raise MemoryError("too much at once")
            yield EditEvent(kind=EventKind.DONE, request_id=requests[0].id)

    batcher = Batcher(lambda model: Fragile(), cancelled=lambda id: False)
    sinks = [Sink(), Sink()]
    for number, sink in enumerate(sinks):
        batcher.submit(make_request(f"job.{number}"), sink)
    batcher.start()
    assert [[hunk.id for hunk in sink.last().hunks] for sink in sinks] == [["alone"], ["alone"]]
    batcher.stop()
    assert batcher.join(WAIT_S)
