"""What filled regions offer: the text that their slots shall hold, if that is better than what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from edit_engine.editing.accept import drops_double, refusal
from edit_engine.editing.choices import Asked, Choice, choices
from edit_engine.editing.confidence import scores_of
from edit_engine.editing.fill import Filled
from edit_engine.editing.fillings import with_phrases
from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.strange import is_compound, near, stand
from edit_engine.editing.way import Located
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Denoiser
from edit_engine.models.tokenizer import restore, view
from edit_engine.request import Instruction, Intent


# Most nats that phrases add to the gain of a filling beyond that of the likeliest one: more is too seldom to look for.
PHRASE_GAIN = 3.0


@dataclass(frozen=True, kw_only=True, eq=False)
class _Place:
    """A filled region that may change."""

    window: Window
    region: Region
    filled: Filled
    # Of the region in its window.
    number: int
    # Its token ids.
    old: list[int]


def offers(
    denoiser: Denoiser, instruction: Instruction, located: Sequence[Located], filled: Sequence[Filled]
) -> list[list[Replacement | None]]:
    """For each window and each of its regions the replacement, or None where nothing better is there or is let through.

    What is looked up for all of them is looked up at once.

    Args:
        denoiser: the model.
        instruction: with the intent and boldness that say how much better they must be.
        located: windows.
        filled: the canvas of each.
    """
    delete_id = denoiser.tokenizer.delete_id
    least = denoiser.about.thresholds_at(instruction.intent, instruction.boldness).gain - PHRASE_GAIN
    found: list[list[Replacement | None]] = [[None] * len(one.regions) for one in located]
    places: dict[tuple[int, int], _Place] = {}
    for row, (one, canvas) in enumerate(zip(located, filled, strict=True)):
        for number, region in enumerate(one.regions):
            old = list(one.window.encoded.ids[region.start : region.end])
            # What fills the slots is what the model likes best there: hardly any other filling gains more, but for the
            # phrases.
            if region.hidden or canvas.gain(number, old, delete_id) >= least:
                places[row, number] = _Place(window=one.window, region=region, filled=canvas, number=number, old=old)
    standing = stand(denoiser, [place.old for place in places.values()])
    asked = [
        Asked(
            source=place.window.encoded.ids,
            region=place.region,
            held=place.filled.region_tokens(place.number),
            log_chances=place.filled.log_chances(place.number),
            standing=known,
        )
        for place, known in zip(places.values(), standing, strict=True)
    ]
    several = choices(denoiser, asked)
    for ((row, number), place), about, ranked in zip(places.items(), asked, several, strict=True):
        found[row][number] = _offer(denoiser, instruction, place, about, ranked)
    return found


def _offer(
    denoiser: Denoiser, instruction: Instruction, place: _Place, asked: Asked, ranked: Sequence[Choice]
) -> Replacement | None:
    """The first of the ranked choices that no guard refuses, if it is better than the old text and before it."""
    window, region, known = place.window, place.region, asked.standing
    encoded = window.encoded
    start = encoded.starts[region.start] if region.start < len(encoded.ids) else len(window.text)
    end = encoded.ends[region.end - 1] if region.end > region.start else start
    before = window.text[start:end]
    listed = known.meant if known.listed else ()
    compound: bool | None = None
    for choice in ranked:
        if choice.text == view(window.text)[start:end]:
            return None
        after = choice.text
        if start == 0 or window.text[start - 1].isspace():
            after = after if before.startswith(" ") else after.lstrip(" ")
        after = restore(after, before, window.text)
        if after == before:
            return None
        if instruction.intent is Intent.FIX and known.strange and not near(before, view(after)):
            compound = is_compound(denoiser, known.strange) if compound is None else compound
            if compound:
                continue
        if refusal(window.text, start, end, after, instruction.intent, listed, used=known.used) is None:
            break
    else:
        return None
    # Of what the slots hold: that is nearly always what was chosen, and what was not has not been seen on a canvas.
    doubt = place.filled.doubt_of(place.number)
    plain = view(after).strip()
    thresholds = denoiser.about.thresholds_at(instruction.intent, instruction.boldness)
    better = with_phrases(choice.gain, choice.phrases) >= thresholds.gain and doubt <= thresholds.doubt
    if not region.hidden and not better:
        return None
    scores = {
        "locate": region.score,
        "gain": choice.gain,
        "phrases": choice.phrases,
        "doubt": doubt,
        **scores_of(asked.log_chances, torch.tensor(choice.tokens)),
        "pieces": (region.end - region.start) / max(1, len(before.split())),
        "spelled": float(bool(known.strange) and plain in known.meant and (known.listed or near(before, plain))),
        "listed": float(not known.strange and plain in listed),
        "doubled": float(drops_double(window.text, start, end, after)),
    }
    return Replacement(
        start=start,
        end=end,
        after=after,
        steps=place.filled.steps_of(place.number),
        scores={name: round(score, 4) for name, score in scores.items()},
    )
