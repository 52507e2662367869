"""Long sentences for SIMPLIFY: two neighbouring sentences joined into one, whose answer is the two as published.

    joined("The mill burned. It was very old.", rng)  # "The mill burned, which was very old."

About one simplification in four that people make is a split, and a published text shows where sentences end.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, word_set


class Join(NamedTuple):
    """text[start:end] becomes `new`."""

    start: int
    end: int
    new: str


_WORD = r"[A-Za-z][\w’'-]*"
# The end of a statement and the first words of the next one, in one paragraph; no abbreviation ends in a small letter
# of a word this long.
_BORDER = re.compile(rf"(?<=[a-z]{{3}})\. (?=({_WORD})(?: ({_WORD}))?)")
_MARKS = re.compile(r"[“”\"*_`#\[\]|:?!]")

# An adverb that opens the second sentence and can follow a semicolon or a conjunction.
_LINKS = {
    "However": ("; however", ", however"), "Therefore": ("; therefore", ", and therefore"), "But": (", but",),
    "And": (", and",), "So": (", so",), "Then": (", and then", "; then"), "Also": (", and also",),
    "Instead": ("; instead",), "Thus": ("; thus", ", and thus"), "Later": (", and later",), "Yet": (", yet",),
    "Today": (", and today",), "Now": (", and now",), "Otherwise": ("; otherwise",), "Still": ("; still",),
}  # fmt: skip
# Subjects that a relative clause or a shared subject can stand for.
_PRONOUNS = {
    "It": (", which ", ", and "), "This": (", which ",), "They": (", which ", ", and "), "These": (", which ",),
    "He": (", who ", " and "), "She": (", who ", " and "),
}  # fmt: skip
# First words that are no names, besides plural nouns: they lose their capital.
_LOWERED = (
    DETERMINERS
    | PREPOSITIONS
    | word_set(
        "it he she they we you there when if while although because since as once people until unless here each most"
    )
)
# Sentences that begin so do not hang on the one before, or are half of something.
_ALONE = word_set("And Or Nor I What Why How Who Which Note See Please Figure Table Chapter")
# Most words of the two sentences: longer ones stay apart.
_MOST_WORDS = 45
_LEAST_WORDS = 4


def joined(text: str, rng: random.Random, lexicon: Lexicon, *, share: float) -> str:
    """`text` with about `share` of its fitting pairs of sentences joined; no sentence is joined twice."""
    chosen: list[Join] = []
    last = -1
    for border in _BORDER.finditer(text):
        start = max(text.rfind(". ", 0, border.start()) + 2, text.rfind("\n", 0, border.start()) + 1, 0)
        stop = text.find(".", border.end())
        if start < last or stop < 0 or rng.random() >= share:
            continue
        one, other = text[start : border.start()], text[border.end() : stop]
        words = one.count(" ") + other.count(" ") + 2
        if words > _MOST_WORDS or min(one.count(" "), other.count(" ")) < _LEAST_WORDS or "\n" in one + other:
            continue
        if _MARKS.search(one + other):
            continue
        join = _join(text, border, rng, lexicon)
        if join is not None:
            chosen.append(join)
            last = stop
    for join in reversed(chosen):
        text = text[: join.start] + join.new + text[join.end :]
    return text


def _join(text: str, border: re.Match[str], rng: random.Random, lexicon: Lexicon) -> Join | None:
    """How to join at `border`: the first words of the next sentence decide."""
    first, second, start, end = border[1], border[2] or "", border.start(), border.end()
    link = _LINKS.get(first)
    if link is not None:
        comma = text.startswith(",", end + len(first))
        # "Instead of ..." and "Later novels ..." are no links.
        if not comma and first not in ("But", "And", "So", "Then", "Yet"):
            return None
        follower = end + len(first) + comma
        if not text[follower + 1 : follower + 2].islower():
            return None
        chosen = rng.choice(link)
        return Join(start, follower, f"{chosen}," if comma and chosen[0] == ";" else chosen)
    if first in _ALONE or not first[:1].isupper():
        return None
    if first in _PRONOUNS and second and rng.random() < 0.6:
        place = end + len(first) + 1
        if second in lexicon.plain_vbz and second not in BE | HAVE and rng.random() < 0.5:
            verb = lexicon.verbs[lexicon.plain_vbz[second]]
            return Join(start, place + len(second), f", {verb.vbg}")
        if second in BE | HAVE | MODALS or second in lexicon.plain_vbz or second in lexicon.vbd:
            return Join(start, place, rng.choice(_PRONOUNS[first]))
    # A name keeps its capital, so only a word that is none may follow.
    lower = first.lower()
    if lower not in _LOWERED and lower not in lexicon.plain_plurals:
        return None
    joint = rng.choices((", and ", "; ", " and ", ", while ", ", "), (0.4, 0.3, 0.12, 0.1, 0.08))[0]
    return Join(start, end + 1, joint + lower[0])
