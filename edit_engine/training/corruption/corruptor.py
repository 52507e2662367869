"""Draws errors by kind and puts them into a text.

How many: Poisson with the mean `rate` times the number of words. Which: kinds by weight; a kind that finds no place in
the text gives its turn to another. Where: a random walk over all words, so that every place is as likely.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import accumulate

from edit_engine.training.corruption import (
    adjectives,
    confusion,
    nouns,
    order,
    prepositions,
    punctuation,
    spacing,
    spelling,
    verbs,
)
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.lexicon import Lexicon


ErrorFunction = Callable[[Draft, int, random.Random, Lexicon], Edit | None]


class ErrorKind(StrEnum):
    """What can be wrong."""

    SLIP = "slip"
    SOUND = "sound"
    KNOWN_MISSPELLING = "known misspelling"
    CONFUSION = "confusion"
    HOMOPHONE = "homophone"
    A_FOR_AN = "a for an"
    OF_FOR_HAVE = "of for have"
    PRONOUN_CASE = "pronoun case"
    AGREEMENT = "agreement"
    FORM_AFTER_HELPER = "form after helper"
    FORM_AFTER_TO = "form after to"
    TENSE = "tense"
    NUMBER = "number"
    ARTICLE_DROPPED = "article dropped"
    ARTICLE_ADDED = "article added"
    ARTICLE_SWAPPED = "article swapped"
    DETERMINER = "determiner"
    PREPOSITION_WRONG = "preposition wrong"
    PREPOSITION_ADDED = "preposition added"
    COMPARISON = "comparison"
    ADVERB = "adverb"
    SMALL_WORD_DROPPED = "small word dropped"
    SMALL_WORD_ADDED = "small word added"
    ORDER = "order"
    QUESTION_ORDER = "question order"
    COMMA_DROPPED = "comma dropped"
    COMMA_ADDED = "comma added"
    RUN_ON = "run-on"
    END_DROPPED = "end dropped"
    MARK_DOUBLED = "mark doubled"
    MARK_SPACED = "mark spaced"
    QUOTE_DROPPED = "quote dropped"
    APOSTROPHE = "apostrophe"
    MERGED = "merged"
    SPLIT = "split"
    DOUBLED = "doubled"
    HYPHEN = "hyphen"
    LOWERED = "lowered"
    RAISED = "raised"


ERRORS: dict[ErrorKind, ErrorFunction] = {
    ErrorKind.SLIP: spelling.slipped,
    ErrorKind.SOUND: spelling.sounded,
    ErrorKind.KNOWN_MISSPELLING: spelling.known_misspelling,
    ErrorKind.CONFUSION: confusion.common_confusion,
    ErrorKind.HOMOPHONE: confusion.homophone,
    ErrorKind.A_FOR_AN: confusion.a_for_an,
    ErrorKind.OF_FOR_HAVE: confusion.of_for_have,
    ErrorKind.PRONOUN_CASE: confusion.pronoun_case,
    ErrorKind.AGREEMENT: verbs.agreement,
    ErrorKind.FORM_AFTER_HELPER: verbs.form_after_helper,
    ErrorKind.FORM_AFTER_TO: verbs.form_after_to,
    ErrorKind.TENSE: verbs.tense,
    ErrorKind.NUMBER: nouns.number,
    ErrorKind.ARTICLE_DROPPED: nouns.article_dropped,
    ErrorKind.ARTICLE_ADDED: nouns.article_added,
    ErrorKind.ARTICLE_SWAPPED: nouns.article_swapped,
    ErrorKind.DETERMINER: nouns.determiner,
    ErrorKind.PREPOSITION_WRONG: prepositions.preposition_wrong,
    ErrorKind.PREPOSITION_ADDED: prepositions.preposition_added,
    ErrorKind.COMPARISON: adjectives.comparison,
    ErrorKind.ADVERB: adjectives.adverb_for_adjective,
    ErrorKind.SMALL_WORD_DROPPED: order.small_word_dropped,
    ErrorKind.SMALL_WORD_ADDED: order.small_word_added,
    ErrorKind.ORDER: order.order_swapped,
    ErrorKind.QUESTION_ORDER: order.question_order,
    ErrorKind.COMMA_DROPPED: punctuation.comma_dropped,
    ErrorKind.COMMA_ADDED: punctuation.comma_added,
    ErrorKind.RUN_ON: punctuation.run_on,
    ErrorKind.END_DROPPED: punctuation.end_dropped,
    ErrorKind.MARK_DOUBLED: punctuation.mark_doubled,
    ErrorKind.MARK_SPACED: punctuation.mark_spaced,
    ErrorKind.QUOTE_DROPPED: punctuation.quote_dropped,
    ErrorKind.APOSTROPHE: punctuation.apostrophe,
    ErrorKind.MERGED: spacing.merged,
    ErrorKind.SPLIT: spacing.split,
    ErrorKind.DOUBLED: spacing.doubled,
    ErrorKind.HYPHEN: spacing.hyphen,
    ErrorKind.LOWERED: spacing.lowered,
    ErrorKind.RAISED: spacing.raised,
}

# Rough shares of the errors that people make; spelling and commas lead in every set of corrected prose.
DEFAULT_WEIGHTS: Mapping[ErrorKind, float] = {
    ErrorKind.SLIP: 5, ErrorKind.SOUND: 5, ErrorKind.KNOWN_MISSPELLING: 9, ErrorKind.CONFUSION: 8,
    ErrorKind.HOMOPHONE: 4, ErrorKind.A_FOR_AN: 2, ErrorKind.OF_FOR_HAVE: 0.3, ErrorKind.PRONOUN_CASE: 2,
    ErrorKind.AGREEMENT: 7, ErrorKind.FORM_AFTER_HELPER: 4, ErrorKind.FORM_AFTER_TO: 2.5, ErrorKind.TENSE: 5,
    ErrorKind.NUMBER: 8, ErrorKind.ARTICLE_DROPPED: 6, ErrorKind.ARTICLE_ADDED: 4, ErrorKind.ARTICLE_SWAPPED: 0.8,
    ErrorKind.DETERMINER: 3, ErrorKind.PREPOSITION_WRONG: 8, ErrorKind.PREPOSITION_ADDED: 1,
    ErrorKind.COMPARISON: 1, ErrorKind.ADVERB: 3, ErrorKind.SMALL_WORD_DROPPED: 4.5, ErrorKind.SMALL_WORD_ADDED: 3,
    ErrorKind.ORDER: 1.5, ErrorKind.QUESTION_ORDER: 0.4, ErrorKind.COMMA_DROPPED: 9, ErrorKind.COMMA_ADDED: 3,
    ErrorKind.RUN_ON: 3.5, ErrorKind.END_DROPPED: 2, ErrorKind.MARK_DOUBLED: 0.2, ErrorKind.MARK_SPACED: 1.5,
    ErrorKind.QUOTE_DROPPED: 0.8, ErrorKind.APOSTROPHE: 5, ErrorKind.MERGED: 1.4, ErrorKind.SPLIT: 1.6,
    ErrorKind.DOUBLED: 2.2, ErrorKind.HYPHEN: 3.5, ErrorKind.LOWERED: 3.5, ErrorKind.RAISED: 1,
}  # fmt: skip

# Kinds tried for one error before it is given up.
MOST_TRIES = 6
# Strides of the random walk: primes larger than any number of words, so that each visits every word.
STRIDES = (7919, 104_729, 611_953, 1_299_709)


class Corruptor:
    """Puts realistic errors into clean English prose.

    Args:
        lexicon: the word lists.
        weights: how often each kind is drawn; kinds left out are never drawn.
    """

    def __init__(self, lexicon: Lexicon, *, weights: Mapping[ErrorKind, float] = DEFAULT_WEIGHTS) -> None:
        self._lexicon = lexicon
        self._functions = [ERRORS[kind] for kind, weight in weights.items() if weight > 0]
        self._cumulative = list(accumulate(weight for weight in weights.values() if weight > 0))

    def corrupt(self, text: str, rng: random.Random, rate: float) -> str:
        """Put errors into `text`.

        Args:
            text: clean prose.
            rng: source of chance; the same state gives the same result.
            rate: expected errors per word (0.06 = six in a hundred words).

        Returns:
            The text with errors; the text itself where none was drawn or fits.
        """
        draft = Draft(text)
        if not len(draft) or not self._functions:
            return text
        for _ in range(_poisson(rate * len(draft), rng)):
            for function in rng.choices(self._functions, cum_weights=self._cumulative, k=MOST_TRIES):
                edit = self._find(draft, function, rng)
                if edit is not None:
                    draft.add(edit)
                    break
        return draft.render()

    def _find(self, draft: Draft, function: ErrorFunction, rng: random.Random) -> Edit | None:
        """The first edit of this kind that fits, walking over the words in random order."""
        length = len(draft)
        place = rng.randrange(length)
        stride = rng.choice(STRIDES)
        free, lexicon = draft.free, self._lexicon
        for _ in range(length):
            place = (place + stride) % length
            if free[place]:
                edit = function(draft, place, rng, lexicon)
                if edit is not None and draft.accepts(edit):
                    return edit
        return None


def _poisson(mean: float, rng: random.Random) -> int:
    """A Poisson number (Knuth's product of uniforms; means here are small)."""
    if mean <= 0:
        return 0
    limit = math.exp(-min(mean, 200.0))
    count = 0
    product = rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count
