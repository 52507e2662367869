"""Both brokers for the same tests: the embedded queue always, Redis where redis-server is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from worker import WorkerSettings
from worker.client import QueueClient
from worker.testing import RedisServer


START_S = 20.0


@pytest.fixture(scope="module", params=["embedded", "redis"])
def broker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Settings that name the broker; the folder is new for each module."""
    if request.param == "embedded":
        yield {}
    elif shutil.which("redis-server") is None:
        pytest.skip("redis-server is not on PATH (Debian: apt-get install redis-server)")
    else:
        with RedisServer(tmp_path_factory.mktemp("redis")) as server:
            yield {"broker_url": server.url}


@pytest.fixture(scope="module")
def settings(broker: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> WorkerSettings:
    """Settings for clients and workers of one module."""
    return WorkerSettings(
        data_dir=tmp_path_factory.mktemp("data"),
        editor_factory="worker.testing:load_editor",
        concurrency=4,
        batch_limit=2,
        lease_s=2.0,
        **broker,
    )


@pytest.fixture
def client(settings: WorkerSettings) -> Iterator[QueueClient]:
    """A client of the module's library."""
    with QueueClient(settings) as made:
        yield made


@pytest.fixture(scope="module")
def start_workers(settings: WorkerSettings) -> Iterator[Callable[[int], list[subprocess.Popen[bytes]]]]:
    """Starts worker processes in the foreground, and waits until they answer."""
    with ExitStack() as stack:

        def start(count: int) -> list[subprocess.Popen[bytes]]:
            log = stack.enter_context((settings.data_dir / "workers.log").open("ab"))
            with QueueClient(settings) as client:
                there = len(client.ping(0.2))
                made = [
                    subprocess.Popen(
                        [sys.executable, "-m", "worker"],
                        env={**os.environ, **settings.environment()},
                        stdin=subprocess.DEVNULL,
                        stdout=log,
                        stderr=log,
                    )
                    for _ in range(count)
                ]
                for process in made:
                    stack.callback(end, process)
                give_up = time.monotonic() + START_S
                while len(client.ping(0.3)) < there + count:
                    assert time.monotonic() < give_up, (settings.data_dir / "workers.log").read_text()
            return made

        yield start


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process that may have ended."""
    process.kill()
    process.wait()
