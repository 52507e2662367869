"""Fixtures for tests that kill things."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from worker import WorkerSettings
from worker.client import QueueClient
from worker.testing import RedisServer


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkerSettings:
    """Settings with the embedded queue and a fake editor that can be told to crash."""
    monkeypatch.setenv("REDRAFT_TEST_MARKS", str(tmp_path))
    return WorkerSettings(data_dir=tmp_path, editor_factory="worker.testing:load_editor", concurrency=4, batch_limit=2)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A running Redis of the test's own."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not on PATH (Debian: apt-get install redis-server)")
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
def on_redis(settings: WorkerSettings, redis: RedisServer) -> WorkerSettings:
    """The same settings on Redis, with a short lease."""
    return settings.model_copy(update={"broker_url": redis.url, "lease_s": 2.0})


@pytest.fixture
def open_client() -> Iterator[Callable[[WorkerSettings], QueueClient]]:
    """Opens clients that are closed in the end."""
    clients: list[QueueClient] = []

    def make(settings: WorkerSettings) -> QueueClient:
        clients.append(QueueClient(settings))
        return clients[-1]

    yield make
    for client in clients:
        client.close()
