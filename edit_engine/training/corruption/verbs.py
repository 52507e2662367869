"""Verbs in the wrong form: agreement with the subject, and the form that an auxiliary or a preposition demands."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon, VerbForms
from edit_engine.training.corruption.wordlists import (
    AUXILIARIES,
    BE,
    BETWEEN,
    DETERMINERS,
    DO_NOT,
    HAVE,
    MODALS,
    word_set,
)


NUMBER_SWAPS = {
    "is": ("are",), "are": ("is",), "was": ("were",), "were": ("was",), "has": ("have",), "have": ("has",),
    "does": ("do",), "do": ("does",), "isn't": ("aren't",), "aren't": ("isn't",), "wasn't": ("weren't",),
    "weren't": ("wasn't",), "hasn't": ("haven't",), "haven't": ("hasn't",), "doesn't": ("don't",),
    "don't": ("doesn't",), "am": ("is", "are"),
}  # fmt: skip
THIRD = word_set("he she it who which that this one everyone everybody someone nobody each")
OTHERS = word_set("they we you i these those")
PRONOUN_OBJECTS = word_set("it them him her us me you")
# Nouns after which either number is right.
COLLECTIVE = word_set(
    """team family government group committee staff company band police data media audience crew majority number
    couple none people public pair rest lot most some all any half percent per cent"""
)
GERUND_PREPOSITIONS = word_set("of by for without after before from about in")
REGULARISED = {
    "went": "goed", "bought": "buyed", "taught": "teached", "caught": "catched", "brought": "bringed", "ate": "eated",
    "ran": "runned", "knew": "knowed", "grew": "growed", "drew": "drawed", "threw": "throwed", "wrote": "writed",
    "spoke": "speaked", "chose": "choosed", "fought": "fighted", "sought": "seeked", "slept": "sleeped",
    "kept": "keeped", "told": "telled", "sold": "selled", "gave": "gived", "took": "taked", "came": "comed",
    "became": "becomed", "began": "beginned", "swam": "swimmed", "drove": "drived", "rode": "rided", "fell": "falled",
    "paid": "payed", "stood": "standed", "understood": "understanded", "forgot": "forgetted", "broke": "breaked",
    "spent": "spended", "built": "builded", "sent": "sended", "lent": "lended", "met": "meeted",
    "flew": "flied", "blew": "blowed", "meant": "meaned", "led": "leaded", "won": "winned",
    "held": "holded",
}  # fmt: skip


def agreement(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """is/are, was/were, has/have, do/does, and the -s of the third person."""
    lower = draft.lower[index]
    before = draft.before(index)
    swaps = NUMBER_SWAPS.get(lower.replace("’", "'"))
    if swaps is not None:
        if before in COLLECTIVE or (lower == "were" and _unreal(draft, index)):
            return None
        # After a modal or "to", "have" is an infinitive: the verb form errors deal with it.
        if lower in ("have", "do") and (before in MODALS or before in ("to", "not", "n't", "")):
            return None
        text = rng.choice(swaps)
        return draft.replace(index, text.replace("'", "’") if "’" in lower else text)
    if not draft.words[index].islower():
        return None
    base = lexicon.vbz.get(lower)
    if base is not None and (lower in lexicon.plain_vbz or (before in THIRD and before not in ("that", "one", "each"))):
        return None if before in COLLECTIVE else draft.replace(index, base)
    verb = lexicon.verbs.get(lower)
    if verb is None or lower in BE:
        return None
    if before in OTHERS and index > 1 and lower not in AUXILIARIES and lower not in BETWEEN and lower not in MODALS:
        # "Let them go", "did they go", "make you feel" want the base form, but "goes" is wrong there as well.
        return draft.replace(index, verb.vbz) if lower not in lexicon.vbd else None
    if lower in lexicon.plain_verbs and before in lexicon.plain_plurals:
        return draft.replace(index, verb.vbz)
    return None


def _unreal(draft: Draft, index: int) -> bool:
    """Whether "were" may be a subjunctive: if it were, as though he were, I wish it were."""
    return any(
        word in ("if", "though", "wish", "wished", "were", "whether") for word in draft.lower[max(0, index - 4) : index]
    )


def form_after_helper(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A wrong form after a modal, do, have or be: will goes, did not saw, has went, was took."""
    lower = draft.lower[index]
    if not draft.words[index].islower() or lower in BETWEEN:
        return None
    helper = draft.before(index)
    if helper in BETWEEN and index > 1:
        helper = draft.before(index - 1)
    if not helper:
        return None
    verb = lexicon.verbs.get(lower)
    if verb is not None and (
        helper in MODALS or helper in DO_NOT or (helper in ("did", "does", "do") and draft.before(index) == "not")
    ):
        if lower in HAVE or lower in ("do", "be") or lower == verb.vbd:
            return None
        wrong: tuple[str, ...] = (verb.vbd, verb.vbd, verb.vbz, verb.vbg, f"to {lower}")
        if helper not in MODALS:
            wrong = (verb.vbd, verb.vbd, verb.vbz)
        return draft.replace(index, rng.choice(wrong))
    if helper in HAVE and lower in lexicon.vbn and lower not in lexicon.verbs and lower != "had":
        verb = lexicon.verbs[lexicon.vbn[lower]]
        if _often_passed(verb, rng):
            return None
        choices = [form for form in (verb.vbd, verb.vbd, verb.base, verb.base, verb.vbg) if form != lower]
        return draft.replace(index, rng.choice(choices))
    if helper in BE and lower not in lexicon.verbs:
        base = lexicon.vbn.get(lower)
        if base is not None:
            verb = lexicon.verbs[base]
            if _often_passed(verb, rng):
                return None
            choices = [form for form in (verb.vbd, verb.base) if form != lower and form not in lexicon.adverbs]
            return draft.replace(index, rng.choice(choices)) if choices else None
        base = lexicon.vbg.get(lower)
        if base is not None and base in lexicon.plain_verbs and lexicon.verbs[base].vbn != base:
            return draft.replace(index, base)
    return None


