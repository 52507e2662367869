"""Padding for SHORTEN: what wordy writers put around a plain statement, without a word of content.

Where `style_table` exchanges a phrase for a longer one, these edits insert: hedges, intensifiers, doubled words, empty
openings and tails, "there are ... that", "that is ...", "a total of". The clean text is the answer.
"""

from __future__ import annotations

import random
import re

from edit_engine.training.corruption.confusion import starts_with_vowel_sound
from edit_engine.training.corruption.draft import Draft, Edit, like
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.nouns import ends_phrase
from edit_engine.training.corruption.proper_names import DAYS, MONTHS
from edit_engine.training.corruption.style_conditions import DEGREES
from edit_engine.training.corruption.wordlists import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECTS,
    word_set,
)


# Put before a sentence.
EMPTY_OPENINGS = (
    "It is important to note that", "It should be noted that", "It is worth noting that",
    "It is interesting to note that", "It is worth mentioning that", "It goes without saying that", "Needless to say,",
    "As a matter of fact,", "What this means is that", "The fact of the matter is that",
    "For all intents and purposes,", "Please be aware that", "It is a well-known fact that", "It is clear that",
    "It is obvious that", "There is no doubt that", "It must be remembered that", "It can be seen that",
    "I would like to point out that", "We would like to inform you that", "As you may already know,",
    "Basically,", "Essentially,",
    "At the end of the day,", "When all is said and done,", "In terms of the overall picture,", "As previously stated,",
    "The thing is that", "With this in mind,",
)  # fmt: skip

# Put before the full stop.
_TAILS = (
    "as such", "as it were", "so to speak", "at the end of the day", "in the final analysis",
    "when all is said and done", "in actual fact", "for all intents and purposes",
)  # fmt: skip

# Put before an adjective after a form of "be", and before a verb after its subject.
_INTENSIFIERS = (
    "very", "really", "quite", "extremely", "actually", "rather", "truly", "basically", "absolutely", "essentially",
    "in fact", "undoubtedly", "particularly",
)  # fmt: skip
_HEDGES = (
    "actually", "really", "basically", "essentially", "simply", "in fact", "effectively",
    "of course", "in essence", "to all intents and purposes",
)  # fmt: skip

_DOUBLES = {
    "clear": "clear and evident", "important": "important and significant", "simple": "simple and straightforward",
    "basic": "basic and fundamental", "safe": "safe and secure", "complete": "full and complete",
    "true": "true and accurate", "necessary": "necessary and required", "correct": "correct and accurate",
    "separate": "separate and distinct", "new": "new and novel", "goals": "goals and objectives",
    "problems": "problems and issues", "issues": "issues and problems", "rules": "rules and regulations",
    "ideas": "thoughts and ideas", "different": "different and distinct", "useful": "useful and helpful",
    "aims": "aims and objectives", "terms": "terms and conditions", "difficult": "hard and difficult",
    "quick": "quick and speedy", "certain": "sure and certain", "fair": "fair and equitable",
    "effective": "effective and efficient", "possible": "possible and feasible", "peace": "peace and quiet",
    "methods": "methods and techniques", "reasons": "reasons and causes", "strange": "strange and unusual",
    "famous": "famous and well-known", "whole": "entire whole", "first": "very first", "same": "exact same",
    "facts": "true facts", "gift": "free gift", "summary": "brief summary",
}  # fmt: skip

_COLORS = word_set("red green blue yellow brown purple orange")
_NUMBER_WORDS = word_set("two three four five six seven eight nine ten twelve twenty thirty")
_SPANS = word_set("days weeks months years hours minutes centuries decades")
_MANY = word_set("many some several most few")
_AFTER_NOUN = word_set("by in for from with at on as under")
_COUNTED_AFTER = BE | HAVE | word_set("with include includes contain contains employs employ")
_DIGITS = re.compile(r" \d{1,3}(?:,\d{3})* ")
_YEAR = re.compile(r" (?:1[5-9]|20)\d\d(?=[ ,.;])")


def paddings(draft: Draft, rng: random.Random, lexicon: Lexicon) -> list[Edit]:
    """One edit for each place of `draft` where padding may go."""
    found: list[Edit] = []
    for index in range(len(draft)):
        if draft.free[index]:
            edit = _padding(draft, index, rng, lexicon)
            if edit is not None:
                found.append(edit)
    return found


def openings(draft: Draft, rng: random.Random) -> list[Edit]:
    """An empty opening before each sentence that begins with a pronoun or a determiner."""
    return [
        draft.insert(index, rng.choice(EMPTY_OPENINGS))
        for index in range(len(draft))
        if draft.starts[index]
        and (draft.lower[index] in SUBJECTS or draft.lower[index] in DETERMINERS)
        and draft.lower[index] not in ("what", "which", "whose")
    ]


