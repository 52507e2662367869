"""Agreement with the wrong noun: the box of nails are, each of the samples were, everybody know, the news are."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.verbs import COLLECTIVE, NUMBER_SWAPS
from edit_engine.training.corruption.wordlists import DETERMINERS, word_set


# What parts a subject from the noun next to the verb.
LINKS = word_set("of in on at with for from to about between under behind near")
# Singular, though they look or feel like a plural.
SINGULAR_SUBJECTS = word_set(
    """everybody everyone somebody someone nobody anybody anyone nothing everything something each neither either news
    mathematics physics economics politics furniture information equipment money advice hair luggage homework"""
)
# Plural, though they look like a singular.
PLURAL_SUBJECTS = word_set(
    "people children men women police teeth feet mice trousers scissors glasses clothes both many"
)
SINGULAR_VERBS = word_set("is was has does isn't wasn't hasn't doesn't")
PLURAL_VERBS = word_set("are were have do aren't weren't haven't don't")
CLAUSE_OPENERS = word_set("that if when because although while but since whether until where so as how why")
LONGEST_SUBJECT = 7


def distant_agreement(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """The verb at `index` made to agree with the noun next to it instead of with its subject."""
    word = draft.words[index]
    if not word.islower() or index < 2 or draft.starts[index]:
        return None
    lower = draft.lower[index].replace("’", "'")
    singular, plural = lower in SINGULAR_VERBS, lower in PLURAL_VERBS
    if not singular and not plural:
        base = lexicon.plain_vbz.get(lower)
        if base is not None:
            singular, wrong = True, base
        elif lower in lexicon.plain_verbs:
            plural, wrong = True, lexicon.verbs[lower].vbz
        else:
            return None
    else:
        wrong = NUMBER_SWAPS[lower][0]
    before = draft.before(index)
    if (
        singular
        and before in SINGULAR_SUBJECTS
        and before not in ("each", "either")
        and draft.before(index - 1) != "of"
    ):
        return _put(draft, index, wrong)
    if plural and before in PLURAL_SUBJECTS:
        return _put(draft, index, wrong)
    # "The man and his dog walks".
    joined = draft.before(index - 1) in DETERMINERS and draft.before(index - 2) == "and" and before in lexicon.countable
    if plural and joined:
        return _put(draft, index, wrong)
    subject = _subject(draft, index, lexicon)
    if subject is None:
        return None
    near_plural = before in lexicon.plain_plurals
    if singular and near_plural and (subject in lexicon.countable or subject in SINGULAR_SUBJECTS or subject == "one"):
        return _put(draft, index, wrong) if subject not in COLLECTIVE else None
    if plural and not near_plural and before in lexicon.countable and subject in lexicon.plain_plurals:
        return _put(draft, index, wrong)
    return None


def _subject(draft: Draft, index: int, lexicon: Lexicon) -> str | None:
    """The noun before the first link word that leads to the verb: "box" of "the box of old nails"."""
    for place in range(index - 2, max(0, index - LONGEST_SUBJECT), -1):
        if draft.gaps[place + 1] != " ":
            return None
        word = draft.lower[place]
        if word in LINKS:
            head = draft.before(place)
            # A verb or a comma before the noun: it may be an object.
            start = place - 2 if draft.before(place - 1) in DETERMINERS else place - 1
            start = max(0, start)
            at_start = draft.starts[start] or draft.gaps[start].startswith(",") or draft.before(start) in CLAUSE_OPENERS
            return head if head and (at_start or head in ("each", "one", "neither", "either", "none")) else None
        if word in lexicon.vbd and word not in lexicon.vbn:
            return None
    return None


def _put(draft: Draft, index: int, text: str) -> Edit:
    return draft.replace(index, text.replace("'", "’") if "’" in draft.words[index] else text)


def _and_follows(draft: Draft, index: int) -> bool:
    """Whether an "and" stands in the same clause after word `index`."""
    for place in range(index + 1, min(index + 1 + LONGEST_SUBJECT, len(draft))):
        if draft.gaps[place] not in (" ", ", "):
            return False
        if draft.lower[place] == "and":
            return True
    return False


def there_is(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """there is many, there are a, here is the two, where is my keys."""
    lower = draft.lower[index]
    if draft.before(index) not in ("there", "here", "where") or lower not in (
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
    ):
        return None
    after, second = draft.after(index), draft.after(index, 2)
    plural = lower in ("are", "were", "have")
    # "There are a man and a dog", "there are a lot of dogs".
    if not plural and (
        _and_follows(draft, index) or second in COLLECTIVE | {"few", "great", "large", "hundred", "dozen"}
    ):
        return None
    shown = (
        after in ("many", "several", "some", "no", "two", "three", "four", "these", "few")
        or second in lexicon.plain_plurals
        if plural
        else after in ("a", "an", "one", "this", "another") or second in lexicon.countable
    )
    return draft.replace(index, NUMBER_SWAPS[lower][0]) if shown else None
