"""Which lines of two texts stand beside each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.text import apply
from editor_app.comparison import compare


def beside(before: str, after: str) -> list[tuple[str, str]]:
    made = compare(before, after)
    old, new = before.split("\n"), after.split("\n")
    return [(old[line], new[other]) for line, other in made.beside]


def test_a_changed_line_stands_beside_what_it_became() -> None:
    assert beside("a b c\n\nd e f\n", "a x c\n\nd e f g\n") == [
        ("a b c", "a x c"),
        ("", ""),
        ("d e f", "d e f g"),
        ("", ""),
    ]


def test_a_new_paragraph_has_nothing_beside_it() -> None:
    assert beside("One.\n\nThree.\n", "One.\n\nTwo is new here.\n\nThree.\n")[-2:] == [("Three.", "Three."), ("", "")]
    assert ("Three.", "Two is new here.") not in beside("One.\n\nThree.\n", "One.\n\nTwo is new here.\n\nThree.\n")


def test_a_deleted_paragraph_has_nothing_beside_it() -> None:
    pairs = beside("One.\n\nTwo goes away.\n\nThree.\n", "One.\n\nThree.\n")
    assert ("Three.", "Three.") in pairs
    assert "Two goes away." not in [line for line, _ in pairs]


def test_texts_with_nothing_in_common_begin_beside_each_other() -> None:
    assert compare("abc\ndef", "uvw").beside == ((0, 0),)
    assert compare("", "one\n").beside == ((0, 1),)
    assert compare("", "").beside == ((0, 0),)


TEXTS = st.lists(st.sampled_from(["a b", "c d e", "", "f", "g h"]), max_size=8).map("\n".join)


@given(TEXTS, TEXTS)
@example("\na b\na b\na b\n\na b\nc d e", "a b\nf\nf\nc d e\na b")
def test_pairs_rise_on_both_sides_and_equal_texts_pair_every_line(before: str, after: str) -> None:
    made = compare(before, after)
    assert apply(before, made.changes) == after
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(made.beside))
    lines = before.count("\n") + 1
    assert compare(before, before).beside == tuple((line, line) for line in range(lines))
