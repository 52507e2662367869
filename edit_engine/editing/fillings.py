"""The ways to fill a located region, and how likely each is: those worth weighing with what phrases say.

Slots are filled many at a time, so that pieces of two good words can come to stand side by side. All slots masked, each
has its own distribution; the likeliest fillings under these, and words that could have been meant, are weighed anew
with what counts of phrases say of them (`choices`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import torch
from torch import Tensor


# Fillings that are weighed, and tokens of each slot that they are made of.
COUNT, WIDTH = 12, 5
# Nats that a filling may be less likely than the likeliest one.
_WITHIN = 5.0
# The same for a word that could have been meant: its tokens are unsure of each other when none is seen.
_WORD_WITHIN = 6.0
# What a nat of the phrases counts beside a nat of the model.
PHRASE_WEIGHT = 0.35


def likeliest(log_chances: Tensor, banned: Collection[int]) -> list[list[int]]:
    """The likeliest fillings if each slot is chosen by itself, best first.

    Args:
        log_chances: (slots, vocabulary) log-probabilities of each slot by itself.
        banned: tokens that no slot may hold.
    """
    allowed = log_chances.clone()
    allowed[:, list(banned)] = -torch.inf
    chances, tokens = allowed.topk(WIDTH, dim=1)
    beams: list[tuple[float, list[int]]] = [(0.0, [])]
    for row, ids in zip(chances.tolist(), tokens.tolist(), strict=True):
        longer = [
            (total + chance, [*held, token]) for total, held in beams for chance, token in zip(row, ids, strict=True)
        ]
        beams = sorted(longer, key=lambda one: -one[0])[:COUNT]
    return [held for total, held in beams if total >= beams[0][0] - _WITHIN]


def likely(log_chances: Tensor, fillings: Sequence[list[int]]) -> list[list[int]]:
    """Those of some fillings, each taken as a word, that are not too unlikely.

    Args:
        log_chances: (slots, vocabulary) log-probabilities of each slot by itself.
        fillings: tokens of each slot.
    """
    least = float(log_chances.amax(1).amin()) - _WORD_WITHIN
    chances = chances_of(log_chances, fillings, [True] * len(fillings))
    return [filling for filling, chance in zip(fillings, chances, strict=True) if chance >= least]


def chances_of(log_chances: Tensor, fillings: Sequence[Sequence[int]], words: Sequence[bool]) -> list[float]:
    """Log-probabilities of fillings, nats.

    The tokens of a word belong to each other: where each slot by itself wavers between the tokens of two words, none of
    either is likely, let alone all of them. So a word counts as likely as its least likely token, which is the most it
    can be (the upper bound of Fréchet and Hoeffding); other tokens are taken to be independent.

    Args:
        log_chances: (slots, vocabulary) log-probabilities of each slot by itself.
        fillings: tokens of each slot.
        words: whether each filling is one word.
    """
    if not fillings:
        return []
    each = log_chances.gather(1, torch.tensor(fillings).T)
    return torch.where(torch.tensor(words), each.amin(0), each.sum(0)).tolist()


def fitted(words: Sequence[Sequence[int]], slots: int, delete_id: int) -> list[list[int]]:
    """Words as fillings of so many slots: those that are too long are left out.

    Args:
        words: token ids of each, or of each text of a few words.
        slots: how many there are.
        delete_id: what slots that are not needed hold.
    """
    return [[*word, *[delete_id] * (slots - len(word))] for word in words if len(word) <= slots]


def respelled(text: str) -> Iterator[str]:
    """The same letters written otherwise: with or without a capital; two words as one."""
    word = text.lstrip()
    lead = text[: len(text) - len(word)]
    if word:
        yield lead + word[0].swapcase() + word[1:]
    parts = word.replace("-", " ").split()
    if len(parts) == 2:
        yield lead + "".join(parts)


def with_phrases(gain: float, phrases: float) -> float:
    """What a filling gains, nats, with what the phrases say of it: what is held against the least gain there must be.

    There they may speak for a filling, but not against it: they know nothing of a subject five words before its verb.

    Args:
        gain: of the model.
        phrases: nats by which they are likelier.
    """
    return gain + PHRASE_WEIGHT * max(phrases, 0.0)
