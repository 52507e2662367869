"""Canvas, denoise, repair: from regions of a batch of windows to the tokens that fill them.

One reading of the sources serves every step. A window has one canvas, in parts of neighbouring regions: a part is done
as soon as it is filled, and later steps show and compute only the parts that are not. `fill` is a generator of how far
the windows are after each step, so a live view can follow and cancelling takes effect between two steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from edit_engine.diffusion.canvas import Canvas, RowEnd
from edit_engine.diffusion.commit import CommitRule
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.loop import denoise
from edit_engine.diffusion.repair import Repair, RepairHistory
from edit_engine.editing.locate import Region
from edit_engine.models.denoiser import Denoiser, Reading
from edit_engine.models.layout import MARGIN, CanvasLayout, lay_out


@dataclass(frozen=True, kw_only=True)
class Row:
    """One window to fill."""

    # Its row in the reading.
    reading_row: int
    # Source token ids.
    source: Sequence[int]
    regions: Sequence[Region]
    seed: int
    # What tells this row from others with that seed.
    key: str


@dataclass(kw_only=True)
class Part:
    """Neighbouring regions on a window's canvas as they stand, and what was learnt of them."""

    # Which row it belongs to, and the first of its regions there.
    row: int
    first_region: int
    layout: CanvasLayout
    # (C,) ids; masks where not yet filled.
    tokens: Tensor
    history: RepairHistory
    # Forwards it took so far.
    steps: int = 0
    # True once every slot is filled; False for ever if the row was cancelled.
    done: bool = False
    # Chance that each token is wrong, (C,); of the finished canvas.
    doubt: Tensor | None = None
    # Logits of the first forward, all slots masked: canvas place -> (vocabulary,).
    first: dict[int, Tensor] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A window as it stands."""

    parts: tuple[Part, ...]

    @property
    def done(self) -> bool:
        """Whether every slot is filled."""
        return all(part.done for part in self.parts)

    @property
    def steps(self) -> int:
        """Forwards that its parts took so far, together."""
        return sum(part.steps for part in self.parts)

    def steps_of(self, region: int) -> int:
        """Forwards that one region took."""
        return self._find(region)[0].steps

    def region_tokens(self, region: int) -> list[int]:
        """Ids in the slots of one region."""
        part, slots = self._find(region)
        tokens: list[int] = part.tokens[slots].tolist()
        return tokens

    def doubt_of(self, region: int) -> float:
        """Greatest chance that a token in a filled region is wrong."""
        part, slots = self._find(region)
        return float(part.doubt[slots].max()) if part.doubt is not None else 0.0

    def gain(self, region: int, old: Sequence[int], delete_id: int) -> float:
        """Nats by which what the slots hold beats the old tokens where only the source and the kept text are seen.

        Args:
            region: which region.
            old: the source tokens it replaces.
            delete_id: stands in the slots that the shorter text leaves empty.
        """
        part, slots = self._find(region)
        before = [*old, *[delete_id] * (len(slots) - len(old))]
        return sum(
            float(part.first[place][new] - part.first[place][kept])
            for place, new, kept in zip(slots, self.region_tokens(region), before, strict=True)
        )

    def may_change(self, part: Part, row: Row, least_gain: float, delete_id: int) -> bool:
        """Whether any region of a filled part can be accepted, as far as its gain says."""
        numbered = list(enumerate(row.regions))[part.first_region :][: len(part.layout.slots)]
        return any(
            region.hidden or self.gain(number, row.source[region.start : region.end], delete_id) >= least_gain
            for number, region in numbered
        )

    def log_chances(self, region: int) -> Tensor:
        """Log-probabilities where nothing but the source and the kept text is seen, (slots, vocabulary)."""
        part, slots = self._find(region)
        return torch.stack([part.first[place] for place in slots]).log_softmax(dim=-1)

    def _find(self, region: int) -> tuple[Part, list[int]]:
        """The canvas a region is on, and the places of its slots there."""
        part = next(part for part in reversed(self.parts) if part.first_region <= region)
        return part, part.layout.slots[region - part.first_region]


@dataclass(frozen=True, kw_only=True)
class FillSettings:
    """How canvases are denoised."""

    rule: CommitRule
    sampling: Sampling
    repair: Repair
    max_steps: int
    # Times a finished canvas is doubted and its doubtful tokens masked again.
    repair_rounds: int
    # Whether a finished canvas is doubted, which repair asks for as well.
    doubts: bool
    # A part is neither doubted nor repaired if none of its regions that need a gain (those seen) has this many nats.
    least_gain: float


def fill(
    denoiser: Denoiser,
    reading: Reading,
    rows: Sequence[Row],
    settings: FillSettings,
    cancelled: Callable[[int], bool],
) -> Iterator[list[Filled]]:
    """Fill the canvases of `rows`; yields all of them after each step, the last time with `doubt` set where needed.

    Args:
        denoiser: the model.
        reading: of the sources of `rows` (see `Row.reading_row`).
        rows: at least one, each with at least one region.
        settings: rule, sampling, repair.
        cancelled: asked for each row (by its index) before each step.
    """
    tokenizer = denoiser.tokenizer
    filled = [Filled(parts=tuple(_parts(number, row, denoiser))) for number, row in enumerate(rows)]
    active = [part for one in filled for part in one.parts]
    for attempt in range(settings.repair_rounds + 1):
        for _ in _denoise(denoiser, reading, rows, active, attempt, settings, cancelled):
            yield filled
        if not settings.doubts:
            break
        # A doubt looks at all that a window may change, at what is new on its canvas and what stood there already.
        doubted = [
            part
            for number in {part.row: None for part in active}
            for part in filled[number].parts
            if part.done and filled[number].may_change(part, rows[number], settings.least_gain, tokenizer.delete_id)
        ]
        if not doubted:
            break
        shown = _Shown.of(doubted, [part.tokens for part in doubted])
        doubts = denoiser.doubt(
            reading, [rows[number].reading_row for number in shown.rows], *shown.batch(tokenizer.pad_id)
        )
        again = []
        for part, doubt in zip(doubted, shown.split(doubts), strict=True):
            part.doubt = doubt
            if attempt == settings.repair_rounds:
                continue
            slots = torch.zeros(len(part.tokens), dtype=torch.bool)
            slots[[place for places in part.layout.slots for place in places]] = True
            remask, part.history = settings.repair.choose(part.tokens, slots, 1 - doubt, part.history)
            if remask.any():
                part.tokens = part.tokens.masked_fill(remask, tokenizer.mask_id)
                part.done = False
                again.append(part)
        active = again
        if not active:
            break
    yield filled


def _parts(number: int, row: Row, denoiser: Denoiser) -> Iterator[Part]:
    """The parts of a row's canvas: regions share one if each sees the other's margin, or if they are written anew."""
    regions = row.regions
    borders = [
        at
        for at in range(1, len(regions))
        if regions[at].start - regions[at - 1].end > 2 * MARGIN and not any(region.hidden for region in regions)
    ]
    for first, last in zip([0, *borders], [*borders, len(regions)], strict=True):
        layout = lay_out(
            row.source,
            [(region.start, region.end, region.slots) for region in regions[first:last]],
            margin=MARGIN,
            end_id=denoiser.tokenizer.end_id,
            mask_id=denoiser.tokenizer.mask_id,
        )
        yield Part(
            row=number,
            first_region=first,
            layout=layout,
            tokens=torch.tensor(layout.tokens),
            history=RepairHistory.empty(len(layout.tokens)),
        )


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """Parts as the model is shown them: those of one window behind one another, as one canvas."""

    # Which rows, in order.
    rows: list[int]
    # Lengths of the parts of each.
    lengths: list[list[int]]
    # Tokens and positions of each, (C,).
    tokens: list[Tensor]
    positions: list[Tensor]

    @staticmethod
    def of(parts: Sequence[Part], tokens: Sequence[Tensor]) -> _Shown:
        """These parts, sorted by row, holding these tokens."""
        found = _Shown(rows=[], lengths=[], tokens=[], positions=[])
        for row, group in groupby(zip(parts, tokens, strict=True), key=lambda pair: pair[0].row):
            pairs = list(group)
            found.rows.append(row)
            found.lengths.append([len(held) for _, held in pairs])
            found.tokens.append(torch.cat([held for _, held in pairs]))
            found.positions.append(torch.tensor([at for part, _ in pairs for at in part.layout.positions]))
        return found

    def batch(self, pad_id: int) -> tuple[Tensor, Tensor]:
        """Tokens and positions, (R, C), padded."""
        tokens = pad_sequence(self.tokens, batch_first=True, padding_value=pad_id)
        return tokens, pad_sequence(self.positions, batch_first=True)

    def split(self, values: Tensor) -> list[Tensor]:
        """What belongs to each part, from `values` (R, C)."""
        whole = (row[: sum(lengths)].split(lengths) for row, lengths in zip(values, self.lengths, strict=True))
        return list(chain.from_iterable(whole))


def _denoise(
    denoiser: Denoiser,
    reading: Reading,
    work: Sequence[Row],
    active: Sequence[Part],
    attempt: int,
    settings: FillSettings,
    cancelled: Callable[[int], bool],
) -> Iterator[None]:
    """Run the loop over the `active` canvases; keeps them up to date."""
    tokenizer = denoiser.tokenizer

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        parts = [active[row] for row in rows]
        held = [line[: len(part.tokens)] for part, line in zip(parts, tokens, strict=True)]
        shown = _Shown.of(parts, held)
        batch, positions = shown.batch(tokenizer.pad_id)
        at = [work[number].reading_row for number in shown.rows]
        logits = denoiser.predict(reading, at, batch, positions, batch.eq(tokenizer.mask_id))
        told = iter(logits)
        for part, free in zip(parts, slots, strict=True):
            found = {place: next(told) for place in free.nonzero()[:, 0].tolist()}
            part.first = part.first or found
        return logits

    canvases = [
        Canvas(
            tokens=part.tokens,
            free=part.tokens.eq(tokenizer.mask_id),
            seed=work[part.row].seed,
            key=f"{work[part.row].key}.{part.first_region}.{attempt}",
        )
        for part in active
    ]
    for state in denoise(
        predict,
        canvases,
        rule=settings.rule,
        sampling=settings.sampling,
        mask_id=tokenizer.mask_id,
        banned=tuple(tokenizer.special_ids - {tokenizer.delete_id}),
        max_steps=settings.max_steps,
        cancelled=lambda line: cancelled(active[line].row),
        pad_id=tokenizer.pad_id,
    ):
        for found in state.rows:
            part = active[found.row]
            part.tokens = found.tokens
            part.steps += int(state.step > 0)
            part.done = found.end is RowEnd.FILLED
        yield
