"""What is locked reaches every request, and no suggestion that would change it is listed, accepted or asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edit_engine.request import EditRequest, Hunk, Instruction, Intent, Priority, Provenance, hunk_id
from edit_engine.text import Span, subtract
from editor_app.errors import NothingToEdit
from editor_app.locks import is_term, reached
from editor_app.parts import numbered, requests_for
from editor_app.proof import Proof, compare, prove
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import Document, Job


FIX = Instruction(intent=Intent.FIX)
WHY = Provenance(model="fake", model_hash="0" * 16, seed=0, intent=Intent.FIX)
TEXT = "Teh Redraft one. `teh code` stays.\n\nTeh two 😀 are here.\n\nTeh three.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(AppSettings(data_dir=tmp_path), worker="external") as workspace:
        yield workspace


@pytest.fixture
def document(workspace: Workspace) -> Document:
    return workspace.new("Draft", TEXT)


def suggest(workspace: Workspace, document: Document, changes: list[tuple[int, int, str]]) -> tuple[Job, list[Hunk]]:
    """A job that returned these changes (start, end, after), without asking whether it might."""
    text = workspace.text(document.id)

    def requests(job_id: str) -> list[EditRequest]:
        return numbered(requests_for(text, FIX), job_id)

    library = workspace._library
    job = library.create_job(document.id, library.head(document.id).id, FIX, requests, Priority.INTERACTIVE)
    hunks = [
        Hunk(
            id=hunk_id(job.id, start, end, after),
            start=start,
            end=end,
            before=text[start:end],
            after=after,
            confidence=0.9,
            provenance=WHY,
        )
        for start, end, after in changes
    ]
    library.finish_chunk(f"{job.id}.0", hunks, 0.1)
    return library.job(job.id), hunks


def requests_of(workspace: Workspace, job: Job) -> list[EditRequest]:
    return [row.request for row in workspace.chunks(job.id)]


def test_a_job_is_told_of_locked_places_and_terms(workspace: Workspace, document: Document) -> None:
    at = TEXT.index("Teh two")
    workspace.locks.add_place(document.head_id, Span(at, at + 7))
    workspace.locks.add_term(document.id, "Redraft")
    (request,) = requests_of(workspace, workspace.submit(document, FIX))
    protected = [request.text[span.start : span.end] for span in request.protected]
    assert {"Teh two", "Redraft", "`teh code`"} <= set(protected)


def test_a_part_that_is_all_locked_is_not_asked_about(workspace: Workspace, document: Document) -> None:
    at = TEXT.index("Teh two")
    workspace.locks.add_place(document.head_id, Span(at, TEXT.index("\n\nTeh three")))
    with pytest.raises(NothingToEdit, match="no text that is not locked"):
        workspace.submit(document, FIX, scope=[Span(at, at + 7)])
    assert workspace.submit(document, FIX, scope=[Span(0, at + 7)])


def test_suggestions_that_came_before_the_lock_wait_until_it_is_gone(workspace: Workspace, document: Document) -> None:
    _, (first, second) = suggest(workspace, document, [(0, 3, "The"), (36, 39, "The")])
    lock = workspace.locks.add_place(document.head_id, Span(0, 16))
    assert workspace.pending(document.id) == [second]
    decision = workspace.accept(document.id, [first.id, second.id])
    assert (decision.accepted, decision.stale) == ((second.id,), (first.id,))
    assert workspace.text(document.id).startswith("Teh Redraft one.")
    workspace.locks.remove(document.id, [lock.id])
    assert [hunk.id for hunk in workspace.pending(document.id)] == [first.id]


def test_a_selection_reaches_the_locks_it_overlaps_and_a_caret_those_it_stands_at(
    workspace: Workspace, document: Document
) -> None:
    lock = workspace.locks.add_place(document.head_id, Span(4, 11))
    locks = workspace.locks.of(document.id)
    assert reached(locks, Span(10, 20)) == reached(locks, Span(4, 4)) == reached(locks, Span(11, 11)) == [lock]
    assert reached(locks, Span(11, 20)) == reached(locks, Span(12, 12)) == []


def test_a_term_is_a_few_words_on_one_line() -> None:
    assert is_term(" Redraft ")
    assert not is_term("a\nb")
    assert not is_term("  ")
    assert not is_term("word " * 20)


def test_a_proof_counts_the_places_and_finds_the_one_that_was_changed(workspace: Workspace, document: Document) -> None:
    job, _ = suggest(workspace, document, [(0, 3, "The very"), (36, 36, "Oh. "), (len(TEXT) - 7, len(TEXT), "3.\n")])
    assert prove(workspace, job) == Proof(places=1)
    at = TEXT.index("teh code")
    job, _ = suggest(workspace, document, [(0, 3, "A"), (at, at + 3, "the")])
    assert prove(workspace, job) == Proof(places=1, changed=(Span(at - 1, at + 9),))


@given(
    text=st.text("ab 😀", min_size=1, max_size=40),
    protected=st.lists(st.tuples(st.integers(0, 39), st.integers(1, 6)), max_size=4),
    edits=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5), st.text("xy", max_size=3)), max_size=5),
)
def test_a_proof_says_just_which_places_read_otherwise(
    text: str, protected: list[tuple[int, int]], edits: list[tuple[int, int, str]]
) -> None:
    spans = sorted({Span(start, min(len(text), start + length)) for start, length in protected if start < len(text)})
    hunks, at, after, last = [], 0, "", 0
    for skip, removed, inserted in edits:
        start = min(len(text), at + skip)
        end = min(len(text), start + removed)
        hunks.append(
            Hunk(id="", start=start, end=end, before=text[start:end], after=inserted, confidence=1, provenance=WHY)
        )
        after += text[last:start] + inserted
        last = at = end
        at += 1
    after += text[last:]
    found = compare(text, after, spans, hunks)
    assert found.places == len(spans)
    # Where no edit touches a place, it is found again.
    untouched = [span for span in spans if not any(span.overlaps(hunk.span) for hunk in hunks)]
    assert not set(found.changed) & set(untouched)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=3),
    changes=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 5), st.text("xyz", min_size=1, max_size=3)), max_size=8
    ),
    typed=st.tuples(st.integers(0, 60), st.text("qr \n", max_size=5)),
)
def test_no_hunk_ever_touches_what_is_locked(
    workspace: Workspace, places: list[tuple[int, int]], changes: list[tuple[int, int, str]], typed: tuple[int, str]
) -> None:
    document = workspace.new("Draft", TEXT)
    made, at = [], 0
    for skip, length, after in changes:
        start = min(len(TEXT), at + skip)
        made.append((start, min(len(TEXT), start + length), after))
        at = made[-1][1] + 1
        if at >= len(TEXT):
            break
    suggest(workspace, document, [one for one in made if TEXT[one[0] : one[1]] != one[2]])
    for start, length in places:
        workspace.locks.add_place(document.head_id, Span(start, min(len(TEXT), start + length)))
    where, what = typed
    workspace.type(document.id, TEXT[:where] + what + TEXT[where:])
    locked = {lock.id: lock.text for lock in workspace.locks.of(document.id)}
    workspace.accept(document.id, [hunk.id for hunk in workspace.applicable(document.id)])
    for lock in workspace.locks.of(document.id):
        assert lock.span is not None
        assert lock.text == locked[lock.id]
    now = workspace.text(document.id)
    # And a job asked now may change nothing of it either.
    for request in requests_for(now, FIX, keep=[lock.span for lock in workspace.locks.of(document.id)]):
        free = [span.shift(request.offset) for span in subtract(request.core, request.protected)]
        for lock in workspace.locks.of(document.id):
            assert not any(span.overlaps(lock.span) for span in free)
