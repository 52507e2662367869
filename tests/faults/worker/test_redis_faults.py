"""Redis goes away and comes back; workers on it die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from edit_engine.request import EditEvent, EventKind, Priority
from worker import BrokerUnreachable, Result, WorkerSettings
from worker.client import QueueClient
from worker.testing import RedisServer, collect, make_request


Open = Callable[[WorkerSettings], QueueClient]


@pytest.fixture
def start_worker(on_redis: WorkerSettings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts worker processes, and waits until one answers."""
    started: list[subprocess.Popen[bytes]] = []
    log = (on_redis.data_dir / "workers.log").open("ab")

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "worker"], env={**os.environ, **on_redis.environment()}, stdout=log, stderr=log
        )
        started.append(process)
        with QueueClient(on_redis) as client:
            give_up = time.monotonic() + 15.0
            while not client.ping(0.3):
                assert time.monotonic() < give_up, "no worker answers"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    log.close()


def test_chunks_survive_a_crash_of_redis_and_each_ends_once(
    on_redis: WorkerSettings,
    redis: RedisServer,
    start_worker: Callable[[], subprocess.Popen[bytes]],
    open_client: Open,
) -> None:
    start_worker()
    client = open_client(on_redis)
    for number in range(12):
        client.publish(make_request(f"job.{number}", priority=Priority.BULK))
    results = [item for item in wait_for_first(client) if isinstance(item, Result)]
    redis.kill()
    with pytest.raises(BrokerUnreachable):
        client.publish(make_request("late.0"))
    with pytest.raises(BrokerUnreachable):
        client.poll(0.1)
    redis.start()
    client.publish(make_request("late.0"))
    stored = {result.request_id: result for result in results}
    give_up = time.monotonic() + 25.0
    while len(stored) < 13:
        assert time.monotonic() < give_up, f"only {sorted(stored)} came"
        for item in client.poll(0.5):
            if isinstance(item, Result):
                client.ack(item)
                stored.setdefault(item.request_id, item)
    assert Counter(result.kind for result in stored.values()) == {EventKind.DONE: 13}


def wait_for_first(client: QueueClient) -> list[EditEvent | Result]:
    """What the first poll that sees anything sees; results acknowledged."""
    give_up = time.monotonic() + 10.0
    while not (items := client.poll(0.5)):
        assert time.monotonic() < give_up
    for item in items:
        if isinstance(item, Result):
            client.ack(item)
    return items


def test_the_chunk_of_a_killed_worker_goes_to_another_after_its_lease(
    on_redis: WorkerSettings, start_worker: Callable[[], subprocess.Popen[bytes]], open_client: Open
) -> None:
    client = open_client(on_redis)
    doomed = start_worker()
    client.poll()
    # Long enough that the first worker is still at it when the second one is up.
    client.publish(make_request("job.0", words="steps=150"))
    wait_for_first(client)
    start_worker()
    os.kill(doomed.pid, signal.SIGKILL)
    killed = time.monotonic()
    [result], _ = collect(client, 1, timeout_s=60.0)
    assert result.kind is EventKind.DONE
    assert str(doomed.pid) not in result.worker
    assert time.monotonic() - killed - result.seconds < 2 * on_redis.lease_s + 4.0


def test_a_chunk_longer_than_its_lease_is_not_started_twice(
    on_redis: WorkerSettings, start_worker: Callable[[], subprocess.Popen[bytes]], open_client: Open
) -> None:
    start_worker()
    start_worker()
    client = open_client(on_redis)
    client.publish(make_request("job.0", words=f"steps={round(2.5 * on_redis.lease_s / 0.05)}"))
    [result], _ = collect(client, 1)
    assert result.kind is EventKind.DONE
    assert result.seconds > 2 * on_redis.lease_s
    assert (on_redis.data_dir / "workers.log").read_text().count("received") == 1


def test_an_unreachable_broker_is_named_within_five_seconds(settings: WorkerSettings, open_client: Open) -> None:
    # An address that swallows what it is sent.
    client = open_client(settings.model_copy(update={"broker_url": "redis://:secret@192.0.2.1:6379/0"}))
    for act in (lambda: client.publish(make_request()), lambda: client.poll(), lambda: client.cancel("job")):
        began = time.monotonic()
        with pytest.raises(BrokerUnreachable, match=r"192\.0\.2\.1.*REDRAFT_BROKER_URL") as caught:
            act()
        assert time.monotonic() - began < 5.0
        assert "secret" not in str(caught.value)


def test_a_queue_file_in_an_impossible_place_is_named(settings: WorkerSettings, open_client: Open) -> None:
    (settings.data_dir / "file").touch()
    client = open_client(settings.model_copy(update={"broker_url": f"sqlite:///{settings.data_dir}/file/queue.db"}))
    for act in (lambda: client.publish(make_request()), lambda: client.poll(), lambda: client.ping(0.1)):
        with pytest.raises(BrokerUnreachable, match=r"file/queue\.db.*folder exists"):
            act()
