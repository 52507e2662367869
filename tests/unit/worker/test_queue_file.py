"""The SQLite file under the embedded queue."""

from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from pathlib import Path

import pytest

from worker import BrokerFileError
from worker.broker import QueueFile
from worker.broker.file import VERSION


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    QueueFile(tmp_path / "deep" / "queue.db").close()
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "deep" / "queue.db").stat().st_mode) == 0o600


def test_a_file_of_a_newer_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(BrokerFileError, match=r"version 2.*Update Redraft"):
        QueueFile(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(BrokerFileError, match=r"damaged.*delete .*queue\.db"):
        QueueFile(path)


def test_many_connections_may_make_the_file_at_once(tmp_path: Path) -> None:
    errors: list[Exception] = []
    barrier = threading.Barrier(8)

    def make() -> None:
        barrier.wait()
        try:
            QueueFile(tmp_path / "queue.db").close()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_the_state_changes_with_writes_of_this_and_other_connections_only(tmp_path: Path) -> None:
    one, two = QueueFile(tmp_path / "queue.db"), QueueFile(tmp_path / "queue.db")
    quiet = one.state()
    one.run("SELECT 1")
    assert one.state() == quiet
    one.run("INSERT INTO cancelled VALUES ('a', 1)")
    own = one.state()
    assert own != quiet
    two.run("INSERT INTO cancelled VALUES ('b', 1)")
    assert one.state() != own
    one.close()
    two.close()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    file = QueueFile(tmp_path / "queue.db")
    file.run("INSERT INTO cancelled VALUES ('a', 1)")

    def write_twice() -> None:
        with file.transaction():
            file.run("INSERT INTO cancelled VALUES ('b', 1)")
            file.run("INSERT INTO cancelled VALUES ('a', 1)")

    with pytest.raises(sqlite3.IntegrityError):
        write_twice()
    assert file.run("SELECT * FROM cancelled") == [("a", 1.0)]
    file.close()


def test_a_full_disk_is_called_that_and_the_queue_goes_on_once_there_is_room(tmp_path: Path) -> None:
    file = QueueFile(tmp_path / "queue.db")

    def write() -> None:
        with file.transaction():
            file.run("INSERT INTO result VALUES ('box', 'a.0', ?, 1)", ["x" * 100_000])

    file.run(f"PRAGMA max_page_count = {file.run('PRAGMA page_count')[0][0] + 2}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        write()
    file.run("PRAGMA max_page_count = 100000")
    write()
    assert file.run("SELECT request_id FROM result") == [("a.0",)]
    file.close()


def test_a_commit_that_fails_leaves_the_connection_usable(tmp_path: Path) -> None:
    file = QueueFile(tmp_path / "queue.db")
    file.run("PRAGMA foreign_keys = ON")
    file.run("CREATE TABLE child (of TEXT REFERENCES cancelled (job_id) DEFERRABLE INITIALLY DEFERRED)")

    def write(job_id: str) -> None:
        with file.transaction():
            file.run("INSERT INTO child VALUES (?)", [job_id])

    with pytest.raises(sqlite3.IntegrityError):
        write("nowhere")
    file.run("INSERT INTO cancelled VALUES ('a', 1)")
    write("a")
    assert file.run("SELECT of FROM child") == [("a",)]
    file.close()
