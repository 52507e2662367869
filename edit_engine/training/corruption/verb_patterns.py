"""Verb forms that the verb before, the time named or the condition fixes: enjoy to swim, want go, yesterday he go."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import (
    AUXILIARIES,
    BE,
    BETWEEN,
    DETERMINERS,
    HAVE,
    SUBJECT_PRONOUNS,
    word_set,
)


JOINTS = word_set("and when after before because as while but so until")
# "I think he was" is as right as "I thought he was".
OPINIONS = word_set("think know say believe hope suppose guess mean see hear find remember like love want feel live")
# Verbs and phrases that take an -ing form alone.
TAKES_ING = word_set(
    """enjoy avoid finish practise practice imagine risk postpone delay mind dislike suggest consider quit resist
    recommend involve worth busy keep"""
)
# Verbs that take "to" and a verb alone.
TAKES_TO = word_set(
    """want decide hope agree refuse offer promise manage fail expect afford wish learn choose pretend plan need able
    ready ought tend seem willing likely supposed allowed happen deserve threaten hesitate"""
)
# Of these, some stand with an -ing form as well: it needs cleaning, we learn swimming, a plan for cleaning.
MAY_TAKE_ING = word_set("need want deserve learn plan")
# "Help him to go" is right.
TAKES_BARE = word_set("make makes made let lets")
OBJECTS = word_set("me him her us them you it people")
# Words that put a clause in the past.
PAST_TIMES = word_set("yesterday ago")
PAST_AFTER_LAST = word_set("night week month year summer winter time monday friday sunday century")
CONTEXT = 9
# Past forms that some list has as base forms of rarer verbs.
PAST_AFTER_ALL = word_set("saw found left felt fell")
EMOTIONS = {
    "interested": "interesting", "bored": "boring", "excited": "exciting", "surprised": "surprising",
    "tired": "tiring", "confused": "confusing", "disappointed": "disappointing", "frightened": "frightening",
    "satisfied": "satisfying", "amazed": "amazing", "annoyed": "annoying", "worried": "worrying",
    "shocked": "shocking", "pleased": "pleasing", "embarrassed": "embarrassing",
}  # fmt: skip
FEELINGS = {feeling: feeler for feeler, feeling in EMOTIONS.items()}
# What has no feelings: an interested man may be right, an interested book is not.
THINGS = word_set(
    """book story film movie idea place thing day question fact job trip subject topic game lesson article experience
    problem situation result report town city show song speech event project programme program answer way"""
)


def _base(word: str, lexicon: Lexicon) -> str:
    """The base form of a verb in any form."""
    if word in lexicon.verbs:
        return word
    return lexicon.vbz.get(word) or lexicon.vbd.get(word) or lexicon.vbg.get(word) or word


def form_after_verb(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """enjoy to swim, want going, made him to laugh, look forward to see."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or not draft.words[index].islower():
        return None
    base = lexicon.vbg.get(lower)
    if base is not None:
        if _base(before, lexicon) in TAKES_ING and base not in BE:
            bare = base if base not in lexicon.nouns else f"to {base}"
            return draft.replace(index, rng.choice((f"to {base}", f"to {base}", bare)))
        if before == "to" and draft.before(index - 1) in ("forward", "addition", "devoted", "accustomed"):
            return draft.replace(index, base)
        return None
    if before == "to" and lower in lexicon.verbs and index > 1:
        verb = lexicon.verbs[lower]
        head = draft.before(index - 1)
        if _base(head, lexicon) in TAKES_TO and head not in lexicon.nouns - {"need", "needs", "hope", "wish", "plan"}:
            wrongs = (verb.vbg, f"for {verb.vbg}", lower, f"to {verb.vbg}")
            return draft.span(
                index - 1, index, rng.choice(wrongs[2:] if _base(head, lexicon) in MAY_TAKE_ING else wrongs)
            )
        return None
    if lower in lexicon.verbs and before in OBJECTS and draft.before(index - 1) in TAKES_BARE:
        return draft.insert(index, "to") if lower not in ("be", "do", "have") and lower in lexicon.plain_verbs else None
    return None


def _past_nearby(draft: Draft, index: int) -> bool:
    """Whether a word in the same sentence near `index` says that this is past: yesterday, last night, two years ago."""
    for step in (1, -1):
        place = index
        for _ in range(CONTEXT):
            # A comma may part the verb from a time that belongs to another.
            if draft.gaps[min(place + 1, len(draft)) if step > 0 else place] != " ":
                break
            place += step
            word = draft.lower[place]
            if word in PAST_TIMES or (word == "last" and draft.after(place) in PAST_AFTER_LAST):
                return True
    return False


