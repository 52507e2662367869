"""Canvas, denoise, repair: from regions of a batch of windows to the tokens that fill them.

One reading of the sources serves every step. `fill` is a generator of the canvases after each step, so a live view
can follow and cancelling takes effect between two steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from edit_engine.diffusion.canvas import Canvas, RowEnd
from edit_engine.diffusion.commit import CommitRule
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.loop import denoise
from edit_engine.diffusion.repair import Repair, RepairHistory
from edit_engine.editing.locate import Region
from edit_engine.models.denoiser import Denoiser, Reading
from edit_engine.models.layout import CanvasLayout, lay_out


# Kept tokens shown on each side of a region; the training noising uses the same.
MARGIN = 12


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
class Filled:
    """A row's canvas as it stands, and what was learnt of it."""

    layout: CanvasLayout
    # (C,) ids; masks where not yet filled.
    tokens: Tensor
    # Forwards it took so far.
    steps: int = 0
    # True once every slot is filled; False for ever if the row was cancelled.
    done: bool = False
    # Chance that each token is wrong, (C,); of the finished canvas.
    doubt: Tensor | None = None
    # Log-probabilities of the first forward, all slots masked: canvas place -> (vocabulary,).
    first: dict[int, Tensor] = field(default_factory=dict)

    def region_tokens(self, region: int) -> list[int]:
        """Ids in the slots of one region."""
        return [int(self.tokens[place]) for place in self.layout.slots[region]]

    def gain(self, region: int, old: Sequence[int], delete_id: int) -> float:
        """Nats by which the new tokens beat the old ones where nothing but the source and the kept text is seen.

        Args:
            region: which region.
            old: the source tokens it replaces.
            delete_id: stands in the slots that the shorter text leaves empty.
        """
        slots = self.layout.slots[region]
        before = [*old, *[delete_id] * (len(slots) - len(old))]
        return sum(
            float(self.first[place][new] - self.first[place][kept])
            for place, new, kept in zip(slots, self.region_tokens(region), before, strict=True)
        )

    def log_chances(self, region: int) -> Tensor:
        """Log-probabilities where nothing but the source and the kept text is seen, (slots, vocabulary)."""
        return torch.stack([self.first[place] for place in self.layout.slots[region]])


@dataclass(frozen=True, kw_only=True)
class FillSettings:
    """How canvases are denoised."""

    rule: CommitRule
    sampling: Sampling
    repair: Repair
    max_steps: int
    # Times a finished canvas is doubted and its doubtful tokens masked again.
    repair_rounds: int


def fill(
    denoiser: Denoiser,
    reading: Reading,
    rows: Sequence[Row],
    settings: FillSettings,
    cancelled: Callable[[int], bool],
) -> Iterator[list[Filled]]:
    """Fill the canvases of `rows`; yields all of them after each step, the last time with `doubt` set.

    Args:
        denoiser: the model.
        reading: of the sources of `rows` (see `Row.reading_row`).
        rows: at least one, each with at least one region.
        settings: rule, sampling, repair.
        cancelled: asked for each row (by its index) before each step.
    """
    tokenizer = denoiser.tokenizer
    filled: list[Filled] = []
    for row in rows:
        layout = lay_out(
            row.source,
            [(region.start, region.end, region.slots) for region in row.regions],
            margin=MARGIN,
            end_id=tokenizer.end_id,
            mask_id=tokenizer.mask_id,
        )
        filled.append(Filled(layout=layout, tokens=torch.tensor(layout.tokens)))
    width = max(len(one.layout.tokens) for one in filled)
    positions = torch.tensor([one.layout.positions + [0.0] * (width - len(one.layout.positions)) for one in filled])
    banned = tuple(tokenizer.special_ids - {tokenizer.delete_id})
    histories = [RepairHistory.empty(len(one.tokens)) for one in filled]
    active = list(range(len(rows)))
    for attempt in range(settings.repair_rounds + 1):
        canvases = [
            Canvas(
                tokens=filled[i].tokens,
                free=filled[i].tokens.eq(tokenizer.mask_id),
                seed=rows[i].seed,
                key=f"{rows[i].key}.{attempt}",
            )
            for i in active
        ]
        yield from _denoise(denoiser, reading, rows, filled, active, canvases, positions, settings, cancelled, banned)
        active = [i for i in active if filled[i].done]
        if not active:
            break
        batch = torch.nn.utils.rnn.pad_sequence(
            [filled[i].tokens for i in active], batch_first=True, padding_value=tokenizer.pad_id
        )
        doubts = denoiser.doubt(
            reading, [rows[i].reading_row for i in active], batch, positions[active, : batch.shape[1]]
        )
        again = []
        for line, i in enumerate(active):
            one = filled[i]
            one.doubt = doubts[line, : len(one.tokens)]
            if attempt == settings.repair_rounds:
                continue
            slots = torch.zeros(len(one.tokens), dtype=torch.bool)
            slots[[place for places in one.layout.slots for place in places]] = True
            remask, histories[i] = settings.repair.choose(one.tokens, slots, 1 - one.doubt, histories[i])
            if remask.any():
                one.tokens = one.tokens.masked_fill(remask, tokenizer.mask_id)
                one.done = False
                again.append(i)
        active = again
        if not active:
            break
    yield filled


def _denoise(
    denoiser: Denoiser,
    reading: Reading,
    work: Sequence[Row],
    filled: list[Filled],
    active: Sequence[int],
    canvases: Sequence[Canvas],
    positions: Tensor,
    settings: FillSettings,
    cancelled: Callable[[int], bool],
    banned: Sequence[int],
) -> Iterator[list[Filled]]:
    """Run the loop over the `active` rows; keeps `filled` up to date."""

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        index = [active[line] for line in rows]
        logits = denoiser.predict(
            reading, [work[i].reading_row for i in index], tokens, positions[index, : tokens.shape[1]], slots
        )
        at = 0
        for i, row_slots in zip(index, slots, strict=True):
            places = row_slots.nonzero()[:, 0].tolist()
            if not filled[i].first:
                scores = logits[at : at + len(places)].log_softmax(dim=-1).cpu()
                filled[i].first = dict(zip(places, scores, strict=True))
            at += len(places)
        return logits

    for state in denoise(
        predict,
        canvases,
        rule=settings.rule,
        sampling=settings.sampling,
        mask_id=denoiser.tokenizer.mask_id,
        banned=banned,
        max_steps=settings.max_steps,
        cancelled=lambda line: cancelled(active[line]),
        pad_id=denoiser.tokenizer.pad_id,
    ):
        for found in state.rows:
            one = filled[active[found.row]]
            one.tokens = found.tokens
            one.steps += int(state.step > 0)
            one.done = found.end is RowEnd.FILLED
        yield filled
