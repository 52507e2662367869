"""Fluency noise from the model itself: clean prose in which a model has written some words of its own.

A few words are hidden from the model and drawn anew. Where it draws what it holds to be clearly less likely than what
stood there, the text is wrong in a way that no table of errors knows: grammatical nearly everywhere, and off in one
place. A drawing that is about as likely is another way to put it, and no mistake. (Replaced tokens: Clark et al. 2020,
ELECTRA.)
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from edit_engine.diffusion.commit import EntropyBound
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.repair import Repair
from edit_engine.editing.fill import Filled, FillSettings, Row, fill
from edit_engine.editing.locate import Region
from edit_engine.models.denoiser import Denoiser
from edit_engine.models.tokenizer import Encoded, word_ranges
from edit_engine.request import Intent
from edit_engine.training.corruption.draft import Draft
from edit_engine.training.prepared_texts import PreparedText


# Words that are passed over before a run that is drawn anew, at most, and how long the runs are.
_MOST_SKIPPED = 11
_RUN_LENGTHS = (1, 1, 1, 2, 2, 3)
# Kept words between two runs.
_APART = 3
# Nats by which what stood there must be likelier.
_CLEARLY_WORSE = -1.0
_TOGETHER = 32
_SETTINGS = FillSettings(
    rule=EntropyBound(bound=1.0),
    sampling=Sampling(temperature=1.0, top_k=12),
    repair=Repair(threshold=0.0),
    max_steps=4,
    repair_rounds=0,
    doubts=False,
    least_gain=0.0,
)


def fillings(denoiser: Denoiser, passages: Iterator[str], rng: random.Random) -> Iterator[PreparedText]:
    """What comes of `passages`, in their order, where any of the words a model draws is a mistake.

    Args:
        denoiser: a model with heads for editing that can infill.
        passages: clean prose.
        rng: chooses the places and seeds what is drawn there.
    """
    while texts := list(islice(passages, _TOGETHER)):
        encoded = denoiser.tokenizer.encode_batch(texts)
        chosen = [(text, one, _runs(text, one, rng)) for text, one in zip(texts, encoded, strict=True)]
        chosen = [found for found in chosen if found[2]]
        if chosen:
            yield from _drawn(denoiser, chosen, rng.getrandbits(32))


def _runs(text: str, encoded: Encoded, rng: random.Random) -> list[Region]:
    """Short runs of plain words at random places, each with the slots of its tokens and sometimes one more."""
    words = word_ranges(encoded)
    prose = _prose_words(text)
    places = [(encoded.starts[start], encoded.ends[end - 1]) for start, end in words]
    plain = [(start + text[start].isspace(), end) in prose for start, end in places]
    regions: list[Region] = []
    free = 0
    while True:
        first = free + rng.randint(0, _MOST_SKIPPED)
        last = first + rng.choice(_RUN_LENGTHS)
        if last > len(words):
            return regions
        on_one_line = "\n" not in text[places[first][0] + 1 : places[last - 1][1]]
        if all(plain[first:last]) and on_one_line:
            start, end = words[first][0], words[last - 1][1]
            slots = end - start + rng.choice((0, 0, 1))
            regions.append(Region(start=start, end=end, slots=slots, score=1.0))
        free = last + _APART


def _prose_words(text: str) -> set[tuple[int, int]]:
    """Where its words stand that are no code, number or address: start and end, code points."""
    draft = Draft(text)
    ends = list(accumulate(map(len, draft.pieces)))
    return {(ends[2 * index], ends[2 * index + 1]) for index in range(len(draft)) if draft.free[index]}


def _drawn(
    denoiser: Denoiser, chosen: Sequence[tuple[str, Encoded, list[Region]]], seed: int
) -> Iterator[PreparedText]:
    mask_id = denoiser.tokenizer.mask_id
    hidden = []
    for _, encoded, regions in chosen:
        ids = list(encoded.ids)
        for region in regions:
            ids[region.start : region.end] = [mask_id] * (region.end - region.start)
        hidden.append(ids)
    reading = denoiser.read(hidden, Intent.INFILL)
    rows = [
        Row(reading_row=number, source=source, regions=regions, seed=seed, key=text)
        for number, (source, (text, _, regions)) in enumerate(zip(hidden, chosen, strict=True))
    ]
    *_, last = fill(denoiser, reading, rows, _SETTINGS, lambda _: False)
    for (text, encoded, regions), filled in zip(chosen, last, strict=True):
        before = _with_mistakes(denoiser, text, encoded, regions, filled)
        if before != text:
            yield PreparedText(before=before, after=text)


def _with_mistakes(denoiser: Denoiser, text: str, encoded: Encoded, regions: Sequence[Region], filled: Filled) -> str:
    """`text` with what was drawn, where that is words that exist, others than before, and a mistake."""
    parts: list[str] = []
    at = 0
    for number, region in enumerate(regions):
        start, end = encoded.starts[region.start], encoded.ends[region.end - 1]
        new = denoiser.tokenizer.decode(filled.region_tokens(number))
        lead = text[start] if text[start].isspace() else ""
        if not _are_words(new, spaced=bool(lead)) or new.split() == text[start:end].split():
            continue
        old = encoded.ids[region.start : region.end]
        worse = filled.gain(number, old, denoiser.tokenizer.delete_id) <= _CLEARLY_WORSE
        if worse and not denoiser.phrase_scores([denoiser.tokenizer.encode(new).ids])[0].unknown:
            parts += [text[at:start], lead, new.lstrip()]
            at = end
    return "".join([*parts, text[at:]])


def _are_words(text: str, *, spaced: bool) -> bool:
    """Whether `text` is words of letters with one space between them, and one before them or none."""
    words = text.split()
    return bool(words) and text == " " * spaced + " ".join(words) and all(word.isalpha() for word in words)
