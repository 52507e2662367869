"""The disk fills up: a plain message, nothing lost, and the same call works once there is room again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import FullError, Library


def leave_room(library: Library, pages: int | None) -> None:
    """Let the file grow by so many pages (any number if None)."""
    with library._connections.write() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        limit = 1 << 30 if pages is None else used + pages
        connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")


@pytest.mark.parametrize("pages", [0, 3])
def test_a_full_disk_loses_nothing(path: Path, renew: Callable[[Library, str], list[str]], pages: int) -> None:
    with Library.open(path) as library:
        document = library.import_text(" ".join(f"old{number}" for number in range(600)), title="full")
        ids = renew(library, document.id)
        text = library.text(document.head_id)
        pending = library.pending(document.id)
        # Beyond what is left by any measure, and not to be compressed away.
        much = text + "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(20_000))
        calls: list[Callable[[], object]] = [
            lambda: library.record_typing(document.id, document.head_id, much),
            lambda: library.import_text(much, title="another"),
            lambda: [renew(library, document.id) for _ in range(3)],
        ]
        for call in calls:
            leave_room(library, pages)
            with pytest.raises(FullError, match="free some space"):
                call()
            assert library.head(document.id).id == document.head_id
            assert library.text(document.head_id) == text
            assert [hunk for hunk in library.pending(document.id) if hunk.id in set(ids)] == pending
        leave_room(library, None)
        assert library.check() == []
        typed = library.record_typing(document.id, document.head_id, much)
        assert library.text(typed.id) == much
        assert library.decide(document.id, accept=ids).accepted == tuple(ids)
    with Library.open(path) as library:
        assert library.check() == []
