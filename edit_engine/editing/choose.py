"""Which of the likeliest ways to fill a located region is taken: the one whose words exist and go together.

Slots are filled many at a time, so that pieces of two good words can come to stand side by side. All slots masked, each
has its own distribution; the likeliest fillings under these, and words like the one that stands there, are weighed
anew with what counts of phrases say of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import torch
from torch import Tensor

from edit_engine.models.denoiser import PhraseScore


# Fillings that are weighed, and tokens of each slot that they are made of.
COUNT, WIDTH = 12, 5
# Nats that a filling may be less likely than the likeliest one.
_WITHIN = 5.0
# The same for a word like the one that stands there: its tokens are unsure of each other when none is seen.
_WORD_WITHIN = 6.0
# What a nat of the phrases counts beside a nat of the model.
PHRASE_WEIGHT = 0.35


def likeliest(log_chances: Tensor, banned: Collection[int]) -> list[tuple[list[int], float]]:
    """The likeliest fillings and their log-probabilities, nats, best first.

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
    return [(held, total) for total, held in beams if total >= beams[0][0] - _WITHIN]


def spelled(log_chances: Tensor, words: Sequence[Sequence[int]], delete_id: int) -> list[tuple[list[int], float]]:
    """Fillings that are one of some words and not too unlikely, with their log-probabilities, nats.

    Args:
        log_chances: (slots, vocabulary) log-probabilities of each slot by itself.
        words: token ids of each; those longer than the slots are left out.
        delete_id: what slots that are not needed hold.
    """
    slots = len(log_chances)
    rows = [[*word, *[delete_id] * (slots - len(word))] for word in words if len(word) <= slots]
    if not rows:
        return []
    totals = log_chances.gather(1, torch.tensor(rows).T).sum(0).tolist()
    least = float(log_chances.amax(1).sum()) - _WORD_WITHIN
    return [(row, total) for row, total in zip(rows, totals, strict=True) if total >= least]


def with_phrases(gain: float, phrases: float) -> float:
    """What a filling gains, nats, with what the phrases say of it.

    They may speak for a filling, but not against it: they know nothing of a subject five words before its verb.

    Args:
        gain: of the model.
        phrases: nats by which they are likelier.
    """
    return gain + PHRASE_WEIGHT * max(phrases, 0.0)


def best(
    fillings: Sequence[tuple[list[int], float]], phrases: Sequence[PhraseScore], known: Sequence[int]
) -> list[int] | None:
    """The filling that model and phrases together like best; None if all make words up.

    Args:
        fillings: and their log-probabilities.
        phrases: what counts say of each in its place.
        known: words in each that were never counted and are in the text already.
    """
    real = [
        (chance + PHRASE_WEIGHT * score.nats, tokens)
        for (tokens, chance), score, most in zip(fillings, phrases, known, strict=True)
        if score.unknown <= most
    ]
    return max(real, key=lambda one: one[0])[1] if real else None
