"""Fixtures for the worker's unit tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from edit_engine.request import EditRequest, Instruction, Intent, Priority
from edit_engine.text.spans import Span
from worker.broker import MessageStore, Owner, QueueFile


TEXT = "This is teh text."


@pytest.fixture
def make_request() -> Callable[..., EditRequest]:
    """A request by id, with a model, words and a priority if wanted."""

    def make(
        id: str = "job.0", *, words: str = "", model: str = "fake", priority: Priority = Priority.INTERACTIVE
    ) -> EditRequest:
        instruction = Instruction(intent=Intent.FIX, words=words, model=model)
        return EditRequest(id=id, text=TEXT, core=Span(0, len(TEXT)), instruction=instruction, priority=priority)

    return make


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
