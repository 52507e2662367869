"""Suggestions taken apart or rewritten before they are decided."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edit_engine.request import Hunk, HunkState
from edit_engine.text import Change, Span, apply
from storage import ConflictError, Document, InvalidError, Library, NotFoundError


TEXT = "The cat sat on teh mat.\n\nIt were happy."
LONG = (0, 22, "A cat sits on the mat")
PARTS = (
    Change(start=0, end=3, before="The", after="A"),
    Change(start=8, end=11, before="sat", after="sits"),
    Change(start=15, end=18, before="teh", after="the"),
)


def text_of(library: Library, document: Document) -> str:
    return library.text(library.head(document.id).id)


def retype(library: Library, document: Document, old: str, new: str) -> None:
    head = library.head(document.id)
    library.record_typing(document.id, head.id, library.text(head.id).replace(old, new, 1))


def said(hunks: list[Hunk]) -> list[tuple[str, int, str, str, str | None]]:
    return [(hunk.id, hunk.start, hunk.before, hunk.after, hunk.suggested) for hunk in hunks]


def test_parts_stand_where_the_hunk_stood_and_say_what_it_said(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    before = library.pending(document.id)
    ids = library.rewording.split(document.id, {name: PARTS})
    assert ids == (f"{name}.1", f"{name}.2", f"{name}.3")
    parts = library.pending(document.id)
    assert [part.id for part in parts] == list(ids)
    assert apply(TEXT, parts) == apply(TEXT, before)
    assert {(part.confidence, str(part.provenance), part.suggested) for part in parts} == {
        (before[0].confidence, str(before[0].provenance), None)
    }
    assert library.check() == []


def test_a_part_is_decided_alone_and_taken_back(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    ids = library.rewording.split(document.id, {name: PARTS})
    library.decide(document.id, accept=[ids[1]])
    assert text_of(library, document) == TEXT.replace("sat", "sits")
    assert [hunk.id for hunk in library.pending(document.id)] == [ids[0], ids[2]]
    library.undo_decision(document.id)
    assert text_of(library, document) == TEXT
    assert [(hunk.id, hunk.state) for hunk in library.pending(document.id)] == [
        (each, HunkState.PENDING) for each in ids
    ]


def test_to_take_apart_twice_is_to_do_it_once(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    assert library.rewording.split(document.id, {name: PARTS}) == library.rewording.split(document.id, {name: PARTS})
    assert len(library.pending(document.id)) == 3


def test_parts_follow_what_was_typed_before_the_hunk(library: Library, document: Document, review) -> None:
    retype(library, document, "The", "Yesterday. The")
    (name,) = review(document.id, [LONG], base_id=document.head_id)
    library.rewording.split(document.id, {name: PARTS})
    assert [(hunk.start, hunk.before) for hunk in library.pending(document.id)] == [
        (11, "The"),
        (19, "sat"),
        (26, "teh"),
    ]


def test_what_says_something_else_is_no_split(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    with pytest.raises(InvalidError, match="its parts would say"):
        library.rewording.split(document.id, {name: PARTS[:2]})
    with pytest.raises(InvalidError, match="cannot be taken"):
        library.rewording.split(document.id, {name: [Change(start=0, end=3, before="Teh", after="A")]})
    with pytest.raises(NotFoundError):
        library.rewording.split(document.id, {"other": PARTS})
    library.decide(document.id, accept=[name])
    with pytest.raises(ConflictError, match="accepted before"):
        library.rewording.split(document.id, {name: PARTS})
    assert library.check() == []


def test_of_several_splits_all_or_none_is_done(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    with pytest.raises(NotFoundError):
        library.rewording.split(document.id, {name: PARTS, "other": PARTS})
    assert [hunk.id for hunk in library.pending(document.id)] == [name]


def test_what_a_person_wrote_goes_in_and_what_the_model_said_is_kept(
    library: Library, document: Document, review
) -> None:
    (name,) = review(document.id, [(15, 18, "the")])
    library.rewording.revise(document.id, [name], Span(15, 18), "that")
    assert said(library.pending(document.id)) == [(name, 15, "teh", "that", "the")]
    library.rewording.revise(document.id, [name], Span(15, 18), "this")
    assert said(library.pending(document.id)) == [(name, 15, "teh", "this", "the")]
    library.decide(document.id, accept=[name])
    assert text_of(library, document) == TEXT.replace("teh", "this")
    library.undo_decision(document.id)
    assert said(library.pending(document.id)) == [(name, 15, "teh", "this", "the")]
    library.rewording.revise(document.id, [name], Span(15, 18), "the")
    assert said(library.pending(document.id)) == [(name, 15, "teh", "the", None)]
    assert library.check() == []


def test_who_writes_what_stands_there_turns_it_down(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [(15, 18, "the")])
    decision = library.rewording.revise(document.id, [name], Span(15, 18), "teh")
    assert decision.rejected == (name,)
    assert library.pending(document.id) == []
    library.undo_decision(document.id)
    assert said(library.pending(document.id)) == [(name, 15, "teh", "the", None)]


def test_several_become_one_when_a_sentence_is_rewritten(library: Library, document: Document, review) -> None:
    retype(library, document, "The", "Yesterday. The")
    names = review(document.id, [(0, 3, "A"), (15, 18, "the")], base_id=document.head_id)
    library.rewording.revise(document.id, names, Span(11, 34), "A cat slept on the mat.")
    assert said(library.pending(document.id)) == [
        (names[0], 11, "The cat sat on teh mat.", "A cat slept on the mat.", "A cat sat on the mat.")
    ]
    retype(library, document, "It", "But it")
    library.decide(document.id, accept=[names[0]])
    assert text_of(library, document) == "Yesterday. A cat slept on the mat.\n\nBut it were happy."
    library.undo_decision(document.id)
    assert [hunk.state for hunk in library.pending(document.id)] == [HunkState.PENDING]
    assert library.check() == []


def test_a_part_of_the_only_one_can_be_rewritten_where_the_rest_stays(
    library: Library, document: Document, review
) -> None:
    (name,) = review(document.id, [(12, 22, "on the mat")])
    library.rewording.revise(document.id, [name], Span(15, 18), "this")
    assert said(library.pending(document.id)) == [(name, 15, "teh", "this", "the")]
    with pytest.raises(InvalidError, match="change more"):
        library.rewording.revise(document.id, [name], Span(16, 17), "x")
    assert library.check() == []


def test_the_same_suggestion_of_two_jobs_becomes_one(library: Library, document: Document, review) -> None:
    names = review(document.id, [(15, 18, "the")]) + review(document.id, [(15, 18, "the")])
    library.rewording.revise(document.id, names, Span(15, 18), "that")
    assert said(library.pending(document.id)) == [(names[0], 15, "teh", "that", "the")]


def test_what_was_edited_or_decided_since_cannot_be_rewritten(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [(15, 18, "the"), (28, 32, "was")])
    library.decide(document.id, reject=[were])
    with pytest.raises(ConflictError, match="rejected before"):
        library.rewording.revise(document.id, [were], Span(28, 32), "is")
    with pytest.raises(NotFoundError):
        library.rewording.revise(document.id, ["other"], Span(28, 32), "is")
    retype(library, document, "teh", "that")
    with pytest.raises(ConflictError, match="edited since"):
        library.rewording.revise(document.id, [teh], Span(15, 19), "this")


def test_suggestions_with_newer_text_between_them_do_not_become_one(
    library: Library, document: Document, review
) -> None:
    names = review(document.id, [(0, 3, "A"), (15, 18, "the")])
    retype(library, document, "sat", "slept")
    with pytest.raises(ConflictError, match="word by word"):
        library.rewording.revise(document.id, names, Span(0, 25), "x")
    assert len(library.pending(document.id)) == 2


def test_a_rewritten_one_is_not_taken_apart(library: Library, document: Document, review) -> None:
    (name,) = review(document.id, [LONG])
    library.rewording.revise(document.id, [name], Span(0, 22), "A dog sits on the mat")
    with pytest.raises(ConflictError, match="stays in one piece"):
        library.rewording.split(document.id, {name: PARTS})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_deciding_parts_in_any_order_is_deciding_the_whole(library: Library, review, data: st.DataObject) -> None:
    document = library.import_text(TEXT, title="Cat")
    (name,) = review(document.id, [LONG])
    ids = library.rewording.split(document.id, {name: PARTS})
    wanted = TEXT
    for number in data.draw(st.permutations(range(3))):
        if data.draw(st.booleans()):
            library.decide(document.id, accept=[ids[number]])
            wanted = wanted.replace(PARTS[number].before, PARTS[number].after, 1)
        else:
            library.decide(document.id, reject=[ids[number]])
        assert text_of(library, document) == wanted
    assert library.pending(document.id) == []
