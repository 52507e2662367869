"""What a filled region offers: the text that its slots shall hold, if that is better than what stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import torch
from rapidfuzz.distance import OSA
from torch import Tensor

from edit_engine.editing.accept import drops_double, refusal
from edit_engine.editing.choose import best, likeliest, spelled, with_phrases
from edit_engine.editing.confidence import scores_of
from edit_engine.editing.fill import Filled
from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Denoiser, PhraseScore
from edit_engine.models.tokenizer import restore, view
from edit_engine.request import Instruction


# Tokens on each side of a region that the phrases with its words may reach.
PHRASE_CONTEXT = 12
# Nats for each apostrophe: it parts a word into three for those who count, and each word more makes a text less likely.
JOIN = 8.0
# Most nats that phrases add to the gain of a filling beyond that of the likeliest one: more is too seldom to look for.
PHRASE_GAIN = 3.0
# Letters, at most, that a misspelling has wrong.
FEW = 2
_JOINED = re.compile(r"(?<=\w)'(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")


def offer(
    denoiser: Denoiser, instruction: Instruction, window: Window, region: Region, filled: Filled, number: int
) -> Replacement | None:
    """The replacement of a region, or None if it changes nothing, is not better, or a guard refuses it.

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
    # What fills the slots is what the model likes best there: no other filling gains more, but for the phrases.
    if not region.hidden and filled.gain(number, old, tokenizer.delete_id) < thresholds.gain - PHRASE_GAIN:
        return None
    log_chances = filled.log_chances(number)
    like = denoiser.words_like(old)
    strange = _strange_words(denoiser, old)
    held = filled.region_tokens(number)
    tokens, phrases = _chosen(denoiser, encoded.ids, region, held, log_chances, like.words, strange)
    after = tokenizer.decode(tokens)
    if after == view(window.text)[start:end]:
        return None
    if start == 0 or window.text[start - 1].isspace():
        after = after if before.startswith(" ") else after.lstrip(" ")
    after = restore(after, before, window.text)
    gain = filled.gain(number, old, tokenizer.delete_id, tokens)
    doubt = filled.doubt_of(number)
    if not region.hidden and (with_phrases(gain, phrases) < thresholds.gain or doubt > thresholds.doubt):
        return None
    meant = {tokenizer.decode(word).strip() for word in like.words}
    listed = meant if like.listed else ()
    if after == before or refusal(window.text, start, end, after, instruction.intent, listed) is not None:
        return None
    scores = {
        "locate": region.score,
        "gain": gain,
        "phrases": phrases,
        "doubt": doubt,
        **scores_of(log_chances, torch.tensor(tokens)),
        "pieces": (region.end - region.start) / max(1, len(before.split())),
        "spelled": float(bool(strange) and after.strip() in meant and (like.listed or _near(before, after))),
        "listed": float(not strange and after.strip() in listed),
        "doubled": float(drops_double(window.text, start, end, after)),
    }
    return Replacement(
        start=start,
        end=end,
        after=after,
        steps=filled.steps_of(number),
        scores={name: round(score, 4) for name, score in scores.items()},
    )


def _chosen(
    denoiser: Denoiser,
    source: Sequence[int],
    region: Region,
    held: list[int],
    log_chances: Tensor,
    like: Sequence[Sequence[int]],
    strange: Sequence[str],
) -> tuple[list[int], float]:
    """What the slots of a region shall hold, and the nats by which the phrases around it are likelier then.

    That is the old text if every filling makes words up: words that never occurred in millions, and do not stand here.

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

    def scores(several: Sequence[Sequence[int]]) -> list[PhraseScore]:
        kept = [[token for token in tokens if token != tokenizer.delete_id] for tokens in several]
        found = denoiser.phrase_scores([[*left, *tokens, *right] for tokens in kept])
        joins = [len(_JOINED.findall(tokenizer.decode(tokens))) for tokens in kept]
        return [replace(one, nats=one.nats + joined * JOIN) for one, joined in zip(found, joins, strict=True)]

    old = list(source[region.start : region.end])
    if region.hidden:
        before, after = scores([old, held])
        return held, after.nats - before.nats
    fillings = likeliest(log_chances, tokenizer.special_ids - {tokenizer.delete_id})
    fillings += spelled(log_chances, like, tokenizer.delete_id)
    before, *found = scores([old, *(tokens for tokens, _ in fillings)])
    texts = [tokenizer.decode(tokens).lower() for tokens, _ in fillings]
    chosen = best(fillings, found, [before.unknown - sum(word not in text for word in strange) for text in texts])
    if chosen is None:
        return [*old, *[tokenizer.delete_id] * (len(held) - len(old))], 0.0
    nats = next(score.nats for (tokens, _), score in zip(fillings, found, strict=True) if tokens == chosen)
    return chosen, nats - before.nats


def _near(before: str, after: str) -> bool:
    """Whether few letters differ: a word that only sounds like an unknown one may be another (hairdryer, hardware)."""
    return OSA.distance(before.strip().lower(), after.strip().lower(), score_cutoff=FEW) <= FEW


def _strange_words(denoiser: Denoiser, tokens: Sequence[int]) -> list[str]:
    """The words of a piece of text that were never counted, in small letters."""
    words = _WORD.findall(denoiser.tokenizer.decode(tokens).lower())
    rows = [denoiser.tokenizer.encode(f" {word}").ids for word in words]
    return [word for word, score in zip(words, denoiser.phrase_scores(rows), strict=True) if score.unknown]
