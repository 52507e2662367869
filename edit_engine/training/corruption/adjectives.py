"""Adjectives and adverbs: doubled comparison, adjective for adverb and back."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.nouns import ends_phrase
from edit_engine.training.corruption.wordlists import BE


SUPPLETIVE = {"better": "gooder", "worse": "worser", "worst": "worstest", "best": "bestest"}
# Words that keep "more" and "most" from being said twice.
DEGREES = frozenset({"more", "most", "no", "the", "any", "even", "still", "ever", "never", "or", "of"})


def comparison(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """more easier, most biggest, more big, as ... than."""
    lower = draft.lower[index]
    word = draft.words[index]
    before = draft.before(index)
    if not word.islower() or not before:
        return None
    adjective = lexicon.comparatives.get(lower)
    if adjective is not None and lower not in ("more", "less", "fewer", "rather", "further", "lower", "upper"):
        if draft.after(index) == "than" or before in ("is", "are", "was", "were", "much", "a", "even"):
            if rng.random() < 0.65:
                return draft.insert(index, "more")
            return draft.replace(index, SUPPLETIVE.get(lower, f"more {adjective}"))
        return None
    adjective = lexicon.superlatives.get(lower)
    if (
        adjective is not None
        and lower not in ("most", "least", "last")
        and before in ("the", "his", "her", "their", "my", "our")
    ):
        return (
            draft.insert(index, "most")
            if rng.random() < 0.7 or lower in SUPPLETIVE
            else draft.replace(index, f"most {adjective}")
        )
    if lower == "than" and before and draft.lower[max(0, index - 3) : index] and rng.random() < 0.03:
        return draft.replace(index, "that")
    return None


def adverb_for_adjective(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """quick for quickly beside a verb; quickly for quick before a noun or after "is"."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    adjective = lexicon.adjectives.get(lower)
    before, after = draft.before(index), draft.after(index)
    if adjective is not None:
        beside_verb = (
            before in lexicon.vbd
            or before in lexicon.verbs
            or before in BE
            or after in lexicon.vbn
            or after in lexicon.vbd
        )
        if beside_verb and adjective not in lexicon.vbn and after not in lexicon.countable:
            return draft.replace(index, adjective)
        return None
    adverb = lexicon.adverbs.get(lower)
    if adverb is None or lower in lexicon.vbn or lower in lexicon.vbg:
        return None
    in_phrase = (
        before in ("a", "an", "the", "this", "very") and after in lexicon.countable and ends_phrase(draft, index + 1)
    )
    after_be = before in BE and ends_phrase(draft, index)
    # People write the adjective for the adverb far oftener than the other way round.
    if (in_phrase or after_be) and rng.random() < 0.12:
        return draft.replace(index, adverb)
    return None
