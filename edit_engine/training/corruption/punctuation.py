"""Commas, full stops, quotation marks and apostrophes: dropped where they are standard, added where none may stand."""

from __future__ import annotations

import random
import re

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import BE, PREPOSITIONS, word_set


INTRODUCTIONS = word_set(
    """however therefore moreover furthermore nevertheless nonetheless finally fortunately unfortunately
    additionally consequently thus hence meanwhile similarly likewise instead indeed besides otherwise overall
    firstly secondly thirdly lastly first second third yes no well surprisingly interestingly generally usually
    eventually conversely specifically clearly obviously initially recently later today sometimes also still
    then often now"""
)
INTRODUCTION_ENDS = word_set(
    """example addition fact instance conclusion contrast general result short particular course hand way time"""
)
SUBORDINATORS = word_set(
    """if when although though because while since as after before unless once whenever until where"""
)
OPENERS = word_set("during despite since near besides unlike given compared according due based instead because")
CLAUSE_STARTS = word_set("""i he she it we they you the a an this that these those there his her my our your their""")
# "In 1990, the": the comma after the year that opens a sentence.
YEAR_COMMA = re.compile(r" [12]\d{3}, ")
CLAUSE_JOINTS = word_set("but so yet which who where whereas nor")
# "He's", "let's": no noun that a plural possessive could be made of.
PRONOUN_STEMS = word_set("it he she that there here what who let where how")


def comma_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """No comma where every style guide asks for one."""
    gap = draft.gaps[index]
    if index and YEAR_COMMA.fullmatch(gap) is not None and any(draft.starts[max(0, index - 2) : index]):
        return draft.replace_gap(index, gap.replace(",", "")) if draft.lower[index] in CLAUSE_STARTS else None
    if index == 0 or not gap.startswith(",") or gap not in (", ", ', "', ", “", ", '", ", ‘", ",” ", '," '):
        return None
    if gap != ", ":
        return draft.replace_gap(index, gap.replace(",", "", 1))
    word = draft.lower[index]
    previous = draft.lower[index - 1]
    if word in CLAUSE_JOINTS or (word in ("and", "or") and draft.after(index) in CLAUSE_STARTS):
        return draft.replace_gap(index, " ")
    if previous in INTRODUCTIONS and (draft.starts[index - 1] or (index > 1 and draft.gaps[index - 1] == ", ")):
        return draft.replace_gap(index, " ")
    if previous in INTRODUCTION_ENDS and index > 1 and any(draft.starts[max(0, index - 4) : index]):
        return draft.replace_gap(index, " ")
    start = index - 1
    while start > 0 and not draft.starts[start]:
        start -= 1
    first = draft.lower[start]
    commas_before = sum("," in draft.gaps[place] for place in range(start + 1, index))
    opens = first in SUBORDINATORS or ((first in PREPOSITIONS or first in OPENERS) and index - start >= 3)
    if commas_before == 0 and opens and (word in CLAUSE_STARTS or draft.words[index][0].isupper()):
        return draft.replace_gap(index, " ")
    # "Sadly, he": any adverb that opens a sentence.
    if previous in lexicon.adjectives and draft.starts[index - 1] and word in CLAUSE_STARTS:
        return draft.replace_gap(index, " ")
    # "one, two, and three": the first comma of a list.
    for further in range(index + 1, min(index + 4, len(draft))):
        follower = draft.gaps[further]
        if follower == ", ":
            if draft.lower[further] in ("and", "or"):
                return draft.replace_gap(index, " ")
            return None
    # ", however," and other asides.
    if (
        word in ("however", "therefore", "too", "for")
        and index + 1 < len(draft)
        and draft.gaps[index + 1].startswith(",")
    ):
        return draft.replace_gap(index, " ")
    return None


