"""The way of one edit, through the real library, queue and worker process."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from edit_engine.request import EventKind, HunkState, Instruction, Intent
from edit_engine.text import Span
from editor_app import shelf
from editor_app.changes import ChangeKind
from editor_app.errors import ChangedOnDisk, FileError, NothingToEdit, UnknownInstruction
from editor_app.files import TextFile
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import Job, JobState, RevisionKind
from worker import WorkerError, process
from worker.process import LocalWorker


TEXT = "Teh first: teh cat.\n\nAnd teh dog.\n" + "Filler that is fine. " * 30 + "\n\nLast teh one.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "draft.md"
    path.write_bytes(TEXT.encode())
    return path


def done(workspace: Workspace, job: Job) -> Job:
    (ended,) = workspace.wait([job])
    assert ended.state is JobState.DONE, ended.message
    return ended


def ids(workspace: Workspace, document_id: str) -> list[str]:
    return [hunk.id for hunk in workspace.pending(document_id)]


def test_a_file_is_edited_reviewed_saved_and_taken_back(workspace: Workspace, path: Path) -> None:
    job = done(workspace, workspace.submit(path, "fix the grammar"))
    assert job.chunks_done == job.chunks_total > 1
    assert path.read_bytes() == TEXT.encode()
    pending = workspace.pending(job.document_id)
    assert [(hunk.before, hunk.after) for hunk in pending] == [("teh", "the")] * 3
    assert workspace.proposal(job) == TEXT.replace("teh", "the")

    decision = workspace.accept(job.document_id, [pending[0].id])
    assert decision.accepted == (pending[0].id,)
    rejected = workspace.reject(job.document_id, [pending[1].id])
    assert rejected.rejected == (pending[1].id,)
    assert workspace.text(job.document_id) == TEXT.replace("teh", "the", 1)
    assert workspace.unsaved(job.document_id)
    workspace.save(job.document_id)
    assert path.read_text() == TEXT.replace("teh", "the", 1)
    assert not workspace.unsaved(job.document_id)

    assert workspace.undo(job.document_id) is not None
    assert workspace.undo(job.document_id) is not None
    assert workspace.undo(job.document_id) is None
    assert workspace.text(job.document_id) == TEXT
    assert len(ids(workspace, job.document_id)) == 3


def test_watching_a_job_tells_of_progress_and_hunks_and_ends(workspace: Workspace, path: Path) -> None:
    job = workspace.submit(path, "fix")
    changes = list(workspace.watch(job.id))
    kinds = [change.kind for change in changes]
    assert kinds[-1] is ChangeKind.JOB
    assert ChangeKind.HUNKS in kinds
    assert {change.job_id for change in changes} == {job.id}
    assert any(change.event and change.event.kind is EventKind.PROGRESS for change in changes)
    assert workspace.job(job.id).state is JobState.DONE
    assert workspace.share(workspace.job(job.id)) == 1.0


def test_polling_tells_a_window_everything_it_must_refresh(workspace: Workspace, path: Path) -> None:
    workspace.poll()
    job = workspace.submit(path, "fix")
    told: list[ChangeKind] = []
    for _ in workspace.wait([job]):
        told += [change.kind for change in workspace.poll() if change.document_id == job.document_id]
    workspace.accept(job.document_id, ids(workspace, job.document_id))
    told += [change.kind for change in workspace.poll()]
    assert {ChangeKind.JOB, ChangeKind.HUNKS, ChangeKind.DOCUMENT} <= set(told)


def test_two_threads_may_wait_at_once_and_both_hear_the_end(workspace: Workspace, tmp_path: Path) -> None:
    jobs = []
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(TEXT)
        jobs.append(workspace.submit(tmp_path / name, "fix"))
    ended: list[str] = []
    threads = [threading.Thread(target=lambda job=job: ended.append(done(workspace, job).id)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(ended) == sorted(job.id for job in jobs)


def test_only_the_scope_changes_and_locked_terms_never(workspace: Workspace, path: Path) -> None:
    document = workspace.open(path)
    line = Span(TEXT.index("And"), TEXT.index("And") + 12)
    job = done(workspace, workspace.submit(document, "fix", scope=[line]))
    assert job.chunks_total == 1
    request = workspace._library.chunks(job.id)[0].request
    assert [span.shift(request.offset) for span in request.scope] == [line]
    locked = workspace.submit(document, "fix", lock=["teh"])
    request = workspace._library.chunks(locked.id)[0].request
    assert [request.text[span.start : span.end] for span in request.protected if span.length == 3] == ["teh"] * 2
    done(workspace, locked)


def test_the_same_change_found_twice_is_listed_and_decided_once(workspace: Workspace, path: Path) -> None:
    first = done(workspace, workspace.submit(path, "fix"))
    done(workspace, workspace.submit(path, "correct spelling"))
    assert len(ids(workspace, first.document_id)) == 3
    decision = workspace.accept(first.document_id, ids(workspace, first.document_id))
    assert len(decision.accepted) == 3
    assert not decision.rejected
    assert workspace.pending(first.document_id) == []
    undone = workspace.undo(first.document_id)
    assert undone is not None
    assert len(undone.pending) == 3


def test_accepting_what_is_stale_decides_nothing_about_its_twin(workspace: Workspace, path: Path) -> None:
    first = done(workspace, workspace.submit(path, "fix"))
    second = done(workspace, workspace.submit(path, "correct spelling"))
    workspace.type(first.document_id, TEXT.replace("teh", "tech"))
    head = workspace.head(first.document_id)
    decision = workspace.accept(first.document_id, ids(workspace, first.document_id))
    assert len(decision.stale) == 3
    assert workspace.head(first.document_id) == head
    assert {stored.hunk.state for job in (first, second) for stored in workspace.hunks(job.id)} == {HunkState.PENDING}


def test_typing_moves_what_is_pending_and_makes_stale_what_it_touched(workspace: Workspace, path: Path) -> None:
    job = done(workspace, workspace.submit(path, "fix"))
    typed = "New start. " + TEXT.replace("And teh dog", "And tech dog")
    workspace.type(job.document_id, typed)
    pending = workspace.pending(job.document_id)
    fresh = [hunk for hunk in pending if hunk.state is HunkState.PENDING]
    assert [typed[hunk.start : hunk.end] for hunk in fresh] == ["teh", "teh"]
    assert [hunk.state for hunk in pending].count(HunkState.STALE) == 1
    decision = workspace.accept(job.document_id, [hunk.id for hunk in pending])
    assert len(decision.accepted) == 2
    assert len(decision.stale) == 1
    assert "tech dog" in workspace.text(job.document_id)


def test_a_file_changed_by_others_is_never_written_over_by_save(workspace: Workspace, path: Path) -> None:
    document = workspace.open(path)
    workspace.type(document.id, "ours")
    path.write_text("theirs")
    with pytest.raises(ChangedOnDisk):
        workspace.save(document.id)
    assert path.read_text() == "theirs"
    workspace.save(document.id, force=True)
    assert path.read_text() == "ours"


def test_opening_a_file_again_keeps_unsaved_work_and_takes_over_what_others_wrote(
    workspace: Workspace, path: Path
) -> None:
    document = workspace.open(path)
    workspace.type(document.id, "unsaved")
    assert workspace.text(workspace.open(path).id) == "unsaved"
    path.write_text("written by others")
    again = workspace.open(path)
    assert again.id == document.id
    assert workspace.text(again.id) == "written by others"
    kinds = [revision.kind for revision in workspace.history(document.id)]
    assert kinds == [RevisionKind.IMPORT, RevisionKind.TYPING, RevisionKind.IMPORT]


def test_naming_the_encoding_again_keeps_unsaved_work(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"caf\xe9")
    document = workspace.open(path, "cp1252")
    workspace.type(document.id, "unsaved é")
    assert workspace.text(workspace.open(path, "cp1252").id) == "unsaved é"
    assert workspace.text(workspace.open(path, "cp1250").id) == "café"


def test_what_is_saved_while_a_file_is_being_opened_is_not_taken_back(
    workspace: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = workspace.open(path)
    path.write_text("others")
    read = shelf.read_text_file

    def save_in_between(place: Path, encoding: str | None) -> TextFile:
        file = read(place, encoding)
        monkeypatch.undo()
        workspace.type(document.id, "newest")
        workspace.save(document.id, force=True)
        return file

    monkeypatch.setattr(shelf, "read_text_file", save_in_between)
    assert workspace.text(workspace.open(path).id) == "newest"
    assert path.read_text() == "newest"


def test_a_file_that_was_never_read_is_not_written_over(workspace: Workspace, path: Path) -> None:
    document = workspace._library.import_text("ours", path=path, title="draft.md")
    with pytest.raises(ChangedOnDisk):
        workspace.save(document.id)
    assert path.read_bytes() == TEXT.encode()


def test_a_file_put_back_to_an_older_state_is_taken_as_it_is(workspace: Workspace, path: Path) -> None:
    document = workspace.open(path)
    workspace.type(document.id, "second")
    workspace.save(document.id)
    path.write_bytes(TEXT.encode())
    assert workspace.text(workspace.open(path).id) == TEXT


def test_encoding_mark_and_newlines_survive_an_edit(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xff\xfe" + "Teh café, teh tea.\r\nEnd\r\n".encode("utf-16-le"))
    job = done(workspace, workspace.submit(path, "fix"))
    workspace.accept(job.document_id, ids(workspace, job.document_id))
    workspace.save(job.document_id)
    assert path.read_bytes() == b"\xff\xfe" + "Teh café, the tea.\r\nEnd\r\n".encode("utf-16-le")


def test_history_can_be_restored_without_losing_the_present(workspace: Workspace, path: Path) -> None:
    document = workspace.open(path)
    first = workspace.head(document.id)
    workspace.type(document.id, "other")
    workspace.restore(document.id, first.id)
    assert workspace.text(document.id) == TEXT
    assert [workspace.show(revision.id) for revision in workspace.history(document.id)] == [TEXT, "other", TEXT]


def test_a_new_document_is_saved_under_a_first_name_and_then_knows_it(workspace: Workspace, tmp_path: Path) -> None:
    document = workspace.new("Untitled", "text")
    with pytest.raises(FileError, match="no file yet"):
        workspace.save(document.id)
    workspace.save(document.id, tmp_path / "named.md")
    assert (tmp_path / "named.md").read_text() == "text"
    workspace.type(document.id, "more")
    assert workspace.save(document.id) == tmp_path / "named.md"


def test_a_copy_leaves_the_document_where_it_was(workspace: Workspace, path: Path, tmp_path: Path) -> None:
    document = workspace.open(path)
    workspace.export(document.id, tmp_path / "new" / "copy.md", "other text")
    assert (tmp_path / "new" / "copy.md").read_text() == "other text"
    assert workspace.document(document.id).path == path
    with pytest.raises(FileError, match="own file"):
        workspace.export(document.id, path)


def test_a_cancelled_job_ends_at_once_and_can_be_resumed(workspace: Workspace, path: Path) -> None:
    document = workspace.open(path)
    slow = Instruction(intent=Intent.FIX, words="steps=500")
    job = workspace.submit(document, slow)
    assert workspace.cancel(job.id)
    assert not workspace.cancel(job.id)
    (ended,) = workspace.wait([job])
    assert ended.state is JobState.CANCELLED
    again = workspace.resume(job.id)
    assert again.id != job.id
    assert again.instruction == slow
    workspace.cancel(again.id)


def test_a_failing_part_fails_the_job_with_its_reason(workspace: Workspace, path: Path) -> None:
    job = workspace.submit(workspace.open(path), Instruction(intent=Intent.FIX, words="raise"))
    (ended,) = workspace.wait([job])
    assert ended.state is JobState.FAILED
    assert "told to fail" in ended.message


def test_what_cannot_be_asked_is_refused_before_anything_is_stored(workspace: Workspace, path: Path) -> None:
    before = len(workspace.jobs())
    with pytest.raises(UnknownInstruction, match="rhyme"):
        workspace.submit(path, "make it rhyme")
    with pytest.raises(NothingToEdit, match="is empty"):
        workspace.submit(workspace.new("empty"), "fix")
    with pytest.raises(UnknownInstruction, match="strength"):
        workspace.instruction("fix", strength=2)
    with pytest.raises(UnknownInstruction, match="boldness"):
        workspace.instruction("fix", boldness="reckless")
    assert len(workspace.jobs()) == before


def test_removing_a_document_ends_its_jobs(workspace: Workspace) -> None:
    document = workspace.new("gone", TEXT)
    job = workspace.submit(document, Instruction(intent=Intent.FIX, words="steps=500"))
    workspace.remove(document.id)
    assert job.id not in {each.id for each in workspace.jobs()}
    assert document.id not in {each.id for each in workspace.documents()}


def test_a_job_left_behind_is_finished_by_the_next_program(tmp_path: Path, path: Path) -> None:
    settings = AppSettings(data_dir=tmp_path / "own")
    with Workspace(settings, worker="external") as first:
        job = first.submit(path, "fix")
    with Workspace(settings) as second:
        second.start_worker()
        (ended,) = second.wait([job])
        assert ended.state is JobState.DONE
        assert len(second.pending(job.document_id)) == 3


@pytest.mark.parametrize("command", [[sys.executable, "-c", "raise SystemExit(3)"], ["/no/such/program"]])
def test_a_worker_that_never_comes_up_is_told_instead_of_waited_for(
    tmp_path: Path, path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "RESTART_S", (0.01, 0.02))
    with Workspace(AppSettings(data_dir=tmp_path / "own")) as workspace:
        workspace._worker = LocalWorker(workspace.settings.worker_settings(), command)
        job = workspace.submit(path, "fix")
        with pytest.raises(WorkerError, match=r"(ended with status 3|could not be started).*The job is kept"):
            list(workspace.wait([job]))
        assert workspace.job(job.id).state is JobState.QUEUED
