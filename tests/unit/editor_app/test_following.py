"""A place of a text as it was is found in the text as it is, or known to be changed; and a guess of time is honest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span
from editor_app import following
from editor_app.following import Following
from editor_app.remaining import Remaining


EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.integers(0, 4)), max_size=12)


@given(st.integers(1, 20), EDITS)
def test_a_place_is_found_exactly_or_not_at_all(length: int, edits: list[tuple[int, int, int]]) -> None:
    fresh = iter(range(0x4E00, 0x9000))
    text = source = "".join(chr(next(fresh)) for _ in range(length))
    follow = Following()
    for position, removed, added in edits:
        position = min(position, len(text))
        removed = min(removed, len(text) - position)
        text = text[:position] + "".join(chr(next(fresh)) for _ in range(added)) + text[position + removed :]
        follow.edited(position, removed, added)
    for start in range(length):
        for end in range(start + 1, length + 1):
            place = follow.place(Span(start, end))
            if place is None:
                # What was put between two letters and taken away again leaves a mark.
                assert source[start:end] not in text or len(edits) > 1
            else:
                assert text[place.start : place.end] == source[start:end]


def test_a_place_between_two_letters_stays_between_them() -> None:
    follow = Following()
    follow.edited(0, 0, 3)
    assert follow.place(Span(2, 2)) == Span(5, 5)
    follow.edited(4, 3, 0)
    assert follow.place(Span(2, 2)) is None


def test_after_too_much_typing_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "MOST", 3)
    follow = Following()
    for _ in range(50):
        follow.edited(10, 0, 1)
        follow.edited(10, 1, 0)
    assert follow.place(Span(0, 1)) is None


def test_the_time_left_is_guessed_once_there_is_something_to_guess_from() -> None:
    guess = Remaining()
    guess.note("job", 100.0, 0.0)
    assert guess.seconds(100.0) is None
    for second in range(1, 11):
        guess.note("job", 100.0 + second, second / 100)
    left = guess.seconds(110.0)
    assert left is not None
    assert left == pytest.approx(90, rel=0.05)
    assert guess.seconds(120.0) < left
    guess.note("other", 120.0, 0.0)
    assert guess.seconds(130.0) is None
