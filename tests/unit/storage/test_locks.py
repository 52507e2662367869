"""A locked place stays with its text through every edit, and a locked term needs no place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edit_engine.text import Span
from storage import Document, InvalidError, Library, LockKind, NotFoundError


TEXT = "The cat sat on teh mat.\n\nIt were happy."


def type_(library: Library, document: Document, text: str) -> None:
    library.record_typing(document.id, library.head(document.id).id, text)


def locked(library: Library, document: Document) -> list[str | None]:
    text = library.text(library.head(document.id).id)
    spans = [lock.span for lock in library.locks.of(document.id)]
    return [None if span is None else text[span.start : span.end] for span in spans]


def test_a_place_follows_what_is_typed_around_and_inside_it(library: Library, document: Document) -> None:
    lock = library.locks.add_place(document.head_id, Span(0, 23))
    assert (lock.kind, lock.text, lock.span) == (LockKind.PLACE, "The cat sat on teh mat.", Span(0, 23))
    type_(library, document, "New.\n\nThe cat sat on the mat.\n\nNew.\n\nIt were happy.")
    assert locked(library, document) == ["The cat sat on the mat."]
    type_(library, document, "New.\n\nA dog sat on the rug\n\nIt were happy.")
    assert locked(library, document)[0] is not None
    assert "sat on the" in str(locked(library, document)[0])


def test_a_place_cut_out_is_locked_again_when_it_is_put_back(library: Library, document: Document) -> None:
    library.locks.add_place(document.head_id, Span(0, 23))
    type_(library, document, "\n\nIt were happy.")
    (lock,) = library.locks.of(document.id)
    assert (lock.span, lock.text) == (None, "The cat sat on teh mat.")
    type_(library, document, TEXT)
    assert locked(library, document) == ["The cat sat on teh mat."]


def test_a_place_is_kept_over_decisions_snapshots_and_restarts(tmp_path: Path, review) -> None:
    with Library.open(tmp_path / "library.redraft") as library:
        document = library.import_text(TEXT, title="Cat")
        library.locks.add_place(document.head_id, Span(25, 39))
    with Library.open(tmp_path / "library.redraft") as library:
        for number in range(120):  # more than two snapshots
            type_(library, document, f"{number} " + TEXT)
        assert locked(library, document) == ["It were happy."]
        head = library.head(document.id)
        library.restore(document.id, f"{document.id}.1")
        assert locked(library, document) == ["It were happy."]
        library.restore(document.id, head.id)
        assert locked(library, document) == ["It were happy."]
        assert library.check() == []


def test_an_undone_decision_leaves_a_place_as_it_was(library: Library, document: Document, review) -> None:
    library.locks.add_place(document.head_id, Span(4, 23))
    (hunk,) = review(document.id, [(0, 3, "A")])
    library.decide(document.id, accept=[hunk])
    assert locked(library, document) == ["cat sat on teh mat."]
    library.undo_decision(document.id)
    assert locked(library, document) == ["cat sat on teh mat."]


def test_a_term_is_locked_once_and_has_no_place(library: Library, document: Document) -> None:
    term = library.locks.add_term(document.id, " the   mat ")
    assert (term.kind, term.text, term.span) == (LockKind.TERM, "the mat", None)
    assert library.locks.add_term(document.id, "the mat") == term
    assert library.locks.of(document.id) == [term]


def test_what_is_unlocked_is_gone_and_another_document_keeps_its_own(library: Library, document: Document) -> None:
    other = library.import_text(TEXT, title="Other")
    mine = library.locks.add_place(document.head_id, Span(0, 3))
    its = library.locks.add_place(other.head_id, Span(0, 3))
    library.locks.remove(document.id, [mine.id, its.id])
    assert library.locks.of(document.id) == []
    assert library.locks.of(other.id) == [its]
    library.remove(other.id)
    assert library.locks.of(other.id) == []
    assert library.check() == []


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 3), Span(0, 999)])
def test_a_place_that_is_not_there_cannot_be_locked(library: Library, document: Document, span: Span) -> None:
    with pytest.raises(InvalidError, match="cannot be locked"):
        library.locks.add_place(document.head_id, span)
    with pytest.raises(InvalidError, match="at least one character"):
        library.locks.add_term(document.id, "  ")
    with pytest.raises(NotFoundError):
        library.locks.add_term("nowhere", "term")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(inserted=st.lists(st.tuples(st.integers(0, 60), st.text("xyz \n", min_size=1, max_size=4)), max_size=6))
def test_insertions_outside_never_move_a_lock_off_its_words(library: Library, inserted: list[tuple[int, str]]) -> None:
    document = library.import_text(TEXT, title="Cat")
    library.locks.add_place(document.head_id, Span(25, 39))
    for at, text in inserted:
        now = library.text(library.head(document.id).id)
        start = now.index("It were happy.")
        at = min(at, len(now))
        if start < at < start + 14:
            continue
        type_(library, document, now[:at] + text + now[at:])
        assert locked(library, document) == ["It were happy."]
