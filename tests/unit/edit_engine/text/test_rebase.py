"""Moving hunks between two texts: never to a wrong place, against the log of what was really typed."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from edit_engine.text import rebase


PROVENANCE = Provenance(model="fake", model_hash="0", seed=0, intent=Intent.FIX)


def hunk(start: int, end: int, text: str) -> Hunk:
    return Hunk(
        id=f"{start}.{end}",
        start=start,
        end=end,
        before=text[start:end],
        after="*",
        confidence=1,
        provenance=PROVENANCE,
    )


@dataclass
class Typed:
    """A text under edit that remembers where each character of the first text went."""

    base: str

    def __post_init__(self) -> None:
        # What is there now: the character, and its place in base (-1: typed since).
        self.now = [(char, place) for place, char in enumerate(self.base)]

    @property
    def head(self) -> str:
        return "".join(char for char, _ in self.now)

    def replace(self, start: int, end: int, text: str) -> None:
        self.now[start:end] = [(char, -1) for char in text]

    def places(self) -> dict[int, int]:
        """Where each character that is left of base is now."""
        return {was: now for now, (_, was) in enumerate(self.now) if was >= 0}

    def place_of(self, start: int, end: int, places: dict[int, int]) -> int | None:
        """Where `base[start:end]` is now, if nothing happened inside it."""
        if start == end:
            # After the character before it, if both its neighbours are still there in this order.
            left = places.get(start - 1, -1 if start == 0 else None)
            right = places.get(start, len(self.now) if start == len(self.base) else None)
            return left + 1 if left is not None and right is not None and left < right else None
        first = places.get(start)
        if first is None or any(places.get(start + k) != first + k for k in range(end - start)):
            return None
        return first


def word_starts(text: str) -> list[int]:
    return [at for at in range(len(text)) if text[at].isalnum() and (at == 0 or not text[at - 1].isalnum())]


def word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def prose(draw: random.Random, count: int, vocabulary: int) -> str:
    drawn = [f"w{int(draw.paretovariate(0.6)) % vocabulary}" for _ in range(count)]
    ends = [".\n\n" if n % 60 == 59 else ". " if n % 12 == 11 else " " for n in range(count)]
    return "".join(word + end for word, end in zip(drawn, ends, strict=True))


def type_into(text: Typed, draw: random.Random, edits: int) -> None:
    """Replaces, inserts and deletes words here and there. What is typed is new: a word that was there already and is
    typed beside its twin leaves no trace of which is which.
    """
    for number in range(edits):
        head = text.head
        start = draw.choice(word_starts(head))
        end = word_end(head, start)
        match draw.randrange(3):
            case 0:
                text.replace(start, end, f"new{number}")
            case 1:
                text.replace(start, start, f"new{number} ")
            case _:
                text.replace(start, min(end + 1, len(head)), "")


def move_paragraph(text: Typed, draw: random.Random) -> None:
    ends = [at + 2 for at in range(len(text.now) - 1) if text.now[at][0] == text.now[at + 1][0] == "\n"]
    start, end = sorted(draw.sample(range(len(ends)), 2))
    taken = text.now[ends[start] : ends[min(start + 1, end)]]
    del text.now[ends[start] : ends[min(start + 1, end)]]
    where = draw.choice([0, len(text.now)])
    text.now[where:where] = taken


def placed_and_clean(hunks: list[Hunk], text: Typed) -> tuple[int, int]:
    """How many hunks were placed, and how many could have been; fails on a wrong place."""
    placed = clean = 0
    places, head = text.places(), text.head
    for old, new in zip(hunks, rebase(hunks, text.base, head), strict=True):
        truth = text.place_of(old.start, old.end, places)
        clean += truth is not None
        if new.state is HunkState.STALE:
            assert 0 <= new.start <= new.end <= len(text.now)
            continue
        placed += 1
        assert head[new.start : new.end] == old.before
        if truth is not None:
            assert new.start == truth
    return placed, clean


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("vocabulary", "edits", "moves", "least"),
    [(3000, 40, 0, 0.97), (3000, 40, 3, 0.85), (50, 40, 0, 0.97), (3000, 250, 0, 0.9)],
    ids=["prose", "paragraphs moved", "few words", "many edits"],
)
def test_hunks_go_where_the_log_says_or_are_stale(
    seed: int, vocabulary: int, edits: int, moves: int, least: float
) -> None:
    draw = random.Random(seed)
    text = Typed(prose(draw, 3000, vocabulary))
    starts = draw.sample(word_starts(text.base), 200)
    hunks = [hunk(start, word_end(text.base, start), text.base) for start in starts]
    hunks += [hunk(start, start, text.base) for start in starts[:50]]
    type_into(text, draw, edits)
    for _ in range(moves):
        move_paragraph(text, draw)
    placed, clean = placed_and_clean(hunks, text)
    assert clean > 100
    assert placed >= least * clean


@settings(max_examples=300)
@given(st.integers(0, 1 << 32), st.integers(20, 60), st.integers(0, 4))
def test_no_wrong_place_in_short_texts(seed: int, count: int, edits: int) -> None:
    draw = random.Random(seed)
    text = Typed(prose(draw, count, 200))
    hunks = [hunk(start, word_end(text.base, start), text.base) for start in word_starts(text.base)]
    type_into(text, draw, edits)
    placed_and_clean(hunks, text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=10), st.integers(0, 9), st.sampled_from(["", "a ", "b "]))
def test_no_wrong_place_after_one_edit_in_a_text_that_repeats_itself(letters: list[str], at: int, typed: str) -> None:
    base = " ".join(letters) + " "
    text = Typed(base)
    start = word_starts(base)[at % len(letters)]
    text.replace(start, start + (2 if typed == "" else 0), typed)
    hunks = [hunk(s, e, base) for s in range(len(base) + 1) for e in range(s, min(len(base), s + 4) + 1)]
    placed_and_clean(hunks, text)


def test_which_of_two_equal_words_went_is_not_guessed() -> None:
    base, head = "it is very very cold", "it is very cold"
    hunks = [hunk(3, 5, base), hunk(6, 10, base), hunk(11, 15, base), hunk(16, 20, base)]
    moved = rebase(hunks, base, head)
    assert [each.state for each in moved] == [HunkState.PENDING, HunkState.STALE, HunkState.STALE, HunkState.PENDING]
    assert (moved[0].start, moved[3].start) == (3, 11)


def test_a_hunk_whose_words_were_typed_over_is_stale_and_shown_where_it_was() -> None:
    base, head = "one two three four five", "one two drei four five"
    (moved,) = rebase([hunk(8, 13, base)], base, head)
    assert (moved.state, moved.before, head[moved.start : moved.end]) == (HunkState.STALE, "three", "drei")


def test_equal_texts_keep_the_same_hunks() -> None:
    hunks = [hunk(0, 3, "one two")]
    assert rebase(hunks, "one two", "one two") == hunks
    assert rebase([], "one", "two") == []
