"""From what a person types to what is meant: a document by its file, others by an id or how it begins."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from editor_app.errors import NotFound
from editor_app.shelf import Shelf
from storage import Document, Job, Revision


def document(shelf: Shelf, name: str) -> Document:
    """The document of a file, or of an id or the start of one. What other programs wrote into the file is taken over.

    Raises:
        NotFound: there is none, or several.
        FileError: the file cannot be read.
    """
    if (found := shelf.find(Path(name))) is not None:
        return shelf.open(name) if Path(name).exists() else found
    by_id = [each for each in shelf.documents() if each.id.startswith(name)]
    if len(by_id) == 1:
        return by_id[0]
    if Path(name).exists():
        raise NotFound(f"{name} is not in the library yet: ask for an edit first (redraft edit), or open it in the app")
    raise NotFound(f"{name} is no file of the library and no document's id: redraft jobs and redraft app list them")


def job(shelf: Shelf, name: str) -> Job:
    """The job of an id, or the start of one.

    Raises:
        NotFound: there is none, or several.
    """
    jobs = {each.id: each for each in shelf.jobs()}
    return jobs[_one(jobs, name, "job", "redraft jobs lists them")]


def revision(shelf: Shelf, of: Document, name: str) -> Revision:
    """A revision of a document by its id, the number at its end, or its name.

    Raises:
        NotFound: there is none.
    """
    revisions = shelf.history(of.id)
    for each in revisions:
        if name in (each.id, each.id.rpartition(".")[2], each.name):
            return each
    raise NotFound(f"{of.path or of.title} has no revision {name}: redraft history lists them")


def hunk_ids(pending: Iterable[str], names: Iterable[str]) -> list[str]:
    """Ids of pending hunks, given whole or by their start.

    Raises:
        NotFound: there is none, or several.
    """
    known = list(pending)
    return [_one(known, name, "pending suggestion", "redraft review lists them") for name in names]


def _one(ids: Iterable[str], name: str, what: str, advice: str) -> str:
    found = [each for each in ids if name and each.startswith(name)]
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise NotFound(f"{name} begins the ids of {len(found)} of them: type more of it")
    raise NotFound(f"there is no {what} {name}: {advice}")
