"""Cuts leave sentences that read well, and keep what must not be lost."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training_sentences import SENTENCES

from edit_engine.request import Intent
from edit_engine.training.corruption.lexicon import Lexicon, VerbForms
from edit_engine.training.corruption.style_cuts import Cuts


SHOW = VerbForms(base="show", vbz="shows", vbd="showed", vbn="shown", vbg="showing")
PORTRAY = VerbForms(base="portray", vbz="portrays", vbd="portrayed", vbn="portrayed", vbg="portraying")
KEEP = VerbForms(base="keep", vbz="keeps", vbd="kept", vbn="kept", vbg="keeping")
VERBS = (SHOW, PORTRAY, KEEP)


@pytest.fixture(scope="module")
def cuts(empty_lexicon: Lexicon) -> Cuts:
    return Cuts(
        replace(
            empty_lexicon,
            verbs={verb.base: verb for verb in VERBS},
            vbz={verb.vbz: verb.base for verb in VERBS},
            vbd={verb.vbd: verb.base for verb in VERBS},
            vbn={verb.vbn: verb.base for verb in VERBS},
            vbg={verb.vbg: verb.base for verb in VERBS},
        )
    )


def results(cuts: Cuts, text: str, intent: Intent) -> set[str]:
    return {cuts.cut(text, intent, random.Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("intent", "text", "shorter"),
    [
        (Intent.SHORTEN, "The old mill (a tall one) burned.", "The old mill burned."),
        (Intent.SHORTEN, "However, the mill burned down.", "The mill burned down."),
        (Intent.SHORTEN, "The mill, which stood by the river, burned down.", "The mill burned down."),
        (Intent.SHORTEN, "The mill ran all night, keeping the village awake.", "The mill ran all night."),
        (Intent.SHORTEN, "They really went home in order to rest.", "They went home to rest."),
        (Intent.SHORTEN, "The mill that was kept by the miller burned.", "The mill kept by the miller burned."),
        (Intent.SIMPLIFY, "He portrayed the old mill.", "He showed the old mill."),
        (Intent.SIMPLIFY, "The mill was portrayed in a book.", "The mill was shown in a book."),
        (
            Intent.SIMPLIFY,
            "The miller went home early; the mill was closed all week.",
            "The miller went home early. The mill was closed all week.",
        ),
        (
            Intent.SIMPLIFY,
            "The mill burned down in spring, which was a loss for the village.",
            "The mill burned down in spring. This was a loss for the village.",
        ),
    ],
)
def test_textbook_cuts(cuts: Cuts, intent: Intent, text: str, shorter: str) -> None:
    assert shorter in results(cuts, text, intent)


@pytest.mark.parametrize(
    "text",
    [
        "The mill (built in 1852) burned.",
        "The mill, which Ada Moss had bought, burned.",
        "The miller, who never slept at night, was tired.",
        "If the mill burns, we leave; the river will not help anyone then.",
        'He said "no; the mill is mine and the river is yours".',
    ],
)
def test_numbers_names_negations_and_quotes_stay(cuts: Cuts, text: str) -> None:
    assert results(cuts, text, Intent.SHORTEN) == {text}


@given(
    sentences=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4),
    intent=st.sampled_from([Intent.SHORTEN, Intent.SIMPLIFY]),
    seed=st.integers(0, 1000),
)
def test_what_is_left_is_whole(cuts: Cuts, sentences: list[str], intent: Intent, seed: int) -> None:
    text = " ".join(sentences)
    left = cuts.cut(text, intent, random.Random(seed))
    assert left == cuts.cut(text, intent, random.Random(seed))
    assert re.findall(r"\d+", left) == re.findall(r"\d+", text)
    assert "  " not in left
    assert left[0].isupper() == text[0].isupper()
    assert left[-1] == text[-1]
    if intent is Intent.SHORTEN:
        assert len(left) <= len(text)