def _padding(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    lower, before, after = draft.lower[index], draft.before(index), draft.after(index)
    gap = draft.gaps[index + 1]
    if draft.starts[index]:
        return _there_are(draft, index, lexicon)
    if before in BE and lower in lexicon.adverbs and lower not in DEGREES and gap != "-":
        doubled = _DOUBLES.get(lower)
        if doubled is not None and rng.random() < 0.5:
            return draft.replace(index, doubled)
        return draft.insert(index, rng.choice(_INTENSIFIERS))
    if (
        lower in lexicon.adjectives
        and (gap[:1] in ".,;" or not gap)
        and before not in ("as", "so", "very", "more", "and")
    ):
        adjective = lexicon.adjectives[lower]
        article = "an" if starts_with_vowel_sound(adjective) else "a"
        return draft.replace(index, f"in {article} {adjective} {rng.choice(('manner', 'way', 'fashion'))}")
    if lower in lexicon.vbn and after in _AFTER_NOUN and before and before not in BE | HAVE:
        plural = before in lexicon.plain_plurals
        if plural or before in lexicon.countable:
            word = rng.choice(("that", "which"))
            return draft.insert(
                index, f"{word} {('are', 'were')[rng.random() < 0.5] if plural else ('is', 'was')[rng.random() < 0.5]}"
            )
    if lower in _DOUBLES and gap != "-" and draft.gaps[index] != "-" and draft.words[index].islower():
        doubled = _DOUBLES[lower]
        return _with_article(draft, index, doubled) if lower in lexicon.adverbs or ends_phrase(draft, index) else None
    if before in SUBJECTS and before not in ("this", "these", "those", "there"):
        return _after_subject(draft, index, rng, lexicon)
    if lower in _NUMBER_WORDS and before == "for" and after in _SPANS:
        return draft.insert(index, "a period of")
    if lower in _NUMBER_WORDS and before in _COUNTED_AFTER and after in lexicon.plain_plurals:
        return draft.insert(index, "a total of")
    if (
        lower in lexicon.plain_plurals
        and _DIGITS.fullmatch(draft.gaps[index])
        and draft.lower[index - 1] in _COUNTED_AFTER
    ):
        return draft.replace_gap(index, " a total of" + draft.gaps[index])
    if lower == "in" and _YEAR.match(gap):
        return draft.replace_gap(index + 1, " the year" + gap)
    if (lower in MONTHS or lower == "march") and before == "in":
        return draft.insert(index, "the month of")
    if lower in DAYS and before == "on":
        return draft.insert(index, "the day of")
    if lower in _COLORS and before in BE and gap[:1] in ".,":
        return draft.replace(index, f"{lower} in color")
    if (
        gap.startswith(".")
        and index > 4
        and len(lower) > 2
        and (len(gap) == 1 or gap[1].isspace())
        and rng.random() < 0.3
    ):
        return draft.replace_gap(index + 1, f" {rng.choice(_TAILS)}{gap}")
    return None


def _there_are(draft: Draft, index: int, lexicon: Lexicon) -> Edit | None:
    """ "Many people think" -> "There are many people who think"."""
    noun = index + 1
    if draft.lower[index] not in _MANY or draft.after(index) not in {*lexicon.plain_plurals, "people"}:
        return None
    verb = draft.after(index, 2)
    past = verb in ("were", "had") or (verb in lexicon.vbd and verb not in lexicon.verbs)
    if not (past or verb in BE or verb in HAVE or verb in MODALS or verb in lexicon.plain_verbs):
        return None
    link = "who" if draft.lower[noun] in ("people", "children", "women", "men") else "that"
    lead = like(draft.words[index], "there were" if past else "there are")
    return draft.span(index, noun, f"{lead} {draft.lower[index]} {draft.words[noun]} {link}")


def _after_subject(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A hedge before the verb, or "proceed to", "serve to"; "will" as "am going to"."""
    lower, before = draft.lower[index], draft.before(index)
    be = "am" if before == "i" else "is" if before in ("he", "she", "it") else "are"
    if lower in ("will", "must", "should") and draft.after(index) in lexicon.verbs:
        longer = {"will": f"{be} going to", "must": f"{be} required to", "should": f"{be} supposed to"}[lower]
        return draft.replace(index, longer)
    object_follows = draft.after(index) in DETERMINERS
    if object_follows and lower in lexicon.vbd and lower not in lexicon.verbs and lower not in BE | HAVE:
        return draft.replace(index, f"{rng.choice(('proceeded to', 'went on to'))} {lexicon.vbd[lower]}")
    if object_follows and before == "it" and lower in lexicon.plain_vbz and lower not in BE | HAVE:
        return draft.replace(index, f"{rng.choice(('serves to', 'functions to'))} {lexicon.vbz[lower]}")
    if lower in lexicon.verbs or lower in lexicon.vbd or lower in lexicon.plain_vbz:
        return draft.insert(index, rng.choice(_HEDGES)) if lower not in BE | HAVE | MODALS | PREPOSITIONS else None
    return None


def _with_article(draft: Draft, index: int, text: str) -> Edit:
    if draft.before(index) in ("a", "an") and draft.free[index - 1]:
        article = "an" if starts_with_vowel_sound(text.split()[0]) else "a"
        return Edit(2 * index - 1, 2 * index + 2, f"{like(draft.words[index - 1], article)} {text}")
    return draft.replace(index, text)
