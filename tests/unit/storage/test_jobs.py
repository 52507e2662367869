"""Jobs: what ends stays ended, results are taken once, and nothing that does not fit its text gets in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event

from edit_engine.request import EditRequest, HunkState, Instruction, Intent, Priority
from edit_engine.text import Span
from storage import ChunkState, Document, InvalidError, Job, JobState, Library, NotFoundError, RevisionKind


FIX = Instruction(intent=Intent.FIX, words='mach\'s "besser" \ud800', strength=0.5, seed=7)
TEXT = "The cat sat on teh mat.\n\nIt were happy."
# "teh" and "were", and the two paragraphs they are in.
PARTS = [(0, 25), (25, len(TEXT))]
TEH, WERE = (15, 18, "the"), (28, 32, "was")


def two_chunks(job_id: str) -> list[EditRequest]:
    """One request for each paragraph, with context on both sides."""
    return [
        EditRequest(
            id=f"{job_id}.{number}",
            text=TEXT[max(0, start - 4) : end + 4],
            offset=max(0, start - 4),
            core=Span(start, end).shift(-max(0, start - 4)),
            instruction=FIX,
            protected=(Span(0, 2),),
        )
        for number, (start, end) in enumerate(PARTS)
    ]


@pytest.fixture
def job(library: Library, document: Document) -> Job:
    """A job of two chunks on the document."""
    return library.create_job(document.id, document.head_id, FIX, two_chunks, Priority.BULK)


def test_a_job_comes_back_as_it_was_asked(library: Library, document: Document, job: Job) -> None:
    assert library.job(job.id) == job
    assert (job.document_id, job.base_revision_id, job.instruction) == (document.id, document.head_id, FIX)
    assert (job.state, job.chunks_done, job.chunks_total, job.seconds) == (JobState.QUEUED, 0, 2, 0.0)
    assert [chunk.request for chunk in library.chunks(job.id)] == two_chunks(job.id)
    assert [chunk.id for chunk in library.open_chunks()] == [f"{job.id}.0", f"{job.id}.1"]


def test_open_chunks_of_interactive_jobs_come_first(library: Library, document: Document, job: Job) -> None:
    urgent = library.create_job(document.id, document.head_id, FIX, two_chunks, Priority.INTERACTIVE)
    assert [chunk.job_id for chunk in library.open_chunks()] == [urgent.id, urgent.id, job.id, job.id]


def test_asking_how_far_open_jobs_are_does_not_read_what_ended_before(library: Library, job: Job) -> None:
    asked: list[tuple[str, object]] = []
    engine = library._connections._reader
    event.listen(engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    assert library.jobs(JobState.QUEUED) == [job]
    statement, values = next(each for each in asked if "chunks" in each[0])
    with library._connections.read() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    of_chunks = [step.detail for step in steps if "chunks" in step.detail]
    assert len(of_chunks) == 2
    assert all(step.startswith("SEARCH chunks") and "(job_id=?)" in step for step in of_chunks)


def test_a_job_with_nothing_to_do_is_done(library: Library, document: Document) -> None:
    job = library.create_job(document.id, document.head_id, FIX, lambda _: [], Priority.BULK)
    assert (job.state, job.chunks_total, job.proposal_revision_id) == (JobState.DONE, 0, None)
    assert job.finished_at is not None


def test_the_states_of_a_chunk_follow_its_work(library: Library, job: Job) -> None:
    chunk = f"{job.id}.0"
    assert library.mark_published(chunk) == 1
    library.mark_running(chunk)
    assert library.chunks(job.id)[0].state is ChunkState.RUNNING
    assert library.job(job.id).state is JobState.RUNNING
    assert library.jobs(JobState.RUNNING) == [library.job(job.id)]
    # Its worker died, so it is published again.
    assert library.mark_published(chunk) == 2
    assert library.chunks(job.id)[0].state is ChunkState.QUEUED


def test_the_last_chunk_ends_the_job_with_a_proposal(
    library: Library, document: Document, job: Job, make_hunks: Callable
) -> None:
    assert library.finish_chunk(f"{job.id}.1", make_hunks(job.id, TEXT, [WERE]), 2.0)
    half = library.job(job.id)
    assert (half.state, half.chunks_done, half.proposal_revision_id) == (JobState.QUEUED, 1, None)
    assert library.finish_chunk(f"{job.id}.0", make_hunks(job.id, TEXT, [TEH]), 0.5)
    ended = library.job(job.id)
    assert (ended.state, ended.chunks_done, ended.message) == (JobState.DONE, 2, "")
    assert ended.finished_at is not None
    # As long as it was waited for, whatever its parts, worked on side by side, took together.
    assert ended.seconds == (ended.finished_at - ended.created_at).total_seconds() < 2.0
    assert [chunk.seconds for chunk in library.chunks(job.id)] == [0.5, 2.0]
    assert ended.proposal_revision_id is not None
    proposal = library.revision(ended.proposal_revision_id)
    assert (proposal.kind, proposal.parent_id, proposal.job_id) == (RevisionKind.PROPOSAL, document.head_id, job.id)
    assert library.text(proposal.id) == TEXT.replace("teh", "the").replace("were", "was")
    assert library.head(document.id).id == document.head_id
    assert library.open_chunks() == []
    assert library.check() == []


def test_a_result_that_comes_twice_changes_nothing(library: Library, job: Job, make_hunks: Callable) -> None:
    hunks = make_hunks(job.id, TEXT, [TEH])
    assert library.finish_chunk(f"{job.id}.0", hunks, 1.0)
    before = library.job(job.id), library.hunks(), library.chunks(job.id)
    assert not library.finish_chunk(f"{job.id}.0", hunks, 1.0)
    assert not library.finish_chunk(f"{job.id}.0", [], 9.0)
    assert not library.fail_chunk(f"{job.id}.0", "late")
    assert library.mark_published(f"{job.id}.0") == 0
    library.mark_running(f"{job.id}.0")
    assert (library.job(job.id), library.hunks(), library.chunks(job.id)) == before


def test_hunks_come_back_as_they_were_found(
    library: Library, document: Document, job: Job, make_hunks: Callable
) -> None:
    (hunk,) = make_hunks(job.id, TEXT, [TEH])
    library.finish_chunk(f"{job.id}.0", [hunk], 1.0)
    (stored,) = library.hunks(job_id=job.id)
    assert (stored.hunk, stored.job_id, stored.document_id) == (hunk, job.id, document.id)
    assert stored.base_revision_id == document.head_id
    assert library.hunks(document_id=document.id, states=[HunkState.PENDING]) == [stored]
    assert library.hunks(states=[HunkState.ACCEPTED, HunkState.STALE]) == []
    assert library.hunks(document_id="another") == []


def test_a_job_fails_when_a_chunk_did_and_keeps_what_others_found(
    library: Library, job: Job, make_hunks: Callable
) -> None:
    assert library.fail_chunk(f"{job.id}.0", "out of memory \ud800")
    assert library.job(job.id).state is JobState.QUEUED
    assert not library.finish_chunk(f"{job.id}.0", make_hunks(job.id, TEXT, [TEH]), 1.0)
    assert library.finish_chunk(f"{job.id}.1", make_hunks(job.id, TEXT, [WERE]), 1.0)
    ended = library.job(job.id)
    assert (ended.state, ended.message, ended.chunks_done) == (JobState.FAILED, "out of memory \ud800", 1)
    assert ended.proposal_revision_id is not None
    assert library.text(ended.proposal_revision_id) == TEXT.replace("were", "was")


def test_a_job_whose_chunks_all_failed_has_no_proposal(library: Library, job: Job) -> None:
    assert library.fail_chunk(f"{job.id}.0", "first")
    assert library.fail_chunk(f"{job.id}.1", "second")
    ended = library.job(job.id)
    assert (ended.state, ended.message, ended.proposal_revision_id) == (JobState.FAILED, "first", None)
    assert library.check() == []


def test_a_cancelled_job_keeps_what_was_found(library: Library, job: Job, make_hunks: Callable) -> None:
    library.finish_chunk(f"{job.id}.0", make_hunks(job.id, TEXT, [TEH]), 1.0)
    assert library.cancel_job(job.id)
    assert not library.cancel_job(job.id)
    assert library.job(job.id).state is JobState.CANCELLED
    assert [chunk.state for chunk in library.chunks(job.id)] == [ChunkState.DONE, ChunkState.CANCELLED]
    assert not library.finish_chunk(f"{job.id}.1", make_hunks(job.id, TEXT, [WERE]), 1.0)
    assert len(library.hunks(job_id=job.id)) == 1
    assert library.check() == []


def test_the_result_of_a_removed_document_is_dropped(library: Library, document: Document, job: Job) -> None:
    library.remove(document.id)
    assert not library.finish_chunk(f"{job.id}.0", [], 1.0)
    assert not library.fail_chunk(f"{job.id}.0", "late")
    assert library.mark_published(f"{job.id}.0") == 0


@pytest.mark.parametrize(
    "changes",
    [
        [(15, 18, "the"), (17, 20, "x")],  # overlap
        [(26, 28, "x")],  # in the other chunk
        [(15, 15, "a"), (15, 15, "a")],  # one twice
        [(15, 15, "a"), (15, 15, "b")],  # two insertions at one place
    ],
)
def test_hunks_that_do_not_fit_are_refused_whole(
    library: Library, job: Job, make_hunks: Callable, changes: list[tuple[int, int, str]]
) -> None:
    with pytest.raises(InvalidError):
        library.finish_chunk(f"{job.id}.0", make_hunks(job.id, TEXT, changes), 1.0)
    assert library.hunks() == []
    assert library.chunks(job.id)[0].state is ChunkState.QUEUED


def test_a_hunk_about_another_text_is_refused(library: Library, job: Job, make_hunks: Callable) -> None:
    (hunk,) = make_hunks(job.id, TEXT, [TEH])
    with pytest.raises(InvalidError, match=hunk.id):
        library.finish_chunk(f"{job.id}.0", [replace(hunk, before="tha")], 1.0)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "other.0"}, "called other.0"),
        ({"text": TEXT[:20] + "X" * 9}, "not that of its revision"),
        ({"offset": 1}, "not that of its revision"),
        ({"core": Span(0, 99)}, "not within its text"),
        ({"core": Span(0, 29)}, "may both change"),
    ],
)
def test_requests_that_are_not_about_the_revision_are_refused(
    library: Library, document: Document, change: dict[str, object], complaint: str
) -> None:
    def requests(job_id: str) -> list[EditRequest]:
        first, second = two_chunks(job_id)
        return [replace(first, **change), second]

    with pytest.raises(InvalidError, match=complaint):
        library.create_job(document.id, document.head_id, FIX, requests, Priority.BULK)
    assert library.jobs() == []


def test_a_job_is_about_a_revision_of_its_document_and_no_proposal(
    library: Library, document: Document, job: Job
) -> None:
    library.finish_chunk(f"{job.id}.0", [], 1.0)
    library.finish_chunk(f"{job.id}.1", [], 1.0)
    proposal = library.job(job.id).proposal_revision_id
    assert proposal is not None
    with pytest.raises(InvalidError, match="proposal"):
        library.create_job(document.id, proposal, FIX, two_chunks, Priority.BULK)
    other = library.import_text(TEXT, title="other")
    with pytest.raises(NotFoundError):
        library.create_job(other.id, document.head_id, FIX, two_chunks, Priority.BULK)
