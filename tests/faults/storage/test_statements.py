"""Each statement of each change fails once: the library is then as it was, and the change works the next time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from storage import Library, writing


class Cut(Exception):
    """The moment at which everything stops."""


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


Change = Callable[[Library, str, list[str], Callable[[Library, str], list[str]]], object]
CHANGES: dict[str, Change] = {
    "typing": lambda library, document, ids, renew: library.record_typing(
        document, library.head(document).id, "all else"
    ),
    "import": lambda library, document, ids, renew: library.import_text("new", title="new"),
    "accept": lambda library, document, ids, renew: library.decide(document, accept=ids[2:5], reject=ids[5:7]),
    "undo": lambda library, document, ids, renew: library.undo_decision(document),
    "restore": lambda library, document, ids, renew: library.restore(document, f"{document}.1"),
    "remove": lambda library, document, ids, renew: library.remove(document),
    "finish": lambda library, document, ids, renew: library.finish_chunk(open_chunk(library), [], 1.0),
    "fail": lambda library, document, ids, renew: library.fail_chunk(open_chunk(library), "why"),
    "cancel": lambda library, document, ids, renew: library.cancel_job(library.open_chunks()[0].job_id),
}


def open_chunk(library: Library) -> str:
    return library.open_chunks()[0].id


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_stops_at_any_statement_did_not_happen(
    path: Path, renew: Callable[[Library, str], list[str]], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So that moving anchors up is among the statements.
    monkeypatch.setattr(writing, "CHAIN_STEPS", 2)
    with Library.open(path) as library:
        document = library.import_text(" ".join(f"old{number}" for number in range(9)), title="cut")
        ids = renew(library, document.id)
        library.decide(document.id, accept=ids[:2], reject=ids[8:])
        job = library.jobs()[0]
        request = library.chunks(job.id)[0].request
        library.create_job(
            document.id,
            document.head_id,
            job.instruction,
            lambda job_id: [type(request)(**{**vars(request), "id": f"{job_id}.0"})],
            job.priority,
        )
        left = 0

        def stop(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Cut

        writer = library._connections._writer
        event.listen(writer, "before_cursor_execute", stop)
        event.listen(writer, "commit", stop)
        before = dump(path)
        stopped = 0
        while True:
            left = stopped + 1
            try:
                CHANGES[name](library, document.id, ids, renew)
                break
            except Cut:
                stopped += 1
                assert dump(path) == before
        assert stopped >= 4
        assert dump(path) != before
        left = 0
        assert library.check() == []
