"""Misspelled words: slips of the fingers, spellings by ear, and wrong spellings that people really wrote.

Only words that our prose knows well are misspelled (a reader could not restore an unknown name), and only into
something that is no word itself.
"""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.proper_names import MUST_BE_CAPITAL


KEYBOARD_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = "aeiou"
WEAK_SWAPS = {"a": "ee", "e": "aai", "i": "ea", "o": "aue"}
# Times our prose must have a word before it is misspelled.
KNOWN_WORD = 25
# What people put for a group of letters, by ear or by a wrong rule; tried anywhere after the first letter.
SOUND_RULES: tuple[tuple[str, str], ...] = (
    ("ie", "ei"), ("ei", "ie"), ("ie", "ei"), ("ei", "ie"), ("ea", "ee"), ("ee", "ea"), ("ai", "ia"), ("ou", "o"),
    ("au", "a"), ("ph", "f"), ("gh", "g"), ("ght", "gth"), ("sc", "s"), ("ck", "k"), ("qu", "q"), ("wh", "w"),
    ("tch", "ch"), ("dge", "ge"), ("xc", "x"), ("ct", "t"), ("rh", "r"), ("mn", "m"), ("uou", "ou"), ("iou", "ou"),
    ("gu", "g"), ("cqu", "qu"), ("th", "ht"), ("tion", "sion"), ("sion", "tion"), ("cian", "tion"), ("y", "i"),
    ("ure", "er"), ("our", "ur"), ("oo", "o"), ("oe", "o"), ("ui", "u"), ("ew", "ue"), ("nm", "m"), ("x", "ks"),
    ("ce", "se"), ("ci", "si"), ("is", "iz"), ("z", "s"), ("cc", "c"), ("ss", "s"),
    ("wr", "r"), ("au", "ua"), ("ua", "au"), ("eau", "eu"), ("ch", "sh"), ("sh", "ch"), ("f", "ph"), ("v", "f"),
    ("ous", "us"), ("ea", "e"), ("ui", "iu"), ("gn", "n"), ("mb", "m"), ("ps", "s"), ("ge", "je"), ("u", "oo"),
    ("ctu", "tu"), ("nd", "n"), ("ft", "t"), ("cl", "kl"), ("ck", "k"), ("k", "ck"), ("ei", "ai"), ("pp", "p"),
)  # fmt: skip
END_RULES: tuple[tuple[str, str], ...] = (
    ("able", "ible"), ("ible", "able"), ("ance", "ence"), ("ence", "ance"), ("ant", "ent"), ("ent", "ant"),
    ("ary", "ery"), ("ery", "ary"), ("ally", "aly"), ("ally", "ly"), ("ely", "ly"), ("ful", "full"), ("ous", "us"),
    ("ies", "ys"), ("tely", "tly"), ("ement", "ment"), ("ar", "er"), ("or", "er"), ("er", "or"), ("ly", "ley"),
    ("le", "el"), ("al", "el"), ("el", "le"), ("ity", "ety"), ("ed", "d"), ("ing", "eing"), ("re", "er"),
    ("fully", "fuly"), ("lly", "ly"), ("cally", "cly"), ("ately", "atly"), ("ate", "et"), ("ege", "edge"),
    ("ory", "ary"), ("ency", "ancy"), ("ancy", "ency"), ("ise", "ize"), ("ile", "il"), ("ain", "en"), ("tten", "ten"),
    ("tted", "ted"), ("rred", "red"), ("pping", "ping"), ("tting", "ting"), ("nning", "ning"), ("ning", "nning"),
)  # fmt: skip


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, row in enumerate(KEYBOARD_ROWS):
        for place, key in enumerate(row):
            near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            if number > 0:
                near += KEYBOARD_ROWS[number - 1][place : place + 2]
            if number + 1 < len(KEYBOARD_ROWS):
                near += KEYBOARD_ROWS[number + 1][max(0, place - 1) : place + 1]
            found[key] = near
    return found


NEIGHBOURS = _neighbours()


