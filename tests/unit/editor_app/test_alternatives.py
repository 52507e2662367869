"""Other suggestions for a sentence: what is asked, what is offered, and what becomes of those not chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from edit_engine.request import BOLD, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from editor_app import alternatives
from editor_app.alternatives import Search, attempts, clear_up, leave, look, seek, take
from editor_app.job_rows import job_rows
from editor_app.parts import numbered, requests_for
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import Document, JobState, NotFoundError, RevisionKind


TEXT = "One sentence stays. The cat have sat on teh mat. Another one."


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(AppSettings(data_dir=tmp_path), worker="external") as made:
        yield made


@pytest.fixture
def document(workspace: Workspace) -> Document:
    return workspace.new("draft", TEXT)


def finish(workspace: Workspace, job_id: str, pairs: Sequence[tuple[str, str]], confidence: float = 0.5) -> list[Hunk]:
    """Return what a worker would: each text becomes another."""
    job = workspace.job(job_id)
    asked = job.instruction
    why = Provenance(model="built-in", model_hash="0" * 16, seed=asked.seed, intent=asked.intent, words=asked.words)
    hunks = []
    for before, after in pairs:
        start = TEXT.index(before)
        hunks.append(
            Hunk(
                id=hunk_id(job_id, start, start + len(before), after),
                start=start,
                end=start + len(before),
                before=before,
                after=after,
                confidence=confidence,
                provenance=why,
            )
        )
    workspace._library.finish_chunk(f"{job_id}.0", hunks, 0.1)
    return hunks


@pytest.fixture
def first(workspace: Workspace, document: Document) -> list[Hunk]:
    """The suggestions that are known before the search."""
    instruction = Instruction(intent=Intent.FIX, words="fix it")
    requests = requests_for(TEXT, instruction)
    job = workspace._library.create_job(
        document.id, document.head_id, instruction, lambda name: numbered(requests, name), Priority.INTERACTIVE
    )
    return finish(workspace, job.id, [("have", "has"), ("teh", "the")])


@pytest.fixture
def search(workspace: Workspace, document: Document, first: list[Hunk]) -> Search:
    return seek(workspace, document.id, [first[0].id])


def pending(workspace: Workspace, document: Document) -> list[tuple[str, str]]:
    return [(hunk.before, hunk.after) for hunk in workspace.pending(document.id)]


def test_no_two_attempts_are_the_same_and_all_are_bold() -> None:
    for asked in (
        Instruction(intent=Intent.FIX),
        Instruction(intent=Intent.FIX, boldness=BOLD),
        Instruction(intent=Intent.INFILL, strength=0.5, seed=7),
    ):
        ways = attempts(asked)
        assert len(set(ways)) == len(ways) >= 5
        assert asked not in ways
        assert {way.boldness for way in ways} == {BOLD}
        assert {way.intent for way in ways} == {asked.intent}


def test_only_the_sentence_is_asked_about_with_the_words_of_the_person(workspace: Workspace, search: Search) -> None:
    for job_id in search.job_ids:
        (chunk,) = workspace.chunks(job_id)
        (scope,) = chunk.request.scope
        assert TEXT[scope.start : scope.end].strip() == "The cat have sat on teh mat."
        assert chunk.request.instruction.words == "fix it"
        assert chunk.request.priority is Priority.INTERACTIVE


def test_what_is_found_is_set_aside_and_offered_once(workspace: Workspace, document: Document, search: Search) -> None:
    before = pending(workspace, document)
    a, b, c, d, e, *_ = search.job_ids
    finish(workspace, a, [("have", "has")])  # the suggestion there was
    finish(workspace, b, [("have sat", "was sitting")], confidence=0.4)
    finish(workspace, c, [("have sat", "was sitting")], confidence=0.6)
    finish(workspace, d, [("have", "had"), ("cat", "dog")], confidence=0.3)
    finish(workspace, e, [("cat", "dog")])  # nothing where the suggestion is
    found = look(workspace, search)
    assert [one.after.strip() for one in found.candidates] == [
        "The cat was sitting on teh mat.",
        "The cat had sat on teh mat.",
    ]
    assert found.candidates[0].confidence == 0.6
    assert found.working
    assert pending(workspace, document) == before


def test_what_the_model_itself_does_not_believe_is_left_out(workspace: Workspace, search: Search) -> None:
    finish(workspace, search.job_ids[0], [("have", "hippo")], confidence=0.01)
    assert look(workspace, search).candidates == ()


def test_the_chosen_one_waits_in_place_of_the_first(workspace: Workspace, document: Document, search: Search) -> None:
    a, b, *_ = search.job_ids
    finish(workspace, a, [("have sat", "was sitting"), ("teh", "the")])
    finish(workspace, b, [("have", "had")])
    candidate = look(workspace, search).candidates[0]
    take(workspace, document.id, search, candidate)
    assert pending(workspace, document) == [("have sat", "was sitting"), ("teh", "the")]
    assert workspace.text(document.id) == TEXT
    assert {workspace.job(job_id).state for job_id in search.job_ids} == {JobState.DONE, JobState.CANCELLED}
    assert not workspace.aside


def test_leaving_forgets_the_candidates_and_nothing_else(
    workspace: Workspace, document: Document, search: Search
) -> None:
    before = pending(workspace, document)
    finish(workspace, search.job_ids[0], [("have sat", "was sitting"), ("teh", "the")])
    head = workspace.head(document.id).id
    leave(workspace, document.id, search)
    assert pending(workspace, document) == before
    assert not workspace.aside
    assert workspace.head(document.id).id == head
    assert workspace.undo(document.id) is None


def test_what_was_tried_and_forgotten_is_not_in_the_history(
    workspace: Workspace, document: Document, search: Search
) -> None:
    def proposals() -> list[int]:
        entries = workspace.timeline(document.id).entries
        return [entry.newest.suggested for entry in entries if entry.revision.kind is RevisionKind.PROPOSAL]

    finish(workspace, search.job_ids[0], [("have sat", "was sitting")])
    finish(workspace, search.job_ids[1], [("have", "had")])
    take(workspace, document.id, search, look(workspace, search).candidates[0])
    assert sorted(proposals()) == [1, 2]


def test_undo_after_taking_one_brings_back_the_first_and_none_of_the_others(
    workspace: Workspace, document: Document, search: Search
) -> None:
    a, b, *_ = search.job_ids
    finish(workspace, a, [("have sat", "was sitting")])
    finish(workspace, b, [("have", "had"), ("cat", "dog")])
    take(workspace, document.id, search, look(workspace, search).candidates[0])
    workspace.undo(document.id)
    found = pending(workspace, document)
    assert ("have", "has") in found
    assert ("cat", "dog") not in found


def test_what_reads_like_a_candidate_keeps_its_own_provenance(
    workspace: Workspace, document: Document, first: list[Hunk], search: Search
) -> None:
    finish(workspace, search.job_ids[0], [("have", "has")], confidence=0.9)
    leave(workspace, document.id, search)
    assert {hunk.id for hunk in workspace.pending(document.id)} == {hunk.id for hunk in first}


def test_what_a_search_tried_is_seen_nowhere_else_and_is_gone_after_a_crash(
    workspace: Workspace, document: Document, search: Search
) -> None:
    before = pending(workspace, document)
    finish(workspace, search.job_ids[0], [("have sat", "was sitting"), ("cat", "dog")])
    with Workspace(workspace.settings, worker="external") as another:
        assert pending(another, document) == before
        clear_up(another)  # as the next start does
        assert pending(another, document) == before
        assert not another.aside
        assert {another.job(job_id).state for job_id in search.job_ids} == {JobState.DONE, JobState.CANCELLED}
    assert pending(workspace, document) == before
    assert look(workspace, search).candidates == ()


def test_the_list_of_jobs_has_what_was_asked_for_and_no_attempts(
    workspace: Workspace, document: Document, search: Search
) -> None:
    asked = [job.id for job in workspace.jobs() if job.id not in search.job_ids]
    assert [row.job.id for row in job_rows(workspace)] == asked
    finish(workspace, search.job_ids[0], [("have sat", "was sitting")])
    take(workspace, document.id, search, look(workspace, search).candidates[0])
    with Workspace(workspace.settings, worker="external") as another:
        assert [row.job.id for row in job_rows(another)] == asked


def test_without_candidates_leaving_makes_no_revision(workspace: Workspace, document: Document, search: Search) -> None:
    head = workspace.head(document.id).id
    leave(workspace, document.id, search)
    assert workspace.head(document.id).id == head


def test_what_was_decided_meanwhile_cannot_have_others(
    workspace: Workspace, document: Document, first: list[Hunk]
) -> None:
    workspace.reject(document.id, [first[0].id])
    with pytest.raises(NotFoundError, match="meanwhile"):
        alternatives.seek(workspace, document.id, [first[0].id])
