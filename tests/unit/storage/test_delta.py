"""Deltas lead from one text to the other and back, and claim no more than is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.delta import DeltaError, Op, apply, common_end, common_start, decode, difference, encode, invert


# Lone surrogates, NUL, line breaks of every kind, and few letters, so that texts repeat themselves.
ANY_TEXT = st.text(st.sampled_from("ab \n\r\0\u2028\ud83d\ude00é👪"), max_size=60) | st.text(max_size=30)


@given(old=ANY_TEXT, new=ANY_TEXT)
def test_a_difference_leads_there_and_back_through_storage(old: str, new: str) -> None:
    ops = decode(encode(difference(old, new)))
    assert apply(old, ops) == new
    assert apply(new, invert(ops)) == old


@given(old=ANY_TEXT, at=st.integers(0, 60), removed=st.integers(0, 5), inserted=ANY_TEXT)
def test_one_edit_is_one_place(old: str, at: int, removed: int, inserted: str) -> None:
    new = old[:at] + "\ue000" + inserted + "\ue001" + old[at + removed :]
    ops = difference(old, new)
    assert apply(old, ops) == new
    assert "\ue000" in ops[0].inserted
    assert "\ue001" in ops[-1].inserted


def test_equal_texts_have_no_difference() -> None:
    assert difference("same", "same") == []


def test_two_edits_far_apart_leave_what_is_between() -> None:
    middle = "some words that stay as they are. " * 3
    assert difference(f"one {middle}two", f"ONE {middle}TWO") == [
        Op(0, "one", "ONE"),
        Op(4 + len(middle), "two", "TWO"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "op"),
    [
        # Which of the two words was deleted nobody can know.
        ("see the the cat", "see the cat", Op(3, " the the ", " the ")),
        # The letters that "see" and "the" share do not make "see" doubtful.
        ("see cat", "see the cat", Op(3, " ", " the ")),
        # Nor does a word that begins like the one typed in front of it.
        ("a then cat", "a the then cat", Op(1, " ", " the ")),
        ("helo", "hello", Op(2, "l", "ll")),
        ("one\n\ntwo", "one\n\n\ntwo", Op(3, "\n\n", "\n\n\n")),
    ],
)
def test_what_an_edit_may_as_well_have_been_about_counts_as_touched(old: str, new: str, op: Op) -> None:
    assert difference(old, new) == [op]


@given(left=ANY_TEXT, a=ANY_TEXT, b=ANY_TEXT)
def test_common_ends_are_exact_also_beyond_one_stride(left: str, a: str, b: str) -> None:
    long = left * 300
    first, second = long + "1" + a, long + "2" + b
    assert common_start(first, second) == len(long)
    first, second = a + "1" + long, b + "2" + long
    assert common_end(first, second, min(len(first), len(second))) == len(long)


@pytest.mark.parametrize(
    ("text", "ops"),
    [
        ("abc", [Op(1, "x", "y")]),  # another text
        ("abc", [Op(5, "", "y")]),  # beyond the end
        ("abc", [Op(2, "c", ""), Op(0, "a", "")]),  # out of order
        ("abc", [Op(0, "ab", ""), Op(1, "b", "")]),  # overlapping
    ],
)
def test_a_delta_of_another_text_is_refused(text: str, ops: list[Op]) -> None:
    with pytest.raises(DeltaError):
        apply(text, ops)


@given(st.data())
def test_a_damaged_delta_is_noticed(data: st.DataObject) -> None:
    stored = bytearray(encode([Op(3, "old words", "new words"), Op(40, "", "more")]))
    at = data.draw(st.integers(0, len(stored) - 1))
    stored[at] ^= data.draw(st.integers(1, 255))
    try:
        ops = decode(bytes(stored))
    except DeltaError:
        return
    # A bit of a compressed frame's header may mean nothing; then nothing is lost.
    assert ops == [Op(3, "old words", "new words"), Op(40, "", "more")]
