"""Bytes rot. SQLite mostly does not notice; the library never shows an altered text as if it were the right one."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from edit_engine.request import Hunk, HunkState
from storage import DamagedError, Library, LibraryError
from storage.delta import pack


FLIPS = 30
Contents = dict[str, object]


def rot(stored: bytes, at: int) -> bytes:
    """`stored` with every bit of one byte turned."""
    return stored[:at] + bytes([stored[at] ^ 0xFF]) + stored[at + 1 :]


def contents(library: Library, document_id: str) -> dict[str, Callable[[], object]]:
    """Everything a person could look at, each read on its own."""
    ids = [f"{document_id}.{number}" for number in range(1, 31)]
    reads: dict[str, Callable[[], object]] = {name: lambda name=name: library.text(name) for name in ids}
    reads["hunks"] = lambda: {(stored.hunk.before, stored.hunk.after) for stored in library.hunks(document_id)}
    reads["pending"] = lambda: {(hunk.before, hunk.after) for hunk in in_place(library, document_id)}
    return reads


def in_place(library: Library, document_id: str) -> list[Hunk]:
    """The pending hunks, each with its text under it."""
    hunks = library.pending(document_id)
    text = library.text(library.head(document_id).id)
    for hunk in hunks:
        assert hunk.state is HunkState.STALE or text[hunk.start : hunk.end] == hunk.before
    return hunks


@pytest.fixture
def filled(path: Path, renew: Callable[[Library, str], list[str]]) -> tuple[str, Contents]:
    """A library with a history of 30 revisions, closed: the document's id and what it holds."""
    with Library.open(path) as library:
        document = library.import_text(" ".join(f"old{number}" for number in range(60)), title="rots")
        ids = renew(library, document.id)
        library.decide(document.id, accept=ids[:10], reject=ids[50:])
        while (head := library.head(document.id)).id != f"{document.id}.30":
            library.record_typing(document.id, head.id, f"{head.id} " + library.text(head.id))
        return document.id, {name: read() for name, read in contents(library, document.id).items()}


def test_one_rotten_byte_anywhere_is_survived_or_named(path: Path, filled: tuple[str, Contents]) -> None:
    document_id, right = filled
    whole = path.read_bytes()
    random.seed(5)
    refused = 0
    for number in range(FLIPS):
        copy = path.with_name(f"copy{number}")
        copy.write_bytes(rot(whole, random.randrange(len(whole))))
        try:
            library = Library.open(copy)
        except LibraryError:
            refused += 1
            continue
        with library:
            bad = set()
            for name, read in contents(library, document_id).items():
                try:
                    found = read()
                except LibraryError:
                    bad.add(name)
                    continue
                if found != right[name]:
                    # SQLite does not notice rows that got lost with a part of a page; altered ones are never shown.
                    assert isinstance(found, set), name
                    assert found < right[name], name
                    bad.add(name)
            if bad:
                assert library.check() != []
        copy.unlink()
    assert refused < FLIPS


def change(path: Path, table: str, column: str, where: str) -> int:
    """Turn a byte in the middle of a stored value, behind the back of SQLite; gives the number of rows."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {where}").fetchall()
        for rowid, stored in rows:
            connection.execute(
                f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (rot(stored, len(stored) // 2), rowid)
            )
        connection.commit()
    return len(rows)


@pytest.mark.parametrize(
    ("table", "column", "where", "named"),
    [
        ("documents", "head_text", "1", "head of document"),
        ("snapshots", "text", "revision_id LIKE '%.1'", "snapshot of revision"),
        ("revisions", "delta", "number = 12", "delta of revision"),
    ],
)
def test_one_damaged_copy_is_made_good_from_the_others(
    path: Path, filled: tuple[str, Contents], table: str, column: str, where: str, named: str
) -> None:
    document_id, right = filled
    assert change(path, table, column, where) == 1
    with Library.open(path) as library:
        for number in (1, 11, 12, 13, 30):
            name = f"{document_id}.{number}"
            assert library.text(name) == right[name]
        assert any(named in problem for problem in library.check())


def test_a_text_without_a_good_copy_is_named_and_the_others_still_come(
    path: Path, filled: tuple[str, Contents]
) -> None:
    document_id, right = filled
    assert change(path, "revisions", "delta", "number IN (12, 20)") == 2
    with Library.open(path) as library:
        for number in (1, 11, 20, 30):
            assert library.text(f"{document_id}.{number}") == right[f"{document_id}.{number}"]
        for number in (12, 15, 19):
            with pytest.raises(DamagedError, match=f"{document_id}.{number} "):
                library.text(f"{document_id}.{number}")
        with pytest.raises(DamagedError, match=f"{document_id}.12"):
            library.pending(document_id)
        problems = library.check()
        assert any(f"{document_id}.12" in problem for problem in problems)


def test_a_well_formed_forgery_is_noticed_by_its_sum(path: Path, filled: tuple[str, Contents]) -> None:
    document_id, right = filled
    forged = pack(b"Quite another text.")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE snapshots SET text = ?", (forged,))
        connection.execute("UPDATE documents SET head_text = ?", (b"Quite another text.",))
        connection.commit()
    with Library.open(path) as library:
        for number in (1, 30):
            with pytest.raises(DamagedError, match=f"{document_id}.{number}"):
                library.text(f"{document_id}.{number}")
        with pytest.raises(DamagedError):
            library.record_typing(document_id, f"{document_id}.30", "more")
    assert right[f"{document_id}.30"] != "Quite another text."


def test_a_damaged_hunk_is_never_accepted(path: Path, filled: tuple[str, Contents]) -> None:
    document_id, right = filled
    with closing(sqlite3.connect(path)) as connection:
        (name,) = connection.execute("SELECT id FROM hunks WHERE state = 'pending' LIMIT 1").fetchone()
    assert change(path, "hunks", "after", f"id = '{name}'") == 1
    with Library.open(path) as library:
        with pytest.raises(DamagedError):
            library.decide(document_id, accept=[name])
        assert library.text(library.head(document_id).id) == right[f"{document_id}.30"]
        assert library.check() != []


def test_no_backup_is_made_of_a_file_whose_pages_contradict_themselves(
    path: Path, filled: tuple[str, Contents], tmp_path: Path
) -> None:
    whole = bytearray(path.read_bytes())
    good = tmp_path / "backup"
    with Library.open(path) as library:
        library.backup(good)
    kept = good.read_bytes()
    # The header of every table page but the first.
    for page in range(4096, len(whole), 4096):
        whole[page : page + 8] = b"\xff" * 8
    broken = tmp_path / "broken"
    broken.write_bytes(whole)
    shutil.copy(good, tmp_path / "safe")
    with pytest.raises(LibraryError), Library.open(broken) as library:
        library.backup(good)
    assert good.read_bytes() == kept
