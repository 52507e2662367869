"""Changes give the new text, stay within paragraphs and graphemes, and read as a person would mark them."""

from __future__ import annotations

import random
import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import apply, changes, paragraphs
from edit_engine.text.paragraphs import paragraph_breaks, pieces


WORDS = st.sampled_from(
    [
        "the",
        "a",
        "cat",
        "sat",
        "ran",
        "house",
        "cafe\u0301",
        "👩‍👩‍👧",
        "🇩🇪🇫🇷",
        "漢字",
        "don't",
        "e",
        "\u0301",
        "- x",
        "# y",
        "> z",
    ]
)
GLUE = st.sampled_from([" ", " ", " ", ". ", ", ", ".\n\n", "\n", "\r\n\r\n", "\n- ", ""])
TEXTS = st.lists(st.tuples(WORDS, GLUE), max_size=25).map(lambda parts: "".join(map("".join, parts)))


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    before = draw(st.lists(st.tuples(WORDS, GLUE), max_size=25))
    after = list(before)
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(after)))
        after[at : at + draw(st.integers(0, 3))] = draw(st.lists(st.tuples(WORDS, GLUE), max_size=3))
    return "".join(map("".join, before)), "".join(map("".join, after))


PAIRS = st.one_of(edited(), st.tuples(TEXTS, TEXTS), st.tuples(st.text(), st.text()))


@given(PAIRS)
def test_applying_the_changes_gives_the_new_text(pair: tuple[str, str]) -> None:
    before, after = pair
    found = changes(before, after)
    assert apply(before, found) == after
    assert all(change.before != change.after for change in found)
    assert (found == []) == (before == after)


@given(PAIRS)
def test_changes_begin_and_end_at_grapheme_borders_of_both_texts(pair: tuple[str, str]) -> None:
    before, after = pair
    old = {0, *(found.end() for found in regex.finditer(r"\X", before))}
    new = {0, *(found.end() for found in regex.finditer(r"\X", after))}
    moved = 0
    for change in changes(before, after):
        assert {change.start, change.end} <= old
        assert {change.start + moved, change.start + moved + len(change.after)} <= new
        moved += len(change.after) - len(change.before)


@given(PAIRS)
def test_no_change_holds_words_of_two_paragraphs(pair: tuple[str, str]) -> None:
    before, after = pair
    bodies = paragraphs(before)
    for change in changes(before, after):
        start = change.end - len(change.before.lstrip())
        end = change.start + len(change.before.rstrip())
        assert sum(body.start < end and start < body.end for body in bodies) <= 1


@given(st.text("ab \n\r#->.|`", max_size=30))
def test_pieces_and_breaks_tile_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text
    inside = [span for span in paragraph_breaks(text) for body in paragraphs(text) if body.overlaps(span)]
    assert inside == []


def marked(before: str, after: str) -> list[tuple[str, str]]:
    return [(change.before, change.after) for change in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Whole words, not letters.
        ("He go home.", "He goes home.", [("go", "goes")]),
        # Slid to where a person would cut.
        ("A good day.", "A very good day.", [("", "very ")]),
        ("One. Three.", "One. Two. Three.", [("", " Two.")]),
        ("a\n\nb\n\nc", "a\n\nc", [("b\n\n", "")]),
        # Joined into a phrase: two words or less between two edits.
        (
            "The red and blue house stood empty for many long years.",
            "The green and yellow house stood empty for many long years.",
            [("red and blue", "green and yellow")],
        ),
        # Three words keep them apart.
        (
            "The red door of the blue house stood empty for many long years.",
            "The green door of the yellow house stood empty for many long years.",
            [("red", "green"), ("blue", "yellow")],
        ),
        # A sentence that is mostly new is one change, even with three words kept in a row.
        (
            "Cats often sleep on the mat all day long here.",
            "Dogs seldom run on the mat every single dark night outside.",
            [
                (
                    "Cats often sleep on the mat all day long here",
                    "Dogs seldom run on the mat every single dark night outside",
                )
            ],
        ),
        # Two sentences stay two changes.
        ("I has one. He have two.", "I have one. He has two.", [("has", "have"), ("have", "has")]),
        # Two paragraphs as well.
        ("old thing\n\nred house", "new idea\n\nblue car", [("old thing", "new idea"), ("red house", "blue car")]),
        # Splitting and merging paragraphs is one small change.
        ("One two. Three four.", "One two.\n\nThree four.", [(" ", "\n\n")]),
        ("One two.\n\nThree four.", "One two. Three four.", [("\n\n", " ")]),
        # Items of a list are paragraphs of their own.
        ("- one\n- two\n- three\n", "- one\n- 2\n- three\n- four\n", [("two", "2"), ("", "- four\n")]),
        # A character of many code points is one character.
        ("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", [("👩‍👩‍👧", "👩‍👩‍👦")]),
        ("naïve cafe", "naïve cafe\u0301", [("cafe", "cafe\u0301")]),
        ("", "new", [("", "new")]),
        ("old", "", [("old", "")]),
    ],
)
def test_changes_read_as_a_person_would_mark_them(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert marked(before, after) == expected


def test_paragraphs_that_are_deleted_go_one_by_one() -> None:
    before = "\n\n".join(["first one here", "second one there", "third stays put", "fourth and last"])
    assert marked(before, "third stays put\n\nfourth and last") == [
        ("first one here\n\n", ""),
        ("second one there\n\n", ""),
    ]


@pytest.mark.parametrize("repeats", [1, 4], ids=["prose", "the same again and again"])
def test_half_a_megabyte_in_one_line_take_seconds(repeats: int) -> None:
    draw = random.Random(5)
    line = [f"w{draw.randrange(30_000)}" for _ in range(80_000 // repeats)]
    edited_line = [word if draw.random() > 0.01 else "new" for word in line]
    before, after = " ".join(line * repeats), " ".join(edited_line * repeats)
    started = time.process_time()
    found = changes(before, after)
    assert time.process_time() - started < 15
    assert apply(before, found) == after