def slip(word: str, rng: random.Random) -> str | None:
    """`word` with one slip of the fingers: a neighbouring key, two letters swapped, one lost, doubled or added."""
    length = len(word)
    # The first letter is seldom wrong.
    place = rng.randrange(1, length) if rng.random() < 0.93 else 0
    draw = rng.random()
    letter = word[place]
    if draw < 0.34:
        if place + 1 >= length:
            place -= 1
        if place < 0 or word[place] == word[place + 1]:
            return None
        if place == 0 and word[0].isupper():
            return None
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if draw < 0.64:
        return word[:place] + word[place + 1 :] if place else None
    if draw < 0.76:
        return word[:place] + letter + word[place:] if place else None
    near = NEIGHBOURS.get(letter)
    if not near:
        return None
    key = rng.choice(near)
    if draw < 0.92:
        return word[:place] + key + word[place + 1 :]
    return word[:place] + key + word[place:] if place else None


def by_ear(word: str, rng: random.Random) -> str | None:
    """`word` spelled by sound or by a wrong rule: ie/ei, double letters, endings, weak vowels."""
    draw = rng.random()
    if draw < 0.3:
        fitting = [rule for rule in END_RULES if word.endswith(rule[0])]
        if fitting:
            old, new = rng.choice(fitting)
            return word[: -len(old)] + new
    elif draw < 0.55:
        fitting = [rule for rule in SOUND_RULES if rule[0] in word[1:]]
        if fitting:
            old, new = rng.choice(fitting)
            place = word.index(old, 1)
            return word[:place] + new + word[place + len(old) :]
    if draw < 0.8:
        doubled = [place for place in range(1, len(word)) if word[place] == word[place - 1]]
        if doubled and rng.random() < 0.7:
            place = rng.choice(doubled)
            return word[:place] + word[place + 1 :]
        single = [
            place
            for place in range(2, len(word) - 1)
            if word[place] in "bcdfglmnprst" and word[place - 1] in VOWELS and word[place + 1] in VOWELS
        ]
        if single:
            place = rng.choice(single)
            return word[:place] + word[place] + word[place:]
    # The vowels of -ed, -es and -er are heard as they are written.
    weak = [place for place in range(2, len(word) - 2) if word[place] in "aeio"]
    if not weak:
        return None
    place = rng.choice(weak)
    if word[place - 1] in VOWELS or word[place + 1] in VOWELS:
        return None
    return word[:place] + rng.choice(WEAK_SWAPS[word[place]]) + word[place + 1 :]


def _may_misspell(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon, shortest: int) -> bool:
    lower = draft.lower[index]
    length = len(lower)
    if length < shortest or not lower.isascii() or not lower.isalpha():
        return False
    word = draft.words[index]
    # A capital inside a sentence marks a name; all capitals an acronym.
    if not (word.islower() or (word.istitle() and (draft.starts[index] or lower in MUST_BE_CAPITAL))):
        return False
    # Long words are misspelled more often.
    return rng.random() < length * length / 80 and lexicon.frequency.get(lower, 0) >= KNOWN_WORD


def slipped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A slip of the fingers that gives no word."""
    if not _may_misspell(draft, index, rng, lexicon, 3):
        return None
    wrong = slip(draft.words[index], rng)
    if wrong is None or wrong.lower() in lexicon.frequency or wrong == draft.words[index]:
        return None
    return Edit(2 * index + 1, 2 * index + 2, wrong)


def sounded(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A spelling by ear that gives no word."""
    if not _may_misspell(draft, index, rng, lexicon, 5):
        return None
    wrong = by_ear(draft.lower[index], rng)
    if wrong is None or wrong in lexicon.frequency or lexicon.same_word(wrong, draft.lower[index]):
        return None
    return draft.replace(index, wrong)


def known_misspelling(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A wrong spelling from the lists of real ones."""
    wrongs = lexicon.misspellings.get(draft.lower[index])
    if wrongs is None or not _may_misspell(draft, index, rng, lexicon, 4):
        return None
    return draft.replace(index, rng.choice(wrongs))


def misspelled_twice(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A long word with two errors, as people write words that they only know by ear."""
    if not _may_misspell(draft, index, rng, lexicon, 8):
        return None
    lower = draft.lower[index]
    first = by_ear(lower, rng)
    if first is None:
        return None
    wrong = by_ear(first, rng) if rng.random() < 0.75 else slip(first, rng)
    # The second error may undo the first, or leave the first alone.
    if wrong in (None, lower, first) or wrong in lexicon.frequency or lexicon.same_word(wrong or "", lower):
        return None
    return draft.replace(index, wrong or lower)
