"""Training prose is cut between sentences, and what is cut out is as it was published."""

from __future__ import annotations

import random

import pytest

from edit_engine.training.corpus import Prose, sentence_spans, sentences_of


@pytest.mark.parametrize(
    "sentences",
    [
        ["One came.", "Two came!", "Who?"],
        ["\u201cGo.\u201d", "She went.", "(He did not.)", "\u201cNo?\u201d he said."],
        ["Mr. and Mrs. Brown met Dr. Grey in St. Ives.", "It rained."],
        ["They need e.g. rope and so on.", "All of it."],
    ],
)
def test_sentences_keep_the_marks_that_close_them(sentences: list[str]) -> None:
    assert sentences_of("  ".join(sentences)) == sentences


def test_spans_leave_out_nothing_but_spaces() -> None:
    text = "\u201cGo.\u201d She went.\n(He did not.)"
    assert [text[start:stop] for start, stop in sentence_spans(text)] == sentences_of(text)
    assert "".join(sentences_of(text)) == "\u201cGo.\u201dShe went.(He did not.)"
    assert sentence_spans("") == []


def test_passages_end_behind_closing_marks() -> None:
    text = " ".join(f"\u201cNumber {number} was told to go.\u201d" for number in range(50))
    rng = random.Random(1)
    prose = Prose({"docs": [text]})
    for _ in range(40):
        passage = prose.passage(rng, characters=120).strip()
        assert passage in text
        assert passage.startswith("\u201c")
        assert passage.endswith("\u201d")
