"""What a second program says to the one that runs already: open these files, and come to the front.

One line of JSON, with a version, checked before anything is done with it: whoever may write to the socket is the same
person, but may run another release.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


VERSION = 1
# The longest message, in bytes: some thousand paths.
LARGEST_BYTES = 1_000_000
# What the running program answers when it took the files over.
TAKEN = b"taken\n"


@dataclass(frozen=True, kw_only=True)
class Handover:
    """One message."""

    # Absolute.
    files: tuple[Path, ...] = ()
    # Lets the running program's window come to the front where the desktop asks for one; empty for none.
    token: str = ""


def write(files: Sequence[Path], token: str = "") -> bytes:
    """The message for files, whatever folder their names are relative to.

    Raises:
        ValueError: they are too many.
    """
    paths = [os.path.abspath(path.expanduser()) for path in files]
    line = json.dumps({"redraft": VERSION, "files": paths, "token": token}).encode() + b"\n"
    if len(line) > LARGEST_BYTES:
        raise ValueError(f"{len(files):,} files are too many to hand over at once")
    return line


def read(line: bytes) -> Handover:
    """What a message says.

    Raises:
        ValueError: it is not one, or of another version.
    """
    if len(line) > LARGEST_BYTES:
        raise ValueError("it is too long")
    found = json.loads(line)
    if not isinstance(found, dict) or found.get("redraft") != VERSION:
        raise ValueError("it is of another version")
    files, token = found.get("files"), found.get("token", "")
    if not isinstance(files, list) or not all(isinstance(each, str) for each in files) or not isinstance(token, str):
        raise ValueError("it does not list files")
    if wrong := next((each for each in files if "\0" in each or not os.path.isabs(each)), None):
        raise ValueError(f"{wrong!r} is no absolute path")
    return Handover(files=tuple(Path(each) for each in files), token=token)


def server_name(data_dir: Path) -> str:
    """The socket's name: one for each person and data folder."""
    whole = f"{getpass.getuser()}\0{os.path.realpath(data_dir)}"
    return f"redraft-{hashlib.sha256(whole.encode(errors='surrogateescape')).hexdigest()[:20]}"
