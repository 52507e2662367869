"""Wrong capitals: names, sentence starts and "I" in small letters, common words with a capital."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.proper_names import MUST_BE_CAPITAL, TITLES
from edit_engine.training.corruption.wordlists import DETERMINERS, PREPOSITIONS, word_set


# Words that writers like to raise: kin, time, study, trades.
RAISED_OFTEN = word_set(
    """uncle aunt mother father brother sister grandmother grandfather cousin week month year summer winter spring
    autumn weekend morning school teacher doctor engineer professor manager science mathematics history biology physics
    country town street river book music art nature people computer"""
)
FIRST_PERSON = ("I", "I'm", "I've", "I'd", "I'll", "I’m", "I’ve", "I’d", "I’ll")


def sentence_start_lowered(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A sentence that begins in small letters."""
    word = draft.words[index]
    if not draft.starts[index] or not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return None
    if index > 0 and "\n" in draft.gaps[index] and rng.random() < 0.5:
        return None
    return _lower(word, index)


def name_lowered(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A day, a language, a place or a person without its capital."""
    word = draft.words[index]
    if not word[0].isupper() or draft.starts[index] or (len(word) > 1 and word.isupper()):
        return None
    lower = draft.lower[index]
    bare = lower.removesuffix("'s").removesuffix("’s")
    if bare in MUST_BE_CAPITAL:
        return _lower(word, index)
    # Names of people and things: only within a sentence, and only those that are no common word.
    if draft.gaps[index] != " " or lower not in lexicon.names or lower in TITLES or not word[1:].islower():
        return None
    if word in FIRST_PERSON or rng.random() < 0.5:
        return None
    return _lower(word, index)


def first_person_lowered(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """i, i'm."""
    word = draft.words[index]
    if word not in FIRST_PERSON or rng.random() < 0.5:
        return None
    return _lower(word, index)


def raised(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A common noun with a capital inside a sentence: a Week, My Uncle, the new School."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or draft.starts[index] or not draft.words[index].islower() or before in TITLES:
        return None
    if lower in RAISED_OFTEN:
        return Edit(2 * index + 1, 2 * index + 2, lower[0].upper() + lower[1:])
    if lexicon.frequency.get(lower, 0) < 100 or rng.random() < 0.85:
        return None
    noun = (lower in lexicon.countable and lower not in lexicon.verbs) or lower in lexicon.plain_plurals
    if noun and (before in DETERMINERS or before in lexicon.describing or before in PREPOSITIONS):
        return Edit(2 * index + 1, 2 * index + 2, lower[0].upper() + lower[1:])
    return None


def _lower(word: str, index: int) -> Edit:
    return Edit(2 * index + 1, 2 * index + 2, word[0].lower() + word[1:])
