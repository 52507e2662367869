"""Opening: tables as tables.py says, safe settings, older files migrated after a backup, others refused."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine

from storage import Library, LibraryError, NotALibraryError, TooNewError, schema


LATER = f"{int(schema.NEWEST) + 1:04}"
ADD_COLUMN = f'''"""A step of a later release."""
from alembic import op
import sqlalchemy as sa
revision = "{LATER}"
down_revision = "{schema.NEWEST}"
def upgrade():
    op.add_column("documents", sa.Column("note", sa.Text()))
'''


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def tables(path: Path) -> dict[str, list[str]]:
    """The parts of each table and index, in any order: Alembic puts constraints in another than SQLAlchemy."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: sorted(part.strip() for part in re.split(r",\s|\n", sql) if part.strip()) for name, sql in rows}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with one document, closed."""
    path = tmp_path / "library.redraft"
    with Library.open(path) as library:
        library.import_text("text", title="title")
    return path


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations of a later release, which has one step more."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{LATER}_note.py").write_text(ADD_COLUMN)
    return folder


def url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def test_the_migrations_make_exactly_the_tables_of_a_new_library(path: Path, tmp_path: Path) -> None:
    engine = create_engine(url(tmp_path / "made"))
    with engine.begin() as connection:
        schema._upgrade(connection, schema.MIGRATIONS)
        version = connection.exec_driver_sql("SELECT * FROM alembic_version").all()
    engine.dispose()
    assert tables(path) == tables(tmp_path / "made")
    assert version == [(schema.NEWEST,)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT * FROM alembic_version").fetchall() == version


def test_every_table_is_strict_and_every_constraint_has_a_name(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%KEY%'")
        for name, sql in made:
            if name != "alembic_version":
                assert sql.rstrip().endswith("STRICT"), name
                for line in re.findall(r"^.*(?:PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK) ?\(.*$", sql, re.MULTILINE):
                    assert line.strip().startswith("CONSTRAINT "), line


def test_the_newest_schema_is_the_last_migration() -> None:
    assert max(file.name for file in (schema.MIGRATIONS / "versions").glob("*.py")).startswith(schema.NEWEST)


def test_every_connection_is_set_up_for_safety(path: Path) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with Library.open(path) as library:
        for begin, query_only in ((library._connections.write, 0), (library._connections.read, 1)):
            with begin() as connection:
                for pragma, value in {**wanted, "query_only": query_only}.items():
                    assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value, pragma
                assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() >= 10_000


def test_a_reader_cannot_write(path: Path) -> None:
    with Library.open(path) as library:
        with pytest.raises(LibraryError), library._connections.read() as connection:
            connection.exec_driver_sql("DELETE FROM documents")
        assert len(library.documents()) == 1


def test_only_its_owner_may_read_a_library(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_opening_again_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    Library.open(path).close()
    assert path.read_bytes() == before


def test_threads_that_open_a_new_library_at_once_share_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "library.redraft"
    failures: list[Exception] = []

    def use(name: str) -> None:
        try:
            with Library.open(path) as library:
                library.import_text(name, title=name)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=use, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Library.open(path) as library:
        assert sorted(document.title for document in library.documents()) == ["0", "1", "2", "3"]


def test_a_migration_keeps_a_backup_and_the_content(path: Path, later: Path) -> None:
    before = dump(path)
    schema.prepare(url(path), newest=LATER, migrations=later)
    assert dump(path.with_name(f"library.redraft.before-{LATER}")) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT note, encoding FROM documents").fetchall() == [(None, "utf-8")]


def test_a_library_of_the_first_schema_opens_with_all_it_held(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "ALTER TABLE documents DROP COLUMN file_sha256; DROP TABLE locks; "
            "ALTER TABLE hunks DROP COLUMN suggested; "
            "UPDATE alembic_version SET version_num = '0001'"
        )
    with Library.open(path) as library:
        (document,) = library.documents()
        assert library.text(document.head_id) == "text"
        assert library.file_sha256(document.id) is None
        assert library.locks.of(document.id) == []
        assert library.check() == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, later: Path) -> None:
    (later / "versions" / f"{LATER}_note.py").write_text(
        ADD_COLUMN + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
    )
    before = dump(path)
    with pytest.raises(LibraryError, match="nowhere"):
        schema.prepare(url(path), newest=LATER, migrations=later)
    assert dump(path) == before
    with Library.open(path) as library:
        assert library.check() == []


def test_a_newer_library_is_refused_and_left_alone(path: Path, later: Path) -> None:
    schema.prepare(url(path), newest=LATER, migrations=later)
    before = dump(path)
    with pytest.raises(TooNewError, match=rf"{LATER}.*Update Redraft"):
        Library.open(path)
    assert dump(path) == before


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes, not a library. " * 100)
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.commit()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(NotALibraryError, match=path.name):
            Library.open(path)
        assert path.read_bytes() == before


def test_a_place_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="file/library"):
        Library.open(tmp_path / "file" / "library")
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library.open(tmp_path)
