"""Padding adds words around a text and takes none of its own."""

from __future__ import annotations

import random

import pytest

from edit_engine.training.corruption.draft import Draft
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.style_padding import openings, paddings


LEXICON = Lexicon(
    frequency={"mill": 90, "mills": 90, "old": 50, "clear": 50, "clearly": 50},
    names=frozenset(),
    misspellings={},
    confusions={},
    plurals={"mill": "mills"},
    singulars={"mills": "mill"},
    nouns=frozenset({"mill", "mills"}),
    verbs={},
    vbz={},
    vbd={},
    vbn={"kept": "keep"},
    vbg={},
    comparatives={"older": "old"},
    superlatives={},
    variants={},
)


def padded(text: str) -> set[str]:
    found = set()
    for seed in range(120):
        for edit in paddings(Draft(text), random.Random(seed), LEXICON):
            draft = Draft(text)
            assert draft.accepts(edit)
            draft.add(edit)
            found.add(draft.render())
    return found


@pytest.mark.parametrize(
    ("text", "longer"),
    [
        ("They have 12 mills here.", "They have a total of 12 mills here."),
        ("It began in 1852.", "It began in the year 1852."),
        ("It lasted for two years.", "It lasted for a period of two years."),
        ("Some mills are here.", "There are some mills that are here."),
        ("We saw the mills kept by him.", "We saw the mills that are kept by him."),
        ("He spoke clearly.", "He spoke in a clear manner."),
    ],
)
def test_textbook_padding(text: str, longer: str) -> None:
    assert longer in padded(text)


def test_nothing_is_put_where_nothing_fits() -> None:
    assert padded("They will not go.") == set()


def test_an_opening_takes_the_capital_of_the_sentence() -> None:
    draft = Draft("The mill burned. Ada left.")
    edits = openings(draft, random.Random(1))
    assert len(edits) == 1
    draft.add(edits[0])
    assert draft.render().endswith(" the mill burned. Ada left.")
