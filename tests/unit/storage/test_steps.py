"""The history told: what each revision did, why, and what became of it."""

from __future__ import annotations

import time

import pytest

from storage import Document, Library, NotFoundError, RevisionKind


def test_a_step_tells_what_was_typed(library: Library, document: Document) -> None:
    library.record_typing(document.id, document.head_id, "The grey cat sat on teh mat.\n\nIt were happy.")
    newest, first = library.steps(document.id)
    assert [(change.before, change.after.strip()) for change in newest.changes] == [("", "grey")]
    assert (newest.length_before, newest.number) == (39, 2)
    assert first.changes == ()
    assert first.length_before == 0


def test_a_decision_tells_its_counts_and_the_jobs_it_came_from(library: Library, document: Document, review) -> None:
    one, two = review(document.id, [(15, 18, "the"), (28, 32, "was")])
    library.decide(document.id, accept=[one], reject=[two])
    step = library.steps(document.id)[0]
    assert (step.accepted, step.rejected, step.undone) == (1, 1, False)
    assert [job.instruction.intent.value for job in step.jobs] == ["fix"]
    proposal = library.steps(document.id)[1]
    assert proposal.revision.kind is RevisionKind.PROPOSAL
    assert proposal.jobs == step.jobs
    assert (proposal.suggested, len(proposal.changes)) == (2, 2)
    assert step.suggested == 0


def test_an_undone_decision_says_so_and_what_undid_it_says_what(library: Library, document: Document, review) -> None:
    ids = review(document.id, [(15, 18, "the")])
    decided = library.decide(document.id, accept=ids).revision
    library.undo_decision(document.id)
    undoing, decision = library.steps(document.id)[:2]
    assert undoing.undoes == decided.id
    assert decision.undone
    assert decision.accepted == 0


def test_a_restored_revision_names_the_newest_older_one_of_that_text(library: Library, document: Document) -> None:
    typed = library.record_typing(document.id, document.head_id, "Other.")
    library.restore(document.id, document.head_id)
    again = library.record_typing(document.id, library.head(document.id).id, "Other.")
    last = library.restore(document.id, typed.id)
    assert last == again  # nothing to do
    library.record_typing(document.id, again.id, "Third.")
    library.restore(document.id, typed.id)
    assert library.steps(document.id)[0].restores == again.id


def test_pages_follow_each_other_without_a_gap(library: Library, document: Document) -> None:
    head = document.head_id
    for number in range(25):
        head = library.record_typing(document.id, head, f"Text {number}.").id
    told, before = [], None
    while page := library.steps(document.id, before, limit=7):
        told += page
        before = page[-1].number
    assert [step.revision for step in told] == library.revisions(document.id)


def test_an_unknown_document_is_an_error(library: Library) -> None:
    with pytest.raises(NotFoundError):
        library.steps("none")


def test_a_page_of_a_long_history_takes_little_time(library: Library, document: Document) -> None:
    head, text = document.head_id, "word " * 2000
    for number in range(200):
        head = library.record_typing(document.id, head, text + f"more {number}").id
    began = time.perf_counter()
    library.steps(document.id, limit=200)
    assert time.perf_counter() - began < 1.0
