"""One training example: a source, a cropped canvas of its regions, and what each position should learn.

Three kinds. An *edit* example shows the source and a canvas in which the regions to change (and a few that should not
change) are noised: masked with probability t, a few revealed tokens replaced at random (hybrid noise, GIDD) or by what
the network itself would write there (`own_mistakes`), surplus slots labelled delete (DreamOn). An *infill* example
hides spans of a clean source and fills them on the canvas. A *denoise* example noises the source itself and has no
canvas. Layout and labels are the very ones `edit_engine.editing` uses; `lay_out` is shared with it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from edit_engine.models.layout import MARGIN, CanvasLayout, lay_out
from edit_engine.models.tokenizer import EditTokenizer, Encoded, word_ranges
from edit_engine.request import Intent
from edit_engine.training.alignment import Region, regions_between


@dataclass(frozen=True, kw_only=True)
class ExampleSettings:
    """Shares and sizes of the noising; the recipe sets them."""

    # Kept tokens on each side of a region that the canvas shows, as while editing.
    margin: int = MARGIN
    # Chance that a region starts fully masked (else each slot is masked with probability t ~ U(0, 1)).
    fully_masked: float = 0.5
    # Share of revealed slots replaced by a random token (uniform noise).
    uniform: float = 0.1
    # Share of the partly masked canvases whose revealed slots the network fills itself: own mistakes for random ones.
    own_mistakes: float = 0.0
    # Expected number of regions that need no change, per example.
    idle_regions: float = 1.2
    # Chances of 0, 1, 2, 3 surplus slots in a region.
    surplus: tuple[float, ...] = (0.45, 0.35, 0.15, 0.05)
    # Chance that an example hides the source under a region (infilling).
    hidden: float = 0.12


@dataclass(kw_only=True)
class Example:
    """Flat arrays of one row: its source, then its canvas."""

    tokens: list[int]
    positions: list[float]
    # Length of the source part.
    source_length: int
    # Places (index into tokens) whose token is to be predicted, the answer, and its weight.
    predict: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    # Noise labels: place, 1.0 if the visible token there is wrong.
    noise_at: list[int] = field(default_factory=list)
    noise: list[float] = field(default_factory=list)
    # Gap labels: place in the source, class.
    gap_at: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    # Places of the canvas that the network fills itself before it learns, in order, and what is right there. They are
    # masked until then, asked for, and doubted as if they were right.
    own_at: list[int] = field(default_factory=list)
    own_answers: list[int] = field(default_factory=list)

    def ask(self, place: int, answer: int, weight: float) -> None:
        """Have the token head predict `answer` at `place`."""
        self.predict.append(place)
        self.answers.append(answer)
        self.weights.append(weight)

    def doubt(self, place: int, wrong: bool) -> None:
        """Have the noise head say whether the token at `place` is wrong."""
        self.noise_at.append(place)
        self.noise.append(float(wrong))

    def fill_itself(self, place: int, answer: int) -> None:
        """Have the network write at `place`, and then say what is right there and whether it was wrong."""
        self.own_at.append(place)
        self.own_answers.append(answer)
        self.ask(place, answer, 1.0)
        self.doubt(place, False)


def edit_example(
    tokenizer: EditTokenizer,
    source: Encoded,
    target: Encoded,
    intent: Intent,
    rng: random.Random,
    settings: ExampleSettings,
    *,
    gap_classes: int,
) -> Example:
    """An example that teaches to turn `source` into `target` under `intent`."""
    regions = regions_between(source, target)
    ids = [tokenizer.intent_ids[intent], *source.ids, tokenizer.end_id]
    example = Example(tokens=ids, positions=[float(place) for place in range(len(ids))], source_length=len(ids))
    _label_source(example, regions, gap_classes, tokenizer.delete_id)
    idle = _idle_regions(source, regions, rng, settings)
    if rng.random() < settings.hidden and idle:
        region = rng.choice(idle)
        for place in range(region.start + 1, region.end + 1):
            example.tokens[place] = tokenizer.mask_id
        hidden = {region.start, *range(region.start + 1, region.end + 2)}
        _drop_labels(example, hidden)
    _add_canvas(example, tokenizer, source, sorted([*regions, *idle], key=lambda r: (r.start, r.end)), rng, settings)
    return example


def denoise_example(
    tokenizer: EditTokenizer, text: Encoded, intent: Intent, rng: random.Random, *, uniform: float
) -> Example:
    """An example that restores a noised text: t ~ U(0.1, 0.6) of its words masked, a few tokens replaced."""
    ids = [tokenizer.intent_ids[intent], *text.ids, tokenizer.end_id]
    example = Example(tokens=ids, positions=[float(place) for place in range(len(ids))], source_length=len(ids))
    share = rng.uniform(0.1, 0.6)
    for start, end in word_ranges(text):
        masked = rng.random() < share
        for index in range(start, end):
            place = index + 1
            answer = text.ids[index]
            if masked:
                example.tokens[place] = tokenizer.mask_id
                example.ask(place, answer, 1.0)
            elif rng.random() < uniform:
                example.tokens[place] = _random_token(tokenizer, rng)
                example.ask(place, answer, 1.0)
                example.doubt(place, example.tokens[place] != answer)
            else:
                example.doubt(place, False)
    return example


def infill_example(
    tokenizer: EditTokenizer, text: Encoded, rng: random.Random, settings: ExampleSettings
) -> Example | None:
    """An example that fills one or two hidden spans of 1 to 8 words; None where the text has too few words."""
    words = word_ranges(text)
    ids = [tokenizer.intent_ids[Intent.INFILL], *text.ids, tokenizer.end_id]
    regions: list[Region] = []
    for _ in range(rng.choice((1, 2))):
        count = min(rng.choices(range(1, 9), (5, 5, 4, 3, 2, 2, 1, 1))[0], len(words) - 3)
        if count < 1:
            return None
        first = rng.randrange(len(words) - count + 1)
        start, end = words[first][0], words[first + count - 1][1]
        if all(end < region.start or start > region.end for region in regions):
            regions.append(Region(start=start, end=end, target=tuple(text.ids[start:end])))
            ids[start + 1 : end + 1] = [tokenizer.mask_id] * (end - start)
    example = Example(tokens=ids, positions=[float(place) for place in range(len(ids))], source_length=len(ids))
    for region in regions:
        for offset, answer in enumerate(region.target):
            example.ask(region.start + offset + 1, answer, 0.3)
    _add_canvas(example, tokenizer, text, sorted(regions, key=lambda r: r.start), rng, settings)
    return example


def _label_source(example: Example, regions: Sequence[Region], gap_classes: int, delete_id: int) -> None:
    """Noise, gap and first-guess labels of the source positions."""
    length = example.source_length - 2
    wrong = [False] * length
    gaps = [0] * (length + 1)
    for region in regions:
        for offset in range(region.end - region.start):
            wrong[region.start + offset] = True
        width = region.end - region.start
        surplus = len(region.target) - width
        gaps[region.end] = max(gaps[region.end], min(max(surplus, 0), gap_classes - 1))
        # The first guess at a wrong word itself: trains the source reading to know the answer before any canvas.
        for offset in range(width):
            answer = region.target[offset] if offset < len(region.target) else delete_id
            example.ask(region.start + offset + 1, answer, 0.3)
    for index in range(length):
        example.doubt(index + 1, wrong[index])
    for index in range(length + 1):
        example.gap_at.append(index + 1)
        example.gaps.append(gaps[index])


def _idle_regions(
    source: Encoded, regions: Sequence[Region], rng: random.Random, settings: ExampleSettings
) -> list[Region]:
    """A few spans of words that stay as they are, away from the regions."""
    words = word_ranges(source)
    taken = [(region.start - 1, region.end + 1) for region in regions]
    found: list[Region] = []
    count = int(settings.idle_regions) + (rng.random() < settings.idle_regions % 1)
    for _ in range(count if words else 0):
        first = rng.randrange(len(words))
        last = min(first + rng.choice((1, 1, 1, 2, 2, 3, 4)), len(words)) - 1
        start, end = words[first][0], words[last][1]
        if all(end < low or start > high for low, high in taken):
            found.append(Region(start=start, end=end, target=tuple(source.ids[start:end])))
            taken.append((start - 1, end + 1))
    return found


def _drop_labels(example: Example, places: set[int]) -> None:
    """Forget noise and gap labels at `places` (they were hidden)."""
    kept = [(at, label) for at, label in zip(example.noise_at, example.noise, strict=True) if at not in places]
    example.noise_at, example.noise = [at for at, _ in kept], [label for _, label in kept]
    gaps = [(at, label) for at, label in zip(example.gap_at, example.gaps, strict=True) if at not in places]
    example.gap_at, example.gaps = [at for at, _ in gaps], [label for _, label in gaps]


def _add_canvas(
    example: Example,
    tokenizer: EditTokenizer,
    source: Encoded,
    regions: Sequence[Region],
    rng: random.Random,
    settings: ExampleSettings,
) -> None:
    """Append the canvas of `regions`, noised, with its labels."""
    if not regions:
        return
    targets: list[tuple[int, ...]] = []
    for region in regions:
        surplus = rng.choices(range(len(settings.surplus)), settings.surplus)[0]
        width = max(len(region.target), region.end - region.start) + surplus
        targets.append(region.target + (tokenizer.delete_id,) * (width - len(region.target)))
    layout: CanvasLayout = lay_out(
        source.ids,
        [(region.start, region.end, len(target)) for region, target in zip(regions, targets, strict=True)],
        margin=settings.margin,
        end_id=tokenizer.end_id,
        mask_id=tokenizer.mask_id,
    )
    base = len(example.tokens)
    tokens = list(layout.tokens)
    full = rng.random() < settings.fully_masked
    share = 1.0 if full else rng.random()
    own = not full and rng.random() < settings.own_mistakes
    for places, target in zip(layout.slots, targets, strict=True):
        for place, answer in zip(places, target, strict=True):
            if rng.random() < share:
                example.ask(base + place, answer, 1.0)
                continue
            if own:
                example.fill_itself(base + place, answer)
                continue
            tokens[place] = answer
            if rng.random() < settings.uniform:
                tokens[place] = _random_token(tokenizer, rng)
                example.ask(base + place, answer, 1.0)
            example.doubt(base + place, tokens[place] != answer)
    example.tokens.extend(tokens)
    example.positions.extend(layout.positions)


def _random_token(tokenizer: EditTokenizer, rng: random.Random) -> int:
    return rng.randrange(len(tokenizer.special_ids), tokenizer.size)
