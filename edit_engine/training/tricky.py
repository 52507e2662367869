"""Passages of published prose with a place that looks wrong and is right.

A model that learns from made errors alone learns that an odd place is an error. Sentences that people got right where
many err are seldom in prose, so they are sought by the patterns of `tricky_table`, and by rare words.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from edit_engine.training.corpus import Prose, sentence_spans
from edit_engine.training.markup import dress
from edit_engine.training.mixture import MixtureSettings
from edit_engine.training.prepared_texts import PreparedText
from edit_engine.training.tricky_table import TRICKY


RARE_WORD = "rare_word"
SORTS = (*TRICKY, RARE_WORD)
# Times our prose has a word that is rare, and yet no slip.
_RARE = range(20, 60)
# Passages of one sort that a document gives, so that no author stands for all.
_OF_A_DOCUMENT = 2
_WORD = re.compile(r"(?<![\w'\u2019-])[a-z]{4,}(?![\w'\u2019-])")


def tricky_passages(
    prose: Prose, settings: MixtureSettings, frequency: Mapping[str, int], rng: random.Random, *, of_each: int
) -> Iterator[PreparedText]:
    """Passages around tricky sentences, in the order of a random walk over the documents.

    Args:
        prose: published text.
        settings: lengths of the passages, and how many are dressed in Markdown.
        frequency: word in lower case -> how often our prose has it.
        rng: source of chance.
        of_each: passages of one sort at most.
    """
    found: Counter[str] = Counter()
    documents = list(prose.texts())
    rng.shuffle(documents)
    for document in documents:
        here: Counter[str] = Counter()
        for paragraph in document.split("\n\n"):
            spans = sentence_spans(paragraph)
            taken = 0
            for at, (start, stop) in enumerate(spans):
                # Sentences that stand in a passage already are not taken again.
                if at < taken:
                    continue
                open_sorts = [s for s in SORTS if found[s] < of_each and here[s] < _OF_A_DOCUMENT]
                sort = next((s for s in open_sorts if _is_of(paragraph[start:stop], s, frequency)), None)
                if sort is not None:
                    found[sort] += 1
                    here[sort] += 1
                    first, taken = _around(spans, at, taken, settings, rng)
                    text = paragraph[spans[first][0] : spans[taken - 1][1]]
                    dressed = dress(text, rng) if rng.random() < settings.markup else text
                    yield PreparedText(before=dressed, after=dressed)
        if all(found[sort] >= of_each for sort in SORTS):
            return


def _is_of(sentence: str, sort: str, frequency: Mapping[str, int]) -> bool:
    if sort == RARE_WORD:
        return any(frequency.get(word, 0) in _RARE for word in _WORD.findall(sentence))
    return TRICKY[sort].search(sentence) is not None


def _around(
    spans: Sequence[tuple[int, int]], at: int, least: int, settings: MixtureSettings, rng: random.Random
) -> tuple[int, int]:
    """Sentences around the one at `at`, none before `least`, about as long as one of the lengths of `settings`.

    Returns:
        the first of them, and the one behind them.
    """
    low, high, _ = rng.choices(settings.lengths, [share for *_, share in settings.lengths])[0]
    wanted = rng.randint(low, high)
    first, end = at, at + 1
    while spans[end - 1][1] - spans[first][0] < wanted:
        sides = [side for side, there in ((-1, first > least), (1, end < len(spans))) if there]
        if not sides:
            break
        if rng.choice(sides) < 0:
            first -= 1
        else:
            end += 1
    return first, end
