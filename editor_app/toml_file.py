"""`settings.toml`: one readable file of tables, which people may edit and comment as well as the program."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from editor_app.errors import FileError
from editor_app.files import write_bytes


logger = logging.getLogger(__name__)

FILE_NAME = "settings.toml"


def read(file: Path) -> dict[str, object]:
    """Its tables; none if there is no such file, or, with a warning, if it cannot be read."""
    try:
        return dict(tomlkit.parse(file.read_text(encoding="utf-8")).unwrap())
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        logger.warning("%s cannot be read, so everything in it is as at first: %s", file, error)
        return {}


def write(file: Path, tables: Mapping[str, Mapping[str, object]]) -> None:
    """Set entries, and keep everything else in the file, comments included.

    Args:
        file: is made if there is none. One that cannot be read is kept beside it, with `.broken` at its end.
        tables: entries by table; None takes one out.

    Raises:
        FileError: the file cannot be written.
    """
    document = _parsed(file)
    for name, entries in tables.items():
        table = document.get(name)
        if not isinstance(table, Table):
            table = tomlkit.table()
        for key, value in entries.items():
            if value is not None:
                table[key] = value
            elif key in table:
                del table[key]
        if table:
            document[name] = table
        elif name in document:
            del document[name]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"the folder {file.parent} cannot be made: {error.strerror}") from error
    write_bytes(file, tomlkit.dumps(document).encode())


def _parsed(file: Path) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return tomlkit.document()
    except OSError as error:
        raise FileError(f"{file} cannot be read, so nothing is written into it: {error.strerror}") from error
    except (UnicodeDecodeError, TOMLKitError):
        file.replace(file.with_name(f"{file.name}.broken"))
        return tomlkit.document()
