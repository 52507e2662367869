"""What a filled region offers: the text that its slots shall hold, if that is better than what stands there."""

from __future__ import annotations

import torch

from edit_engine.editing.accept import drops_double, refusal
from edit_engine.editing.choices import choices
from edit_engine.editing.confidence import scores_of
from edit_engine.editing.fill import Filled
from edit_engine.editing.fillings import with_phrases
from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.strange import is_compound, near, told_apart
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Denoiser
from edit_engine.models.tokenizer import restore, view
from edit_engine.request import Instruction, Intent


# Most nats that phrases add to the gain of a filling beyond that of the likeliest one: more is too seldom to look for.
PHRASE_GAIN = 3.0


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
    strange, used = told_apart(denoiser, old)
    compound: bool | None = None
    held = filled.region_tokens(number)
    for choice in choices(denoiser, encoded.ids, region, held, log_chances, like.words, strange):
        if choice.text == view(window.text)[start:end]:
            return None
        after = choice.text
        if start == 0 or window.text[start - 1].isspace():
            after = after if before.startswith(" ") else after.lstrip(" ")
        after = restore(after, before, window.text)
        if after == before:
            return None
        if instruction.intent is Intent.FIX and strange and not near(before, view(after)):
            compound = is_compound(denoiser, strange) if compound is None else compound
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
        "spelled": float(bool(strange) and plain in meant and (like.listed or near(before, plain))),
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
