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
        ErrorKind.SLIP: 7, ErrorKind.SOUND: 9.7, ErrorKind.KNOWN_MISSPELLING: 10.3, ErrorKind.MISSPELLED_TWICE: 4.5,
    },
    "confusion": {
        ErrorKind.CONFUSION: 2.6, ErrorKind.RARE_CONFUSION: 7.4, ErrorKind.HOMOPHONE: 0.8, ErrorKind.LIGHT_VERB: 2.6,
        ErrorKind.OF_FOR_HAVE: 1.6, ErrorKind.PRONOUN_CASE: 0.7,
    },
    "preposition": {
        ErrorKind.PREPOSITION_WRONG: 33.8, ErrorKind.PREPOSITION_OF_TIME: 11.9, ErrorKind.PASSIVE_AGENT: 6.7,
        ErrorKind.PREPOSITION_ADDED: 8.4,
    },
    "article": {
        ErrorKind.ARTICLE_DROPPED: 14.9, ErrorKind.ARTICLE_ADDED: 14.9, ErrorKind.ARTICLE_SWAPPED: 3.8,
        ErrorKind.A_FOR_AN: 3.2,
    },
    "number": {
        ErrorKind.NUMBER: 6.4, ErrorKind.UNCOUNTABLE: 5.7, ErrorKind.PLURAL_FORM: 2.3, ErrorKind.DETERMINER: 4.6,
    },
    "agreement": {ErrorKind.AGREEMENT: 9, ErrorKind.DISTANT_AGREEMENT: 12, ErrorKind.THERE_IS: 3},
    "verb form": {
        ErrorKind.FORM_AFTER_HELPER: 2.8, ErrorKind.FORM_AFTER_TO: 1.7, ErrorKind.FORM_AFTER_VERB: 3.9,
        ErrorKind.TENSE: 1.5, ErrorKind.TENSE_AGAINST_TIME: 3.3, ErrorKind.TENSE_AGAINST_CONTEXT: 3.3,
        ErrorKind.CONDITION: 2.2, ErrorKind.FEELING: 2.2, ErrorKind.PROGRESSIVE: 1.4,
    },
    "punctuation": {
        ErrorKind.COMMA_DROPPED: 6.2, ErrorKind.COMMA_ADDED: 1.4, ErrorKind.RUN_ON: 1.9, ErrorKind.SPLICE: 3.7,
        ErrorKind.ASIDE: 6.2, ErrorKind.PLACE_COMMA: 2.4, ErrorKind.COLON: 0.8, ErrorKind.END_DROPPED: 1.2,
        ErrorKind.FINAL_MARK: 2, ErrorKind.MARK_DOUBLED: 0.2, ErrorKind.MARK_SPACED: 0.9,
        ErrorKind.QUOTE_DROPPED: 0.3,
    },
    "apostrophe": {ErrorKind.APOSTROPHE: 17.8},
    "casing": {
        ErrorKind.START_LOWERED: 1.9, ErrorKind.NAME_LOWERED: 4.4, ErrorKind.FIRST_PERSON_LOWERED: 2.7,
        ErrorKind.RAISED: 1.4,
    },
    "joining": {ErrorKind.MERGED: 5.3, ErrorKind.SPLIT: 5, ErrorKind.HYPHEN: 1.6},
    "doubled": {ErrorKind.DOUBLED: 7.7},
    "small words": {ErrorKind.SMALL_WORD_DROPPED: 8.9, ErrorKind.SMALL_WORD_ADDED: 1.5, ErrorKind.SUBJECT_DOUBLED: 0.6},
    "order": {
        ErrorKind.NEGATION: 12.7, ErrorKind.ADVERB_MOVED: 25.3, ErrorKind.ADJECTIVE_MOVED: 12.7,
        ErrorKind.OBJECT_MOVED: 6.4, ErrorKind.QUESTION_ORDER: 12.7,
    },
    "degree": {ErrorKind.COMPARISON: 1.5, ErrorKind.ADVERB: 2.2},
}  # fmt: skip
# How often each kind is sought among passages until one has a place for it: those that are drawn as above meet one in
# few passages only, though people make them wherever there is one.
SOUGHT: Mapping[ErrorKind, float] = {
    ErrorKind.DISTANT_AGREEMENT: 6, ErrorKind.THERE_IS: 1, ErrorKind.AGREEMENT: 3, ErrorKind.TENSE_AGAINST_TIME: 2,
    ErrorKind.TENSE_AGAINST_CONTEXT: 2, ErrorKind.TENSE: 2, ErrorKind.CONDITION: 2, ErrorKind.FORM_AFTER_VERB: 2,
    ErrorKind.FORM_AFTER_HELPER: 4, ErrorKind.PROGRESSIVE: 1, ErrorKind.FEELING: 1, ErrorKind.UNCOUNTABLE: 2,
    ErrorKind.PLURAL_FORM: 2, ErrorKind.DETERMINER: 3, ErrorKind.NUMBER: 2, ErrorKind.PREPOSITION_WRONG: 5,
    ErrorKind.PREPOSITION_OF_TIME: 1.5, ErrorKind.PASSIVE_AGENT: 1, ErrorKind.PREPOSITION_ADDED: 1.5,
    ErrorKind.RARE_CONFUSION: 5, ErrorKind.CONFUSION: 2, ErrorKind.LIGHT_VERB: 1, ErrorKind.OF_FOR_HAVE: 0.7,
    ErrorKind.PRONOUN_CASE: 0.7, ErrorKind.A_FOR_AN: 1.5, ErrorKind.ARTICLE_ADDED: 2, ErrorKind.ARTICLE_SWAPPED: 1,
    ErrorKind.ASIDE: 4, ErrorKind.SPLICE: 2.5, ErrorKind.RUN_ON: 1.5, ErrorKind.PLACE_COMMA: 2, ErrorKind.COLON: 0.3,
    ErrorKind.FINAL_MARK: 2.5, ErrorKind.COMMA_DROPPED: 2, ErrorKind.DOUBLED: 1, ErrorKind.APOSTROPHE: 2,
    ErrorKind.NAME_LOWERED: 1.5, ErrorKind.RAISED: 2, ErrorKind.HYPHEN: 1, ErrorKind.SPLIT: 1.5,
    ErrorKind.QUESTION_ORDER: 0.7, ErrorKind.OBJECT_MOVED: 0.5, ErrorKind.ADVERB_MOVED: 0.7,
    ErrorKind.SUBJECT_DOUBLED: 0.3, ErrorKind.COMPARISON: 0.7, ErrorKind.ADVERB: 0.7,
}  # fmt: skip
DEFAULT_WEIGHTS: Mapping[ErrorKind, float] = {
    kind: weight for kinds in FAMILIES.values() for kind, weight in kinds.items()
}
