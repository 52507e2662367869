"""Where in a text an error of a kind can stand at all, so that rare kinds need not look at every word.

Only a short cut: the error functions decide. A kind that is not here may stand at any word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edit_engine.training.corruption import (
    capitals,
    confusion,
    confusion_pairs,
    nouns,
    prepositions,
    verb_patterns,
    word_order,
    wordlists,
)
from edit_engine.training.corruption.draft import Draft
from edit_engine.training.corruption.kinds import ErrorKind


def _both_apostrophes(words: Iterable[str]) -> frozenset[str]:
    return frozenset(spelling for word in words for spelling in (word, word.replace("'", "’")))


ARTICLES = frozenset({"a", "an", "the"})
# The words (in lower case) that a kind can change, or that stand at its place.
WORDS: Mapping[ErrorKind, frozenset[str]] = {
    ErrorKind.A_FOR_AN: ARTICLES,
    ErrorKind.ARTICLE_DROPPED: ARTICLES,
    ErrorKind.ARTICLE_SWAPPED: ARTICLES,
    ErrorKind.OF_FOR_HAVE: frozenset({"have"}),
    ErrorKind.PREPOSITION_WRONG: prepositions.GOVERNED,
    ErrorKind.PREPOSITION_OF_TIME: frozenset({"at", "in", "for", "since", "during", "ago"}),
    ErrorKind.PASSIVE_AGENT: frozenset({"by"}),
    ErrorKind.PREPOSITION_ADDED: prepositions.OBJECT_START,
    ErrorKind.DETERMINER: frozenset(nouns.DETERMINER_SLIPS),
    ErrorKind.UNCOUNTABLE: wordlists.MASS_NOUNS,
    ErrorKind.CONFUSION: _both_apostrophes(confusion_pairs.COMMON_CONFUSIONS),
    ErrorKind.RARE_CONFUSION: _both_apostrophes(confusion_pairs.COMMON_CONFUSIONS),
    ErrorKind.LIGHT_VERB: frozenset(form for forms in confusion.LIGHT_FORMS.values() for form in forms),
    ErrorKind.THERE_IS: frozenset({"is", "are", "was", "were", "has", "have"}),
    ErrorKind.FEELING: frozenset(verb_patterns.EMOTIONS) | frozenset(verb_patterns.FEELINGS),
    ErrorKind.NEGATION: frozenset({"not", "don't", "doesn't", "didn't"}),
    ErrorKind.ADVERB_MOVED: word_order.FREQUENCY | word_order.TIMES | word_order.MANNERS,
    ErrorKind.QUESTION_ORDER: wordlists.AUXILIARIES | wordlists.MODALS | wordlists.SUBJECT_PRONOUNS,
    ErrorKind.OBJECT_MOVED: word_order.OBJECT_PRONOUNS,
    ErrorKind.FIRST_PERSON_LOWERED: frozenset(word.lower() for word in capitals.FIRST_PERSON),
}
# Kinds that change the mark before a word, and kinds that change the mark after it.
MARK_BEFORE = frozenset({
    ErrorKind.COMMA_DROPPED, ErrorKind.RUN_ON, ErrorKind.SPLICE, ErrorKind.ASIDE, ErrorKind.PLACE_COMMA,
    ErrorKind.MARK_DOUBLED, ErrorKind.MARK_SPACED, ErrorKind.QUOTE_DROPPED,
})  # fmt: skip
MARK_AFTER = frozenset({ErrorKind.END_DROPPED, ErrorKind.FINAL_MARK})


def places(draft: Draft, kind: ErrorKind) -> list[int] | None:
    """The words of `draft` at which an error of `kind` may stand, in order; None for all of them."""
    words = WORDS.get(kind)
    if words is not None:
        return [place for place, word in enumerate(draft.lower) if word in words]
    if kind in MARK_BEFORE:
        return [place for place, gap in enumerate(draft.gaps[:-1]) if gap != " "]
    if kind in MARK_AFTER:
        return [place for place, gap in enumerate(draft.gaps[1:]) if gap != " "]
    return None
