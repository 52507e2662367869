"""Clauses joined or parted with the wrong mark: splices, asides with half their commas, wrong final marks."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import BE, DETERMINERS, HAVE, MODALS, PREPOSITIONS, SUBJECTS, word_set


ADVERB_JOINTS = word_set("however therefore moreover nevertheless otherwise instead consequently furthermore thus")
RELATIVES = word_set("which who whose where whom")
INDIRECT = word_set("asked ask asks wondered wonder wonders")
INDIRECT_START = word_set("whether if why how where what when who")
LONGEST_ASIDE = 12


def splice(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Two clauses with a comma or nothing for their joint: he came, we left; the food was good we ate."""
    gap = draft.gaps[index]
    if index < 2:
        return None
    word = draft.lower[index]
    # "; he left" or ": it was": a comma or nothing.
    if gap == "; " and (word in SUBJECTS or word in DETERMINERS or word in ADVERB_JOINTS):
        return draft.replace_gap(index, ", " if rng.random() < 0.7 else " ")
    # ", and he left": the joint lost.
    if gap == ", " and word in ("and", "but", "so") and draft.after(index) in SUBJECTS:
        verb = draft.after(index, 2)
        if verb in BE | HAVE | MODALS or verb in lexicon.vbd or verb in lexicon.vbz or verb in lexicon.verbs:
            text = ", " if rng.random() < 0.7 else " "
            return Edit(2 * index, 2 * index + 3, text)
    # ". However, he left": one sentence, with or without the commas.
    if gap == ". " and word in ADVERB_JOINTS and draft.starts[index] and draft.free[index - 1]:
        lowered = draft.words[index][0].lower() + draft.words[index][1:]
        return Edit(2 * index, 2 * index + 2, rng.choice((", ", " ")) + lowered)
    return None


def _aside(draft: Draft, index: int) -> int | None:
    """The word after the comma that ends the aside which begins with word `index`."""
    for place in range(index + 1, min(index + LONGEST_ASIDE, len(draft))):
        gap = draft.gaps[place]
        if gap != " ":
            return place if gap == ", " else None
    return None


def aside(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """An apposition or a "which" clause that lost one comma of its pair, or both."""
    if index < 1 or draft.gaps[index] != ", " or draft.starts[index]:
        return None
    end = _aside(draft, index)
    if end is None:
        return None
    verb = draft.lower[end]
    finite = verb in BE | HAVE | MODALS or verb in lexicon.vbd or verb in lexicon.plain_vbz
    word = draft.lower[index]
    previous = draft.words[index - 1]
    named = (
        previous[0].isupper()
        or draft.lower[index - 1] in lexicon.countable
        or draft.lower[index - 1] in lexicon.singulars
    )
    if not finite or not named or verb in lexicon.plurals or not draft.words[end].islower():
        return None
    relative = word in RELATIVES or (word in PREPOSITIONS and draft.after(index) in RELATIVES)
    noun = word in ("the", "a", "an", "my", "his", "her", "our", "their") or draft.words[index][0].isupper()
    if not relative and not noun:
        return None
    # In a list the last comma has "and" behind it, so a finite verb there ends an aside.
    if rng.random() < 0.45:
        return draft.replace_gap(end, " ")
    if relative and rng.random() < 0.5:
        return draft.replace_gap(index, " ")
    kept = "".join(draft.pieces[2 * index + 1 : 2 * end])
    return Edit(2 * index, 2 * end + 1, f" {kept} ")


def place_comma(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Paris France: no comma between a place and the land it lies in; isn't it without a comma before."""
    if index < 1 or draft.gaps[index] != ", ":
        return None
    after = draft.after(index)
    tagged = draft.gaps[min(index + 2, len(draft))].startswith(("?", ".")) and draft.lower[index].endswith(
        ("n't", "n’t")
    )
    if tagged and after in SUBJECTS:
        return draft.replace_gap(index, " ")
    both = draft.words[index][0].isupper() and draft.words[index - 1][0].isupper()
    if (
        both
        and draft.before(index - 1) in ("in", "at", "from", "of", "near")
        and not draft.gaps[index + 1].startswith(",")
    ):
        return draft.replace_gap(index, " ")
    return None


def final_mark(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A full stop for a question mark, a question mark after an indirect question, a comma at the very end."""
    gap = draft.gaps[index + 1]
    if gap.startswith("?") and (index + 1 == len(draft) or draft.starts[index + 1]):
        return draft.replace_gap(index + 1, (rng.choice((".", ".", "")) + gap[1:])) if _asks(draft, index) else None
    if not gap.startswith(".") or gap.startswith("..") or (index + 1 < len(draft) and not draft.starts[index + 1]):
        return None
    first = _sentence_start(draft, index)
    for place in range(first, index):
        if draft.lower[place] in INDIRECT and INDIRECT_START & set(draft.lower[place + 1 : place + 4]):
            return draft.replace_gap(index + 1, "?" + gap[1:])
    last = index + 1 == len(draft) or "\n" in gap
    if last and index - first >= 2 and rng.random() < 0.1:
        return draft.replace_gap(index + 1, rng.choice((",", ",", "..", " .", ";")) + gap[1:])
    return None


def _sentence_start(draft: Draft, index: int) -> int:
    while index > 0 and not draft.starts[index]:
        index -= 1
    return index


def _asks(draft: Draft, index: int) -> bool:
    """Whether the words of the sentence show that it is a question, whatever its mark."""
    first = _sentence_start(draft, index)
    if draft.lower[first] in ("what", "how", "why", "where", "when", "who", "which") or draft.lower[first] in MODALS:
        return True
    inverted = draft.lower[first] in BE | HAVE | {"do", "does", "did"}
    tag = index > 0 and draft.lower[index] in SUBJECTS and draft.lower[index - 1].endswith(("n't", "n’t"))
    # "Do you think that he came", "Did he": an auxiliary and its subject.
    return tag or (inverted and (draft.after(first) in SUBJECTS or draft.after(first) in DETERMINERS))


def colon(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A colon between a verb or preposition and its objects, or none after "the following"."""
    gap = draft.gaps[index]
    if gap == ": " and index > 0 and draft.lower[index - 1] in ("following", "follows"):
        return draft.replace_gap(index, rng.choice((" ", ", ", "; ")))
    if gap == " " and index > 1 and draft.lower[index - 1] in ("are", "include", "includes", "of", "to", "with", "as"):
        further = draft.gaps[index + 1 : index + 8]
        if (
            ", " in further[:2]
            and further.count(", ") >= 2
            and not {"and", "or"}.isdisjoint(draft.lower[index + 2 : index + 9])
        ):
            return draft.replace_gap(index, ": ")
    return None
