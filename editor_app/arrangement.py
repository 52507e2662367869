"""Which documents were open in which windows, and where in them one was: what the next start goes on with.

A readable file, written whole or not at all. What is damaged in it is left out: it costs a place in a text, never the
start of the program. Texts are not in it, they are in the library.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from editor_app.errors import FileError
from editor_app.files import write_bytes


logger = logging.getLogger(__name__)

FILE_NAME = "arrangement.json"
LARGEST_BYTES = 4_000_000
Position = Annotated[int, Field(ge=0)]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Place(_Record):
    """One document in its tab."""

    document_id: str = Field(min_length=1)
    # Shown on the tab until the document is loaded.
    title: str = ""
    # All three count code points of the text: the caret, the other end of the selection, the first line seen.
    caret: Position = 0
    anchor: Position = 0
    top: Position = 0
    mode: Literal["write", "review"] = "write"
    # Id of the suggestion in the light while one reviews; empty for none.
    hunk: str = ""
    # Whether the history stands beside the text.
    history: bool = False


class Arranged(_Record):
    """One window."""

    places: tuple[Place, ...] = Field(min_length=1)
    # Number of the document on the screen.
    current: int = 0
    # Where it was, as the GUI puts it, in base 64.
    geometry: str = ""


class Arrangement(_Record):
    """All windows, the one used last at the end."""

    windows: tuple[Arranged, ...] = ()

    @property
    def document_ids(self) -> tuple[str, ...]:
        """Of all documents, each once."""
        return tuple(dict.fromkeys(place.document_id for window in self.windows for place in window.places))


class _File(_Record):
    version: Literal[1] = 1
    # Checked one by one, so that a damaged one leaves the others whole.
    windows: list[dict[str, object]]


def save(folder: Path, arrangement: Arrangement) -> None:
    """Write it into a folder.

    Raises:
        FileError: it cannot be written.
    """
    windows = [window.model_dump(mode="json") for window in arrangement.windows]
    write_bytes(folder / FILE_NAME, _File(windows=windows).model_dump_json(indent=1).encode())


def load(folder: Path) -> Arrangement:
    """What was written into a folder, without what cannot be used; a document is in one tab only."""
    file = folder / FILE_NAME
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise FileError(f"{file} is too large")
        found = _File.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return Arrangement()
    except (OSError, FileError, ValidationError) as error:
        logger.warning("%s cannot be read, so no documents are opened: %s", file, error)
        return Arrangement()
    seen: set[str] = set()
    windows = (_window(each, seen) for each in found.windows)
    return Arrangement(windows=tuple(window for window in windows if window is not None))


def without(arrangement: Arrangement, document_ids: Iterable[str]) -> Arrangement:
    """An arrangement without some of its documents, and without windows that had no others."""
    gone = set(document_ids)
    windows = []
    for window in arrangement.windows:
        before = sum(place.document_id not in gone for place in window.places[: window.current])
        left = tuple(place for place in window.places if place.document_id not in gone)
        if left:
            changes = {"places": left, "current": min(before, len(left) - 1)}
            windows.append(window.model_copy(update=changes))
    return Arrangement(windows=tuple(windows))


def _window(found: dict[str, object], seen: set[str]) -> Arranged | None:
    places: list[Place] = []
    current, wanted = 0, found.get("current")
    listed = found.get("places")
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        try:
            place = Place.model_validate(entry)
        except ValidationError as error:
            logger.warning("a document of the last time is left out: %s", error)
            continue
        if place.document_id in seen:
            continue
        seen.add(place.document_id)
        if number == wanted:
            current = len(places)
        places.append(place)
    geometry = found.get("geometry")
    if not places:
        return None
    return Arranged(places=tuple(places), current=current, geometry=geometry if isinstance(geometry, str) else "")
