"""Words run together, split, doubled or hyphenated wrongly, and wrong capitals."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import word_set


MERGED = {
    ("a", "lot"): "alot", ("as", "well"): "aswell", ("in", "fact"): "infact", ("at", "least"): "atleast",
    ("in", "front"): "infront", ("each", "other"): "eachother", ("no", "one"): "noone",
    ("high", "school"): "highschool", ("up", "to"): "upto", ("of", "course"): "ofcourse",
    ("even", "though"): "eventhough", ("a", "while"): "awhile", ("all", "right"): "allright", ("as", "if"): "asif",
    ("in", "order"): "inorder", ("after", "all"): "afterall", ("in", "case"): "incase",
    ("some", "times"): "sometimes", ("every", "day"): "everyday", ("may", "be"): "maybe",
}  # fmt: skip
SPLIT = {
    "together": "to gether", "without": "with out", "cannot": "can not", "another": "an other", "become": "be come",
    "into": "in to", "everyone": "every one", "everything": "every thing", "something": "some thing",
    "anyone": "any one", "sometimes": "some times", "themselves": "them selves", "himself": "him self",
    "somewhere": "some where", "however": "how ever", "whenever": "when ever", "everybody": "every body",
    "nobody": "no body", "anybody": "any body", "outside": "out side", "inside": "in side", "upon": "up on",
    "somehow": "some how", "nowadays": "now a days", "therefore": "there fore", "furthermore": "further more",
    "nevertheless": "never the less", "within": "with in", "already": "all ready", "because": "be cause",
    "behind": "be hind", "itself": "it self", "today": "to day", "understand": "under stand",
    "background": "back ground", "weekend": "week end", "throughout": "through out", "although": "al though",
    "whatever": "what ever", "otherwise": "other wise", "tonight": "to night", "everywhere": "every where",
    "someone": "some one", "anything": "any thing", "overcome": "over come",
}  # fmt: skip
DOUBLED = word_set("""the a an to of in and is that for with it on at be as by we i you are was this from or""")
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
    if (
        rng.random() < 0.08
        and len(text) >= 5
        and len(after) > 1
        and text.lower() not in lexicon.frequency
        and text.isalpha()
    ):
        return draft.span(index, index + 1, text)
    return None


def split(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """to gether, with out, or any word with a space in it."""
    lower = draft.lower[index]
    known = SPLIT.get(lower)
    if known is not None:
        return draft.replace(index, known)
    if len(lower) < 6 or not draft.words[index].islower() or not lower.isalpha() or rng.random() < 0.9:
        return None
    if lexicon.frequency.get(lower, 0) < 50:
        return None
    place = rng.randrange(2, len(lower) - 1)
    return draft.replace(index, f"{lower[:place]} {lower[place:]}")


def doubled(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """the the."""
    lower = draft.lower[index]
    if lower not in DOUBLED and rng.random() > 0.03:
        return None
    if draft.after(index) == lower or lower in ("that", "had", "very"):
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
            return None if first + " " + second in ("",) else draft.replace_gap(index, " ")
        return draft.replace_gap(index, "")
    if draft.before(index) in lexicon.adjectives and draft.lower[index] in lexicon.vbn and rng.random() < 0.4:
        return draft.replace_gap(index, "-")
    return None


def lowered(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A sentence start, a name or "I" in lower case."""
    word = draft.words[index]
    if not word[0].isupper() or (word.isupper() and word != "I"):
        return None
    if not draft.starts[index] and word != "I" and draft.lower[index] not in lexicon.names:
        return None
    if draft.starts[index] and index > 0 and "\n" in draft.gaps[index] and rng.random() < 0.5:
        return None
    return Edit(2 * index + 1, 2 * index + 2, word[0].lower() + word[1:])


def raised(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A common word with a capital inside a sentence."""
    lower = draft.lower[index]
    if draft.gaps[index] != " " or draft.starts[index] or not draft.words[index].islower() or len(lower) < 3:
        return None
    if lower not in lexicon.plurals and rng.random() < 0.8:
        return None
    if lexicon.frequency.get(lower, 0) < 100:
        return None
    return Edit(2 * index + 1, 2 * index + 2, lower[0].upper() + lower[1:])
