"""How often each kind of error is drawn, in families.

An error first draws its family by the family's share, then a kind within it: so that a kind that finds no place in
the text passes its turn to its like, and rare words do not push the whole balance towards spelling, which fits
anywhere. Families whose places are rare (prepositions, order, apostrophes) have larger shares than they end up with.
"""

from __future__ import annotations

from collections.abc import Mapping

from edit_engine.training.corruption.kinds import ErrorKind


# Family -> kinds with their weights; the sum is how often the family is tried.
FAMILIES: Mapping[str, Mapping[ErrorKind, float]] = {
    "spelling": {
        ErrorKind.SLIP: 6.1, ErrorKind.SOUND: 8.4, ErrorKind.KNOWN_MISSPELLING: 9, ErrorKind.MISSPELLED_TWICE: 3.9,
    },
    "confusion": {
        ErrorKind.CONFUSION: 2.6, ErrorKind.RARE_CONFUSION: 7.4, ErrorKind.HOMOPHONE: 0.8, ErrorKind.LIGHT_VERB: 2.6,
        ErrorKind.OF_FOR_HAVE: 1.6, ErrorKind.PRONOUN_CASE: 0.7,
    },
    "preposition": {
        ErrorKind.PREPOSITION_WRONG: 32.2, ErrorKind.PREPOSITION_OF_TIME: 11.3, ErrorKind.PASSIVE_AGENT: 6.4,
        ErrorKind.PREPOSITION_ADDED: 8,
    },
    "article": {
        ErrorKind.ARTICLE_DROPPED: 11.9, ErrorKind.ARTICLE_ADDED: 11.9, ErrorKind.ARTICLE_SWAPPED: 3,
        ErrorKind.A_FOR_AN: 2.6,
    },
    "number": {
        ErrorKind.NUMBER: 5.8, ErrorKind.UNCOUNTABLE: 5.2, ErrorKind.PLURAL_FORM: 2.1, ErrorKind.DETERMINER: 2.1,
    },
    "agreement": {ErrorKind.AGREEMENT: 4.1, ErrorKind.DISTANT_AGREEMENT: 8.8, ErrorKind.THERE_IS: 2.7},
    "verb form": {
        ErrorKind.FORM_AFTER_HELPER: 2.8, ErrorKind.FORM_AFTER_TO: 1.7, ErrorKind.FORM_AFTER_VERB: 3.9,
        ErrorKind.TENSE: 1.5, ErrorKind.TENSE_AGAINST_TIME: 3.3, ErrorKind.TENSE_AGAINST_CONTEXT: 3.3,
        ErrorKind.CONDITION: 2.2, ErrorKind.FEELING: 2.2, ErrorKind.PROGRESSIVE: 1.4,
    },
    "punctuation": {
        ErrorKind.COMMA_DROPPED: 5.6, ErrorKind.COMMA_ADDED: 1.3, ErrorKind.RUN_ON: 1.7, ErrorKind.SPLICE: 3.4,
        ErrorKind.ASIDE: 5.6, ErrorKind.PLACE_COMMA: 2.2, ErrorKind.COLON: 0.7, ErrorKind.END_DROPPED: 1.1,
        ErrorKind.FINAL_MARK: 1.8, ErrorKind.MARK_DOUBLED: 0.2, ErrorKind.MARK_SPACED: 0.8,
        ErrorKind.QUOTE_DROPPED: 0.3,
    },
    "apostrophe": {ErrorKind.APOSTROPHE: 16.2},
    "casing": {
        ErrorKind.START_LOWERED: 1.8, ErrorKind.NAME_LOWERED: 4.2, ErrorKind.FIRST_PERSON_LOWERED: 2.6,
        ErrorKind.RAISED: 1.3,
    },
    "joining": {ErrorKind.MERGED: 4.4, ErrorKind.SPLIT: 4.2, ErrorKind.HYPHEN: 1.3},
    "doubled": {ErrorKind.DOUBLED: 7.7},
    "small words": {ErrorKind.SMALL_WORD_DROPPED: 8.1, ErrorKind.SMALL_WORD_ADDED: 1.4, ErrorKind.SUBJECT_DOUBLED: 0.5},
    "order": {
        ErrorKind.NEGATION: 11.5, ErrorKind.ADVERB_MOVED: 23, ErrorKind.ADJECTIVE_MOVED: 11.5,
        ErrorKind.OBJECT_MOVED: 5.8, ErrorKind.QUESTION_ORDER: 11.5,
    },
    "degree": {ErrorKind.COMPARISON: 1.5, ErrorKind.ADVERB: 2.2},
}  # fmt: skip
DEFAULT_WEIGHTS: Mapping[ErrorKind, float] = {
    kind: weight for kinds in FAMILIES.values() for kind, weight in kinds.items()
}
