"""Joined sentences keep every word of the text, and stay apart where a join could not be undone."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from edit_engine.training.corruption.lexicon import Lexicon, VerbForms
from edit_engine.training.corruption.style_joins import joined


KEEP = VerbForms(base="keep", vbz="keeps", vbd="kept", vbn="kept", vbg="keeping")


@pytest.fixture
def lexicon(empty_lexicon: Lexicon) -> Lexicon:
    return replace(
        empty_lexicon,
        verbs={"keep": KEEP},
        vbz={"keeps": "keep"},
        vbd={"kept": "keep"},
        vbn={"kept": "keep"},
        vbg={"keeping": "keep"},
    )


def results(lexicon: Lexicon, text: str) -> set[str]:
    return {joined(text, random.Random(seed), lexicon, share=1.0) for seed in range(80)}


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("Then the mill burned down. It was very old then.", "Then the mill burned down, which was very old then."),
        ("Then the mill burned down. The miller left it too.", "Then the mill burned down; the miller left it too."),
        (
            "Then the mill burned down. However, he stayed there too.",
            "Then the mill burned down; however, he stayed there too.",
        ),
        ("The mill runs all night. It keeps the people awake.", "The mill runs all night, keeping the people awake."),
    ],
)
def test_textbook_joins(lexicon: Lexicon, text: str, longer: str) -> None:
    assert longer in results(lexicon, text)


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned down in spring. Ada left the village soon after.",
        "The mill burned down in spring. Why did nobody see it burn?",
        "The mill burned. It was old.",
        "He called it “the mill of the river. It was very old then.”",
    ],
)
def test_names_questions_short_and_quoted_sentences_stay_apart(lexicon: Lexicon, text: str) -> None:
    assert results(lexicon, text) == {text}


def test_no_share_changes_nothing(lexicon: Lexicon) -> None:
    text = "The mill burned down in spring. It was very old then."
    assert joined(text, random.Random(1), lexicon, share=0.0) == text
