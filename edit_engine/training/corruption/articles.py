"""Articles: left out, put where none belongs, or the wrong one, only where the words beside show which is right."""

from __future__ import annotations

import random

from edit_engine.training.corruption.confusion import starts_with_vowel_sound
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.nouns import ends_phrase
from edit_engine.training.corruption.proper_names import DAYS, LANGUAGES, MONTHS, PLACES, PLACES_WITH_THE
from edit_engine.training.corruption.wordlists import DETERMINERS, MASS_NOUNS, PREPOSITIONS, SUBJECT_PRONOUNS, word_set


# Adjectives that demand "the" before them.
WANTS_THE = word_set(
    """same first second third last only best worst whole other entire main right wrong latter former next"""
)
# Nouns that stand with "the" because there is one of them, though not all have a plural in use.
ONE_OF_ITS_KIND = word_set(
    """morning afternoon evening world sun moon sky sea earth ground future past beginning end middle government police
    weather environment truth internet rain wind kitchen window door garden floor station airport piano violin guitar
    theatre cinema dentist doctor doorbell phone radio weekend countryside mountains way fact same meeting wall road"""
)
NO_DROP_AFTER_A = word_set("""few little lot bit good great number couple while day week month year time hundred""")
ABSTRACT_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ism",
    "ship",
    "ing",
    "ty",
    "age",
    "sis",
    "al",
)
CONCRETE = word_set(
    """station city university document government department moment apartment instrument building hospital village
    party meeting animal equation question section election situation position community"""
)
# Nouns that stand without an article after a preposition: by sea, in hospital, at school, in future.
BARE_AFTER_PREPOSITION = word_set(
    """sea school church bed hospital prison college university work home town class court office car bus
    train plane phone radio hand foot future"""
)
INSTRUMENTS = word_set("piano violin guitar")
# One person at a time: "elected president of", "as captain".
ROLES = word_set(
    """president king queen chairman chairwoman chair head leader director manager secretary captain mayor governor
    editor chief minister treasurer principal commander coach bishop pope emperor ambassador chancellor speaker"""
)
GAMES = word_set("tennis football chess cards golf basketball baseball cricket hockey soccer rugby")
# General nouns: no article when nothing after them narrows them down.
GENERAL = word_set("society nature freedom democracy happiness education mankind humanity poverty love peace health")
GENERAL_VERBS = word_set("plays play played playing speak speaks spoke speaking learn learned study studied like likes")
SET_PHRASES = frozenset(
    {(noun, preposition) for preposition, nouns in {
        "in": "general fact particular short advance",
        "for": "example instance granted breakfast lunch dinner",
        "at": "least first night work present",
        "on": "time purpose",
        "by": "mistake accident chance default",
        "of": "course mankind humanity",
    }.items() for noun in nouns.split()}
)  # fmt: skip


def article_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """a/an/the left out before a singular count noun (adjectives between), a superlative, "same", a country ..."""
    lower = draft.lower[index]
    if lower not in ("a", "an", "the"):
        return None
    after = draft.after(index)
    if not after:
        return None
    if not draft.words[index + 1].islower():
        return draft.drop(index) if lower == "the" and after in PLACES_WITH_THE else None
    if lower == "the":
        if after in lexicon.superlatives or after in WANTS_THE:
            # "The next I saw": without its noun such a word may be an adverb.
            return draft.drop(index) if draft.after(index, 2) in lexicon.nouns else None
        # "The more you work, the easier it becomes."
        if draft.gaps[index] == ", " and (after in lexicon.comparatives or after in ("more", "less")):
            return draft.drop(index)
        if not _needed(draft, index, after):
            return None
        if after in ONE_OF_ITS_KIND and ends_phrase(draft, index + 1):
            return draft.drop(index)
    elif after in NO_DROP_AFTER_A:
        return None
    noun = index + 1
    while noun < index + 4 and noun + 1 < len(draft) and not ends_phrase(draft, noun):
        if draft.lower[noun] not in lexicon.describing and draft.lower[noun] not in ("very", "more", "most"):
            break
        noun += 1
    name = draft.lower[noun]
    if lower == "the" and not _needed(draft, index, name):
        return None
    # "The improvement of" and "improvement of" are both right; "an improvement" needs its article.
    if lower == "the" and name.endswith(ABSTRACT_ENDINGS) and name not in CONCRETE:
        return None
    ends = ends_phrase(draft, noun) or draft.after(noun) in SUBJECT_PRONOUNS
    return draft.drop(index) if name in lexicon.countable and ends else None


def _needed(draft: Draft, index: int, noun: str) -> bool:
    """Whether the "the" at `index` before `noun` may not be left out: by (the) sea, plays (the) piano, elected (the)
    president of."""
    before = draft.before(index)
    if noun in INSTRUMENTS:
        return before not in GENERAL_VERBS
    return noun not in ROLES and not (noun in BARE_AFTER_PREPOSITION and before in PREPOSITIONS | {"as"})


def article_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """An article too many: plays the tennis, in the London, an information, a books, in the general."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or draft.starts[index] or before in DETERMINERS:
        return None
    ends = ends_phrase(draft, index)
    if draft.words[index][0].isupper():
        # "The London of my youth", "the Monday after": what follows may narrow a name down.
        if ends and draft.after(index) not in ("of", "after", "before", "when", "that", "which"):
            place = before in PREPOSITIONS and (
                lower in PLACES or lower in MONTHS or (lower in DAYS and before == "on")
            )
            if place or (lower in LANGUAGES and before in GENERAL_VERBS | {"in"}):
                return draft.insert(index, "the")
        return None
    if not draft.words[index].islower():
        return None
    if lower in GAMES and before in GENERAL_VERBS:
        return draft.insert(index, "the")
    if (lower, before) in SET_PHRASES:
        return draft.insert(index, "the") if rng.random() < 0.3 else None
    if lower in GENERAL and ends and draft.after(index) not in ("of", "that", "which", "for", "between", "in"):
        return draft.insert(index, "the") if before in PREPOSITIONS else None
    governed = before in PREPOSITIONS or before in lexicon.plain_vbz or before in lexicon.plain_verbs
    if not governed:
        return None
    if lower in MASS_NOUNS and ends and draft.after(index) != "of":
        return draft.insert(index, "an" if starts_with_vowel_sound(lower) else "a")
    if lower in lexicon.plain_plurals and rng.random() < 0.1:
        return draft.insert(index, "an" if starts_with_vowel_sound(lower) else "a")
    # "A good advice", "a useful information".
    if lower in lexicon.describing and draft.after(index) in MASS_NOUNS and ends_phrase(draft, index + 1):
        return draft.insert(index, "an" if starts_with_vowel_sound(lower) else "a")
    return None


def article_swapped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A wrong article: a before a plural, a before "same" or "sun", the for a after "such" or "what"."""
    lower = draft.lower[index]
    after = draft.after(index)
    if not after or not draft.words[index + 1].islower():
        return None
    if lower == "the":
        superlative = after in lexicon.superlatives and after not in ("most", "least", "best", "last", "latest")
        fixed = superlative or after in ("same", "sun", "moon", "sky", "internet", "police")
        plural = after in lexicon.plain_plurals and rng.random() < 0.12
        if fixed or plural:
            return draft.replace(index, "an" if starts_with_vowel_sound(after) else "a")
    elif lower in ("a", "an") and draft.before(index) in ("such", "what"):
        return draft.replace(index, "the")
    return None
