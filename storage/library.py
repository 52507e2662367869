"""The library: every document a person works on, its history, and the jobs and hunks about it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL, make_url, update
from sqlalchemy.exc import ArgumentError

from edit_engine.request import EditRequest, Hunk, HunkState, Instruction, Priority
from edit_engine.text import Span
from storage import documents, health, jobs, origins, results, review, revisions, schema, steps, texts, undo
from storage.connections import Connections
from storage.copying import copy_database
from storage.delta import difference
from storage.errors import DamagedError, InvalidError, LibraryError
from storage.locks import Locks
from storage.records import ChunkRow, Decision, Document, Job, JobState, Origin, Revision, Step, StoredHunk
from storage.rewording import Rewording
from storage.tables import revisions as revisions_table


class Library:
    """One library. Every method is one transaction: it happens as a whole or not at all, also when the power fails.

    Usable from any thread and from several processes at once, but never across a fork. All methods raise
    `LibraryError`: `NotFoundError` for an id that is not there, `BusyError` when another process holds the library,
    `FullError` when the disk is full, `DamagedError` when what is stored is not what was written.

        with Library.open(Path("library.redraft")) as library:
            document = library.import_text("Some text.", title="Example")
            library.record_typing(document.id, document.head_id, "Some better text.")
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        # What people said must stay as it is.
        self.locks = Locks(connections)
        self.rewording = Rewording(connections)

    @classmethod
    def open(cls, place: Path | str) -> Library:
        """Open a library; create it, or bring it up to date after a backup beside it.

        Args:
            place: of the file, or the URL of a database ("postgresql+psycopg://...").

        Raises:
            TooNewError: a newer Redraft made it.
            NotALibraryError: the file is something else.
        """
        url = _url(place)
        schema.prepare(url)
        return cls(Connections(url))

    def close(self) -> None:
        """Close all connections. The library cannot be used afterwards."""
        self._connections.close()

    def __enter__(self) -> Library:
        """The library itself; it is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    # Documents

    def import_text(
        self,
        text: str,
        *,
        title: str,
        path: Path | None = None,
        encoding: str = "utf-8",
        bom: bool = False,
        newline: str = "\n",
        language: str = "en",
        file_sha256: str | None = None,
        file_was: str | None = None,
    ) -> Document:
        """Take a text in. If a document has that path already, it becomes its newest revision unless it is the same.

        Args:
            path: of the file it was read from.
            encoding, bom, newline: how that file is written.
            language: an IETF tag.
            file_sha256: of the bytes it holds.
            file_was: what `file_sha256` gave for the document before the file was read, None if it is new.

        Raises:
            ConflictError: somebody else read or wrote the file since `file_was` was asked for; read it again.
        """
        facts = {
            "title": title,
            "encoding": encoding,
            "bom": int(bom),
            "newline": newline,
            "language": language,
            "file_sha256": file_sha256,
        }
        with self._connections.write() as connection:
            return documents.import_text(connection, text, path, facts, file_was)

    def document(self, document_id: str) -> Document:
        """The document of that id."""
        with self._connections.read() as connection:
            return documents.find(connection, document_id)

    def documents(self) -> list[Document]:
        """All documents, oldest first."""
        with self._connections.read() as connection:
            return documents.find_all(connection)

    def find_path(self, path: Path) -> Document | None:
        """The document whose file is `path`, if there is one."""
        with self._connections.read() as connection:
            return documents.find_path(connection, path)

    def file_sha256(self, document_id: str) -> str | None:
        """SHA-256 of the bytes the document's file held when it was last read or written; None if it never was."""
        with self._connections.read() as connection:
            documents.find(connection, document_id)
            return documents.file_sha256(connection, document_id)

    def note_file(self, document_id: str, path: Path, sha256: str) -> Document:
        """Say that a document was just written to `path`, which is its file from now on and names it.

        Args:
            sha256: of the bytes the file holds.

        Raises:
            ConflictError: that is the file of another document.
        """
        with self._connections.write() as connection:
            return documents.note_file(connection, document_id, path, sha256)

    def remove(self, document_id: str) -> None:
        """Forget a document with its revisions, jobs and hunks. Its file stays."""
        with self._connections.write() as connection:
            documents.remove(connection, document_id)

    # Revisions

    def head(self, document_id: str) -> Revision:
        """The newest revision of a document, proposals aside."""
        with self._connections.read() as connection:
            return revisions.record(revisions.head_row(connection, document_id))

    def revision(self, revision_id: str) -> Revision:
        """The revision of that id."""
        with self._connections.read() as connection:
            return revisions.find(connection, revision_id)

    def revisions(self, document_id: str) -> list[Revision]:
        """All revisions of a document, newest first, proposals included."""
        with self._connections.read() as connection:
            documents.find(connection, document_id)
            return revisions.newest_first(connection, document_id)

    def steps(self, document_id: str, before: int | None = None, limit: int = 200) -> list[Step]:
        """Revisions of a document and what each did, newest first, proposals included.

        Args:
            before: only those with a smaller number than this; None begins at the newest.
            limit: how many at most.
        """
        with self._connections.read() as connection:
            documents.find(connection, document_id)
            return steps.newest_first(connection, document_id, before, limit)

    def origins(self, revision_id: str, span: Span, limit: int = 20_000) -> list[Origin]:
        """Where each piece of a span of a revision's text came from, in order of place.

        Args:
            revision_id: no proposal.
            limit: how many revisions are looked at; what is older still is said to be `beyond`.

        Raises:
            InvalidError: the span is not within the text.
        """
        with self._connections.read() as connection:
            return origins.origins(connection, revision_id, span, limit)

    def text(self, revision_id: str) -> str:
        """The text of a revision, proved by its SHA-256.

        Raises:
            DamagedError: it cannot be had; the message names the revision.
        """
        with self._connections.read() as connection:
            return texts.read(connection, revision_id)

    def record_typing(self, document_id: str, base_revision_id: str, text: str) -> Revision:
        """Keep what a person typed: a new head, or the old one if `text` is the same.

        Args:
            base_revision_id: the head it was typed in.
            text: the whole text after it.

        Raises:
            ConflictError: the head is another one by now.
        """
        with self._connections.read() as connection:
            old = texts.read(connection, base_revision_id)
        # A revision never changes, so the comparison need not hold others up.
        ops = difference(old, text)
        with self._connections.write() as connection:
            return documents.record_typing(connection, document_id, base_revision_id, old, ops)

    def restore(self, document_id: str, revision_id: str) -> Revision:
        """Bring the text of an older revision, or of a proposal, back as a new head."""
        with self._connections.write() as connection:
            return documents.restore(connection, document_id, revision_id)

    def name_revision(self, revision_id: str, name: str | None) -> Revision:
        """Give a revision a name, or take it away."""
        with self._connections.write() as connection:
            connection.execute(update(revisions_table).where(revisions_table.c.id == revision_id).values(name=name))
            return revisions.find(connection, revision_id)

    # Jobs

    def create_job(
        self,
        document_id: str,
        base_revision_id: str,
        instruction: Instruction,
        requests: Callable[[str], Sequence[EditRequest]],
        priority: Priority,
    ) -> Job:
        """Store a job and all its chunks. One without chunks is done at once.

        Args:
            base_revision_id: the revision it is asked about; no proposal.
            requests: makes the requests for a job's id; the id of each is "<job id>.<index>".

        Raises:
            InvalidError: a request is not about that revision.
        """
        job_id = uuid.uuid4().hex[:12]
        with self._connections.read() as connection:
            base = jobs.base_row(connection, document_id, base_revision_id)
            text = texts.read(connection, base_revision_id)
        made = list(requests(job_id))
        jobs.prove_requests(job_id, text, made)
        with self._connections.write() as connection:
            return jobs.create(connection, job_id, base, instruction, made, priority)

    def jobs(self, state: JobState | None = None) -> list[Job]:
        """The jobs (in that state), newest first."""
        with self._connections.read() as connection:
            return jobs.find_all(connection, state)

    def job(self, job_id: str) -> Job:
        """The job of that id."""
        with self._connections.read() as connection:
            return jobs.find(connection, job_id)

    def chunks(self, job_id: str) -> list[ChunkRow]:
        """The chunks of a job, in order."""
        with self._connections.read() as connection:
            return jobs.find_chunks(connection, job_id)

    def open_chunks(self) -> list[ChunkRow]:
        """The chunks that are queued or running, of interactive jobs first, then by age."""
        with self._connections.read() as connection:
            return jobs.find_open_chunks(connection)

    def mark_published(self, chunk_id: str) -> int:
        """Count an attempt at a chunk and give their number; 0 if it ended, so there is nothing to publish."""
        with self._connections.write() as connection:
            return jobs.mark_published(connection, chunk_id)

    def mark_running(self, chunk_id: str) -> None:
        """Say that a worker has begun a chunk. Nothing changes if it ended."""
        with self._connections.write() as connection:
            jobs.mark_running(connection, chunk_id)

    def finish_chunk(self, chunk_id: str, hunks: Sequence[Hunk], seconds: float) -> bool:
        """Store the hunks of a chunk. The last chunk ends the job and makes its proposal.

        Args:
            hunks: count in the base revision.
            seconds: the worker took.

        Returns:
            False if nothing changed, because the chunk ended before or its document was removed.

        Raises:
            InvalidError: a hunk does not belong to the chunk.
        """
        with self._connections.write() as connection:
            return results.finish_chunk(connection, chunk_id, hunks, seconds)

    def fail_chunk(self, chunk_id: str, message: str) -> bool:
        """Say that a chunk cannot be done, and why; the job fails when its other chunks have ended.

        Returns:
            False if nothing changed, because the chunk ended before or its document was removed.
        """
        with self._connections.write() as connection:
            return results.fail_chunk(connection, chunk_id, message)

    def cancel_job(self, job_id: str) -> bool:
        """End a job; what its finished chunks found stays. False if it had ended."""
        with self._connections.write() as connection:
            return results.cancel_job(connection, job_id)

    # Review

    def hunks(
        self,
        document_id: str | None = None,
        job_id: str | None = None,
        states: Collection[HunkState] | None = None,
    ) -> list[StoredHunk]:
        """Hunks as their jobs returned them. Whether a pending one still fits the head only `pending` tells."""
        with self._connections.read() as connection:
            return review.stored(connection, document_id, job_id, states)

    def pending(self, document_id: str) -> list[Hunk]:
        """The hunks that wait for a decision, where they stand in the head, in order.

        Those whose text was edited are stale; their range is what stands there now.
        """
        with self._connections.read() as connection:
            return review.pending(connection, document_id)

    def decide(
        self, document_id: str, accept: Sequence[str] = (), reject: Sequence[str] = (), *, twins: bool = False
    ) -> Decision:
        """Accept and reject hunks as one new revision.

        A hunk that was decided the same way before is passed over. One whose text was edited since, or that overlaps
        another accepted one, is named in `stale` and left as it is.

        Args:
            accept, reject: ids of hunks.
            twins: whether what another job found that would make the very same change as one of them is rejected, too;
                those are in `rejected` then.

        Raises:
            NotFoundError: the document has no such hunk.
            ConflictError: a hunk was decided the other way before.
        """
        with self._connections.write() as connection:
            return review.decide(connection, document_id, accept, reject, twins=twins)

    def withdraw(self, document_id: str, hunk_ids: Collection[str]) -> None:
        """Forget hunks that nobody was asked about: no decision is made, so none can be taken back.

        One that was decided, or is not there, is passed over.
        """
        with self._connections.write() as connection:
            review.withdraw(connection, document_id, hunk_ids)

    def undo_decision(self, document_id: str) -> Decision | None:
        """Take back the newest decision that stands, as one new revision: the text back, its hunks pending again.

        What was typed since stays. Where it changed the text of an accepted hunk, that hunk stays accepted and is
        named in `stale`. None if no decision stands.
        """
        with self._connections.write() as connection:
            return undo.undo_newest(connection, document_id)

    # Care

    def check(self) -> list[str]:
        """What is wrong with the library, one sentence each. Reads everything."""
        found: list[str] = []
        try:
            with self._connections.read() as connection:
                found.extend(health.problems(connection))
        except DamagedError as error:
            found.append(str(error))
        return found

    def backup(self, path: Path) -> None:
        """Copy the library to one file at `path`, as it is now, while it is in use.

        Raises:
            LibraryError: the file cannot be written, or the library is not a file.
        """
        if not self._connections.is_sqlite or self._connections.name is None:
            raise LibraryError(f"{self._connections.name} is not a file: use the backup of that database")
        copy_database(Path(self._connections.name), path)


def _url(place: Path | str) -> URL:
    if isinstance(place, str) and "://" in place:
        try:
            url = make_url(place)
        except ArgumentError as error:
            raise InvalidError(f"this is not the URL of a database: {error}") from error
        if url.get_backend_name() != "sqlite":
            return url
        if not url.database or url.database == ":memory:":
            raise InvalidError(f"a library needs a file, and {place} names none")
        place = url.database
    return URL.create("sqlite", database=str(Path(place).absolute()))
