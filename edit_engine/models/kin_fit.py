"""How well words fit where they could stand, by counted phrases, and what the network is told of the best."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from edit_engine.models.kin import TOKENS, Candidates, Kin
from edit_engine.models.phrase_keys import ONE, THREE, TWO
from edit_engine.models.phrases import Hashes, Words, neighbours, phrase
from edit_engine.models.table import Table


# Levels of a count: 0 for a phrase that was not kept, then one more for each factor of 1.65.
LEVELS = 32
NATS_PER_LEVEL = 0.5
# Log of the weight of a shorter phrase where a longer one was never seen.
_BACK_OFF = log(0.4)
# Of how much better a word fits, nats to a level; its middle says "as well".
_NATS_PER_MARGIN, _AS_WELL = 0.75, 16
# Of how well what is written fits, nats to a level, from the best.
_NATS_PER_FIT = 2.0
# Words that the network is told of, and how many tokens of each; of the best one it is told all that are kept. What it
# is told in all: those tokens, and the word that stands there.
_BEST, _FIRST = 3, 2
OWN = _BEST * _FIRST
KIN_CALLS = OWN + 1 + TOKENS - _FIRST

_Nats = NDArray[np.float64]


def backed_off(one: _Nats, one_before: _Nats, two: _Nats, two_before: _Nats, three: _Nats) -> _Nats:
    """Nats by which words are likely after the two before them, from logs of counts; 0 is a phrase never seen.

    Stupid backoff (Brants et al. 2007, equation 5): not normalised, good for comparing words in one place.

    Args:
        one, one_before: of the word, and of the one before it.
        two, two_before: of the pair that ends with the word, and of the pair before it.
        three: of all three.
    """
    score = one - NATS_PER_LEVEL * LEVELS + 2 * _BACK_OFF
    score = np.where(two > 0, two - one_before + _BACK_OFF, score)
    return np.where(three > 0, three - two_before, score)


def kin_calls(
    kin: Kin, counts: Table, words: Words, candidates: Candidates
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """What the network is told of each of M words: (M, KIN_CALLS) token ids and levels, 0 where there is nothing.

    First the tokens of the words that fit best in its place, the best of them first. The level of a first token says
    by how much the word fits better than what is written, that of the second how often it was seen between these
    neighbours. Then comes no token but the level of how well what is written fits, and last what is left of the best
    word's tokens, with level 1.
    """
    total = len(words.lower)
    called = np.zeros((total, KIN_CALLS), dtype=np.int64)
    levels = np.zeros((total, KIN_CALLS), dtype=np.uint8)
    if not len(candidates.place):
        return called, levels
    asked = np.unique(candidates.place)
    # What is written is measured as its own first candidate.
    place = np.concatenate([asked, candidates.place])
    fit, between = _fits(counts, words, place, np.concatenate([words.lower[asked], kin.hashes[candidates.number]]))
    own = np.zeros(total)
    own[asked] = fit[: len(asked)]
    levels[asked, OWN] = np.clip(LEVELS - 1 + np.round(own[asked] / _NATS_PER_FIT), 1, LEVELS - 1)
    margin = fit[len(asked) :] - own[candidates.place]
    order = np.lexsort((-margin, candidates.place))
    sorted_place = candidates.place[order]
    rank = np.arange(len(order)) - np.searchsorted(sorted_place, sorted_place)
    for best in range(_BEST):
        chosen = order[rank == best]
        at, first = candidates.place[chosen], best * _FIRST
        tokens = kin.tokens[candidates.number[chosen]]
        called[at, first : first + _FIRST] = tokens[:, :_FIRST]
        if best == 0:
            called[at, OWN + 1 :] = tokens[:, _FIRST:]
            levels[at, OWN + 1 :] = tokens[:, _FIRST:] > 0
        levels[at, first] = np.clip(_AS_WELL + np.round(margin[chosen] / _NATS_PER_MARGIN), 1, LEVELS - 1)
        levels[at, first + 1] = between[len(asked) + chosen]
    return called, levels


def _fits(
    counts: Table, words: Words, place: NDArray[np.int64], word: Hashes
) -> tuple[_Nats, NDArray[np.unsignedinteger]]:
    """How likely a text is with `word` (C,) at `place` (C,), as far as the three words from it on are concerned.

    Returns:
        (C,) nats, and (C,) the level of the word between its neighbours.
    """

    def level(kind: int, hashes: list[Hashes]) -> NDArray[np.unsignedinteger]:
        return counts.look_up(phrase(kind, hashes))

    def nats(kind: int, hashes: list[Hashes]) -> _Nats:
        return NATS_PER_LEVEL * level(kind, hashes).astype(np.float64)

    two_before, before, after, two_after = neighbours(words.lower)
    # Once for each place, for all candidates there. Past a boundary all is boundary, whatever row is next.
    one_before, one_after, one_two_after = (nats(ONE, [near])[place] for near in (before, after, two_after))
    pair_before, pair_after = nats(TWO, [two_before, before])[place], nats(TWO, [after, two_after])[place]
    two_before, before, after, two_after = (hashes[place] for hashes in (two_before, before, after, two_after))
    one, two, next_two = nats(ONE, [word]), nats(TWO, [before, word]), nats(TWO, [word, after])
    between = level(THREE, [before, word, after])
    fit = backed_off(one, one_before, two, pair_before, nats(THREE, [two_before, before, word]))
    fit += backed_off(one_after, one, next_two, two, NATS_PER_LEVEL * between.astype(np.float64))
    fit += backed_off(one_two_after, one_after, pair_after, next_two, nats(THREE, [word, after, two_after]))
    return fit, between
