"""What waits in many documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from edit_engine.request import Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from editor_app import many
from editor_app.many import gather, in_folder, of_run, runs
from editor_app.parts import numbered, requests_for
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import Document, Job, JobState


TEXT = "Teh first line.\n\nTeh second line.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(AppSettings(data_dir=tmp_path / "data"), worker="external") as made:
        yield made


@pytest.fixture
def documents(workspace: Workspace, tmp_path: Path) -> list[Document]:
    made = []
    for place in ("b/two.md", "a/one.md", "a/deep/three.md"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
        made.append(workspace.open(path))
        suggest(workspace, made[-1])
    return made


def suggest(workspace: Workspace, document: Document, intent: Intent = Intent.FIX) -> Job:
    instruction = Instruction(intent=intent)
    text = workspace.show(document.head_id)
    requests = requests_for(text, instruction)
    job = workspace._library.create_job(
        document.id, document.head_id, instruction, lambda name: numbered(requests, name), Priority.BULK
    )
    why = Provenance(model="built-in", model_hash="0" * 16, seed=0, intent=intent)
    hunks = [
        Hunk(
            id=hunk_id(job.id, start, start + 3, "The"),
            start=start,
            end=start + 3,
            before="Teh",
            after="The",
            confidence=0.9,
            provenance=why,
        )
        for start in (text.index("Teh"), text.rindex("Teh"))
    ]
    workspace._library.finish_chunk(f"{job.id}.0", hunks, 0.1)
    return job


def test_documents_come_in_order_of_their_places_with_what_waits_in_them(
    workspace: Workspace, documents: list[Document]
) -> None:
    piles = gather(workspace).piles
    assert [pile.document.title for pile in piles] == ["three.md", "one.md", "two.md"]
    assert [[stored.hunk.start for stored in pile.waiting] for pile in piles] == [[0, 17]] * 3


def test_it_is_read_with_one_query_however_many_documents_there_are(
    workspace: Workspace, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    hunks = workspace._library.hunks
    monkeypatch.setattr(workspace._library, "hunks", lambda **how: asked.append(how) or hunks(**how))
    gather(workspace)
    assert len(asked) == 1


def test_the_same_change_by_two_jobs_is_listed_once(workspace: Workspace, documents: list[Document]) -> None:
    suggest(workspace, documents[0])
    assert [len(pile.waiting) for pile in gather(workspace).piles] == [2, 2, 2]


def test_the_same_change_is_listed_once_where_the_text_was_edited_between_two_jobs(
    workspace: Workspace, documents: list[Document]
) -> None:
    workspace.type(documents[0].id, f"New. {TEXT}")
    suggest(workspace, workspace.document(documents[0].id))
    pile = next(pile for pile in gather(workspace).piles if pile.document.id == documents[0].id)
    assert [each.hunk for each in pile.waiting] == workspace.pending(documents[0].id)
    assert [each.hunk.start for each in pile.waiting] == [5, 22]
    assert many.decide(workspace, {documents[0].id: [each.hunk.id for each in pile.waiting]}, accept=True).left == 0
    assert workspace.pending(documents[0].id) == []


def test_only_files_below_a_folder_are_in_it(workspace: Workspace, documents: list[Document], tmp_path: Path) -> None:
    workspace.new("without a file", TEXT)
    found = in_folder(gather(workspace).piles, tmp_path / "a")
    assert [pile.document.title for pile in found] == ["three.md", "one.md"]


def test_a_run_is_one_instruction_over_several_documents_at_once(
    workspace: Workspace, documents: list[Document]
) -> None:
    # It finds again what the others found; what is alike is listed as the older job's.
    alone = suggest(workspace, documents[0], Intent.SHORTEN)
    gathered = gather(workspace)
    (run,) = gathered.runs
    assert run.documents == 3
    assert alone.id not in run.job_ids
    assert [len(pile.waiting) for pile in of_run(gathered.piles, run)] == [2, 2, 2]
    assert of_run(gathered.piles, replace(run, job_ids=frozenset())) == []


def test_a_pause_divides_runs() -> None:
    now = datetime(2026, 5, 4, tzinfo=UTC)

    def job(name: str, seconds: int) -> Job:
        return Job(
            id=name,
            document_id=f"document of {name}",
            base_revision_id="r",
            instruction=Instruction(intent=Intent.FIX),
            priority=Priority.BULK,
            state=JobState.DONE,
            created_at=now + timedelta(seconds=seconds),
            finished_at=None,
            message="",
            proposal_revision_id=None,
            chunks_done=1,
            chunks_total=1,
        )

    found = runs([job("d", 400), job("a", 0), job("b", 30), job("c", 370)])
    assert [sorted(run.job_ids) for run in found] == [["c", "d"], ["a", "b"]]


def test_a_decision_is_one_step_in_each_document(workspace: Workspace, documents: list[Document]) -> None:
    piles = gather(workspace).piles
    chosen = {pile.document.id: [stored.hunk.id for stored in pile.waiting] for pile in piles[:2]}
    outcome = many.decide(workspace, chosen, accept=True)
    assert outcome.decided == 4
    assert outcome.left == 0
    assert set(outcome.document_ids) == set(chosen)
    assert [workspace.text(name) for name in chosen] == [TEXT.replace("Teh", "The")] * 2
    assert len(gather(workspace).piles) == 1
    assert many.undo(workspace, outcome.document_ids) == 2
    assert [workspace.text(name) for name in chosen] == [TEXT] * 2
    assert len(gather(workspace).piles) == 3


def test_what_does_not_fit_any_more_is_left_and_counted(workspace: Workspace, documents: list[Document]) -> None:
    first = documents[0]
    workspace.type(first.id, TEXT.replace("Teh first", "A first"))
    pile = next(pile for pile in gather(workspace).piles if pile.document.id == first.id)
    outcome = many.decide(workspace, {first.id: [each.hunk.id for each in pile.waiting]}, accept=True)
    assert (outcome.decided, outcome.left) == (1, 1)
    assert workspace.text(first.id) == "A first line.\n\nThe second line.\n"


def test_what_was_decided_elsewhere_stops_no_other_document(workspace: Workspace, documents: list[Document]) -> None:
    piles = gather(workspace).piles
    chosen = {pile.document.id: [stored.hunk.id for stored in pile.waiting] for pile in piles}
    workspace.reject(piles[0].document.id, chosen[piles[0].document.id])
    outcome = many.decide(workspace, chosen, accept=True)
    assert outcome.decided == 4
    assert list(outcome.problems) == [piles[0].document.title]
