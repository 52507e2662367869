"""What the slots of a region could hold, ranked by model, phrases and letters together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from torch import Tensor

from edit_engine.editing.fillings import PHRASE_WEIGHT, chances_of, fitted, likeliest, likely, respelled
from edit_engine.editing.locate import Region
from edit_engine.models.denoiser import Denoiser


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


def choices(
    denoiser: Denoiser,
    source: Sequence[int],
    region: Region,
    held: list[int],
    log_chances: Tensor,
    like: Sequence[Sequence[int]],
    strange: Sequence[str],
) -> list[Choice]:
    """What the slots of a region could hold, the old text included, best first.

    A filling that makes words up, ones that never occurred in millions and do not stand here, is none.

    Args:
        denoiser: the model.
        source: the window's token ids.
        region: of it.
        held: what the slots hold now.
        log_chances: (slots, vocabulary) log-probabilities with all slots masked.
        like: token ids of words that could have been meant there.
        strange: words there that were never counted.
    """
    tokenizer = denoiser.tokenizer
    left = source[max(0, region.start - PHRASE_CONTEXT) : region.start]
    right = source[region.end : region.end + PHRASE_CONTEXT]
    ids = list(source[region.start : region.end])
    (old,) = fitted([ids], len(held), tokenizer.delete_id)
    fillings = [old, held]
    if not region.hidden:
        fillings += likeliest(log_chances, tokenizer.special_ids - {tokenizer.delete_id})
        other = [tokenizer.encode(text).ids for text in respelled(tokenizer.decode(ids))]
        fillings += likely(log_chances, fitted([*like, *other], len(held), tokenizer.delete_id))
    fillings = [list(tokens) for tokens in dict.fromkeys(map(tuple, fillings))]
    texts = [tokenizer.decode(tokens) for tokens in fillings]
    # One word against one word, or against its own letters parted, is compared as words; whatever else, slot by slot.
    alone = len(texts[0].split()) <= 1
    words = [alone and (len(text.split()) <= 1 or _letters(text) == _letters(texts[0])) for text in texts]
    chances = chances_of(log_chances, fillings, words)
    kept = [[token for token in tokens if token != tokenizer.delete_id] for tokens in fillings]
    found = denoiser.phrase_scores([[*left, *tokens, *right] for tokens in kept])
    nats = [score.nats + len(_JOINED.findall(text)) * JOIN for score, text in zip(found, texts, strict=True)]
    weighed = [
        Choice(tokens=tokens, text=text, gain=chance - chances[0], phrases=fit - nats[0])
        for tokens, text, chance, fit in zip(fillings, texts, chances, nats, strict=True)
    ]
    if region.hidden:
        return [choice for choice in weighed if choice.tokens == held]
    known = [found[0].unknown - sum(word not in text.lower() for word in strange) for text in texts]
    real = [choice for choice, fit, most in zip(weighed, found, known, strict=True) if fit.unknown <= most]
    misspelt = bool(strange) and len(ids) > 0 and len(texts[0].split()) == 1

    def worth(choice: Choice) -> float:
        apart = OSA.distance(texts[0].strip().lower(), choice.text.strip().lower()) if misspelt else 0
        return choice.gain + PHRASE_WEIGHT * choice.phrases - LETTER * max(apart - 1, 0)

    return sorted(real, key=worth, reverse=True)


def _letters(text: str) -> str:
    return "".join(text.lower().split())
