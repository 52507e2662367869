"""Reviewing hunks: right place or stale, one transaction each, and undo as if it had never been."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from edit_engine.request import Hunk, HunkState
from storage import ConflictError, Document, InvalidError, Library, NotFoundError, RevisionKind, anchors, writing


TEXT = "The cat sat on teh mat.\n\nIt were happy."
TEH, WERE = (15, 18, "the"), (28, 32, "was")


def head_text(library: Library, document: Document) -> str:
    return library.text(library.head(document.id).id)


def retype(library: Library, document: Document, old: str, new: str) -> None:
    head = library.head(document.id)
    library.record_typing(document.id, head.id, library.text(head.id).replace(old, new, 1))


def places(hunks: list[Hunk]) -> list[tuple[int, int, HunkState]]:
    return [(hunk.start, hunk.end, hunk.state) for hunk in hunks]


def test_accepting_puts_the_text_in_as_one_revision(library: Library, document: Document, review) -> None:
    ids = review(document.id, [TEH, WERE])
    decision = library.decide(document.id, accept=ids)
    assert decision.accepted == tuple(ids)
    assert decision.stale == decision.rejected == ()
    assert decision.revision == library.head(document.id)
    assert decision.revision.kind is RevisionKind.ACCEPT
    assert decision.revision.parent_id == document.head_id
    assert head_text(library, document) == TEXT.replace("teh", "the").replace("were", "was")
    assert library.pending(document.id) == []


def test_rejecting_leaves_the_text_and_is_a_revision(library: Library, document: Document, review) -> None:
    ids = review(document.id, [TEH, WERE])
    decision = library.decide(document.id, reject=[ids[0]])
    assert (decision.rejected, decision.revision.kind) == ((ids[0],), RevisionKind.REJECT)
    assert head_text(library, document) == TEXT
    assert [hunk.id for hunk in library.pending(document.id)] == [ids[1]]
    assert [stored.hunk.id for stored in library.hunks(states=[HunkState.REJECTED])] == [ids[0]]


def test_what_waits_can_be_withdrawn_and_what_was_decided_cannot(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [TEH, WERE])
    library.decide(document.id, reject=[teh])
    head = library.head(document.id)
    library.withdraw(document.id, [teh, were, "not there"])
    assert [stored.hunk.id for stored in library.hunks(document.id)] == [teh]
    assert library.head(document.id) == head
    assert library.check() == []
    assert library.undo_decision(document.id).pending == (teh,)


def test_hunks_follow_what_is_typed_around_them(library: Library, document: Document, review) -> None:
    review(document.id, [TEH, WERE])
    retype(library, document, "The", "Yesterday the")
    retype(library, document, "mat.", "big mat.")
    assert places(library.pending(document.id)) == [(25, 28, HunkState.PENDING), (42, 46, HunkState.PENDING)]


def test_what_was_edited_is_stale_and_stays_out(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [TEH, WERE])
    retype(library, document, "teh", "that")
    assert places(library.pending(document.id)) == [(15, 19, HunkState.STALE), (29, 33, HunkState.PENDING)]
    decision = library.decide(document.id, accept=[teh, were])
    assert (decision.accepted, decision.stale) == ((were,), (teh,))
    assert head_text(library, document) == "The cat sat on that mat.\n\nIt was happy."
    assert library.decide(document.id, reject=[teh]).rejected == (teh,)
    assert library.pending(document.id) == []


def test_a_decision_with_nothing_that_fits_makes_no_revision(library: Library, document: Document, review) -> None:
    (teh,) = review(document.id, [TEH])
    retype(library, document, "teh", "that")
    head = library.head(document.id)
    assert library.decide(document.id, accept=[teh]).revision == head
    assert library.decide(document.id).revision == head
    assert library.undo_decision(document.id) is None


def test_results_of_an_older_revision_find_their_place(library: Library, document: Document, review) -> None:
    retype(library, document, "The", "But the")
    review(document.id, [TEH, WERE], base_id=document.head_id)
    assert places(library.pending(document.id)) == [(19, 22, HunkState.PENDING), (32, 36, HunkState.PENDING)]


def test_of_two_suggestions_for_one_place_the_first_wins(library: Library, document: Document, review) -> None:
    (one,) = review(document.id, [TEH])
    (two,) = review(document.id, [(8, 18, "lay on the")])
    decision = library.decide(document.id, accept=[one, two])
    assert (decision.accepted, decision.stale) == ((two,), (one,))
    assert places(library.pending(document.id)) == [(8, 18, HunkState.STALE)]


def test_what_is_typed_where_an_insertion_would_go_makes_it_stale(library: Library, document: Document, review) -> None:
    review(document.id, [(7, 7, ",")])
    retype(library, document, "cat", "cat,")
    assert places(library.pending(document.id)) == [(7, 8, HunkState.STALE)]
    retype(library, document, "cat,", "cat")
    assert places(library.pending(document.id)) == [(7, 7, HunkState.PENDING)]


def test_of_two_insertions_at_one_place_one_goes_in(library: Library, document: Document, review) -> None:
    (comma,) = review(document.id, [(7, 7, ",")])
    (dash,) = review(document.id, [(7, 7, " –")])
    first, second = sorted((comma, dash))
    decision = library.decide(document.id, accept=[comma, dash])
    assert (decision.accepted, decision.stale) == ((first,), (second,))
    assert [hunk.state for hunk in library.pending(document.id)] == [HunkState.STALE]
    library.undo_decision(document.id)
    assert places(library.pending(document.id)) == [(7, 7, HunkState.PENDING)] * 2


def test_insertions_and_deletions_side_by_side_go_in_together(library: Library, document: Document, review) -> None:
    ids = review(
        document.id, [(0, 0, "Oh. "), (0, 4, ""), (4, 4, "A "), (4, 7, "dog"), (len(TEXT), len(TEXT), " Yes.")]
    )
    library.decide(document.id, accept=ids)
    assert head_text(library, document) == "Oh. A dog" + TEXT[7:] + " Yes."
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert undone.stale == ()
    assert head_text(library, document) == TEXT
    assert places(library.pending(document.id)) == [
        (start, end, HunkState.PENDING) for start, end in [(0, 0), (0, 4), (4, 4), (4, 7), (len(TEXT), len(TEXT))]
    ]


def test_accepting_twice_is_accepting_once(library: Library, document: Document, review) -> None:
    (teh,) = review(document.id, [TEH])
    first = library.decide(document.id, accept=[teh, teh])
    again = library.decide(document.id, accept=[teh])
    assert (again.accepted, again.revision) == ((), first.revision)


def test_a_decided_hunk_is_not_decided_otherwise(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [TEH, WERE])
    library.decide(document.id, accept=[teh], reject=[were])
    with pytest.raises(ConflictError, match=teh):
        library.decide(document.id, reject=[teh])
    with pytest.raises(ConflictError, match=were):
        library.decide(document.id, accept=[were])


def test_a_decision_about_unknown_or_doubtful_hunks_does_nothing(library: Library, document: Document, review) -> None:
    (teh,) = review(document.id, [TEH])
    with pytest.raises(NotFoundError, match="unknown"):
        library.decide(document.id, accept=[teh, "unknown"])
    with pytest.raises(InvalidError, match=teh):
        library.decide(document.id, accept=[teh], reject=[teh])
    assert head_text(library, document) == TEXT
    assert library.hunks(states=[HunkState.ACCEPTED]) == []


def test_undo_brings_text_and_hunks_back(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [TEH, WERE])
    before = library.pending(document.id)
    made = library.decide(document.id, accept=[teh], reject=[were])
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert (undone.revision.kind, undone.revision.parent_id) == (RevisionKind.RESTORE, made.revision.id)
    assert (set(undone.pending), undone.stale) == ({teh, were}, ())
    assert head_text(library, document) == TEXT
    assert library.pending(document.id) == before
    assert library.undo_decision(document.id) is None
    # And they can be accepted again.
    assert library.decide(document.id, accept=[teh, were]).accepted == (teh, were)


def test_undo_keeps_what_was_typed_in_between(library: Library, document: Document, review) -> None:
    ids = review(document.id, [TEH, WERE])
    library.decide(document.id, accept=ids)
    retype(library, document, "The cat", "The old cat")
    retype(library, document, "happy", "very happy")
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert undone.stale == ()
    assert head_text(library, document) == "The old cat sat on teh mat.\n\nIt were very happy."
    assert places(library.pending(document.id)) == [(19, 22, HunkState.PENDING), (32, 36, HunkState.PENDING)]


def test_undo_leaves_what_was_edited_since_and_says_so(library: Library, document: Document, review) -> None:
    teh, were = review(document.id, [TEH, WERE])
    library.decide(document.id, accept=[teh, were])
    retype(library, document, "was", "is")
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert (undone.pending, undone.stale) == ((teh,), (were,))
    assert head_text(library, document) == "The cat sat on teh mat.\n\nIt is happy."
    assert [stored.hunk.id for stored in library.hunks(states=[HunkState.ACCEPTED])] == [were]
    assert library.undo_decision(document.id) is None


def test_an_undo_that_cannot_do_anything_makes_no_revision(library: Library, document: Document, review) -> None:
    (teh,) = review(document.id, [TEH])
    (were,) = review(document.id, [WERE])
    library.decide(document.id, accept=[were])
    library.decide(document.id, accept=[teh])
    retype(library, document, "the mat", "this mat")
    head = library.head(document.id)
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert (undone.revision, undone.stale, undone.pending) == (head, (teh,), ())
    # The next undo goes on to the decision before.
    undone = library.undo_decision(document.id)
    assert undone is not None
    assert undone.pending == (were,)


def test_undoing_decisions_one_by_one_is_exactly_inverse(library: Library, document: Document, review) -> None:
    """Also where one suggestion builds on the result of another, and where two are about the same words."""
    states = []

    def keep() -> None:
        states.append((head_text(library, document), library.pending(document.id)))

    first = review(document.id, [TEH, WERE])
    rival = review(document.id, [(12, 22, "upon the mat")])
    keep()
    library.decide(document.id, accept=first)
    on_top = review(document.id, [(15, 22, "the carpet"), (25, 31, "She was")])
    states[0] = (states[0][0], states[0][1])
    keep()
    library.decide(document.id, accept=on_top)
    keep()
    library.decide(document.id, reject=rival)
    assert library.undo_decision(document.id) is not None
    assert (head_text(library, document), library.pending(document.id)) == states[2]
    assert library.undo_decision(document.id) is not None
    assert (head_text(library, document), library.pending(document.id)) == states[1]
    assert library.undo_decision(document.id) is not None
    text, pending = states[0]
    assert head_text(library, document) == text
    known = {hunk.id for hunk in pending}
    assert [hunk for hunk in library.pending(document.id) if hunk.id in known] == pending
    assert library.check() == []


def test_one_by_one_or_all_at_once_is_the_same(library: Library, document: Document, review) -> None:
    changes = [
        (0, 3, "A"),
        (3, 4, " big "),
        (4, 7, "dog"),
        (8, 11, ""),
        (15, 18, "the"),
        (22, 23, "!"),
        (28, 32, "was"),
    ]
    other = library.import_text(TEXT, title="other")
    library.decide(document.id, accept=review(document.id, changes))
    ids = review(other.id, changes)
    for name in [*ids[::2], *ids[1::2]]:
        assert library.decide(other.id, accept=[name]).accepted == (name,)
    assert head_text(library, other) == head_text(library, document)


def test_accepting_thousands_takes_a_handful_of_statements(library: Library, document: Document, review) -> None:
    words = "word " * 5000
    document = library.import_text(words, title="long")
    ids = review(document.id, [(at * 5, at * 5 + 4, "text") for at in range(5000)])
    seen: list[str] = []
    engine = library._connections._writer
    event.listen(engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    decision = library.decide(document.id, accept=ids)
    assert len(decision.accepted) == 5000
    assert head_text(library, document) == "text " * 5000
    assert len(seen) < 40


def test_a_place_that_is_given_up_stays_stale_also_through_reject_and_undo(
    library: Library, document: Document, review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anchors, "RECALL", 0)
    monkeypatch.setattr(writing, "CHAIN_STEPS", 1)
    teh, were = review(document.id, [TEH, WERE])
    retype(library, document, "teh", "that")
    assert [stored.hunk.id for stored in library.hunks(states=[HunkState.STALE])] == [teh]
    # Typed again, it only looks like the text that was meant.
    retype(library, document, "that", "teh")
    retype(library, document, "The", "But the")
    expected = [(19, 22, HunkState.STALE), (32, 36, HunkState.PENDING)]
    assert places(library.pending(document.id)) == expected
    assert library.decide(document.id, accept=[teh]).stale == (teh,)
    library.decide(document.id, reject=[teh, were])
    assert library.undo_decision(document.id) is not None
    assert places(library.pending(document.id)) == expected
    assert library.check() == []


def test_the_same_change_of_another_job_goes_with_it(library: Library, document: Document, review) -> None:
    (first,) = review(document.id, [TEH])
    second, other = review(document.id, [TEH, WERE])
    decision = library.decide(document.id, accept=[first], twins=True)
    assert (decision.accepted, decision.rejected) == ((first,), (second,))
    assert [hunk.id for hunk in library.pending(document.id)] == [other]
    assert library.undo_decision(document.id) is not None
    assert {hunk.id for hunk in library.pending(document.id)} == {first, second, other}


def test_another_change_at_the_same_place_is_no_twin(library: Library, document: Document, review) -> None:
    (first,) = review(document.id, [TEH])
    (second,) = review(document.id, [(15, 18, "a")])
    decision = library.decide(document.id, reject=[first], twins=True)
    assert decision.rejected == (first,)
    assert [hunk.id for hunk in library.pending(document.id)] == [second]


def test_of_what_does_not_fit_the_twins_stay_too(library: Library, document: Document, review) -> None:
    (first,) = review(document.id, [TEH])
    (second,) = review(document.id, [TEH])
    retype(library, document, "teh", "tehh")
    decision = library.decide(document.id, accept=[first], twins=True)
    assert (decision.accepted, decision.rejected, decision.stale) == ((), (), (first,))
    assert {hunk.id for hunk in library.pending(document.id)} == {first, second}


@pytest.mark.parametrize("all_of_them", [True, False])
def test_thousands_are_decided_and_no_others(library: Library, all_of_them: bool, review) -> None:
    text = "teh " * (2 * anchors.NAMED)
    document = library.import_text(text, title="Long")
    ids = review(document.id, [(at, at + 3, "the") for at in range(0, len(text), 4)])
    chosen = ids if all_of_them else ids[: anchors.NAMED + 1]
    other = library.import_text("teh", title="Other")
    (untouched,) = review(other.id, [(0, 3, "the")])
    assert library.decide(document.id, accept=chosen).accepted == tuple(chosen)
    assert len(library.hunks(document.id, states=[HunkState.ACCEPTED])) == len(chosen)
    assert [hunk.id for hunk in library.pending(document.id)] == ids[len(chosen) :]
    assert [hunk.id for hunk in library.pending(other.id)] == [untouched]
    library.undo_decision(document.id)
    assert [hunk.id for hunk in library.pending(document.id)] == ids