def _often_passed(verb: VerbForms, rng: random.Random) -> bool:
    """Whether to pass a verb whose past and participle are one: people err at those that have two (has went)."""
    return verb.vbd == verb.vbn and rng.random() < 0.5


def form_after_to(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A wrong form after "to" or a preposition: to went, to goes, by use it, for make the."""
    lower = draft.lower[index]
    before = draft.before(index)
    if before == "to":
        verb = lexicon.verbs.get(lower)
        if verb is None or not (lower in lexicon.plain_verbs or draft.after(index) in DETERMINERS):
            return None
        if lower == "be":
            return None
        return draft.replace(
            index, rng.choice((verb.vbd, verb.vbg, verb.vbz, verb.vbn)) if verb.vbd != lower else verb.vbg
        )
    if before in GERUND_PREPOSITIONS and lower in lexicon.vbg:
        base = lexicon.vbg[lower]
        after = draft.after(index)
        if base in lexicon.plain_verbs or after in DETERMINERS or after in PRONOUN_OBJECTS:
            return draft.replace(index, base if rng.random() < 0.7 else f"to {base}")
    return None


def tense(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A past form made wrong where nothing else fits: he walk, yesterday; goed, buyed; the rain begun."""
    lower = draft.lower[index]
    base = lexicon.vbd.get(lower)
    if base is None or not draft.words[index].islower():
        return None
    before = draft.before(index)
    if before not in HAVE and before not in BE and before not in BETWEEN:
        if lower in REGULARISED and rng.random() < 0.35:
            return draft.replace(index, REGULARISED[lower])
        participle = lexicon.verbs[base].vbn
        if (
            participle != lower
            and lower not in lexicon.vbn
            and lower not in lexicon.verbs
            and lower != "bit"
            and lower not in BE | HAVE
            and before
        ):
            return draft.replace(index, participle)
    if before in ("he", "she", "it") and lower not in lexicon.verbs and lower not in HAVE and lower not in BE:
        return draft.replace(index, base) if lower != "did" else None
    return None
