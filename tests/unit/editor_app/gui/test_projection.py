from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from edit_engine.text import Change, apply
from editor_app.gui.projection import Projection, RunKind, carried, compare, patch, project
from editor_app.units import shown


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)


def hunk(name: str, start: int, before: str, after: str, state: HunkState = HunkState.PENDING) -> Hunk:
    return Hunk(
        id=name,
        start=start,
        end=start + len(before),
        before=before,
        after=after,
        confidence=0.5,
        provenance=WHY,
        state=state,
    )


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[str, list[Hunk]]:
    """A text and hunks on it, some of which may overlap."""
    text = draw(st.text("ab \n😀", max_size=30))
    hunks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 5)))
        state = draw(st.sampled_from([HunkState.PENDING, HunkState.PENDING, HunkState.STALE]))
        hunks.append(hunk(str(number), start, text[start:end], draw(st.text("xy\n", max_size=4)), state))
    return text, hunks


@given(reviewed())
def test_it_reads_as_the_document_and_as_the_document_with_every_shown_hunk(made: tuple[str, list[Hunk]]) -> None:
    text, hunks = made
    projection = project(text, hunks)
    assert projection.document == text
    assert projection.applied == apply(text, shown(hunks))


@given(reviewed())
def test_every_position_has_a_place_that_shows_it(made: tuple[str, list[Hunk]]) -> None:
    text, hunks = made
    projection = project(text, hunks)
    for position in range(len(text)):
        place = projection.place(position)
        assert projection.text[place] == text[position]
        assert projection.position(place) == position


@given(reviewed(), st.data())
def test_a_patch_turns_one_projection_into_the_other(made: tuple[str, list[Hunk]], data: st.DataObject) -> None:
    text, hunks = made
    before = project(text, hunks)
    after = project(text, data.draw(st.lists(st.sampled_from(hunks), unique_by=lambda hunk: hunk.id)) if hunks else [])
    change = patch(before, after)
    marked = [(c, run.kind, run.hunk_id) for run in before.runs for c in run.text]
    if change is not None:
        new = [(c, run.kind, run.hunk_id) for run in change.runs for c in run.text]
        marked[change.start : change.start + change.removed] = new
    assert marked == [(c, run.kind, run.hunk_id) for run in after.runs for c in run.text]


def test_a_decision_redraws_only_where_it_was_made() -> None:
    text = "a" * 100 + "x" + "b" * 100 + "y" + "c" * 100
    first, second = hunk("1", 100, "x", "X"), hunk("2", 201, "y", "Y")
    before = project(text, [first, second])
    accepted = text[:100] + "X" + text[101:]
    change = patch(before, project(accepted, [second]))
    assert change is not None
    assert change.removed <= 2
    assert sum(len(run.text) for run in change.runs) <= 2


def test_the_same_projection_needs_no_patch() -> None:
    assert patch(project("abc", []), project("abc", [])) is None


def test_a_hunk_is_found_where_its_text_is() -> None:
    projection = project("one two", [hunk("h", 4, "two", "2")])
    assert projection.text == "one two2"
    assert projection.hunk_at(2) is None
    assert [projection.hunk_at(place).id for place in (4, 7, 8)] == ["h", "h", "h"]
    assert projection.span("h") == (4, 8)
    assert projection.span("other") is None


def test_of_overlapping_hunks_the_first_is_shown() -> None:
    kept = shown([hunk("b", 2, "cd", ""), hunk("a", 1, "bc", "x"), hunk("c", 4, "", "y"), hunk("d", 4, "", "z")])
    assert [one.id for one in kept] == ["a", "c"]


def test_a_hunk_that_does_not_fit_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="replaces 'x'"):
        project("abc", [hunk("h", 0, "x", "y")])


def test_deleted_text_stands_before_what_replaces_it() -> None:
    kinds = [run.kind for run in project("abc", [hunk("h", 1, "b", "B")]).runs]
    assert kinds == [RunKind.KEPT, RunKind.DELETED, RunKind.INSERTED, RunKind.KEPT]


def test_two_revisions_compare_without_hunks() -> None:
    made = compare("abc", [Change(start=1, end=2, before="b", after="BB")])
    assert (made.document, made.applied, made.hunks) == ("abc", "aBBc", ())


def test_an_empty_projection_has_no_places() -> None:
    empty = Projection((), ())
    assert (empty.text, empty.position(0), empty.place(0), empty.hunk_at(0)) == ("", 0, 0, None)


@given(reviewed())
@example(("\n", [hunk("vain", 0, "\n", "\n")]))
def test_a_place_is_carried_to_what_reads_the_same(made: tuple[str, list[Hunk]]) -> None:
    text, hunks = made
    before, accepted = project(text, hunks), project(project(text, hunks).applied, [])
    there = carried(range(before.length), before, accepted) or []
    back = carried(range(accepted.length), accepted, before) or []
    assert (len(there), len(back)) == (before.length, accepted.length)
    for place, to in enumerate(there):
        if before.runs[before.index(place)].kind is not RunKind.DELETED:
            assert accepted.text[to] == before.text[place]
    assert [before.text[place] for place in back] == list(accepted.text)


def test_between_two_texts_nothing_is_carried() -> None:
    assert carried([1], project("abc", []), project("xyz", [])) is None
