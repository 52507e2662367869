"""What is shown as one suggestion. The oracle is the text with every hunk put in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from edit_engine.text import apply, boundary_before
from editor_app.preferences import Granularity
from editor_app.units import choice, rest, shown, units


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)
TEXT = (
    "The quick fox jumps. It sees teh dog, and it run away.\n\nAn other paragraph follows the first one. With teh end."
)


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


def found(name: str, before: str, after: str, text: str = TEXT) -> Hunk:
    return hunk(name, text.index(before), before, after)


WORDS = st.sampled_from(
    ["teh", "cat", "cafe\u0301", "sat", "猫", "が", "👩‍👧", ".", ",", " ", "  ", "\n", "\n\n", "\r\n", "Yes.", "# "]
)


@st.composite
def reviewed(draw: st.DrawFn) -> tuple[str, list[Hunk], dict[str, Granularity]]:
    """A text, hunks at the borders of words, and some that are shown another way."""
    pieces = draw(st.lists(WORDS, max_size=30))
    text = "".join(pieces)
    borders = sorted({boundary_before(text, len("".join(pieces[:at]))) for at in range(len(pieces) + 1)})
    hunks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.sampled_from(borders))
        end = draw(st.sampled_from([border for border in borders if border >= start][:9]))
        after = "".join(draw(st.lists(WORDS, max_size=8)))
        if text[start:end] != after:
            hunks.append(hunk(f"h{number}", start, text[start:end], after))
    apart = draw(
        st.dictionaries(st.sampled_from([f"h{at}" for at in range(6)]), st.sampled_from(Granularity), max_size=3)
    )
    return text, hunks, apart


@example(
    ("tehteh猫teh", [hunk("h0", 7, "", "teh"), hunk("h1", 0, "tehteh猫", "猫teh")], {"h1": Granularity.WORD}),
    Granularity.WORD,
)
@given(reviewed(), st.sampled_from(Granularity))
def test_putting_in_all_units_is_putting_in_all_hunks(
    made: tuple[str, list[Hunk], dict[str, Granularity]], granularity: Granularity
) -> None:
    text, hunks, apart = made
    shown_units = units(text, hunks, granularity, apart)
    assert apply(text, shown_units) == apply(text, shown(hunks))
    assert {name for unit in shown_units for name in unit.hunk_ids} == {one.id for one in shown(hunks)}
    assert len({unit.id for unit in shown_units}) == len(shown_units)
    for unit in shown_units:
        assert text[unit.start : unit.end] == unit.before
        assert boundary_before(text, unit.start) == unit.start or not unit.parts
    for one, other in pairwise(shown_units):
        assert one.span.clear_of(other.span)


@given(reviewed(), st.sampled_from(Granularity), st.data())
def test_the_parts_of_a_hunk_say_together_what_it_says(
    made: tuple[str, list[Hunk], dict[str, Granularity]], granularity: Granularity, data: st.DataObject
) -> None:
    text, hunks, apart = made
    shown_units = units(text, hunks, granularity, apart)
    some = data.draw(st.lists(st.sampled_from(shown_units), unique_by=lambda unit: unit.id)) if shown_units else []
    chosen = choice(some)
    by_id = {one.id: one for one in hunks}
    for name, parts in chosen.splits.items():
        assert apply(by_id[name].before, parts) == by_id[name].after
        assert name not in chosen.hunk_ids
    left = {name: one for name, one in by_id.items() if name not in chosen.splits}
    for name, parts in chosen.splits.items():
        for number, part in enumerate(parts, 1):
            left[f"{name}.{number}"] = hunk(f"{name}.{number}", by_id[name].start + part.start, part.before, part.after)
    assert apply(text, [left[name] for name in chosen.hunk_ids]) == apply(text, some)


def test_automatic_shows_words_of_a_small_edit() -> None:
    made = units(TEXT, [found("a", "teh", "the"), found("b", "run", "runs")])
    assert [(unit.id, unit.before, unit.after) for unit in made] == [("a", "teh", "the"), ("b", "run", "runs")]


def test_automatic_shows_the_sentence_when_most_of_it_is_new() -> None:
    made = units(TEXT, [found("a", "The quick", "A slow"), found("b", "jumps", "sleeps")])
    assert [(unit.before, unit.after) for unit in made] == [("The quick fox jumps.", "A slow fox sleeps.")]
    assert made[0].hunk_ids == ("a", "b")
    assert made[0].whole


def test_automatic_takes_a_long_hunk_apart_where_much_of_it_is_kept() -> None:
    text = "It sees teh dog by the old red house in the wood, and then it run away."
    made = units(text, [hunk("a", 0, text, text.replace("teh", "the").replace("run", "runs"))])
    assert [(unit.id, unit.before, unit.after) for unit in made] == [("a.1", "teh", "the"), ("a.2", "run", "runs")]


def test_word_by_word_every_changed_word_is_one() -> None:
    made = units(TEXT, [found("a", "The quick", "A slow")], Granularity.WORD)
    assert [(unit.id, unit.before, unit.after) for unit in made] == [("a.1", "The", "A"), ("a.2", "quick", "slow")]


def test_a_paragraph_is_shown_whole() -> None:
    made = units(TEXT, [found("a", "teh", "the"), found("b", "An other", "Another")], Granularity.PARAGRAPH)
    assert [unit.before for unit in made] == TEXT.split("\n\n")
    assert made[1].after == "Another paragraph follows the first one. With teh end."


def test_one_suggestion_can_be_shown_another_way_and_so_can_its_parts() -> None:
    hunks = [found("a.2", "teh", "the"), found("b", "An other", "Another")]
    made = units(TEXT, hunks, apart={"a": Granularity.SENTENCE})
    assert [unit.before for unit in made] == ["It sees teh dog, and it run away.", "An other"]


def test_a_paragraph_reaches_back_over_words_before_it() -> None:
    hunks = [found("a", "quick", "slow"), found("b", "teh", "the"), found("c", "run", "runs")]
    made = units(TEXT, hunks, Granularity.WORD, {"c": Granularity.PARAGRAPH})
    assert [unit.hunk_ids for unit in made] == [("a", "b", "c")]


def test_what_a_person_rewrote_stays_in_one_piece() -> None:
    from dataclasses import replace

    one = replace(found("a", "The quick", "A slow"), suggested="A fast")
    made = units(TEXT, [one], Granularity.WORD)
    assert [(unit.after, unit.suggested) for unit in made] == [("A slow", "A fast")]
    whole = units(TEXT, [one], Granularity.SENTENCE)
    assert [(unit.after, unit.suggested) for unit in whole] == [("A slow fox jumps.", "A fast fox jumps.")]


def test_what_cannot_be_shown_is_left_over() -> None:
    hunks = [found("a", "teh", "the"), found("b", "teh dog", "x"), hunk("c", 0, "The", "A", HunkState.STALE)]
    made = units(TEXT, hunks)
    assert [one.id for one in rest(hunks, made)] == ["b", "c"]
