"""Tokens give the text back and never split what a reader sees as one character."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.text import boundary_after, boundary_before, words


# Characters whose borders depend on their neighbours, among plain ones.
TRICKY = st.text(
    st.sampled_from(
        "ab_1 \t\n\r.'’-é\u0301\u0308\u200d\u200c\ufe0f👩👨👧🏽🇩🇪🇫漢字かなไทยกำ한각ᄀ\u1161ष\u094dि"
        "\u0600\u2028\x85\xa0\xad\ud800"
    ),
    max_size=12,
)


def borders(text: str) -> set[int]:
    """Grapheme borders by the whole text, as the regex package counts them."""
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@given(st.one_of(TRICKY, st.text()))
@example("🇩🇪🇫🇷🇮🇹")
@example("don’\u0301t")
def test_tokens_join_to_the_text_and_end_at_grapheme_borders(text: str) -> None:
    tokens = words(text)
    assert "".join(tokens) == text
    assert all(tokens)
    at = 0
    for token in tokens:
        at += len(token)
        assert at in borders(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("He said: don't!", ["He", " ", "said", ":", " ", "don't", "!"]),
        ("rock ’n’ roll’s", ["rock", " ", "’", "n", "’", " ", "roll’s"]),
        ("one  \n\n  two", ["one", "  ", "\n\n", "  ", "two"]),
        ("a\r\n \r\nb\rc", ["a", "\r\n \r\n", "b", "\r", "c"]),
        ("snake_case 3.14", ["snake_case", " ", "3", ".", "14"]),
        ("日本語です", ["日", "本", "語", "で", "す"]),
        ("cafe\u0301 naïve", ["cafe\u0301", " ", "naïve"]),
        ("👩‍👩‍👧x🇩🇪", ["👩‍👩‍👧", "x", "🇩🇪"]),
        ("", []),
    ],
)
def test_words_of(text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


@given(st.text(st.characters(max_codepoint=0x24F), max_size=20))
def test_a_hard_character_elsewhere_does_not_change_how_plain_text_is_cut(text: str) -> None:
    assert words(text + " 👩‍👧") == [*words(text + " "), "👩‍👧"]


@given(TRICKY, st.integers(-1, 14))
def test_boundaries_are_the_nearest_grapheme_borders(text: str, pos: int) -> None:
    ends = borders(text)
    clamped = min(max(pos, 0), len(text))
    assert boundary_before(text, pos) == max(end for end in ends if end <= clamped)
    assert boundary_after(text, pos) == min(end for end in ends if end >= clamped)


def test_a_million_flags_are_cut_in_linear_time() -> None:
    started = time.process_time()
    assert words("🇩🇪" * 500_000) == ["🇩🇪"] * 500_000
    assert time.process_time() - started < 10
