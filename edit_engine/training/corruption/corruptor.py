"""Draws errors by kind and puts them into a text.

How many: Poisson with the mean `rate` times the number of words. Which: families by share, kinds within one by weight;
a kind that finds no place in the text gives its turn to another of its family, and a family to another. Where: a
random walk over all words, so that every place is as likely.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

from edit_engine.training.corruption import (
    adjectives,
    articles,
    capitals,
    clauses,
    confusion,
    distant_agreement,
    nouns,
    order,
    prepositions,
    punctuation,
    spacing,
    spelling,
    verb_patterns,
    verbs,
    word_order,
)
from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.kinds import ErrorKind
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.places import places
from edit_engine.training.corruption.weights import DEFAULT_WEIGHTS, FAMILIES, SOUGHT


ErrorFunction = Callable[[Draft, int, random.Random, Lexicon], Edit | None]


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
    ErrorKind.ARTICLE_DROPPED: articles.article_dropped,
    ErrorKind.ARTICLE_ADDED: articles.article_added,
    ErrorKind.ARTICLE_SWAPPED: articles.article_swapped,
    ErrorKind.DETERMINER: nouns.determiner,
    ErrorKind.PREPOSITION_WRONG: prepositions.preposition_wrong,
    ErrorKind.PREPOSITION_ADDED: prepositions.preposition_added,
    ErrorKind.COMPARISON: adjectives.comparison,
    ErrorKind.ADVERB: adjectives.adverb_for_adjective,
    ErrorKind.SMALL_WORD_DROPPED: order.small_word_dropped,
    ErrorKind.SMALL_WORD_ADDED: order.small_word_added,
    ErrorKind.QUESTION_ORDER: word_order.question_order,
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
    ErrorKind.RAISED: capitals.raised,
    ErrorKind.RARE_CONFUSION: confusion.rare_confusion,
    ErrorKind.LIGHT_VERB: confusion.light_verb,
    ErrorKind.DISTANT_AGREEMENT: distant_agreement.distant_agreement,
    ErrorKind.THERE_IS: distant_agreement.there_is,
    ErrorKind.FORM_AFTER_VERB: verb_patterns.form_after_verb,
    ErrorKind.TENSE_AGAINST_TIME: verb_patterns.tense_against_time,
    ErrorKind.TENSE_AGAINST_CONTEXT: verb_patterns.tense_against_context,
    ErrorKind.CONDITION: verb_patterns.condition,
    ErrorKind.FEELING: verb_patterns.feeling_for_feeler,
    ErrorKind.PROGRESSIVE: verb_patterns.progressive,
    ErrorKind.UNCOUNTABLE: nouns.uncountable,
    ErrorKind.PLURAL_FORM: nouns.plural_formed_wrongly,
    ErrorKind.PREPOSITION_OF_TIME: prepositions.preposition_of_time,
    ErrorKind.PASSIVE_AGENT: prepositions.passive_agent,
    ErrorKind.NEGATION: word_order.negation_moved,
    ErrorKind.ADVERB_MOVED: word_order.adverb_moved,
    ErrorKind.ADJECTIVE_MOVED: word_order.adjective_moved,
    ErrorKind.OBJECT_MOVED: word_order.object_moved,
    ErrorKind.SUBJECT_DOUBLED: word_order.subject_doubled,
    ErrorKind.SPLICE: clauses.splice,
    ErrorKind.ASIDE: clauses.aside,
    ErrorKind.PLACE_COMMA: clauses.place_comma,
    ErrorKind.COLON: clauses.colon,
    ErrorKind.FINAL_MARK: clauses.final_mark,
    ErrorKind.MISSPELLED_TWICE: spelling.misspelled_twice,
    ErrorKind.START_LOWERED: capitals.sentence_start_lowered,
    ErrorKind.NAME_LOWERED: capitals.name_lowered,
    ErrorKind.FIRST_PERSON_LOWERED: capitals.first_person_lowered,
}

# Families tried for one error before it is given up, and kinds tried in each.
MOST_FAMILIES = 5
KINDS_IN_FAMILY = 4
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
        self._families: list[tuple[list[ErrorKind], list[float]]] = []
        shares: list[float] = []
        for kinds in FAMILIES.values():
            drawn = {kind: weights.get(kind, 0.0) for kind in kinds if weights.get(kind, 0.0) > 0}
            if drawn:
                self._families.append((list(drawn), list(accumulate(drawn.values()))))
                shares.append(sum(drawn.values()))
        self._shares = list(accumulate(shares))

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
        if not len(draft) or not self._families:
            return text
        self._add(draft, rng, rate)
        return draft.render()

    def seek(self, passages: Iterable[str], rng: random.Random, rate: float) -> tuple[str, str] | None:
        """Put an error of a seldom kind into the first passage that has a place for it, and others beside it.

        Args:
            passages: clean prose, looked at one after the other.
            rng, rate: as for `corrupt`; the rate is that of the other errors.

        Returns:
            (the passage with errors, the passage), or None if none of them has a place for it.
        """
        (kind,) = rng.choices(list(SOUGHT), list(SOUGHT.values()))
        for text in passages:
            draft = Draft(text)
            edit = self._find(draft, kind, rng) if len(draft) else None
            if edit is not None:
                draft.add(edit)
                self._add(draft, rng, rate)
                return draft.render(), text
        return None

    def _add(self, draft: Draft, rng: random.Random, rate: float) -> None:
        for _ in range(_poisson(rate * len(draft), rng)):
            edit = self._draw(draft, rng)
            if edit is not None:
                draft.add(edit)

    def _draw(self, draft: Draft, rng: random.Random) -> Edit | None:
        """One error of a family by share, of a kind within it by weight; None where none of those drawn fits."""
        for kinds, cumulative in rng.choices(self._families, cum_weights=self._shares, k=MOST_FAMILIES):
            # A kind drawn again would walk in vain again, so each is tried once.
            tries = min(KINDS_IN_FAMILY, len(kinds))
            for kind in dict.fromkeys(rng.choices(kinds, cum_weights=cumulative, k=tries)):
                edit = self._find(draft, kind, rng)
                if edit is not None:
                    return edit
        return None

    def _find(self, draft: Draft, kind: ErrorKind, rng: random.Random) -> Edit | None:
        """The first edit of this kind that fits, walking over the words in random order."""
        function, free, lexicon = ERRORS[kind], draft.free, self._lexicon
        candidates = places(draft, kind)
        length = len(draft) if candidates is None else len(candidates)
        if not length:
            return None
        step = rng.randrange(length)
        stride = rng.choice(STRIDES)
        for _ in range(length):
            step = (step + stride) % length
            place = step if candidates is None else candidates[step]
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
