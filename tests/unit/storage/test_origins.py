"""Where a piece of text came from, told by the way back along the deltas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span
from storage import Document, InvalidError, Library, RevisionKind
from storage.delta import Op
from storage.origins import Piece, back


def told(library: Library, document_id: str, words: str) -> list[tuple[str, str, RevisionKind]]:
    """For each piece of the first place with these words: its text, number of its revision, kind."""
    head = library.head(document_id)
    text = library.text(head.id)
    start = text.index(words)
    found = library.origins(head.id, Span(start, start + len(words)))
    assert "".join(text[origin.span.start : origin.span.end] for origin in found) == words
    return [
        (text[slice(*origin.span)], origin.revision.id.rpartition(".")[2], origin.revision.kind) for origin in found
    ]


def type_text(library: Library, document_id: str, old: str, new: str) -> None:
    head = library.head(document_id)
    text = library.text(head.id)
    assert old in text
    library.record_typing(document_id, head.id, text.replace(old, new, 1))


def test_what_was_typed_is_told_from_what_was_there(library: Library, document: Document) -> None:
    type_text(library, document.id, "cat sat", "grey cat sat")
    assert told(library, document.id, "grey cat") == [
        ("grey ", "2", RevisionKind.TYPING),
        ("cat", "1", RevisionKind.IMPORT),
    ]


def test_accepted_text_leads_to_its_hunk_and_the_words_around_it_do_not(
    library: Library, document: Document, review
) -> None:
    ids = review(document.id, [(12, 22, "on the mat"), (28, 32, "was")])
    type_text(library, document.id, "The cat", "The grey cat")
    library.decide(document.id, accept=ids)
    head = library.head(document.id)
    text = library.text(head.id)
    at = text.index("the mat")
    found = library.origins(head.id, Span(at, at + 7))
    assert [(text[slice(*each.span)], each.hunk.hunk.id if each.hunk else None) for each in found] == [
        ("the", ids[0]),
        (" mat", None),
    ]
    assert found[0].before == "teh"
    assert found[0].hunk.hunk.provenance.model == "fake"


def test_equal_hunks_are_told_apart_by_their_place(library: Library, review) -> None:
    document = library.import_text("teh a teh b teh c", title="x")
    ids = review(document.id, [(0, 3, "the"), (6, 9, "the"), (12, 15, "the")])
    library.decide(document.id, accept=ids[1:])
    head = library.head(document.id)
    found = library.origins(head.id, Span(0, 17))
    assert [each.hunk.hunk.id for each in found if each.hunk] == ids[1:]


def test_an_undone_decision_leaves_no_mark(library: Library, document: Document, review) -> None:
    ids = review(document.id, [(15, 18, "the"), (28, 32, "was")])
    library.decide(document.id, accept=ids)
    type_text(library, document.id, "happy", "very happy")
    library.undo_decision(document.id)
    assert told(library, document.id, "on teh mat") == [("on teh mat", "1", RevisionKind.IMPORT)]
    assert told(library, document.id, "were very happy") == [
        ("were ", "1", RevisionKind.IMPORT),
        ("very ", "4", RevisionKind.TYPING),
        ("happy", "1", RevisionKind.IMPORT),
    ]


def test_restored_text_comes_from_where_it_was_written(library: Library, document: Document) -> None:
    type_text(library, document.id, "cat sat", "grey cat sat")
    old = library.head(document.id)
    library.record_typing(document.id, old.id, "All gone.")
    library.restore(document.id, old.id)
    assert told(library, document.id, "The grey cat") == [
        ("The ", "1", RevisionKind.IMPORT),
        ("grey ", "2", RevisionKind.TYPING),
        ("cat", "1", RevisionKind.IMPORT),
    ]


def test_a_restored_proposal_leads_to_its_hunks(library: Library, document: Document, review) -> None:
    ids = review(document.id, [(15, 18, "the")])
    proposal = library.revisions(document.id)[0]
    library.restore(document.id, proposal.id)
    found = library.origins(library.head(document.id).id, Span(15, 22))
    assert [each.hunk.hunk.id if each.hunk else None for each in found] == [ids[0], None]


def test_text_from_the_file_that_changed_is_told_from_the_first_text(library: Library, tmp_path) -> None:
    path = tmp_path / "a.md"
    document = library.import_text("One two.", title="a", path=path)
    library.import_text("One more two.", title="a", path=path)
    assert told(library, document.id, "One more two") == [
        ("One ", "1", RevisionKind.IMPORT),
        ("more ", "2", RevisionKind.IMPORT),
        ("two", "1", RevisionKind.IMPORT),
    ]


def test_the_search_ends_at_its_limit_and_says_so(library: Library, document: Document) -> None:
    for number in range(5):
        type_text(library, document.id, "happy", f"happy {number}")
    head = library.head(document.id)
    found = library.origins(head.id, Span(0, 3), limit=2)
    assert [(each.beyond, each.revision.id) for each in found] == [(True, f"{document.id}.4")]


def test_the_search_passes_snapshots(library: Library, document: Document) -> None:
    for number in range(130):
        type_text(library, document.id, "It", f"{number} It")
    assert told(library, document.id, "17 ") == [("17 ", "19", RevisionKind.TYPING)]


def test_a_span_outside_the_text_is_refused(library: Library, document: Document) -> None:
    with pytest.raises(InvalidError):
        library.origins(document.head_id, Span(0, 1000))
    assert library.origins(document.head_id, Span(3, 3)) == []


@st.composite
def deltas(draw: st.DrawFn) -> tuple[str, list[Op]]:
    old = draw(st.text("ab \n", max_size=30))
    ops, at = [], 0
    while at <= len(old) and draw(st.booleans()):
        start = draw(st.integers(at, len(old)))
        end = draw(st.integers(start, len(old)))
        ops.append(Op(start, old[start:end], draw(st.text("xy ", max_size=5))))
        at = end + 1
    return old, ops


@given(deltas(), st.data())
def test_going_back_finds_every_character_once_and_kept_ones_at_their_old_place(
    made: tuple[str, list[Op]], data: st.DataObject
) -> None:
    old, ops = made
    new = old
    for op in reversed(ops):
        new = new[: op.at] + op.inserted + new[op.end :]
    pieces, at = [], 0
    while at < len(new) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(new) - 1))
        end = data.draw(st.integers(start + 1, len(new)))
        pieces.append(Piece(100 + start, start, end - start))
        at = end
    kept, found = back(pieces, ops)
    covered = sorted(
        place
        for part in [*kept, *(each.piece for each in found)]
        for place in range(part.start - 100, part.start - 100 + part.length)
    )
    assert covered == [place for piece in pieces for place in range(piece.place, piece.place + piece.length)]
    for piece in kept:
        assert old[piece.place : piece.place + piece.length] == new[piece.start - 100 :][: piece.length]
    for each in found:
        assert new[each.piece.place : each.piece.place + each.piece.length] in ops[each.op].inserted
