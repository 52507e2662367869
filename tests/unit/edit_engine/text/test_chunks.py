"""Chunks tile a text and are cut where a reader would pause."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.text import Chunk, Span, chunks


TEXTS = st.lists(
    st.sampled_from(["word", " ", " ", ". ", "Next", "\n\n", "\n", "👩‍👩‍👧", "🇩🇪", "e\u0301", "漢", "é"]), max_size=80
).map("".join)


def cores(text: str, cut: list[Chunk]) -> list[str]:
    return [text[chunk.start + chunk.core.start : chunk.start + chunk.core.end] for chunk in cut]


@given(TEXTS, st.integers(8, 60), st.integers(0, 20))
@example("One two. \u200dNext words.", 12, 0)
def test_cores_tile_the_text_within_the_size_and_borders_are_graphemes(text: str, size: int, context: int) -> None:
    cut = chunks(text, size=size, context=context)
    assert "".join(cores(text, cut)) == text
    borders = {0, *(found.end() for found in regex.finditer(r"\X", text))}
    for number, chunk in enumerate(cut):
        assert chunk.index == number
        assert 0 < chunk.core.length <= size
        assert 0 <= chunk.core.start <= context
        assert chunk.core.end <= chunk.end - chunk.start <= chunk.core.end + context
        assert {chunk.start, chunk.end, chunk.start + chunk.core.end} <= borders


def test_paragraph_ends_come_before_sentence_ends() -> None:
    text = "One two three. Four five six.\n\nSeven eight nine. Ten eleven."
    assert cores(text, chunks(text, size=40, context=0)) == [
        "One two three. Four five six.\n\n",
        "Seven eight nine. Ten eleven.",
    ]
    assert cores(text, chunks(text, size=24, context=0)) == [
        "One two three. ",
        "Four five six.\n\n",
        "Seven eight nine. ",
        "Ten eleven.",
    ]


def test_a_paragraph_that_ends_too_early_does_not_make_a_tiny_chunk() -> None:
    text = "Hi.\n\n" + "Some words here. " * 4
    assert cores(text, chunks(text, size=40, context=0))[0] == "Hi.\n\nSome words here. Some words here. "


def test_protected_spans_are_not_cut_through_if_that_can_be_helped() -> None:
    text = "Before it.\n\n```\na\n\nb\n```\n\nAfter it."
    block = Span(text.index("```"), text.rindex("```") + 3)
    assert cores(text, chunks(text, size=22, context=0, protected=[block]))[0] == "Before it.\n\n"
    assert "".join(cores(text, chunks(text, size=5, context=0, protected=[block]))) == text


def test_an_empty_text_has_no_chunks() -> None:
    assert chunks("") == []


def test_a_grapheme_larger_than_the_size_stays_whole() -> None:
    text = "a" + "e" + "\u0301" * 30 + "b"
    assert cores(text, chunks(text, size=4, context=2)) == ["a", "e" + "\u0301" * 30, "b"]


@pytest.mark.parametrize(("size", "context"), [(0, 5), (5, -1)])
def test_sizes_that_make_no_sense_are_refused_with_their_values(size: int, context: int) -> None:
    with pytest.raises(ValueError, match=f"size={size} and context={context}"):
        chunks("text", size=size, context=context)


@pytest.mark.parametrize("unit", ["word ", "a", " ", "\n", "漢", "🇩🇪", "\u0301", "A. "])
def test_half_a_megabyte_of_one_thing_is_cut_in_seconds(unit: str) -> None:
    text = unit * (500_000 // len(unit))
    started = time.process_time()
    cut = chunks(text)
    assert time.process_time() - started < 10
    assert sum(chunk.core.length for chunk in cut) == len(text)
