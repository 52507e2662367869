"""The sample document that comes with the program: a first draft with the mistakes of a real one."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from editor_app.files import write_bytes


NAME = "draft.md"


def sample_path() -> Path:
    """The sample as it was released, which nobody may edit."""
    return Path(str(files("editor_app") / "samples" / NAME))


def sample_copy(folder: Path, *, fresh: bool = False) -> Path:
    """A copy of the sample that a person may edit.

    Args:
        folder: where it is, or is put.
        fresh: write it anew even if it was edited before.

    Raises:
        FileError: it cannot be written.
    """
    path = folder / NAME
    if fresh or not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_bytes(path, sample_path().read_bytes())
    return path
