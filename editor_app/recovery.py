"""What to offer after the program ended without being asked to, and what becomes of the answers.

Every key is in the library within a second, so there is little to rescue; but nobody knows that whose machine just
went dark. What was open, and is not in its file, is shown against the file, and the person says which it shall be. No
answer loses anything: the other text is in the history.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from editor_app import emergency
from editor_app.emergency import Stray
from editor_app.errors import FileError
from editor_app.files import sha256, write_bytes
from editor_app.on_disk import Standing, file_text, keep_over_file, standing
from editor_app.shelf import Shelf
from storage import ConflictError, Document, LibraryError, NotFoundError


logger = logging.getLogger(__name__)

VERSION = 1


class Choice(StrEnum):
    """What to do with a recovered text."""

    KEEP = "keep"
    FILE = "file"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """A document whose newest text is not in its file."""

    document: Document
    # The newest text.
    text: str
    # What the file holds; None if there is no file, or it cannot be read.
    file_text: str | None = None
    # Why it cannot be read; empty when it can, or there is none.
    problem: str = ""

    @property
    def state(self) -> str:
        """Tells whether anything is another way than when it was asked about before."""
        return sha256(f"{self.text}\0{self.file_text}\0{self.problem}".encode(errors="surrogatepass"))


def collect(shelf: Shelf, document_ids: Iterable[str]) -> list[Recovered]:
    """Those of the documents whose newest text is not in their file, and is not empty without one."""
    found = []
    for document_id in dict.fromkeys(document_ids):
        try:
            document, text = shelf.document(document_id), shelf.text(document_id)
        except NotFoundError:
            continue
        except LibraryError as error:
            logger.warning("document %s cannot be recovered: %s", document_id, error)
            continue
        if document.path is None:
            if text:
                found.append(Recovered(document=document, text=text))
            continue
        try:
            on_disk = file_text(shelf, document_id)
        except FileError as error:
            found.append(Recovered(document=document, text=text, problem=str(error)))
            continue
        if on_disk != text:
            found.append(Recovered(document=document, text=text, file_text=on_disk))
    return found


def absorb(shelf: Shelf, data_dir: Path, alive: Collection[int] = ()) -> list[str]:
    """Put the texts that the library could not take into it; ids of their documents.

    A text that was typed on the newest revision becomes the newest. If the document has moved on since, it goes into
    the history, below what is newest now. If the document is not there any more, it begins one.

    Args:
        shelf: what can take them now.
        data_dir: where they lie.
        alive: processes whose texts are their own business still.
    """
    taken = []
    for stray in emergency.strays(data_dir):
        if stray.pid in alive:
            continue
        try:
            taken.append(_absorb(shelf, stray))
            stray.file.unlink(missing_ok=True)
        except (LibraryError, OSError) as error:
            logger.warning("the text in %s waits until the library can take it: %s", stray.file, error)
    return taken


def _absorb(shelf: Shelf, stray: Stray) -> str:
    try:
        head = shelf.head(stray.document_id)
    except NotFoundError:
        return shelf.new(stray.title, stray.text).id
    try:
        shelf.type(stray.document_id, stray.text, base=stray.base)
    except ConflictError:
        shelf.type(stray.document_id, stray.text)
        shelf.restore(stray.document_id, head.id)
    return stray.document_id


def forget_blank(shelf: Shelf, document_ids: Iterable[str]) -> None:
    """Take those out of the library that never had a letter in them: their window went without doing so."""
    for document_id in document_ids:
        try:
            blank = shelf.document(document_id).path is None and len(shelf.history(document_id)) == 1
            if blank and not shelf.text(document_id):
                shelf.remove(document_id)
        except LibraryError:  # it was removed already, or is damaged, which is told elsewhere
            continue


def decide(shelf: Shelf, choices: Mapping[str, Choice]) -> None:
    """Do what was chosen, by id of the document. To decide later, nothing is to be done.

    Raises:
        FileError: a file that should be used cannot be read any more; the other choices are carried out.
    """
    wrong: FileError | None = None
    for document_id, choice in choices.items():
        try:
            if choice is Choice.FILE:
                shelf.take_file(document_id)
            elif choice is Choice.KEEP and standing(shelf, document_id) is Standing.CHANGED:
                keep_over_file(shelf, document_id)
        except FileError as error:
            wrong = error
    if wrong is not None:
        raise wrong


class Answers:
    """What was answered before, so that nobody is asked the same about the same twice.

    Args:
        data_dir: they are kept in a file there; losing it means to be asked again.
    """

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / "recovery.json"

    def unanswered(self, found: Iterable[Recovered]) -> list[Recovered]:
        """Those nobody was asked about as they are now."""
        known = self._read()
        return [each for each in found if known.get(each.document.id, ("", ""))[0] != each.state]

    @property
    def put_off(self) -> list[str]:
        """Ids of the documents to be decided later."""
        return [document_id for document_id, (_, choice) in self._read().items() if choice == Choice.LATER]

    def remember(self, found: Iterable[Recovered], choices: Mapping[str, Choice]) -> None:
        """Keep what was answered.

        Raises:
            FileError: it cannot be written.
        """
        known = self._read()
        for each in found:
            if choice := choices.get(each.document.id):
                known[each.document.id] = (each.state, choice.value)
        self._write(known)

    def forget(self, document_ids: Collection[str]) -> None:
        """Of these is nothing to be decided any more.

        Raises:
            FileError: it cannot be written.
        """
        known = self._read()
        left = {document_id: answer for document_id, answer in known.items() if document_id not in document_ids}
        if left != known:
            self._write(left)

    def _read(self) -> dict[str, tuple[str, str]]:
        try:
            answers = json.loads(self._file.read_bytes())["answers"]
            return {str(key): (str(answer["state"]), str(answer["choice"])) for key, answer in answers.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            logger.warning("%s cannot be read, so everything is asked again: %s", self._file, error)
            return {}

    def _write(self, known: Mapping[str, tuple[str, str]]) -> None:
        answers = {key: {"state": state, "choice": choice} for key, (state, choice) in known.items()}
        write_bytes(self._file, json.dumps({"version": VERSION, "answers": answers}, indent=1).encode())
