"""Which replacements say the same thing in easier or fewer words, and which words say nothing.

Read from the tables that the made pairs come from, so real and made pairs teach the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edit_engine.request import Intent
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.style_hard_table import HARD_NOUNS, HARD_VERBS, HARD_WORDS
from edit_engine.training.corruption.style_plain_table import PLAIN_PHRASES, PLAIN_WORDS
from edit_engine.training.corruption.style_rows import rows
from edit_engine.training.corruption.style_table import PHRASES, VERBS
from edit_engine.training.corruption.wordlists import word_set


# Words that a careful editor strikes, by themselves or, where `_NOT_ALONE` has them, with others of these.
# None of them says how often, when or how likely.
FILLERS = word_set(
    """very quite rather really actually simply basically essentially particularly extremely highly fairly completely
    totally entirely absolutely clearly obviously certainly definitely truly also indeed therefore thus however moreover
    furthermore additionally consequently just please itself themselves own different various certain specific
    particular existing actual whole following below above able going easily fully literally
    naturally note notice that is are was were be been being to of the a an in order which who
    there it you we can will would need want have has do does this these those and so as well for way number kind kinds
    type types sort means fact up out back together both all own with by on at here overall respective
    effectively specifically successfully explicitly interesting special given provided exactly especially"""
)
# Not fillers alone: striking one of these by itself changes the sense or the grammar.
_NOT_ALONE = word_set(
    """and so it you we can will would need want have has do does this these those the a an to of in for with by on at
    is are was were be been being up out back all both that which who there as own different various certain specific
    following below above existing able given provided special exactly especially type way number kind here note notice
    fully together successfully explicitly interesting whole overall respective easily"""
)
# As easy as each other: what the tables swap in a text, people change for another reason.
_NEUTRAL = frozenset({("since", "because")})
_WORD = re.compile(r"\w")


def is_filler(words: Sequence[str]) -> bool:
    """Whether `words` can be struck without loss."""
    letters = [word for word in words if _WORD.match(word)]
    if not letters or any(word not in FILLERS for word in letters):
        return not letters
    return len(letters) > 1 or letters[0] not in _NOT_ALONE


class Thesaurus:
    """Pairs of harder or wordier and easier words, in their base forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        # Inflected form -> base form; verbs after nouns, so that "uses" is "use" both ways.
        self._base = {**lexicon.singulars, **lexicon.vbz, **lexicon.vbd, **lexicon.vbn, **lexicon.vbg}
        self._pairs: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for row in PLAIN_PHRASES.split("\n"):
            self._add(*row.split(" = "))
        for row in PLAIN_WORDS.split():
            self._add(*row.split("="))
        tables = [VERBS[Intent.SHORTEN], VERBS[Intent.SIMPLIFY], PHRASES[Intent.SHORTEN], PHRASES[Intent.SIMPLIFY]]
        for table in [*tables, HARD_VERBS, HARD_NOUNS, HARD_WORDS]:
            for easy, _, rights in rows(table):
                for hard in rights:
                    if (hard, easy) not in _NEUTRAL:
                        self._add(hard, easy)

    def easier(self, old: Sequence[str], new: Sequence[str]) -> bool:
        """Whether `new` is an easier or shorter way to say `old`; punctuation at either end is left aside."""
        return (self._bases(old), self._bases(new)) in self._pairs

    def _add(self, hard: str, easy: str) -> None:
        self._pairs.add((self._bases(hard.split()), self._bases(easy.split())))

    def _bases(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._base.get(word, word) for word in words if _WORD.match(word))