def comma_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A comma where none may stand: between subject and verb, before "that", after "because"."""
    if index < 2 or draft.gaps[index] != " ":
        return None
    word = draft.lower[index]
    previous = draft.lower[index - 1]
    verb = word in BE or word in ("has", "had", "will", "can")
    ok = (
        (word in ("that", "than") and previous not in ("so", "such", "is", "all") and rng.random() < 0.4)
        or (
            verb
            and previous in lexicon.countable
            and draft.gaps[index - 1] == " "
            and draft.lower[index - 2] in ("the", "a", "this", "our", "their")
        )
        or (
            previous in ("because", "although", "that", "such")
            and word in CLAUSE_STARTS | {"as"}
            and rng.random() < 0.7
        )
        or (previous in ("but", "and") and draft.starts[index - 1] and word in CLAUSE_STARTS)
    )
    return draft.replace_gap(index, ", ") if ok else None


def run_on(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Two sentences run together, with a comma or with nothing."""
    if index == 0 or draft.gaps[index] not in (". ", ".  "):
        return None
    if not draft.starts[index] or not draft.free[index - 1]:
        return None
    word = draft.words[index]
    common = (
        draft.lower[index] in CLAUSE_STARTS
        or draft.lower[index] in INTRODUCTIONS
        or draft.lower[index] in SUBORDINATORS
    )
    if not common and draft.lower[index] not in ("and", "but", "so", "or", "in", "for"):
        return None
    follower = word if word == "I" or word.startswith(("I'", "I’")) else word[0].lower() + word[1:]
    draw = rng.random()
    if draw < 0.4:
        return Edit(2 * index, 2 * index + 2, ", " + follower)
    if draw < 0.8:
        return Edit(2 * index, 2 * index + 2, " " + follower)
    return draft.replace_gap(index, " ")


def end_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """No full stop at the end of the text or paragraph."""
    gap = draft.gaps[index + 1]
    last = index + 1 == len(draft) or "\n" in gap
    if last and gap.startswith(".") and not gap.startswith("..") and draft.words[index] not in ("etc", "Mr", "Dr"):
        return draft.replace_gap(index + 1, gap[1:])
    return None


def mark_doubled(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A comma or full stop twice."""
    gap = draft.gaps[index]
    if index > 0 and gap in (", ", ". "):
        return draft.replace_gap(index, gap[0] * 2 + " ")
    return None


def mark_spaced(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A space before a mark, or none after it."""
    gap = draft.gaps[index]
    if index == 0 or len(gap) != 2 or gap[0] not in ",.;:?!)" or gap[1] != " ":
        return None
    draw = rng.random()
    if draw < 0.4:
        return draft.replace_gap(index, " " + gap)
    if draw < 0.85:
        return draft.replace_gap(index, gap[0])
    return draft.replace_gap(index, " " + gap[0])


def quote_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """One of a pair of quotation marks or brackets missing."""
    gap = draft.gaps[index]
    for mark in '"“”()':
        if gap.count(mark) == 1 and len(gap) <= 4:
            left = gap.replace(mark, "")
            if left or index in (0, len(draft)):
                return draft.replace_gap(index, left)
    return None


def apostrophe(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """dont, mans house, the book's are; its and it's are confusions."""
    word = draft.words[index]
    for mark in "'’":
        if mark in word:
            bare = word.replace(mark, "")
            if len(bare) < 3 or (
                bare.lower() in lexicon.frequency and not word.endswith(("'s", "’s", "s'", "s’", "n't", "n’t"))
            ):
                return None
            if word.endswith(mark):
                return Edit(2 * index + 1, 2 * index + 2, bare if rng.random() < 0.6 else f"{word[:-2]}{mark}s")
            if word.endswith(("'s", "’s")) and rng.random() < 0.3 and word.lower()[:-2] not in PRONOUN_STEMS:
                return Edit(2 * index + 1, 2 * index + 2, word[:-2] + "s" + mark)
            if word.endswith(("n't", "n’t")) and rng.random() < 0.2:
                return Edit(2 * index + 1, 2 * index + 2, word[:-3] + mark + "nt")
            return Edit(2 * index + 1, 2 * index + 2, bare)
    return _apostrophe_added(draft, index, rng, lexicon)


def _apostrophe_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """The photo's are, your's, its' leaves, he want's."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    if lower in ("yours", "hers", "ours", "theirs"):
        return draft.replace(index, lower[:-1] + "'s")
    after = draft.after(index)
    if lower == "its" and after and rng.random() < 0.2:
        return draft.replace(index, "its'")
    plural = lower in lexicon.plain_plurals and lower.endswith("s") and rng.random() < 0.25
    if plural and (not after or after in BE or after in PREPOSITIONS or after in ("and", "have", "that", "or", "who")):
        return draft.replace(index, lower[:-1] + "'s")
    if lower in lexicon.plain_vbz and rng.random() < 0.04 and len(lower) > 3 and not lower.endswith(("es", "ss")):
        return draft.replace(index, lower[:-1] + "'s")
    return None
