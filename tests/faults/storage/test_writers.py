"""Many hands on one library: every read, change and write counts."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import ConflictError, Library


WRITERS = 4
TIMES = 50


def count_up(library: Library, document_id: str, times: int) -> None:
    """Add one to the number that is the text, `times` times."""
    for _ in range(times):
        while True:
            head = library.head(document_id)
            try:
                library.record_typing(document_id, head.id, str(int(library.text(head.id)) + 1))
                break
            except ConflictError:
                continue


def test_threads_that_count_together_lose_nothing(path: Path) -> None:
    with Library.open(path) as library:
        document = library.import_text("0", title="count")
        failures: list[Exception] = []

        def work() -> None:
            try:
                count_up(library, document.id, TIMES)
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=work) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert library.text(library.head(document.id).id) == str(WRITERS * TIMES)
        assert library.check() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
# The children run nothing but the library, and have no thread of their parent to wait for.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_processes_that_count_together_lose_nothing(path: Path) -> None:
    with Library.open(path) as library:
        document = library.import_text("0", title="count")
    children = []
    for _ in range(WRITERS):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                with Library.open(path) as library:
                    count_up(library, document.id, TIMES)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * WRITERS
    with Library.open(path) as library:
        assert library.text(library.head(document.id).id) == str(WRITERS * TIMES)
        assert library.check() == []


def test_of_many_who_bring_the_same_result_one_counts(path: Path, renew: Callable[[Library, str], list[str]]) -> None:
    with Library.open(path) as library:
        document = library.import_text("old1 old2", title="result")
        ids = renew(library, document.id)
        taken: list[tuple[str, ...]] = []
        threads = [
            threading.Thread(target=lambda: taken.append(library.decide(document.id, accept=ids).accepted))
            for _ in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(taken) == [(), (), (), tuple(ids)]
        assert library.text(library.head(document.id).id) == "new1 new2"


def test_a_reader_sees_one_state_while_others_write(path: Path) -> None:
    with Library.open(path) as library:
        document = library.import_text("0", title="count")
        writer = threading.Thread(target=count_up, args=(library, document.id, TIMES))
        writer.start()
        seen = [-1]
        while writer.is_alive():
            seen.append(int(library.text(library.head(document.id).id)))
        writer.join()
        assert seen == sorted(seen)
