"""Nouns and what stands before them: number and determiners."""

from __future__ import annotations

import random

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.wordlists import (
    DETERMINERS,
    MASS_NOUNS,
    PHRASE_END,
    PLURAL_MARKERS,
    SINGULAR_MARKERS,
    word_set,
)


MANY_OF = word_set("lot lots pair pairs hundreds thousands number couple variety dozens list")
IRREGULAR_SLIPS = {
    "children": ("childs", "childrens", "childen"), "men": ("mans", "mens"), "women": ("womans", "womens"),
    "feet": ("foots", "feets"), "teeth": ("tooths", "teeths"), "mice": ("mouses", "mices"), "geese": ("gooses",),
    "sheep": ("sheeps",), "deer": ("deers",), "oxen": ("oxes",), "criteria": ("criterias", "criterions"),
    "phenomena": ("phenomenas", "phenomenons"), "bacteria": ("bacterias",), "crises": ("crisises",),
    "series": ("serie",), "species": ("specie",), "analyses": ("analysises",), "passersby": ("passerbys",),
    "aircraft": ("aircrafts",), "offspring": ("offsprings",), "police": ("polices",), "cattle": ("cattles",),
}  # fmt: skip
# "Do" and "don't" follow other words as well.
PLURAL_SHOWN_BY = word_set("are were have aren't weren't")
DETERMINER_SLIPS = {
    "this": "these", "these": "this", "many": "much", "much": "many", "fewer": "less", "another": "other",
    "other": "another", "those": "that", "each": "all", "every": "all",
}  # fmt: skip


def ends_phrase(draft: Draft, index: int) -> bool:
    """Whether a noun phrase ends with word `index`: punctuation or a function word follows."""
    return index + 1 >= len(draft) or draft.gaps[index + 1] != " " or draft.lower[index + 1] in PHRASE_END


def _marker(draft: Draft, index: int, lexicon: Lexicon) -> str:
    """The word before the noun at `index`, or the one before an adjective between them."""
    before = draft.before(index)
    if before in ("more", "other") or (before in lexicon.describing and before not in DETERMINERS):
        return draft.before(index - 1)
    return before


def number(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """Singular for plural and back where a determiner or a verb shows the number: two dress, one of my friend."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    marked = _marker(draft, index, lexicon) in PLURAL_MARKERS or (
        draft.before(index) in ("the", "these", "those", "my", "our", "his") and draft.before(index - 1) == "all"
    )
    # "Dresses" and "times" are verbs or have an uncountable side as well: there only a numeral shows the noun.
    single = lexicon.singulars.get(lower) if marked else lexicon.plain_plurals.get(lower)
    if single is not None:
        shown = (
            marked
            or draft.after(index) in PLURAL_SHOWN_BY
            or _one_of(draft, index)
            # "A lot of book", "a number of day".
            or (draft.before(index) == "of" and draft.before(index - 1) in MANY_OF and draft.before(index - 1))
        )
        return draft.replace(index, single) if shown else None
    if lower in lexicon.countable and lower not in lexicon.vbn and ends_phrase(draft, index):
        before = _marker(draft, index, lexicon)
        if before in SINGULAR_MARKERS and draft.after(index) != "of" and lexicon.plurals[lower] not in ("goes",):
            return draft.replace(index, lexicon.plurals[lower])
    return None


def _one_of(draft: Draft, index: int) -> bool:
    """Whether the noun at `index` stands after "one of the" or "many of these", with an adjective or not."""
    for step in (2, 3):
        if index > step and draft.before(index - step + 1) == "of" and draft.lower[index - step + 1] in DETERMINERS:
            return draft.lower[index - step - 1] in ("one", "each", "many", "both", "several", "few")
    return False


def uncountable(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """A plural of a word that has none: informations, homeworks, many furnitures."""
    lower = draft.lower[index]
    if lower not in MASS_NOUNS or lower.endswith("s") or not draft.words[index].islower():
        return None
    # "Researches", "waters" and "helps" are in use.
    if (
        lower in ("research", "water", "help", "health", "rice", "bread", "mail")
        or not ends_phrase(draft, index)
        or draft.before(index) in SINGULAR_MARKERS
    ):
        return None
    vowel = lower[-2] in "aeiou"
    plural = f"{lower[:-1]}ies" if lower.endswith("y") and not vowel else f"{lower}s"
    if draft.before(index) == "much":
        return draft.span(index - 1, index, f"many {plural}")
    return draft.replace(index, plural)


def plural_formed_wrongly(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """childs, tooths, womans, potatos, partys, knifes, bus'es: a plural by the wrong rule."""
    lower = draft.lower[index]
    if not draft.words[index].islower():
        return None
    irregular = IRREGULAR_SLIPS.get(lower)
    if irregular is not None:
        return draft.replace(index, rng.choice(irregular))
    single = lexicon.singulars.get(lower)
    if single is None or lower in lexicon.vbz or lower not in lexicon.frequency:
        return None
    if (lower.endswith("ies") and single.endswith("y")) or (lower.endswith("ves") and single.endswith(("f", "fe"))):
        wrong = single + "s"
    elif lower.endswith(("oes", "ches", "shes", "xes", "sses")) and lower == single + "es":
        wrong = single + "s" if single.endswith("o") or rng.random() < 0.5 else single
    else:
        return None
    # "Halfs", "beachs": only what is no word.
    return draft.replace(index, wrong) if wrong not in lexicon.frequency or wrong == single else None


def determiner(draft: Draft, index: int, rng: random.Random, lexicon: Lexicon) -> Edit | None:
    """this/these, many/much, fewer/less, another/other against the number of the noun."""
    lower = draft.lower[index]
    other = DETERMINER_SLIPS.get(lower)
    if other is None:
        return None
    after = draft.after(index)
    noun = index + 2 if after in lexicon.adverbs else index + 1
    if not after or noun >= len(draft):
        return None
    name = draft.lower[noun]
    if lower in ("these", "many", "fewer", "other", "those"):
        return draft.replace(index, other) if name in lexicon.plain_plurals else None
    if lower == "much":
        return draft.replace(index, other) if name in MASS_NOUNS or name in ("time", "work") else None
    if name in lexicon.countable and ends_phrase(draft, noun) and name not in lexicon.vbn:
        return draft.replace(index, other)
    return None
