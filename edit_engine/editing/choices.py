"""What the slots of a region could hold, ranked by model, phrases and letters together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import OSA
from torch import Tensor

from edit_engine.editing.fillings import PHRASE_WEIGHT, chances_of, fitted, likeliest, likely, respelled
from edit_engine.editing.locate import Region
from edit_engine.editing.strange import WORD, Standing, near
from edit_engine.models.denoiser import Denoiser, PhraseScore, Tokenizer


# Tokens on each side of a region that the phrases with its words may reach.
PHRASE_CONTEXT = 12
# Nats for each apostrophe: it parts a word into three for those who count, and each word more makes a text less likely.
JOIN = 8.0
# Nats for each letter beyond the first in which what is meant differs from a spelling that nobody uses: most
# misspellings have one letter wrong (Damerau 1964).
LETTER = 2.0
_JOINED = re.compile(r"(?<=\w)'(?=\w)")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A filling of a region."""

    # What each slot holds, and how that reads.
    tokens: list[int]
    text: str
    # Nats by which it beats the old text where nothing but the source and the kept text is seen.
    gain: float
    # Nats by which the phrases around the region are likelier with it.
    phrases: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Asked:
    """A region that choices are asked for."""

    # Token ids of its window.
    source: Sequence[int]
    region: Region
    # What its slots hold now.
    held: list[int]
    # (slots, vocabulary) log-probabilities with all slots masked.
    log_chances: Tensor
    # What is known of its words.
    standing: Standing


def choices(denoiser: Denoiser, asked: Sequence[Asked]) -> list[list[Choice]]:
    """For each region what its slots could hold, the old text included, best first.

    A filling that makes words up, ones that never occurred in millions and do not stand here, is none.

    Args:
        denoiser: the model.
        asked: the regions.
    """
    fillings = [_fillings(denoiser.tokenizer, one) for one in asked]
    rows = [row for one, several in zip(asked, fillings, strict=True) for row in _in_place(denoiser, one, several)]
    scores = iter(denoiser.phrase_scores(rows))
    return [
        _ranked(denoiser.tokenizer, one, several, list(islice(scores, len(several))))
        for one, several in zip(asked, fillings, strict=True)
    ]


def _fillings(tokenizer: Tokenizer, asked: Asked) -> list[list[int]]:
    """What is weighed for a region, each once: the old text first."""
    region, slots, delete_id = asked.region, len(asked.held), tokenizer.delete_id
    ids, like = asked.source[region.start : region.end], asked.standing.like
    found = [*fitted([ids], slots, delete_id), asked.held]
    if not region.hidden:
        old = tokenizer.decode(ids)
        found += likeliest(asked.log_chances, tokenizer.special_ids - {delete_id})
        other = [tokenizer.encode(text).ids for text in respelled(old)]
        found += likely(asked.log_chances, fitted([*like, *other], slots, delete_id))
        if asked.standing.strange:
            # What is meant may be as rare as its misspelling: the letters tell of it, where the model cannot.
            found += fitted([word for word in like if near(old, tokenizer.decode(word))], slots, delete_id)
    return [list(tokens) for tokens in dict.fromkeys(map(tuple, found))]


def _in_place(denoiser: Denoiser, asked: Asked, fillings: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Each filling between what is left and right of its region."""
    region, delete_id = asked.region, denoiser.tokenizer.delete_id
    left = asked.source[max(0, region.start - PHRASE_CONTEXT) : region.start]
    right = asked.source[region.end : region.end + PHRASE_CONTEXT]
    for tokens in fillings:
        yield [*left, *(token for token in tokens if token != delete_id), *right]


def _ranked(
    tokenizer: Tokenizer, asked: Asked, fillings: Sequence[list[int]], scores: Sequence[PhraseScore]
) -> list[Choice]:
    """The fillings of a region as choices, best first; of a hidden region only what its slots hold."""
    strange = asked.standing.strange
    texts = [tokenizer.decode(tokens) for tokens in fillings]
    # One word against one word, or against its own letters parted, is compared as words; whatever else, slot by slot.
    alone = len(texts[0].split()) <= 1
    words = [alone and (len(text.split()) <= 1 or _letters(text) == _letters(texts[0])) for text in texts]
    as_words, by_slot = (chances_of(asked.log_chances, fillings, kind) for kind in (words, [False] * len(words)))
    # In other capitals it is the same word: what its least likely token is does not tell them apart.
    gains = [
        by_slot[at] - by_slot[0] if text.lower() == texts[0].lower() else as_words[at] - as_words[0]
        for at, text in enumerate(texts)
    ]
    nats = [score.nats + len(_JOINED.findall(text)) * JOIN for score, text in zip(scores, texts, strict=True)]
    weighed = [
        Choice(tokens=tokens, text=text, gain=gain, phrases=fit - nats[0])
        for tokens, text, gain, fit in zip(fillings, texts, gains, nats, strict=True)
    ]
    if asked.region.hidden:
        return [choice for choice in weighed if choice.tokens == asked.held]
    kept = [set(WORD.findall(text.lower())) for text in texts]
    known = [scores[0].unknown - sum(word not in words_kept for word in strange) for words_kept in kept]
    real = [choice for choice, score, most in zip(weighed, scores, known, strict=True) if score.unknown <= most]
    misspelt = strange and alone

    def worth(choice: Choice) -> float:
        apart = OSA.distance(texts[0].strip().lower(), choice.text.strip().lower()) if misspelt else 0
        return choice.gain + PHRASE_WEIGHT * choice.phrases - LETTER * max(apart - 1, 0)

    return sorted(real, key=worth, reverse=True)


def _letters(text: str) -> str:
    return "".join(text.lower().split())
