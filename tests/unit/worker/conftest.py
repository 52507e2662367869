"""Fixtures for the worker's unit tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from worker.broker import MessageStore, Owner, QueueFile


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Callable[..., MessageStore]]:
    """Opens further connections to one queue file."""
    stores: list[MessageStore] = []

    def make(*, owner: Owner | None = None, lease_s: float = 60.0) -> MessageStore:
        store = MessageStore(QueueFile(tmp_path / "queue.db"), owner=owner, lease_s=lease_s)
        stores.append(store)
        return store

    yield make
    for store in stores:
        store.close()
