"""Words become an intent only if nothing of what they ask would be dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import KINDS, Intent
from editor_app.errors import UnknownInstruction
from editor_app.instructions import MEANINGS, understand


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("fix the grammar", Intent.FIX),
        ("Correct spelling.", Intent.FIX),
        ("Please proofread my essay!", Intent.FIX),
        ("fix all typos and punctuation errors in this document", Intent.FIX),
        ("make it shorter", Intent.SHORTEN),
        ("could you make this less wordy", Intent.SHORTEN),
        ("more formal", Intent.FORMAL),
        ("make it clearer", Intent.CLARITY),
        ("rewrite this paragraph", Intent.PARAPHRASE),
        ("use plain English", Intent.SIMPLIFY),
        ("make it sound more natural", Intent.FLUENCY),
        ("remove bias", Intent.NEUTRAL),
        ("fill in the gaps", Intent.INFILL),
    ],
)
def test_plain_requests_are_understood(words: str, intent: Intent) -> None:
    assert understand(words) is intent


@pytest.mark.parametrize(
    "words",
    [
        "less formal",
        "more wordy",
        "add more errors",
        "don't fix the grammar",
        "don’t fix the grammar",
        "fix only the spelling",
        "fix everything except the quotes",
        "fix the grammar like a pirate",
        "fix the grammar and make it shorter",
        "translate into French",
        "make it funny",
        "shorten to 100 words",
        "",
        "…",
        "please",
    ],
)
def test_what_would_be_done_only_in_part_is_refused(words: str) -> None:
    with pytest.raises(UnknownInstruction):
        understand(words)


def test_a_refusal_lists_what_the_model_can_do_and_nothing_else() -> None:
    with pytest.raises(UnknownInstruction) as refused:
        understand("make it rhyme", can=[Intent.FIX, Intent.SHORTEN])
    assert "fix (correct grammar" in str(refused.value)
    assert "shorten (" in str(refused.value)
    assert "formal (" not in str(refused.value)


def test_a_refusal_names_the_words_that_were_not_understood() -> None:
    with pytest.raises(UnknownInstruction, match="would ignore 'pirate'"):
        understand("fix this for a pirate")


@pytest.mark.parametrize("intent", KINDS)
def test_every_intent_has_a_meaning_and_is_understood_by_name_and_by_each_key(intent: Intent) -> None:
    assert understand(intent.value) is intent
    for key in MEANINGS[intent].keys:
        assert understand(key) is intent, key


@given(st.sampled_from(KINDS), st.text("qxz", min_size=3, max_size=8))
def test_an_unknown_word_always_leads_to_a_refusal(intent: Intent, word: str) -> None:
    key = min(MEANINGS[intent].keys)
    with pytest.raises(UnknownInstruction):
        understand(f"{key} {word}")
