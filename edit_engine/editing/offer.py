"""What a filled region offers: the text that its slots shall hold, if that is better than what stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

import torch
from rapidfuzz.distance import OSA
from torch import Tensor

from edit_engine.editing.accept import drops_double, refusal
from edit_engine.editing.choose import (
    PHRASE_WEIGHT,
    chances_of,
    fitted,
    likeliest,
    likely,
    respelled,
    with_phrases,
)
from edit_engine.editing.confidence import scores_of
from edit_engine.editing.fill import Filled
from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Denoiser
from edit_engine.models.tokenizer import restore, view
from edit_engine.request import Instruction, Intent


# Tokens on each side of a region that the phrases with its words may reach.
PHRASE_CONTEXT = 12
# Nats for each apostrophe: it parts a word into three for those who count, and each word more makes a text less likely.
JOIN = 8.0
# Most nats that phrases add to the gain of a filling beyond that of the likeliest one: more is too seldom to look for.
PHRASE_GAIN = 3.0
# Letters, at most, that a misspelling has wrong.
FEW = 2
# Letters, at least, of each word that a compound is made of.
PART = 4
# Nats for each letter beyond the first in which what is meant differs from a spelling that nobody uses: most
# misspellings have one letter wrong (Damerau 1964).
LETTER = 2.0
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")


def offer(
    denoiser: Denoiser, instruction: Instruction, window: Window, region: Region, filled: Filled, number: int
) -> Replacement | None:
    """The replacement of a region, or None if it changes nothing, is not better, or a guard refuses all there is.

    Args:
        denoiser: the model.
        instruction: with the intent and boldness that say how much better it must be.
        window: which the region is in.
        region: it.
        filled: the window's canvas.
        number: of the region there.
    """
    tokenizer = denoiser.tokenizer
    encoded = window.encoded
    start = encoded.starts[region.start] if region.start < len(encoded.ids) else len(window.text)
    end = encoded.ends[region.end - 1] if region.end > region.start else start
    before = window.text[start:end]
    old = encoded.ids[region.start : region.end]
    thresholds = denoiser.about.thresholds_at(instruction.intent, instruction.boldness)
    # What fills the slots is what the model likes best there: hardly any other filling gains more, but for the phrases.
    if not region.hidden and filled.gain(number, old, tokenizer.delete_id) < thresholds.gain - PHRASE_GAIN:
        return None
    log_chances = filled.log_chances(number)
    like = denoiser.words_like(old)
    meant = {tokenizer.decode(word).strip() for word in like.words}
    listed = meant if like.listed else ()
    strange, used = _strange_words(denoiser, old)
    choices = _choices(denoiser, encoded.ids, region, filled.region_tokens(number), log_chances, like.words, strange)
    compound: bool | None = None
    for choice in choices:
        if choice.text == view(window.text)[start:end]:
            return None
        after = choice.text
        if start == 0 or window.text[start - 1].isspace():
            after = after if before.startswith(" ") else after.lstrip(" ")
        after = restore(after, before, window.text)
        if after == before:
            return None
        if instruction.intent is Intent.FIX and strange and not _near(before, view(after)):
            compound = _is_compound(denoiser, strange) if compound is None else compound
            if compound:
                continue
        if refusal(window.text, start, end, after, instruction.intent, listed, used=used) is None:
            break
    else:
        return None
    # Of what the slots hold: that is nearly always what was chosen, and what was not has not been seen on a canvas.
    doubt = filled.doubt_of(number)
    plain = view(after).strip()
    better = with_phrases(choice.gain, choice.phrases) >= thresholds.gain and doubt <= thresholds.doubt
    if not region.hidden and not better:
        return None
    scores = {
        "locate": region.score,
        "gain": choice.gain,
        "phrases": choice.phrases,
        "doubt": doubt,
        **scores_of(log_chances, torch.tensor(choice.tokens)),
        "pieces": (region.end - region.start) / max(1, len(before.split())),
        "spelled": float(bool(strange) and plain in meant and (like.listed or _near(before, plain))),
        "listed": float(not strange and plain in listed),
        "doubled": float(drops_double(window.text, start, end, after)),
    }
    return Replacement(
        start=start,
        end=end,
        after=after,
        steps=filled.steps_of(number),
        scores={name: round(score, 4) for name, score in scores.items()},
    )


@dataclass(frozen=True, kw_only=True)
class _Choice:
    """A filling of a region."""

    # What each slot holds, and how that reads.
    tokens: list[int]
    text: str
    # Nats by which it beats the old text where nothing but the source and the kept text is seen.
    gain: float
    # Nats by which the phrases around the region are likelier with it.
    phrases: float


def _choices(
    denoiser: Denoiser,
    source: Sequence[int],
    region: Region,
    held: list[int],
    log_chances: Tensor,
    like: Sequence[Sequence[int]],
    strange: Sequence[str],
) -> list[_Choice]:
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
    choices = [
        _Choice(tokens=tokens, text=text, gain=chance - chances[0], phrases=fit - nats[0])
        for tokens, text, chance, fit in zip(fillings, texts, chances, nats, strict=True)
    ]
    if region.hidden:
        return [choice for choice in choices if choice.tokens == held]
    known = [found[0].unknown - sum(word not in text.lower() for word in strange) for text in texts]
    choices = [choice for choice, fit, most in zip(choices, found, known, strict=True) if fit.unknown <= most]
    misspelt = bool(strange) and len(ids) > 0 and len(texts[0].split()) == 1

    def worth(choice: _Choice) -> float:
        apart = OSA.distance(texts[0].strip().lower(), choice.text.strip().lower()) if misspelt else 0
        return choice.gain + PHRASE_WEIGHT * choice.phrases - LETTER * max(apart - 1, 0)

    return sorted(choices, key=worth, reverse=True)


def _near(before: str, after: str) -> bool:
    """Whether few letters differ: a word that only sounds like an unknown one may be another (hairdryer, hardware)."""
    return OSA.distance(before.strip().lower(), after.strip().lower(), score_cutoff=FEW) <= FEW


def _is_compound(denoiser: Denoiser, strange: Sequence[str]) -> bool:
    """Whether the only strange word is made of two that are in use: a rare word then (hairdryer), no misspelling of one
    that is unlike it (hardware)."""
    if len(strange) != 1:
        return False
    (word,) = strange
    parts = [(word[:cut], word[cut:]) for cut in range(PART, len(word) - PART + 1)]
    rows = [denoiser.tokenizer.encode(f" {part}").ids for both in parts for part in both]
    counted = [not score.unknown for score in denoiser.phrase_scores(rows)]
    return any(first and second for first, second in zip(counted[::2], counted[1::2], strict=True))


def _letters(text: str) -> str:
    return "".join(text.lower().split())


def _strange_words(denoiser: Denoiser, tokens: Sequence[int]) -> tuple[list[str], list[str]]:
    """The words of a piece of text that were never counted, and the others, in small letters."""
    words = _WORD.findall(denoiser.tokenizer.decode(tokens).lower())
    rows = [denoiser.tokenizer.encode(f" {word}").ids for word in words]
    counted = [not score.unknown for score in denoiser.phrase_scores(rows)]
    used = list(compress(words, counted))
    return [word for word in words if word not in used], used
