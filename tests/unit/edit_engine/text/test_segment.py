"""Sentences and paragraphs: exact places, whatever the splitter does to its text."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edit_engine.text import PysbdSegmenter, RuleSegmenter, Segmenter, Span, paragraphs, protected_spans, sentences


def cut(text: str, spans: Sequence[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo\nstill two.\n \n\tThree.  \n", ["One.", "Two\nstill two.", "Three."]),
        ("# Title\ntext\n## Next\nmore", ["# Title", "text", "## Next", "more"]),
        ("Title\n=====\ntext", ["Title\n=====", "text"]),
        ("- one\n  goes on\n- two\n1. three\n2) four", ["- one\n  goes on", "- two", "1. three", "2) four"]),
        ("> said he\n> and she\n> - too", ["> said he\n> and she", "> - too"]),
        ("text\n> quoted", ["text", "> quoted"]),
        ("| a | b |\n|---|---|\n| c | d |", ["| a | b |", "|---|---|", "| c | d |"]),
        ("text\n```\ncode\n```\nafter", ["text", "```", "code", "```", "after"]),
        # Unwrapped prose, one paragraph a line.
        ("long " * 30 + "\n" + "next " * 30, [("long " * 30).strip(), ("next " * 30).strip()]),
        ("one\r\ntwo\r\n\r\nthree\rfour\r\rfive", ["one\r\ntwo", "three\rfour", "five"]),
        (" \n\n ", []),
    ],
)
def test_paragraphs_of(text: str, expected: list[str]) -> None:
    assert cut(text, paragraphs(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Smith left. He ran!", ["Dr. Smith left.", "He ran!"]),
        ("It broke a\nline here. Then it\nwent on.", ["It broke a\nline here.", "Then it\nwent on."]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ("See `a. B` there. Next.", ["See `a. B` there.", "Next."]),
        ("See https://a.b/?q=1. Next.", ["See https://a.b/?q=1.", "Next."]),
        ("- [x] Done. Really.\n2. Two.\n# Head\n> Said.", ["Done.", "Really.", "Two.", "Head", "Said."]),
        ("Text.\n\n```\nNo. Prose.\n\nHere. Either.\n```\n\nAfter.", ["Text.", "After."]),
        ("Café is e\u0301. 👩‍👩‍👧 here. Naïve!", ["Café is e\u0301.", "👩‍👩‍👧 here.", "Naïve!"]),
    ],
)
def test_sentences_of(text: str, expected: list[str]) -> None:
    assert cut(text, sentences(text)) == expected


ANYTHING = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "Dr. ",
                "It is. ",
                "U.S. ",
                "`x. Y`",
                "No! ",
                "\n\n",
                "\n",
                "- ",
                "http://a.b?c ",
                "“Ah.” ",
                "∯",
                "&ᓰ&",
                "♬",
                "…",
                "é",
                "1. ",
            ]
        ),
        max_size=12,
    ).map("".join),
)


@given(ANYTHING)
@example("- Http://0 `0`")
def test_sentences_hold_all_that_is_not_protected_or_a_marker(text: str) -> None:
    holes = [found.span for found in protected_spans(text)]
    found = sentences(text)
    at = 0
    for span in found:
        assert at <= span.start < span.end
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        for hole in holes:
            assert not hole.contains(span)
            assert not hole.start < span.start < hole.end
            assert not hole.start < span.end < hole.end
        at = span.end
    left = [place for place in range(len(text)) if not any(span.start <= place < span.end for span in [*found, *holes])]
    assert all(text[place].isspace() or text[place] in "#>-*+.)[]xX0123456789" for place in left)


@given(ANYTHING)
def test_both_segmenters_cover_every_character_once(text: str) -> None:
    for segmenter in (RuleSegmenter(), PysbdSegmenter()):
        covered = [at for span in segmenter.sentences(text) for at in range(span.start, span.end)]
        assert covered == sorted(set(covered))
        assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))


def test_text_that_pysbd_drops_or_changes_is_split_by_rules_instead() -> None:
    # pysbd uses these signs for itself and loses what follows.
    assert cut("One ∯ two. Three ♬ four.", PysbdSegmenter().sentences("One ∯ two. Three ♬ four.")) == [
        "One ∯ two.",
        "Three ♬ four.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A b. C d! E? “F.” (G.) h", ["A b.", "C d!", "E?", "“F.”", "(G.) h"]),
        ("See Fig. 3, e.g. this etc. and J. Doe vs. Roe.", ["See Fig. 3, e.g. this etc. and J. Doe vs. Roe."]),
        ("Costs 3.50 here. Yes...no. 5 more.", ["Costs 3.50 here.", "Yes...no.", "5 more."]),
        ("你好。再见！「好。」走", ["你好。", "再见！", "「好。」", "走"]),
    ],
)
def test_rules_of_our_own(text: str, expected: list[str]) -> None:
    assert cut(text, RuleSegmenter().sentences(text)) == expected


def test_a_paragraph_is_segmented_once() -> None:
    class Counting:
        asked = 0

        def sentences(self, paragraph: str) -> list[Span]:
            self.asked += 1
            return [Span(0, len(paragraph))]

    counting = Counting()
    segmenter: Segmenter = counting
    for _ in range(3):
        assert len(sentences("First one.\n\nSecond one.", protected=[], segmenter=segmenter)) == 2
    assert counting.asked == 2


def test_an_unknown_language_is_split_by_rules() -> None:
    assert cut("Yksi. Kaksi.", sentences("Yksi. Kaksi.", language="fi")) == ["Yksi.", "Kaksi."]


def test_a_very_long_line_of_dots_takes_linear_time() -> None:
    started = time.process_time()
    assert len(sentences("Chapter one " + "." * 100_000 + "12", protected=[])) == 1
    assert time.process_time() - started < 2


def test_a_very_long_paragraph_takes_linear_time() -> None:
    text = "This is one sentence of many. " * 60_000
    started = time.process_time()
    assert len(sentences(text, protected=[])) == 60_000
    assert time.process_time() - started < 10
