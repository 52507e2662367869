"""A trace finds a place exactly where its characters are, or says that they are gone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Span
from storage.delta import Op, apply
from storage.trace import Trace


Edits = list[list[tuple[int, int, int]]]
# For each text a few edits: (distance from the one before, removed, inserted), in characters.
EDITS = st.lists(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(0, 3)), max_size=4), max_size=6)


class Characters:
    """Text whose characters are all different, so that looking one up shows where it went."""

    def __init__(self, length: int) -> None:
        self.made = 0
        self.text = self.fresh(length)

    def fresh(self, count: int) -> str:
        self.made += count
        return "".join(chr(0x4E00 + number) for number in range(self.made - count, self.made))

    def edit(self, edits: list[tuple[int, int, int]]) -> list[Op]:
        ops: list[Op] = []
        at = 0
        for skip, removed, inserted in edits:
            at = min(len(self.text), at + skip)
            ops.append(Op(at, self.text[at : at + removed], self.fresh(inserted)))
            at = ops[-1].end
        self.text = apply(self.text, ops)
        return ops


@given(length=st.integers(0, 20), history=EDITS)
def test_a_range_is_found_exactly_when_its_characters_still_stand_together(length: int, history: Edits) -> None:
    characters = Characters(length)
    source = characters.text
    trace = Trace(length)
    for edits in history:
        trace.advance(characters.edit(edits))
    for start in range(length):
        for end in range(start + 1, length + 1):
            at = characters.text.find(source[start:end])
            assert trace.locate(start, end) == (None if at < 0 else Span(at, at + end - start))


@given(length=st.integers(1, 20), history=EDITS)
def test_an_empty_range_stands_between_its_neighbours_while_nothing_comes_between(length: int, history: Edits) -> None:
    characters = Characters(length)
    source = characters.text
    trace = Trace(length)
    for edits in history:
        trace.advance(characters.edit(edits))
    now = characters.text
    for at in range(1, length):
        before = now.find(source[at - 1 : at + 1])
        assert trace.locate(at, at) == (None if before < 0 else Span(before + 1, before + 1))
    assert trace.locate(0, 0) == (Span(0, 0) if now.startswith(source[0]) else None)
    end = Span(len(now), len(now))
    assert trace.locate(length, length) == (end if now.endswith(source[-1]) else None)


@given(length=st.integers(0, 20), history=EDITS)
def test_the_delta_of_a_trace_leads_straight_to_the_present_text(length: int, history: Edits) -> None:
    characters = Characters(length)
    source = characters.text
    trace = Trace(length)
    for edits in history:
        trace.advance(characters.edit(edits))
    assert apply(source, trace.delta(source)) == characters.text


@given(length=st.integers(0, 20), history=EDITS)
def test_what_is_left_of_a_range_lies_between_its_kept_neighbours(length: int, history: Edits) -> None:
    characters = Characters(length)
    source = characters.text
    trace = Trace(length)
    for edits in history:
        trace.advance(characters.edit(edits))
    now = characters.text
    for start in range(length + 1):
        for end in range(start, length + 1):
            near = trace.near(start, end)
            kept_left = [now.find(character) for character in source[:start] if character in now]
            kept_right = [now.find(character) for character in source[end:] if character in now]
            assert near == Span(max(kept_left, default=-1) + 1, min(kept_right, default=len(now)))


def test_characters_put_back_were_never_away() -> None:
    trace = Trace(9)
    trace.advance([Op(3, "def", "X")])
    trace.advance([Op(0, "", "typed ")])
    assert trace.locate(2, 7) is None
    trace.advance([Op(9, "X", "def")], [Span(3, 6)])
    assert trace.locate(2, 7) == Span(8, 13)
    assert trace.delta("abcdefghi") == [Op(0, "", "typed ")]


def test_the_place_in_an_empty_text_is_gone_once_something_is_typed() -> None:
    trace = Trace(0)
    assert trace.locate(0, 0) == Span(0, 0)
    trace.advance([Op(0, "", "typed")])
    assert trace.locate(0, 0) is None


@given(length=st.integers(1, 12), history=EDITS)
def test_a_hull_holds_all_that_is_left_of_a_stretch_and_nothing_that_was_beside_it(length: int, history: Edits) -> None:
    characters = Characters(length)
    source = characters.text
    trace = Trace(length)
    for edits in history:
        trace.advance(characters.edit(edits))
    now = characters.text
    for start in range(length):
        for end in range(start + 1, length + 1):
            left = [now.index(one) for one in source[start:end] if one in now]
            hull = trace.hull(start, end, now)
            assert (hull is None) == (not left)
            if hull is not None:
                assert hull.start <= min(left) <= max(left) < hull.end
                assert not set(source[:start] + source[end:]) & set(now[hull.start : hull.end])
                # What came beside it is not locked where its own border still stands.
                assert source[start] not in now or hull.start == now.index(source[start])
                assert source[end - 1] not in now or hull.end == now.index(source[end - 1]) + 1
