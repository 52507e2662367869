"""Where a wordier phrase may stand: named conditions on the words around the phrase that it replaces."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from edit_engine.training.corruption.draft import Draft
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.nouns import ends_phrase
from edit_engine.training.corruption.wordlists import BE, DETERMINERS, MASS_NOUNS, PREPOSITIONS, SUBJECTS, word_set


POSSESSIVES = word_set("my your his her its our their")
TOPIC_HEADS = word_set("information questions question details concerns discussion decisions data research advice")
NOT_BEFORE_NOW = word_set("right just until by from even only for as up so too very how")
DEGREES = word_set("as so too very and or how")


class Site(NamedTuple):
    """A phrase in a text."""

    draft: Draft
    # Its first and last word.
    first: int
    last: int
    lexicon: Lexicon
    # The words next to it in lower case; empty where more than a space parts them.
    before: str
    after: str

    @property
    def opens(self) -> bool:
        """Begins a sentence."""
        return self.draft.starts[self.first]

    @property
    def gap(self) -> str:
        """The gap after it."""
        return self.draft.gaps[self.last + 1]

    @property
    def closes(self) -> bool:
        """A noun phrase ends with it."""
        return ends_phrase(self.draft, self.last)


Condition = Callable[[Site], bool]


def _comma(site: Site) -> bool:
    return site.opens and site.gap == ", "


def _clause(site: Site) -> bool:
    return (site.after in SUBJECTS or site.after in DETERMINERS) and site.before not in ("just", "even", "only")


def _ends(site: Site) -> bool:
    stop = site.last + 1 == len(site.draft) or site.gap != " "
    return stop and not site.opens and site.before not in DETERMINERS and site.before not in DEGREES


def _loose(site: Site) -> bool:
    return site.before not in NOT_BEFORE_NOW and site.before not in PREPOSITIONS and _ends(site)


def _plural(site: Site) -> bool:
    before, lexicon = site.before, site.lexicon
    alone = site.opens or before in PREPOSITIONS or before in lexicon.vbd or before in lexicon.vbz or before == "and"
    return alone and site.after in lexicon.plain_plurals


def _single(site: Site) -> bool:
    noun = site.after in site.lexicon.countable and ends_phrase(site.draft, site.last + 1)
    return noun and site.before not in ("of", "the")


def _adverb(site: Site) -> bool:
    before = site.before
    return (
        site.gap == " "
        and before != ""
        and before not in DETERMINERS
        and before not in ("more", "most", "not", *DEGREES)
    )


def _named(site: Site) -> bool:
    before, lexicon = site.before, site.lexicon
    return before == "and" or any(
        before in words for words in (DETERMINERS, PREPOSITIONS, lexicon.adverbs, lexicon.vbd, lexicon.vbg)
    )


def _gerund(site: Site) -> bool:
    return site.after in site.lexicon.vbg and site.after not in site.lexicon.nouns


def _before_verb(*subjects: str) -> Condition:
    return lambda site: site.before in subjects and site.after in site.lexicon.verbs


CONDITIONS: dict[str, Condition] = {
    "any": lambda site: site.draft.gaps[site.first] != "-" and site.gap != "-",
    "adverb": _adverb,
    "opens": lambda site: site.opens and site.after != "",
    "comma": _comma,
    "clause": _clause,
    "loose": _loose,
    "ends": _ends,
    "edge": lambda site: _comma(site) or _ends(site),
    "plural": _plural,
    "single": _single,
    "number": lambda site: site.gap.startswith(" ") and site.gap[1:2].isdigit(),
    "noun": lambda site: (site.before in DETERMINERS or site.before in PREPOSITIONS) and site.closes,
    "one-noun": lambda site: (site.before in DETERMINERS or site.before in site.lexicon.adverbs) and site.closes,
    "nouns": lambda site: _named(site) and site.gap != "-" and site.closes,
    "noun-after": lambda site: site.after in site.lexicon.plain_plurals or site.after in MASS_NOUNS,
    "mass": lambda site: site.after in MASS_NOUNS and site.before not in DEGREES,
    "purpose": lambda site: site.opens and site.after in site.lexicon.verbs,
    "be": lambda site: site.before in BE and site.gap != "-",
    "be-ends": lambda site: site.before in BE and site.gap != "-" and site.closes,
    "be-that": lambda site: site.before in BE and site.after == "that",
    "be-to": lambda site: site.before in BE and site.after == "to",
    "be-before": lambda site: site.before in BE and site.after in site.lexicon.vbg,
    "topic": lambda site: site.before in TOPIC_HEADS and site.after in DETERMINERS,
    "det": lambda site: site.after in DETERMINERS,
    "verb": lambda site: site.after in site.lexicon.verbs,
    "ing": _gerund,
    "the": lambda site: site.before == "the" and site.closes,
    "the-of": lambda site: site.before == "the" and site.after == "of",
    "the-noun": lambda site: site.before == "the" and site.after in site.lexicon.countable,
    "a": lambda site: site.before in ("a", "an") and site.closes,
    "a-to": lambda site: site.before in ("a", "the") and site.after == "to",
    "a-noun": lambda site: site.before in ("a", "an", "the") and site.after in site.lexicon.countable,
    "his": lambda site: site.before in POSSESSIVES and site.closes,
    "i": _before_verb("i"),
    "he": _before_verb("he", "she", "it"),
    "they": _before_verb("they", "we", "you"),
}
