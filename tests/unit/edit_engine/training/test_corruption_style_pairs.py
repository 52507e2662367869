"""Constructed style pairs: the clean text is the answer, and the task differs by the phrases of the table only."""

from __future__ import annotations

import random

import pytest

from edit_engine.request import Intent
from edit_engine.training.corruption import ConstructedPairs, Lexicon, constructed_pairs
from edit_engine.training.corruption.lexicon import VerbForms
from edit_engine.training.corruption.style_conditions import CONDITIONS
from edit_engine.training.corruption.style_contractions import expand
from edit_engine.training.corruption.style_table import PHRASES


USE = VerbForms(base="use", vbz="uses", vbd="used", vbn="used", vbg="using")
MAKE = VerbForms(base="make", vbz="makes", vbd="made", vbn="made", vbg="making")
UTILIZE = VerbForms(base="utilize", vbz="utilizes", vbd="utilized", vbn="utilized", vbg="utilizing")
EMPLOY = VerbForms(base="employ", vbz="employs", vbd="employed", vbn="employed", vbg="employing")
VERBS = (USE, MAKE, UTILIZE, EMPLOY)


@pytest.fixture(scope="module")
def pairs() -> ConstructedPairs:
    return constructed_pairs(
        Lexicon(
            frequency={"problem": 50, "problems": 50},
            names=frozenset(),
            misspellings={},
            confusions={},
            plurals={"problem": "problems"},
            singulars={"problems": "problem"},
            nouns=frozenset({"problem", "problems"}),
            verbs={verb.base: verb for verb in VERBS},
            vbz={verb.vbz: verb.base for verb in VERBS},
            vbd={verb.vbd: verb.base for verb in VERBS},
            vbn={verb.vbn: verb.base for verb in VERBS},
            vbg={verb.vbg: verb.base for verb in VERBS},
            comparatives={},
            superlatives={},
            variants={},
        )
    )


def made(pairs: ConstructedPairs, text: str, intent: Intent) -> set[tuple[str, str]]:
    found = {pairs.make(text, intent, random.Random(seed)) for seed in range(200)}
    return {pair for pair in found if pair is not None}


@pytest.mark.parametrize(
    ("intent", "text", "before"),
    [
        (Intent.SHORTEN, "We left because it rained.", "We left due to the fact that it rained."),
        (Intent.SHORTEN, "Because it rained, we left.", "Due to the fact that it rained, we left."),
        (Intent.SHORTEN, "They used the map.", "They made use of the map."),
        (Intent.SHORTEN, "The map is old.", "It should be noted that the map is old."),
        (Intent.SIMPLIFY, "She uses the map.", "She utilizes the map."),
        (Intent.SIMPLIFY, "It was a big problem.", "It was a substantial problem."),
        (Intent.SIMPLIFY, "We saw many problems in many problems.", "We saw many problems in numerous problems."),
        (Intent.FORMAL, "They do not know.", "They don't know."),
        (Intent.FORMAL, "The children left.", "The kids left."),
    ],
)
def test_textbook_pairs(pairs: ConstructedPairs, intent: Intent, text: str, before: str) -> None:
    assert (before, text) in made(pairs, text, intent)


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        (Intent.SHORTEN, "Snow fell because of rain."),
        (Intent.SHORTEN, "Rare use was made"),
        (Intent.FORMAL, "I wonder what it is."),
        (Intent.FORMAL, "Rain fell."),
        # 's may be "is" or "has": no answer is certain.
        (Intent.FORMAL, "He's finished and they do not know."),
        (Intent.NEUTRAL, "We left because it rained."),
    ],
)
def test_no_pair_where_nothing_safe_fits(pairs: ConstructedPairs, intent: Intent, text: str) -> None:
    assert made(pairs, text, intent) == set()


def test_article_follows_the_new_word(pairs: ConstructedPairs) -> None:
    text = "It was a huge problem."
    befores = {before for before, _ in made(pairs, text, Intent.SIMPLIFY)}
    assert "It was an immense problem." in befores
    assert all("an colossal" not in before and "a immense" not in before for before in befores)


def test_formal_answer_has_its_contractions_written_out(pairs: ConstructedPairs) -> None:
    found = made(pairs, "I don't know, and they'll use the map.", Intent.FORMAL)
    assert {after for _, after in found} == {"I do not know, and they will use the map."}


def test_expand_keeps_inverted_questions_and_ambiguous_ones() -> None:
    assert expand("Don't you see? It's late, isn't this fine?") == "Don't you see? It's late, isn't this fine?"
    assert expand("We can’t go; I’m late.") == "We cannot go; I am late."


def test_same_seed_same_pair(pairs: ConstructedPairs) -> None:
    text = "They used the map because it was a big problem."
    assert pairs.make(text, Intent.SHORTEN, random.Random(4)) == pairs.make(text, Intent.SHORTEN, random.Random(4))


def test_code_like_tokens_stay_untouched(pairs: ConstructedPairs) -> None:
    for before, _ in made(pairs, "We left because `because we used the map` was used.", Intent.SHORTEN):
        assert "`because we used the map`" in before


def test_every_condition_of_the_tables_is_known() -> None:
    frames = {
        row.split(": ")[0].split("/")[1]
        for text in PHRASES.values()
        for row in text.strip().replace("\n", "|").split("|")
    }
    assert frames <= set(CONDITIONS)
