"""Nouns and what stands before them: number, articles, determiners."""

from __future__ import annotations

import random

from edit_engine.training.corruption.confusion import starts_with_vowel_sound
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import (
    DETERMINERS,
    MASS_NOUNS,
    PHRASE_END,
    PLURAL_MARKERS,
    PREPOSITIONS,
    SINGULAR_MARKERS,
    word_set,
)


# Adjectives that demand "the" before them.
WANTS_THE = word_set(
    """same first second third last only best worst whole other entire main right wrong latter former next"""
)
NO_DROP_AFTER_A = word_set("""few little lot bit good great number couple while day week month year time hundred""")
PLURAL_VERBS = word_set("are were have aren't weren't")
DETERMINER_SLIPS = {
    "this": "these", "these": "this", "many": "much", "much": "many", "fewer": "less", "another": "other",
    "other": "another", "few": "little", "those": "that", "each": "all", "every": "all",
}  # fmt: skip


def ends_phrase(draft: Draft, index: int) -> bool:
    """Whether a noun phrase ends with word `index`: punctuation or a function word follows."""
    return index + 1 >= len(draft) or draft.gaps[index + 1] != " " or draft.lower[index + 1] in PHRASE_END


def _marker(draft: Draft, index: int, lexicon: Lexicon) -> str:
    """The word before the noun at `index`, or the one before an adjective between them."""
    before = draft.before(index)
    if before in lexicon.adverbs and before not in DETERMINERS:
        return draft.before(index - 1)
    return before


def number(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Singular for plural and back where a determiner or a verb shows the number; informations, advices."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    single = lexicon.plain_plurals.get(lower)
    if single is not None:
        before = _marker(draft, index, lexicon)
        shown = before in PLURAL_MARKERS or draft.after(index) in PLURAL_VERBS
        if (
            not shown
            and draft.before(index) == "the"
            and index > 1
            and draft.lower[index - 3 : index - 1] == ["one", "of"]
        ):
            shown = True
        return draft.replace(index, single) if shown else None
    if lower in MASS_NOUNS:
        if lower.endswith("s") or not ends_phrase(draft, index) or rng.random() < 0.3:
            return None
        return draft.replace(index, lower + "s")
    if lower in lexicon.countable and lower not in lexicon.vbn and ends_phrase(draft, index):
        before = _marker(draft, index, lexicon)
        if before in SINGULAR_MARKERS and draft.after(index) != "of" and lexicon.plurals[lower] not in ("goes",):
            return draft.replace(index, lexicon.plurals[lower])
    return None


def article_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """a/an/the left out before a singular count noun (with at most one adjective), a superlative, "same" ..."""
    lower = draft.lower[index]
    if lower not in ("a", "an", "the"):
        return None
    after = draft.after(index)
    if not after or not draft.words[index + 1].islower():
        return None
    if lower == "the":
        if after in lexicon.superlatives or after in WANTS_THE:
            return draft.drop(index)
    elif after in NO_DROP_AFTER_A:
        return None
    noun = index + 1
    if after in lexicon.adverbs and not ends_phrase(draft, noun):
        noun += 1
    if noun < len(draft) and draft.lower[noun] in lexicon.countable and ends_phrase(draft, noun):
        return draft.drop(index)
    return None


def article_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """An article too many: with a problems, an information, the my house, in the general."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or not draft.words[index].islower() or draft.starts[index]:
        return None
    if before in PREPOSITIONS:
        if lower in ("my", "your", "our", "their", "his", "its") and rng.random() < 0.1:
            return draft.insert(index, "the")
        if (lower, before) in SET_PHRASES or (lower in MASS_NOUNS and ends_phrase(draft, index) and rng.random() < 0.3):
            return draft.insert(index, "the")
        if lower in lexicon.plain_plurals or lower in MASS_NOUNS:
            return draft.insert(index, "an" if starts_with_vowel_sound(lower) else "a")
    return None


SET_PHRASES = frozenset(
    {(noun, preposition) for preposition, nouns in {
        "in": "general fact particular addition short practice theory order contrast conclusion person advance bed",
        "for": "example instance sale granted breakfast lunch dinner",
        "at": "least first home night last school work present times",
        "on": "time foot purpose average fire sale top",
        "by": "car bus train hand mistake accident chance default definition means",
        "to": "school bed work church date",
        "of": "course mankind humanity",
        "from": "home school",
    }.items() for noun in nouns.split()}
)  # fmt: skip


def article_swapped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A wrong article: a before a plural, a before "same", the for a after "such" or "what"."""
    lower = draft.lower[index]
    after = draft.after(index)
    if not after:
        return None
    if lower == "the" and (
        after in lexicon.plain_plurals or after in lexicon.superlatives or after in ("same", "only", "first")
    ):
        if rng.random() < 0.5:
            return None
        return draft.replace(index, "an" if starts_with_vowel_sound(after) else "a")
    if lower in ("a", "an") and draft.before(index) in ("such", "what", "quite"):
        return draft.replace(index, "the")
    return None


def determiner(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """this/these, many/much, few/little, fewer/less, another/other against the number of the noun."""
    lower = draft.lower[index]
    other = DETERMINER_SLIPS.get(lower)
    if other is None:
        return None
    after = draft.after(index)
    noun = index + 2 if after in lexicon.adverbs else index + 1
    if not after or noun >= len(draft):
        return None
    name = draft.lower[noun]
    if lower in ("these", "many", "fewer", "other", "few", "those"):
        return draft.replace(index, other) if name in lexicon.plain_plurals else None
    if lower == "much":
        return draft.replace(index, other) if name in MASS_NOUNS else None
    if name in lexicon.countable and ends_phrase(draft, noun) and name not in lexicon.vbn:
        return draft.replace(index, other)
    return None
