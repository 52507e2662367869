"""Small words left out or put in."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import (
    AUXILIARIES,
    BETWEEN,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    word_set,
)


CONJUNCTIONS = word_set("because although when if that while since unless until but")
QUESTION_WORDS = word_set("what how why where when who which")
# Nouns after which "of" is never free: at the end of, the top of.
OF_NOUNS = word_set("end top bottom middle beginning rest side front back part couple pair piece cup majority edge")
OF_WORDS = word_set("lot lots one some most many none because instead kind sort type each spite")
# Complements that make of a sentence without its copula a fragment.
COPULA_SUBJECTS = word_set("he she it they we you there this that these those")
# Verbs and adjectives that take "to" and a verb.
WANTS_TO = word_set(
    """want wants wanted need needs needed able have has had going try tries tried trying like likes liked used
    order ought decide decided continue continued begin began seem seems seemed hope hoped hoping plan planned
    agreed refused supposed learn wish wished wants ready easy hard difficult important necessary possible
    impossible likely willing allowed"""
)
# Verbs that cannot take an object without their preposition.
HELD = frozenset({
    ("wait", "for"), ("look", "at"), ("look", "for"), ("arrive", "at"), ("live", "in"), ("depend", "on"),
    ("rely", "on"), ("belong", "in"), ("go", "for"), ("come", "from"), ("care", "for"),
    ("stay", "in"), ("stay", "at"), ("talk", "with"), ("sit", "on"), ("sit", "in"), ("focus", "on"), ("apply", "for"),
    ("deal", "with"), ("participate", "in"), ("succeed", "in"), ("laugh", "at"), ("insist", "on"),
    ("sleep", "in"), ("fall", "on"), ("concentrate", "on"), ("hope", "for"), ("knock", "at"),
})  # fmt: skip
AFTER_COPULA = word_set(
    """a an the very not so too more most also able important necessary possible difficult easy good bad"""
)


def small_word_dropped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A copula, "to", "be", "been", "have", "and", "of" or a subject pronoun left out."""
    lower = draft.lower[index]
    if draft.starts[index] and not (lower == "it" and draft.after(index) in ("is", "was")):
        return None
    before, after = draft.before(index), draft.after(index)
    if not after:
        return None
    fits = False
    if lower in ("is", "are", "was", "were", "am"):
        # "They called" is as right as "they are called".
        fits = bool(before) and (
            after in AFTER_COPULA
            or (after in lexicon.vbg and after not in lexicon.nouns)
            or (after in lexicon.describing and after not in lexicon.vbd)
            or (
                before in COPULA_SUBJECTS
                and after in lexicon.vbn
                and after not in lexicon.vbd
                and lower not in ("was", "were")
            )
        )
    elif lower == "to":
        # "Have to work", "need to work": both are right without "to" where the verb is a noun as well.
        fits = before in WANTS_TO and after in lexicon.plain_verbs
        # "Had read" and "is used make".
        fits = fits and not (before in HAVE and after in lexicon.vbn)
    elif lower == "be":
        fits = (before in MODALS or before == "to") and after not in lexicon.verbs
    elif lower == "been":
        # "Has held" and "has a" are right.
        fits = before in HAVE and after not in lexicon.vbn and after not in DETERMINERS
    elif lower == "have":
        fits = (before in MODALS and after not in lexicon.verbs) or after == "been"
    elif lower == "and":
        fits = bool(before) and before not in PREPOSITIONS and rng.random() < 0.06
    elif lower == "of":
        common = before in OF_NOUNS or (before in OF_WORDS and (after in DETERMINERS or before in ("lot", "lots")))
        fits = (common and rng.random() < 0.5) or (
            before in lexicon.countable and before not in lexicon.verbs and after in DETERMINERS and rng.random() < 0.15
        )
    elif lower in SUBJECT_PRONOUNS:
        fits = (
            (before in CONJUNCTIONS and before not in ("that", "but")) or (lower == "it" and draft.starts[index])
        ) and (after in AUXILIARIES or after in lexicon.plain_vbz)
    elif lower == "do":
        fits = after in SUBJECT_PRONOUNS and before in QUESTION_WORDS
    elif lower == "there":
        fits = after in ("is", "are", "was", "were") and before in CONJUNCTIONS - {"that", "but", "when"}
    elif lower in ("in", "on", "at", "for", "from", "with"):
        fits = (before, lower) in HELD or (before in lexicon.vbd and (lexicon.vbd[before], lower) in HELD)
        fits = fits and after in DETERMINERS
    elif lower == "as":
        fits = after in ("soon", "well", "long", "far", "much") and before not in ("", "as", "such")
        # "He sings as well".
        fits = fits and draft.after(index, 2) == "as"
    elif lower in ("will", "would", "can", "could"):
        fits = after == "be" and bool(before)
    return draft.drop(index) if fits else None


def small_word_added(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A word too many: can to go, is depend, more better, the reason is because, although ... but."""
    lower = draft.lower[index]
    before = draft.before(index)
    if not before or not draft.words[index].islower():
        return None
    if before in MODALS and lower in lexicon.verbs and lower not in AUXILIARIES and before not in ("will", "can"):
        return draft.insert(index, "to")
    if lower in lexicon.plain_vbz and lower not in ("has", "does") and before in ("he", "she", "it", "which", "who"):
        return draft.insert(index, "is")
    if before in ("they", "we", "you", "i") and lower in lexicon.plain_verbs and lower not in BETWEEN:
        if lower in ("have", "do", "let") or draft.lower[index - 2 : index - 1] in (["did"], ["do"], ["let"], ["make"]):
            return None
        return draft.insert(index, "am" if before == "i" else "are")
    if before in ("let", "lets", "make", "makes", "made") and lower in ("him", "them", "us", "me", "you", "it"):
        if draft.after(index) in lexicon.plain_verbs and index + 1 < len(draft):
            return draft.insert(index + 1, "to")
        return None
    if lower in ("here", "home", "there") and before in ("go", "went", "going", "come", "came", "goes"):
        return draft.insert(index, "to")
    if before in lexicon.plain_plurals and lower in ("are", "were", "have") and rng.random() < 0.2:
        return draft.insert(index, "they")
    if before in ("more", "most", "too") and lower in lexicon.adverbs and rng.random() < 0.1:
        return draft.insert(index, before)
    return None
