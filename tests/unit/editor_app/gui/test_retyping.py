"""Typing in a review, against plain text: kept and struck runs are the document, kept and inserted ones the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import Hunk, Intent, Provenance
from edit_engine.text import Change, Span, apply
from editor_app.gui.projection import Projection, RunKind, project
from editor_app.gui.retyping import Refusal, Typed, follow, retype, reword


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def hunk(name: str, start: int, before: str, after: str) -> Hunk:
    return Hunk(
        id=name, start=start, end=start + len(before), before=before, after=after, confidence=0.5, provenance=WHY
    )


def marked(projection: Projection) -> list[tuple[str, RunKind, str]]:
    return [(letter, run.kind, run.hunk_id) for run in projection.runs for letter in run.text]


def patched(before: Projection, typed: Typed) -> list[tuple[str, RunKind, str]]:
    letters = marked(before)
    for patch in reversed(typed.patches):
        new = [(letter, run.kind, run.hunk_id) for run in patch.runs for letter in run.text]
        letters[patch.start : patch.start + patch.removed] = new
    return letters


@st.composite
def reviewed(draw: st.DrawFn) -> Projection:
    text = draw(st.text("ab \n😀猫", max_size=20))
    hunks = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        after = draw(st.text("xy\n👩", max_size=4))
        if text[start:end] != after:
            hunks.append(hunk(f"h{number}", start, text[start:end], after))
    return project(text, hunks)


@given(
    reviewed(),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("uv\n\u0301", max_size=3)), max_size=8),
)
def test_whatever_is_typed_the_runs_are_the_document_and_the_document_with_all_put_in(
    projection: Projection, keys: list[tuple[int, int, str]]
) -> None:
    document = projection.document
    afters = {one.id: one.after for one in projection.hunks}
    for place, length, text in keys:
        start = min(place, projection.length)
        places = Span(start, min(start + length, projection.length))
        typed = retype(projection, places, text)
        if isinstance(typed, Refusal):
            inside = projection.pieces(*places) if places.length else projection.pieces(max(0, start - 1), start + 1)
            assert typed is Refusal.NOTHING or {run.kind for run in inside} == {RunKind.DELETED}
            continue
        struck = [run for run in projection.runs if run.kind is RunKind.DELETED]
        assert patched(projection, typed) == marked(typed.projection)
        document = apply(document, typed.edits)
        for each in typed.reworded:
            assert each.before == afters[each.hunk_id]
            afters[each.hunk_id] = each.after
        projection = typed.projection
        assert projection.document == document
        assert [run for run in projection.runs if run.kind is RunKind.DELETED] == struck
        left = {one.id: one for one in projection.hunks}
        assert {name: left[name].after for name in left} == {name: afters[name] for name in left}
        assert all(not afters[name] for name in afters.keys() - left.keys())
        moved = [
            Change(start=at.start, end=at.end, before=one.before, after=one.after)
            for one in projection.hunks
            for at in [projection.positions(one.id)]
        ]
        # Two that only put something in can come to stand at one place, when what was between them is removed.
        at, applied = 0, ""
        for change in moved:
            applied, at = applied + document[at : change.start] + change.after, change.end
        assert projection.applied == applied + document[at:]
        again = Projection(projection.runs, projection.hunks)
        assert list(again._starts) == list(projection._starts)
        assert list(again._positions) == list(projection._positions)
        assert all(projection.span(one.id) == again.span(one.id) is not None for one in projection.hunks)


@given(reviewed(), st.integers(0, 20), st.integers(0, 6), st.text("uv\n", max_size=3))
def test_the_projection_follows_an_edit_of_the_document(
    projection: Projection, start: int, length: int, after: str
) -> None:
    document = projection.document
    start = min(start, len(document))
    end = min(start + length, len(document))
    edit = Change(start=start, end=end, before=document[start:end], after=after)
    if not edit.before and not after:
        return
    followed = follow(projection, edit)
    assert followed.document == apply(document, [edit])
    places = {one.id: followed.positions(one.id) for one in followed.hunks}
    moved = [replace(one, start=places[one.id].start, end=places[one.id].end) for one in followed.hunks]
    assert marked(followed) == marked(project(followed.document, moved))
    touched = {one.id for one in projection.hunks} - {one.id for one in followed.hunks}
    for name in touched:
        at = projection.positions(name)
        assert (start < at.end and at.start < end) or start <= at.start == at.end <= end or start < at.start < end


@given(reviewed(), st.text("xyz", max_size=3), st.data())
def test_to_reword_and_back_changes_nothing(projection: Projection, after: str, data: st.DataObject) -> None:
    if not projection.hunks:
        return
    one = data.draw(st.sampled_from(projection.hunks))
    typed = reword(projection, one.id, after)
    assert typed is not None
    assert patched(projection, typed) == marked(typed.projection)
    assert typed.projection.document == projection.document
    if not typed.emptied:
        back = reword(typed.projection, one.id, one.after)
        assert back is not None
        assert marked(back.projection) == marked(projection)
        assert list(back.projection.hunks) == list(projection.hunks)


TEXT = "one two three"
HUNKS = [hunk("a", 4, "two", "2"), hunk("b", 13, "", " four")]
# one [two][2] three[ four]


@pytest.mark.parametrize(
    ("place", "document", "applied"),
    [
        (0, "Xone two three", "Xone 2 three four"),
        (4, "one Xtwo three", "one X2 three four"),  # before a deleted run: the document
        (7, TEXT, "one X2 three four"),  # between what goes and what comes: the suggestion
        (8, TEXT, "one 2X three four"),  # at the end of what comes: the suggestion
        (9, "one two Xthree", "one 2 Xthree four"),
        (14, TEXT, "one 2 threeX four"),  # where something comes in: the suggestion
        (19, TEXT, "one 2 three fourX"),
    ],
)
def test_at_the_edges_what_is_typed_belongs_to_what_comes_in(place: int, document: str, applied: str) -> None:
    typed = retype(project(TEXT, HUNKS), Span(place, place), "X")
    assert isinstance(typed, Typed)
    assert (typed.projection.document, typed.projection.applied) == (document, applied)
    assert typed.caret == place + 1


def test_nothing_is_typed_into_struck_text_and_nothing_taken_of_it() -> None:
    projection = project(TEXT, HUNKS)
    assert retype(projection, Span(5, 5), "X") is Refusal.STRUCK
    assert retype(projection, Span(6, 7), "") is Refusal.STRUCK  # Backspace at the end of a deleted run
    assert retype(projection, Span(4, 5), "") is Refusal.STRUCK  # Delete at its start
    assert retype(projection, Span(5, 7), "X") is Refusal.STRUCK
    assert retype(projection, Span(9, 9), "") is Refusal.NOTHING


def test_backspace_before_a_deleted_run_takes_the_kept_letter() -> None:
    typed = retype(project("ab", [hunk("a", 1, "b", "")]), Span(0, 1), "")
    assert isinstance(typed, Typed)
    assert (typed.projection.document, typed.projection.applied) == ("b", "")


def test_a_newline_at_the_end_of_what_comes_in_is_part_of_it() -> None:
    typed = retype(project(TEXT, HUNKS), Span(8, 8), "\n")
    assert isinstance(typed, Typed)
    assert [(each.hunk_id, each.after) for each in typed.reworded] == [("a", "2\n")]


def test_a_selection_over_several_loses_what_is_kept_and_what_comes_in() -> None:
    typed = retype(project(TEXT, HUNKS), Span(2, 17), "X")
    assert isinstance(typed, Typed)
    assert typed.projection.document == "onXtwo"
    assert typed.projection.applied == "onXur"
    assert [(edit.start, edit.end, edit.after) for edit in typed.edits] == [(2, 4, "X"), (7, 13, "")]
    assert typed.caret == 3


def test_a_suggestion_with_nothing_left_to_say_is_told() -> None:
    typed = retype(project(TEXT, HUNKS), Span(14, 19), "")
    assert isinstance(typed, Typed)
    assert typed.emptied == ("b",)
    assert [one.id for one in typed.projection.hunks] == ["a"]


def test_between_two_that_are_struck_what_is_typed_stands_by_itself() -> None:
    projection = project("ab", [hunk("a", 0, "a", ""), hunk("b", 1, "b", "")])
    for place, document in ((0, "Xab"), (1, "aXb"), (2, "abX")):
        typed = retype(projection, Span(place, place), "X")
        assert isinstance(typed, Typed)
        assert (typed.projection.document, typed.projection.applied) == (document, "X")


def test_typing_into_nothing_makes_text() -> None:
    typed = retype(Projection((), ()), Span(0, 0), "a")
    assert isinstance(typed, Typed)
    assert typed.projection.document == "a"
