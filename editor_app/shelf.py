"""Documents, their history and the review of their hunks: what a face needs when no edit is asked for.

A Shelf has a library and files, and no queue. `Workspace` is a Shelf that can also ask for edits.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from edit_engine.request import EditRequest, Hunk, HunkState, Instruction, Priority
from edit_engine.text import Span
from editor_app.aside import ASIDE, TRIED, NotedJobs
from editor_app.blame import LIMIT, Blame
from editor_app.blame import blame as blame_of
from editor_app.errors import FileError, NotText
from editor_app.files import READ_TRIES, encode, read_text_file, sha256, write_bytes
from editor_app.locks import Kept, kept, touching
from editor_app.rewriting import Rewriting
from editor_app.settings import AppSettings
from editor_app.timeline import PAGE, Page
from editor_app.timeline import page as page_of
from editor_app.twins import without_twins
from editor_app.units import shown
from storage import ChunkRow, ConflictError, Decision, Document, Job, JobState, Library, Locks, Revision, StoredHunk


class Shelf:
    """See the module. All methods may be called from any thread.

    Args:
        settings: where things are kept; None reads the environment.

    Raises:
        LibraryError: the library cannot be opened.
    """

    def __init__(self, settings: AppSettings | None = None) -> None:
        self.settings = settings or AppSettings()
        try:
            self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"the folder {self.settings.data_dir} cannot be made: {error.strerror}") from error
        self._library = Library.open(self.settings.library_place)
        self._aside = NotedJobs(self.settings.data_dir / ASIDE)
        self._tried = NotedJobs(self.settings.data_dir / TRIED)
        # For suggestions decided in parts, or in a person's own words.
        self.rewording = Rewriting(self._library, self._tell)

    @property
    def aside(self) -> frozenset[str]:
        """Ids of jobs whose hunks are not listed as pending: alternatives to choose from."""
        return self._aside.jobs

    @aside.setter
    def aside(self, jobs: frozenset[str]) -> None:
        self._aside.keep(jobs)

    @property
    def tried(self) -> frozenset[str]:
        """Ids of all jobs that looked for alternatives: nobody asked for each of them."""
        return self._tried.jobs

    @tried.setter
    def tried(self, jobs: frozenset[str]) -> None:
        self._tried.keep(jobs)

    # Documents

    def open(self, path: Path | str, encoding: str | None = None) -> Document:
        """The document of a file, read now if it is new or was changed by another program.

        A file that is as Redraft left it keeps its unsaved work: the document's head, not the file, is the newest.

        Args:
            path: the file.
            encoding: as for `files.read_text_file`; None also tries the one it was read with before.

        Raises:
            FileError: it cannot be read or is not text.
        """
        for _ in range(READ_TRIES):
            with contextlib.suppress(ConflictError):
                return self._read(path, encoding)
        return self._read(path, encoding)

    def _read(self, path: Path | str, encoding: str | None, *, anew: bool = False) -> Document:
        """Open a file once; `anew` also where it holds what Redraft knows.

        Raises:
            ConflictError: another program of Redraft read or wrote it meanwhile.
        """
        place = _absolute(path)
        document = self._library.find_path(place)
        # Asked for before the file is read, so that what others save between the two is noticed.
        was = self._library.file_sha256(document.id) if document is not None else None
        try:
            file = read_text_file(Path(path).expanduser(), encoding)
        except NotText:
            if document is None or encoding is not None:
                raise
            file = read_text_file(Path(path).expanduser(), document.encoding)
        known = was == file.sha256 and (encoding is None or document is None or file.encoding == document.encoding)
        if document is not None and known and not anew:
            return document
        head_id = document.head_id if document is not None else ""
        document = self._library.import_text(
            file.text,
            path=place,
            title=place.name,
            encoding=file.encoding,
            bom=file.bom,
            newline=file.newline,
            language=self.settings.language,
            file_sha256=file.sha256,
            file_was=was,
        )
        if document.head_id != head_id:
            self._tell(document.id)
        return document

    def take_file(self, document_id: str) -> Document:
        """Make what the document's file holds the newest text, as a new revision; what was not saved stays before it.

        Raises:
            FileError: the document has no file, or it cannot be read or is not text.
        """
        document = self._library.document(document_id)
        if document.path is None:
            raise FileError(f"{document.title} has no file")
        return self._read(document.path, None, anew=True)

    def file_sha256(self, document_id: str) -> str | None:
        """SHA-256 of what the document's file held when it was read or written last; None if it never was."""
        return self._library.file_sha256(document_id)

    def new(self, title: str, text: str = "") -> Document:
        """A document without a file."""
        return self._library.import_text(text, title=title, language=self.settings.language)

    def document(self, document_id: str) -> Document:
        """The document of that id, as it is now."""
        return self._library.document(document_id)

    def documents(self) -> list[Document]:
        """Every document of the library."""
        return list(self._library.documents())

    def find(self, path: Path | str) -> Document | None:
        """The document of a file, without reading the file; None if it was never opened."""
        return self._library.find_path(_absolute(path))

    def remove(self, document_id: str) -> None:
        """Forget a document with its revisions, jobs and hunks; its file stays."""
        self._library.remove(document_id)

    def head(self, document_id: str) -> Revision:
        """The newest revision: what edits build on."""
        return self._library.head(document_id)

    def text(self, document_id: str) -> str:
        """The newest text."""
        return self._library.text(self._library.document(document_id).head_id)

    def type(self, document_id: str, text: str, *, base: str | None = None) -> Revision:
        """Record what a person typed, as the whole text.

        Args:
            document_id: the document.
            text: all of it, as it is now.
            base: id of the revision the person typed on; None for the head.

        Raises:
            ConflictError: the head is no longer `base`.
        """
        revision = self._library.record_typing(document_id, base or self.head(document_id).id, text)
        self._tell(document_id, revision.id)
        return revision

    def save(self, document_id: str, path: Path | str | None = None, *, force: bool = False) -> Path:
        """Write the newest text to the document's file, whole or not at all, as the file was encoded.

        Args:
            document_id: the document.
            path: a new file for it, which is written over if it exists; None for its own.
            force: write even if another program changed the file.

        Returns:
            the file.

        Raises:
            ChangedOnDisk: another program changed the file; nothing was written.
            FileError: it cannot be written, or the document has no file and `path` is None.
        """
        document = self._library.document(document_id)
        if path is None and document.path is None:
            raise FileError(f"{document.title} has no file yet: give a path to save it under")
        place = _absolute(path) if path is not None else document.path
        assert place is not None  # one of the two is there
        own = place == document.path
        data = _encode(document, self.text(document_id))
        if not own and (other := self._library.find_path(place)) is not None:
            raise FileError(f"{place} is another document of the library ({other.title}): choose another name")
        # What a file holds that was never read is not ours to write over: nothing has the SHA-256 "".
        expected = (self._library.file_sha256(document_id) or "") if own and not force else None
        write_bytes(place, data, expected)
        self._library.note_file(document_id, place, sha256(data))
        self._tell(document_id)
        return place

    def encoded(self, document_id: str, text: str) -> bytes:
        """`text` as the document's file would hold it.

        Raises:
            FileError: a character does not exist in the file's encoding.
        """
        return _encode(self._library.document(document_id), text)

    def export(self, document_id: str, path: Path | str, content: str | bytes | None = None) -> Path:
        """Write a copy, encoded like the document's file; the document and its file stay as they are.

        Args:
            document_id: the document.
            path: the copy; its folder is made if need be.
            content: a text, or bytes as they are; None for the newest text.

        Raises:
            FileError: it cannot be written, or it is the document's own file.
        """
        document = self._library.document(document_id)
        place = _absolute(path)
        if place == document.path:
            raise FileError(f"{place} is the document's own file: use save, or choose another name")
        if content is None:
            content = self.text(document_id)
        data = content if isinstance(content, bytes) else _encode(document, content)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileError(f"the folder {place.parent} cannot be made: {error.strerror}") from error
        write_bytes(place, data)
        return place

    def unsaved(self, document_id: str) -> bool:
        """Whether the newest text is not in the document's file, as far as Redraft knows."""
        document = self._library.document(document_id)
        return self._library.file_sha256(document_id) != sha256(_encode(document, self.text(document_id)))

    @property
    def locks(self) -> Locks:
        """What people said must stay as it is."""
        return self._library.locks

    # Review

    def pending(self, document_id: str, *, every: bool = False) -> list[Hunk]:
        """The hunks that wait for a decision, at their place in the newest text; what was edited since is `stale`.

        Where two jobs found the very same change, it is listed once; a decision on it is one on both. What would change
        something locked, or was set aside, is only listed with `every`.
        """
        hunks = self._library.pending(document_id)
        if every:
            return list(hunks)
        hidden = {each.hunk.id for job_id in self.aside for each in self._library.hunks(job_id=job_id)}
        hidden.update(self._locked(document_id, hunks))
        return without_twins(hunk for hunk in hunks if hunk.id not in hidden)

    def applicable(self, document_id: str) -> list[Hunk]:
        """The pending hunks that can all go into the newest text together: none stale, and the first of any overlap."""
        return shown(self.pending(document_id))

    def hunks(self, job_id: str | None = None, states: Collection[HunkState] | None = None) -> list[StoredHunk]:
        """Every hunk a job (or any job) returned, at its place in the revision the job was asked about."""
        return list(self._library.hunks(job_id=job_id, states=states))

    def add_hunks(self, document: Document, instruction: Instruction, made: Callable[[str], Sequence[Hunk]]) -> Job:
        """Keep suggestions that no worker made, for the head of `document`; `made` gets the id of their job."""
        text = self._library.text(document.head_id)

        def whole(job_id: str) -> list[EditRequest]:
            return [EditRequest(id=f"{job_id}.0", text=text, core=Span(0, len(text)), instruction=instruction)]

        job = self._library.create_job(document.id, document.head_id, instruction, whole, Priority.INTERACTIVE)
        self._library.finish_chunk(f"{job.id}.0", made(job.id), 0.0)
        self._tell(document.id)
        return self._library.job(job.id)

    def proposal(self, job: Job) -> str:
        """The text a job was asked about with all its hunks in it."""
        return self._library.text(job.proposal_revision_id or job.base_revision_id)

    def accept(self, document_id: str, hunk_ids: Collection[str]) -> Decision:
        """Put hunks into the text, as one new revision.

        Returns:
            what was done; hunks whose place was edited since or is locked, or that overlap an accepted one, are named
            as stale.
        """
        keep = kept(self.locks.of(document_id))
        # Where they stand matters to locks alone: thousands take a while to look up.
        hunks = self._library.pending(document_id) if keep else []
        kept_out = {hunk.id for hunk in touching(hunks, self.text(document_id), keep)} if hunks else set()
        locked = [each for each in hunk_ids if each in kept_out]
        chosen = [each for each in hunk_ids if each not in kept_out]
        # One that is stale stays as it is, and so do its twins.
        decision = self._library.decide(document_id, accept=chosen, twins=True)
        return self._decided(replace(decision, rejected=(), stale=(*decision.stale, *locked)))

    def reject(self, document_id: str, hunk_ids: Collection[str]) -> Decision:
        """Turn hunks down, as one new revision; the text stays as it is."""
        asked = set(hunk_ids)
        decision = self._library.decide(document_id, reject=list(hunk_ids), twins=True)
        return self._decided(replace(decision, rejected=tuple(each for each in decision.rejected if each in asked)))

    def undo(self, document_id: str) -> Decision | None:
        """Take the newest decision back: its text goes, its hunks are pending again. None if there is none."""
        decision = self._library.undo_decision(document_id)
        if decision is None:
            return None
        listed = {hunk.id for hunk in self.pending(document_id)}
        return self._decided(replace(decision, pending=tuple(each for each in decision.pending if each in listed)))

    # History

    def waiting_of(self, job_id: str) -> int:
        """How many suggestions of a job wait for a decision."""
        return len(self.hunks(job_id, {HunkState.PENDING}))

    def withdraw(self, document_id: str, hunk_ids: Collection[str]) -> None:
        """Forget hunks that were set aside and that nobody was asked about. That is no decision."""
        self._library.withdraw(document_id, hunk_ids)
        self._tell(document_id)

    def history(self, document_id: str) -> list[Revision]:
        """The revisions of a document, newest first."""
        return list(self._library.revisions(document_id))

    def timeline(self, document_id: str, before: int | None = None, limit: int = PAGE) -> Page:
        """The history as a person reads it, newest first, a spell of typing as one entry.

        Args:
            document_id: the document.
            before: where to go on, as the page before says; None begins at the newest.
            limit: about how many revisions.
        """
        return page_of(partial(self._library.steps, document_id), before, limit)

    def blame(self, document_id: str, span: Span, limit: int = LIMIT) -> list[Blame]:
        """Where each piece of a span of the newest text came from; at most `limit` revisions are looked at."""
        head = self._library.head(document_id)
        found = self._library.origins(head.id, span, limit)
        return blame_of(self._library.text(head.id), span, found, self._library.job)

    def revision(self, revision_id: str) -> Revision:
        """The revision of that id."""
        return self._library.revision(revision_id)

    def show(self, revision_id: str) -> str:
        """The text of a revision."""
        return self._library.text(revision_id)

    def restore(self, document_id: str, revision_id: str) -> Revision:
        """Make the text of an older revision the newest, as a new revision."""
        revision = self._library.restore(document_id, revision_id)
        self._tell(document_id, revision.id)
        return revision

    def name(self, revision_id: str, name: str) -> Revision:
        """Give a revision a name to find it by; an empty one takes its name away."""
        return self._library.name_revision(revision_id, name.strip() or None)

    def check(self) -> list[str]:
        """What is wrong with the library's file; empty when all is well. Reads all of it."""
        return list(self._library.check())

    def jobs(self, state: JobState | None = None) -> list[Job]:
        """The jobs of the library, of one state or all."""
        return list(self._library.jobs(state))

    def job(self, job_id: str) -> Job:
        """The job of that id, as it is now."""
        return self._library.job(job_id)

    def chunks(self, job_id: str) -> list[ChunkRow]:
        """The parts of a job, in order."""
        return self._library.chunks(job_id)

    def close(self) -> None:
        """Let go of the library."""
        self._library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _tell(self, document_id: str, head_id: str = "") -> None:
        """A document has a new head, which is named if that is all that is new, or its file was written."""

    def _locked(self, document_id: str, hunks: Sequence[Hunk]) -> list[str]:
        """Ids of the hunks that would change something locked."""
        keep = kept(self.locks.of(document_id)) if hunks else Kept()
        return [hunk.id for hunk in touching(hunks, self.text(document_id), keep)] if keep else []

    def _decided(self, decision: Decision) -> Decision:
        self._tell(decision.revision.document_id, decision.revision.id)
        return decision


def _absolute(path: Path | str) -> Path:
    """The one path of a file, whatever link or relative name it was given by."""
    return Path(os.path.realpath(Path(path).expanduser()))


def _encode(document: Document, text: str) -> bytes:
    return encode(
        text,
        encoding=document.encoding,
        bom=document.bom,
        newline=document.newline,
        name=str(document.path or document.title),
    )
