"""Words run together, split, doubled or hyphenated wrongly."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import word_set


MERGED = {
    ("a", "lot"): "alot", ("as", "well"): "aswell", ("in", "fact"): "infact", ("at", "least"): "atleast",
    ("in", "front"): "infront", ("each", "other"): "eachother", ("no", "one"): "noone",
    ("high", "school"): "highschool", ("up", "to"): "upto", ("of", "course"): "ofcourse",
    ("even", "though"): "eventhough", ("all", "right"): "allright", ("as", "if"): "asif",
    ("in", "order"): "inorder", ("after", "all"): "afterall", ("in", "case"): "incase", ("every", "day"): "everyday",
    ("may", "be"): "maybe", ("in", "spite"): "inspite", ("every", "time"): "everytime", ("at", "last"): "atlast",
    ("at", "first"): "atfirst", ("at", "all"): "atall", ("for", "example"): "forexample",
    ("one", "another"): "oneanother", ("any", "other"): "anyother", ("in", "between"): "inbetween",
    ("even", "if"): "evenif", ("as", "soon"): "assoon",
    ("such", "as"): "suchas", ("so", "far"): "sofar", ("a", "few"): "afew",
    ("in", "addition"): "inaddition", ("thank", "you"): "thankyou", ("ice", "cream"): "icecream",
    ("living", "room"): "livingroom", ("post", "office"): "postoffice", ("next", "to"): "nextto",
}  # fmt: skip
SPLIT = {
    "together": "to gether", "without": "with out", "another": "an other", "become": "be come",
    "into": "in to", "everything": "every thing", "something": "some thing",
    "anyone": "any one", "sometimes": "some times", "themselves": "them selves", "himself": "him self",
    "somewhere": "some where", "however": "how ever", "whenever": "when ever", "everybody": "every body",
    "nobody": "no body", "anybody": "any body", "outside": "out side", "inside": "in side",
    "somehow": "some how", "nowadays": "now a days", "therefore": "there fore", "furthermore": "further more",
    "nevertheless": "never the less", "within": "with in", "already": "all ready", "because": "be cause",
    "behind": "be hind", "itself": "it self", "today": "to day", "understand": "under stand",
    "background": "back ground", "weekend": "week end", "throughout": "through out", "although": "al though",
    "whatever": "what ever", "otherwise": "other wise", "tonight": "to night", "everywhere": "every where",
    "someone": "some one", "anything": "any thing", "overcome": "over come",
}  # fmt: skip
DOUBLED = word_set("""the a an to of in and is for with it on at be as by we i you are was this from or""")
# Words that good writers double: had had, very very, no no.
MAY_DOUBLE = word_set("that had very so no yes never well now many much far long really ha bye up down is more who")
# Endings that are words by chance: "man able" is no slip.
SUFFIXES = ("able", "ally", "ers", "est", "ion", "ions", "ism", "ist", "ity", "ing", "age", "ate", "ants", "ant", "ted")
# Words so frequent that splits of them would crowd out the rest.
SPLIT_SELDOM = word_set("into another within without however something because")
# Words that good writers split as well.
KEPT_WHOLE = word_set(
    """classpath scriptblock codebase namespace hostname toolbar checkbox website endpoint fallback workflow dataset
    timestamp username filename payload"""
)
# Times our prose must have each half of a split word.
COMMON_PART = 600
JOINED_PREFIXES = word_set("re co pre non anti multi sub semi inter e post un over under mid micro")


def merged(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """alot, aswell, or any two words with the space lost."""
    after = draft.after(index)
    if not after or not draft.words[index + 1].islower():
        return None
    known = MERGED.get((draft.lower[index], after))
    if known is not None:
        return draft.span(index, index + 1, known)
    text = draft.words[index] + after
    if len(after) < 2 or len(text) < 5 or text.lower() in lexicon.frequency or not text.isalpha():
        return None
    # Two nouns that form one idea (busstop) more often than any two words; short function words now and then.
    compound = draft.lower[index] in lexicon.countable and after in lexicon.countable
    if rng.random() < (0.2 if compound else 0.015):
        return draft.span(index, index + 1, text)
    return None


def split(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """to gether, with out, or any word with a space in it."""
    lower = draft.lower[index]
    known = SPLIT.get(lower)
    if known is not None:
        return draft.replace(index, known) if lower not in SPLIT_SELDOM or rng.random() < 0.2 else None
    if len(lower) < 6 or not draft.words[index].islower() or not lower.isalpha():
        return None
    # Between two words that it is made of: bed room, grand mother, news paper.
    if lower in KEPT_WHOLE:
        return None
    for place in range(3, len(lower) - 2):
        first, second = lower[:place], lower[place:]
        if second in lexicon.plurals and (first in lexicon.countable or first in lexicon.describing):
            common = min(lexicon.frequency.get(first, 0), lexicon.frequency.get(second, 0)) >= COMMON_PART
            return draft.replace(index, f"{first} {second}") if common and not second.startswith(SUFFIXES) else None
    return None


def doubled(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """the the; now and then a content word: alone alone."""
    lower = draft.lower[index]
    if lower not in DOUBLED and rng.random() > 0.12:
        return None
    if draft.after(index) == lower or draft.before(index) == lower or lower in MAY_DOUBLE:
        return None
    word = draft.words[index]
    second = word if word == "I" else lower
    if not draft.words[index].islower() and not draft.starts[index]:
        return None
    return Edit(2 * index + 1, 2 * index + 2, f"{word} {second}")


def hyphen(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A hyphen lost or made of a space: wellknown, well known, highly-regarded."""
    if index == 0:
        return None
    if draft.gaps[index] == "-":
        first, second = draft.lower[index - 1], draft.lower[index]
        if first in JOINED_PREFIXES or len(first) < 3 or len(second) < 2:
            return None
        if rng.random() < 0.65 or first + second in lexicon.frequency:
            return draft.replace_gap(index, " ")
        return draft.replace_gap(index, "")
    if draft.before(index) in lexicon.adjectives and draft.lower[index] in lexicon.vbn and rng.random() < 0.4:
        return draft.replace_gap(index, "-")
    return None
