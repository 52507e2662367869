"""Small words left out or put in, and words in the wrong order."""

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
    MODALS,
    PREPOSITIONS,
    word_set,
)


SUBJECT_PRONOUNS = word_set("i you he she it we they")
CONJUNCTIONS = word_set("because although when if that while since unless until but")
QUESTION_WORDS = word_set("what how why where when who which")
# Verbs and adjectives that take "to" and a verb.
WANTS_TO = word_set(
    """want wants wanted need needs needed able have has had going try tries tried trying like likes liked used
    order ought decide decided continue continued begin began seem seems seemed hope hoped hoping plan planned
    agreed refused supposed learn wish wished wants ready easy hard difficult important necessary possible
    impossible likely willing allowed"""
)
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
        fits = bool(before) and (
            after in AFTER_COPULA or (after in lexicon.vbg and after not in lexicon.nouns) or after in lexicon.adverbs
        )
    elif lower == "to":
        fits = before in WANTS_TO and after in lexicon.verbs
    elif lower == "be":
        fits = before in MODALS or before == "to"
    elif lower in ("been", "being"):
        fits = before in HAVE or before in BE
    elif lower == "have":
        fits = before in MODALS or after == "been"
    elif lower == "and":
        fits = bool(before) and before not in PREPOSITIONS and rng.random() < 0.06
    elif lower == "of":
        fits = before in lexicon.countable and after in DETERMINERS and rng.random() < 0.3
    elif lower in SUBJECT_PRONOUNS:
        fits = ((before in CONJUNCTIONS and before != "that") or (lower == "it" and draft.starts[index])) and (
            after in AUXILIARIES or after in lexicon.plain_vbz
        )
    elif lower == "do":
        fits = after in SUBJECT_PRONOUNS and before in QUESTION_WORDS
    elif lower == "there":
        fits = after in ("is", "are", "was", "were") and bool(before)
    elif lower in ("will", "would", "can", "could", "should"):
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
    if lower in lexicon.plain_vbz and before in ("he", "she", "it", "this", "which", "who"):
        return draft.insert(index, "is")
    if before in ("they", "we", "you", "i") and lower in lexicon.plain_verbs and lower not in BETWEEN:
        return draft.insert(index, "am" if before == "i" else "are")
    if before in ("let", "lets", "make", "makes", "made") and lower in ("him", "them", "us", "me", "you", "it"):
        if draft.after(index) in lexicon.plain_verbs and index + 1 < len(draft):
            return draft.insert(index + 1, "to")
        return None
    if lower in ("here", "home", "there") and before in ("go", "went", "going", "come", "came", "goes"):
        return draft.insert(index, "to")
    if lower in SUBJECT_PRONOUNS and before in lexicon.plain_plurals and rng.random() < 0.1:
        return None
    if before in lexicon.plain_plurals and lower in ("are", "were", "have") and rng.random() < 0.2:
        return draft.insert(index, "they")
    if before in ("more", "most", "very", "so", "too") and lower in lexicon.adverbs and rng.random() < 0.1:
        return draft.insert(index, before)
    return None


def order_swapped(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Two neighbours swapped: of the, can be, adjective and noun, adverb and article."""
    after = draft.after(index)
    if not after or draft.starts[index] or not (draft.words[index].islower() and draft.words[index + 1].islower()):
        return None
    lower = draft.lower[index]
    fits = (
        (lower in PREPOSITIONS and after in ("the", "a", "an", "this", "these", "his", "their") and rng.random() < 0.06)
        or (lower in MODALS and after in ("be", "have", "not") and "'" not in lower)
        or (lower in BE and after == "not" and rng.random() < 0.5)
        or (lower in HAVE and after in ("been", "never"))
        or (
            lower in ("the", "a", "an")
            and after in ("most", "same", "very", "only", "best", "first")
            and rng.random() < 0.4
        )
        or (
            lower in lexicon.adverbs
            and after in lexicon.countable
            and after not in lexicon.verbs
            and rng.random() < 0.3
        )
        or (lower == "to" and after in lexicon.plain_verbs and rng.random() < 0.1)
        or (lower in ("so", "too", "very") and after in lexicon.adverbs)
    )
    if not fits:
        return None
    return draft.span(index, index + 1, f"{after} {lower}")


def question_order(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """No inversion in a question: What you are doing? Why he did? And "how is it" for "how it is" never."""
    after = draft.after(index)
    if after not in SUBJECT_PRONOUNS or draft.before(index) not in QUESTION_WORDS or index < 1:
        return None
    if not draft.starts[index - 1] or (draft.lower[index] not in AUXILIARIES and draft.lower[index] not in MODALS):
        return None
    if draft.lower[index] in ("do", "does", "did") and rng.random() < 0.5:
        return draft.drop(index)
    return Edit(2 * index + 1, 2 * index + 4, f"{draft.words[index + 1]} {draft.words[index]}")