def tense_against_time(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Yesterday he go, he has seen it last week: a tense that the named time rules out."""
    lower = draft.lower[index]
    base = lexicon.vbd.get(lower)
    before = draft.before(index)
    if base is None or not draft.words[index].islower() or lower in HAVE or before in HAVE | BE | BETWEEN | {"to"}:
        return None
    if (lower in lexicon.verbs and lower not in PAST_AFTER_ALL) or not _past_nearby(draft, index):
        return None
    verb = lexicon.verbs[base]
    if before in SUBJECT_PRONOUNS and lower not in BE and rng.random() < 0.4:
        have = "has" if before in ("he", "she", "it") else "have"
        return draft.replace(index, f"{have} {verb.vbn}")
    if lower in BE:
        return draft.replace(index, "is" if lower == "was" and before != "i" else "are" if lower == "were" else "am")
    return draft.replace(index, verb.vbz if before in ("he", "she", "it") and rng.random() < 0.5 else base)


def tense_against_context(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """He opened the door and see nobody: a verb joined by "and" to a past form, in the present."""
    lower = draft.lower[index]
    base = lexicon.vbd.get(lower)
    if base is None or lower in lexicon.verbs or lower in BE | HAVE or lower in AUXILIARIES:
        return None
    before = draft.before(index)
    if before in ("i", "we", "they", "you", "he", "she") and draft.before(index - 1) in JOINTS and base not in OPINIONS:
        return draft.replace(index, base) if _past_before(draft, index - 2, lexicon) else None
    if before != "and" or not draft.words[index].islower() or draft.after(index) in lexicon.countable:
        return None
    for place in range(index - 2, max(-1, index - 8), -1):
        if draft.starts[place] or draft.gaps[place + 1] != " ":
            return None
        word = draft.lower[place]
        if word in lexicon.vbd and word not in AUXILIARIES and draft.before(place) in SUBJECT_PRONOUNS:
            return draft.replace(index, base)
    return None


def _past_before(draft: Draft, index: int, lexicon: Lexicon) -> bool:
    """Whether the sentence has a past form in the words before `index`."""
    for place in range(index, max(-1, index - 10), -1):
        word = draft.lower[place]
        if word in ("was", "were") or (word in lexicon.vbd and word not in lexicon.verbs and word not in HAVE):
            return True
        if draft.starts[place]:
            return False
    return False


def condition(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """if I would have known, if it will rain, since 1998 she lives: helpers against the pattern."""
    lower = draft.lower[index]
    before = draft.before(index)
    after = draft.after(index)
    if before in SUBJECT_PRONOUNS and draft.before(index - 1) == "if" and after:
        # "Asked if he had gone" is an indirect question; a condition has a "would" in its other half.
        if lower == "had" and after in lexicon.vbn and "would" in draft.lower[index + 1 : index + 14]:
            return draft.replace(index, "would have")
        verb = lexicon.verbs.get(lexicon.vbz.get(lower, lower))
        # "If it will rain": only where the other half has a "will".
        if verb is not None and lower not in AUXILIARIES and "will" in draft.lower[index + 1 : index + 14]:
            return draft.replace(index, f"will {verb.base}")
    if lower in ("have", "has") and after in lexicon.vbn and before in SUBJECT_PRONOUNS:
        participle = lexicon.verbs[lexicon.vbn[after]]
        if "since" in draft.lower[index + 2 : index + 7] and participle.base not in BE | HAVE:
            return draft.span(index, index + 1, participle.vbz if lower == "has" else participle.base)
    return None


def feeling_for_feeler(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """I am boring with it, an interested book."""
    lower = draft.lower[index]
    other = EMOTIONS.get(lower)
    if other is not None:
        felt = draft.before(index) in BE | {"very", "so", "not", "felt", "feel", "get", "got", "became"}
        return (
            # "He is worrying about it" is right.
            draft.replace(index, other)
            if felt and lower != "worried" and draft.after(index) in ("in", "with", "about", "at")
            else None
        )
    other = FEELINGS.get(lower)
    noun = draft.after(index)
    if other is not None and (draft.before(index) in DETERMINERS | {"very"}) and noun in THINGS:
        return draft.replace(index, other)
    return None


def progressive(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """have been work, is go, I am knowing, he is walk: an -ing form lost, or made of a verb of state."""
    lower = draft.lower[index]
    before = draft.before(index)
    base = lexicon.vbg.get(lower)
    if base is not None and before in BE and base not in BE and draft.words[index].islower():
        if before == "been" or (base in lexicon.plain_verbs and draft.before(index - 1) in SUBJECT_PRONOUNS):
            return draft.replace(index, base)
        return None
    if lower in STATES and before in STATE_BE:
        verb = lexicon.verbs.get(lower)
        return draft.replace(index, f"{STATE_BE[before]} {verb.vbg}") if verb is not None else None
    return None


STATES = word_set("know believe understand want need like prefer own belong contain seem mean remember")
STATE_BE = {"i": "am", "we": "are", "they": "are", "you": "are"}
