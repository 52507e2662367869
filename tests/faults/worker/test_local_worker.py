"""The local worker dies, its parent dies, its program ends: the chunk is finished and nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import psutil

from edit_engine.request import EditEvent, EventKind
from worker import Result, WorkerSettings
from worker.client import QueueClient
from worker.process import LocalWorker
from worker.testing import collect, make_request


Open = Callable[[WorkerSettings], QueueClient]
WAIT_S = 15.0

PARENT = """
import sys, time
from worker import WorkerSettings
from worker.process import LocalWorker
worker = LocalWorker(WorkerSettings())
worker.start()
while worker.pid is None:
    time.sleep(0.01)
print(worker.pid, flush=True)
time.sleep(60)
"""


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Until `condition` holds; at most WAIT_S."""
    give_up = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < give_up, what
        time.sleep(0.02)


def until_it_runs(client: QueueClient, request_id: str) -> None:
    """Wait for a live event of a request."""
    wait_for(
        lambda: any(isinstance(item, EditEvent) and item.request_id == request_id for item in client.poll(0.2)),
        f"{request_id} did not start",
    )


def test_a_worker_killed_in_mid_chunk_comes_back_and_finishes_it_once(
    settings: WorkerSettings, open_client: Open
) -> None:
    client = open_client(settings)
    with LocalWorker(settings) as worker:
        client.publish(make_request("job.0", words="steps=8"))
        until_it_runs(client, "job.0")
        first = worker.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        killed = time.monotonic()
        [result], _ = collect(client, 1)
        # Nobody waited for its lease to run out.
        assert time.monotonic() - killed < settings.lease_s / 2
        assert result.kind is EventKind.DONE
        assert worker.pid not in (first, None)
        assert f"status {-signal.SIGKILL}" in worker.problem
        assert str(settings.log_file) in worker.problem
        assert [item for item in client.poll(0.5) if isinstance(item, Result)] == []


def test_a_chunk_that_kills_its_worker_once_is_done_by_the_next(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    with LocalWorker(settings):
        client.publish(make_request("job.0", words="kill-once"))
        assert collect(client, 1)[0][0].kind is EventKind.DONE


def test_poison_fails_after_three_deaths_and_the_others_go_on(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    with LocalWorker(settings):
        client.publish(make_request("bad.0", words="kill"))
        [result], _ = collect(client, 1, timeout_s=30.0)
        assert result.kind is EventKind.FAILED
        assert result.message.startswith("poison: 3 workers ended")
        client.publish(make_request("good.0"))
        assert collect(client, 1)[0][0].kind is EventKind.DONE


def test_poison_takes_no_other_chunk_with_it(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    requests = [make_request(f"job.{number}", words="kill" if number == 1 else "") for number in range(4)]
    for request in requests:
        client.publish(request)
    with LocalWorker(settings):
        results, _ = collect(client, len(requests), timeout_s=40.0)
    kinds = {result.request_id: result.kind for result in results}
    assert kinds == {request.id: EventKind.DONE for request in requests} | {"job.1": EventKind.FAILED}


def test_stopping_gives_the_running_chunk_back_uncounted(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    with LocalWorker(settings) as worker:
        client.publish(make_request("job.0", words="steps=40"))
        until_it_runs(client, "job.0")
        began = time.monotonic()
        worker.stop()
        assert time.monotonic() - began < 3.0
        assert not worker.alive
    assert sum(client.depth().values()) == 1
    client.cancel("job")  # nobody hears it: the next worker finds the mark
    with LocalWorker(settings):
        assert collect(client, 1)[0][0].kind is EventKind.CANCELLED


def test_a_worker_ends_when_its_parent_is_killed(settings: WorkerSettings) -> None:
    environment = {**os.environ, **settings.environment()}
    with subprocess.Popen([sys.executable, "-c", PARENT], env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        wait_for(lambda: "ready" in settings.log_file.read_text(), "the worker did not come up")
        parent.kill()
        child.wait(timeout=5.0)
    assert not LocalWorker(settings).alive


def test_two_programs_share_one_worker_and_the_second_takes_over(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    with LocalWorker(settings) as first:
        wait_for(lambda: client.ping(0.3), "no worker")
        with LocalWorker(settings) as second:
            wait_for(lambda: second._child is not None and second._child.poll() is not None, "second did not look")
            assert second.alive
            assert second.pid is None
            assert second.problem == ""
            assert len(client.ping(0.5)) == 1
            first.stop()
            client.publish(make_request("job.0"))
            assert collect(client, 1)[0][0].kind is EventKind.DONE
            assert second.pid is not None


def test_sigterm_ends_a_foreground_worker_in_good_order(settings: WorkerSettings, open_client: Open) -> None:
    client = open_client(settings)
    patient = settings.model_copy(update={"shutdown_grace_s": 10.0})
    environment = {**os.environ, **patient.environment()}
    with subprocess.Popen([sys.executable, "-m", "worker"], env=environment, stderr=subprocess.DEVNULL) as worker:
        client.publish(make_request("job.0", words="steps=20"))
        until_it_runs(client, "job.0")
        worker.terminate()
        assert collect(client, 1)[0][0].kind is EventKind.DONE
        assert worker.wait(10.0) == 0


def test_a_worker_that_cannot_start_says_why(settings: WorkerSettings) -> None:
    settings.broker_file.write_bytes(b"this is no queue" * 100)
    with LocalWorker(settings) as worker:
        wait_for(lambda: worker.problem, "no problem seen")
        assert "status 1" in worker.problem
        assert "the queue file is damaged" in settings.log_file.read_text()
