"""A client and worker processes, on both brokers: the way of a chunk there and back."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

import pytest

from edit_engine.request import EditEvent, EventKind, Priority, dump
from worker import Result, WorkerSettings
from worker.client import QueueClient
from worker.testing import collect, corrections, make_request
from worker.testing.traffic import TEXT


@pytest.fixture(scope="module", autouse=True)
def worker(start_workers: Callable[[int], list[subprocess.Popen[bytes]]]) -> subprocess.Popen[bytes]:
    """The one worker of this module."""
    return start_workers(1)[0]


def test_a_chunk_gives_progress_previews_and_one_result(client: QueueClient) -> None:
    client.poll()  # live events reach those who listen
    request = make_request("whole.0", text=TEXT * 3)
    client.publish(request)
    [result], events = collect(client, 1)
    assert result.kind is EventKind.DONE
    assert result.hunks == corrections(request)
    assert len(result.hunks) == 6
    assert (result.attempt, result.request_id) == (1, "whole.0")
    assert result.worker.startswith("redraft-")
    kinds = [event.kind for event in events]
    assert kinds.count(EventKind.PROGRESS) == 4
    assert EventKind.PREVIEW in kinds
    assert [event.hunks for event in events if event.kind is EventKind.HUNKS] == [result.hunks]
    assert client.poll(0.3) == []


def test_a_worker_answers_a_ping_while_it_works(client: QueueClient) -> None:
    client.publish(make_request("busy.0", words="steps=30"))
    assert len(client.ping(1.0)) == 1
    client.cancel("busy")
    collect(client, 1)


def test_a_running_chunk_stops_within_a_step_of_its_cancel(client: QueueClient) -> None:
    client.poll()
    client.publish(make_request("long.0", words="steps=1000"))
    give_up = time.monotonic() + 10.0
    while not any(isinstance(event, EditEvent) for event in client.poll(0.5)):
        assert time.monotonic() < give_up
    client.cancel("long")
    began = time.monotonic()
    [result], _ = collect(client, 1)
    assert result.kind is EventKind.CANCELLED
    # 0.05 s a step; the rest is the way of two messages on a busy machine.
    assert time.monotonic() - began < 1.0


def test_waiting_chunks_of_a_cancelled_job_are_dropped_and_others_done(client: QueueClient) -> None:
    for number in range(8):
        client.publish(make_request(f"gone.{number}", words="steps=10", priority=Priority.BULK))
    client.publish(make_request("stays.0", priority=Priority.BULK))
    client.cancel("gone")
    results, _ = collect(client, 9)
    kinds = {result.request_id: result.kind for result in results}
    assert kinds.pop("stays.0") is EventKind.DONE
    # The first batch may have been at its end when the cancel came.
    assert list(kinds.values()).count(EventKind.CANCELLED) >= 6


def test_a_person_does_not_wait_for_a_script(client: QueueClient) -> None:
    for number in range(12):
        client.publish(make_request(f"script.{number}", words="steps=6", priority=Priority.BULK))
    time.sleep(0.3)  # the worker holds as many of them as it may
    client.publish(make_request("person.0"))
    results, _ = collect(client, 13)
    assert [result.request_id for result in results].index("person.0") <= 4
    assert client.depth() == {Priority.INTERACTIVE: 0, Priority.BULK: 0}


def test_a_failing_chunk_fails_alone(client: QueueClient) -> None:
    client.publish(make_request("mixed.0", words="raise"))
    client.publish(make_request("mixed.1"))
    results, _ = collect(client, 2)
    by_id = {result.request_id: result for result in results}
    assert by_id["mixed.0"].kind is EventKind.FAILED
    assert "told to fail by request mixed.0" in by_id["mixed.0"].message
    assert by_id["mixed.1"].kind is EventKind.DONE


def test_a_long_text_with_every_kind_of_character_comes_back_right(client: QueueClient) -> None:
    request = make_request("big.0", text="teh \U0001f600 e\u0301 \r\n\u2028\x00 \u05d0 " * 4_000, words="steps=1")
    client.publish(request)
    [result], _ = collect(client, 1)
    assert result.hunks == corrections(request)
    assert len(result.hunks) == 4_000


def test_results_wait_for_the_next_client_and_come_until_acknowledged(settings: WorkerSettings) -> None:
    with QueueClient(settings) as first:
        first.publish(make_request("late.0"))
    with QueueClient(settings) as second:
        give_up = time.monotonic() + 10.0
        while not (seen := [item for item in second.poll(0.5) if isinstance(item, Result)]):
            assert time.monotonic() < give_up
        # Given out, and not yet again to the same client.
        assert not [item for item in second.poll() if isinstance(item, Result)]
    with QueueClient(settings) as third:
        assert collect(third, 1)[0] == seen
    with QueueClient(settings) as fourth:
        assert fourth.poll(0.3) == []


def test_two_libraries_get_their_own_results(settings: WorkerSettings, client: QueueClient) -> None:
    with QueueClient(settings.model_copy(update={"mailbox": "neighbour"})) as neighbour:
        client.publish(make_request("mine.0"))
        neighbour.publish(make_request("theirs.0"))
        assert collect(client, 1)[0][0].request_id == "mine.0"
        assert collect(neighbour, 1)[0][0].request_id == "theirs.0"


def test_the_same_attempt_sent_twice_gives_one_result(client: QueueClient) -> None:
    client.publish(make_request("twice.0"))
    client.publish(make_request("twice.0"))
    collect(client, 1)
    client.publish(make_request("after.0"))
    assert [result.request_id for result in collect(client, 1)[0]] == ["after.0"]


@pytest.mark.parametrize(
    ("body", "options"),
    [
        pytest.param({"anything": object}, {"serializer": "pickle"}, id="pickle"),
        pytest.param([[], {}, {}], {"headers": {"task": "redraft.other", "id": "x"}}, id="unknown-task"),
        pytest.param("not a task", {}, id="no-task"),
        pytest.param([["junk", 1], {}, {}], {"headers": {"task": "redraft.edit_chunk", "id": "x"}}, id="junk"),
        pytest.param([[], {}, {}], {"headers": {"task": "redraft.edit_chunk", "id": "x"}}, id="no-arguments"),
    ],
)
def test_a_strange_message_is_refused_and_the_queue_goes_on(
    client: QueueClient,
    body: object,
    options: dict[str, object],
    worker: subprocess.Popen[bytes],
    request: pytest.FixtureRequest,
) -> None:
    if options.get("serializer") == "pickle":
        body = dump(make_request("evil.0"))
    app = client._app
    with app.connection_for_write() as connection, app.amqp.Producer(connection) as producer:
        queue = app.amqp.queues["interactive"]
        producer.publish(
            body, exchange=queue.exchange, routing_key=queue.routing_key, **{"serializer": "json", **options}
        )
    name = f"{request.node.callspec.id}.0"
    client.publish(make_request(name))
    results, _ = collect(client, 1)
    assert [result.request_id for result in results] == [name]
    assert worker.poll() is None
