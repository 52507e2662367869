"""How likely a model finds the texts that its hunks put in, and those they replace: the perplexity of accepted hunks.

The region of a hunk is hidden in the source, and its tokens are scored one after another, each given the kept text on
both sides and the tokens before it. Old and new text get equally many slots, the shorter one ending in delete tokens,
so that their sums compare. The number of hidden tokens is the old text's, which if anything favours the old text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from edit_engine.models.denoiser import Denoiser
from edit_engine.models.layout import MARGIN, lay_out
from edit_engine.request import Intent
from edit_engine.text import Change, apply


@dataclass(frozen=True, kw_only=True)
class Plausibility:
    """Sums over hunks."""

    hunks: int = 0
    # Token slots of all regions.
    slots: int = 0
    # Log-probability of the old and of the new texts, nats.
    old_nats: float = 0.0
    new_nats: float = 0.0

    def __add__(self, other: Plausibility) -> Plausibility:
        return Plausibility(
            hunks=self.hunks + other.hunks,
            slots=self.slots + other.slots,
            old_nats=self.old_nats + other.old_nats,
            new_nats=self.new_nats + other.new_nats,
        )

    def named(self) -> dict[str, float]:
        """Name of score -> value; perplexities are per slot."""
        slots = max(1, self.slots)
        return {
            "accepted_hunks.count": float(self.hunks),
            "accepted_hunks.nats_before": self.old_nats / slots,
            "accepted_hunks.nats_after": self.new_nats / slots,
            "accepted_hunks.perplexity_before": math.exp(-self.old_nats / slots),
            "accepted_hunks.perplexity_after": math.exp(-self.new_nats / slots),
        }


def plausibility(denoiser: Denoiser, texts: Sequence[str], changes: Sequence[Sequence[Change]]) -> Plausibility:
    """Scores the changes of each text, each on its own, under the intent of writing anew (infill).

    Args:
        denoiser: the model, trained for infill.
        texts: short enough to be read as one row.
        changes: of each text.
    """
    total = Plausibility()
    for text, found in zip(texts, changes, strict=True):
        old = denoiser.tokenizer.encode(text).ids
        for change in found:
            total += _of_one(denoiser, old, denoiser.tokenizer.encode(apply(text, [change])).ids)
    return total


def _of_one(denoiser: Denoiser, old: Sequence[int], new: Sequence[int]) -> Plausibility:
    start, old_end, new_end = differing(old, new)
    slots = max(old_end, new_end) - start
    if not slots:
        return Plausibility()
    mask = denoiser.tokenizer.mask_id
    source = [*old[:start], *[mask] * (old_end - start), *old[old_end:]]
    nats = [
        _log_probability(
            denoiser, source, (start, old_end), [*put, *[denoiser.tokenizer.delete_id] * (slots - len(put))]
        )
        for put in (old[start:old_end], new[start:new_end])
    ]
    return Plausibility(hunks=1, slots=slots, old_nats=nats[0], new_nats=nats[1])


def differing(old: Sequence[int], new: Sequence[int]) -> tuple[int, int, int]:
    """(start, end in old, end in new) of the part in which two sequences differ, as short as it can be."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(old) - tail, len(new) - tail


def _log_probability(
    denoiser: Denoiser, source: Sequence[int], region: tuple[int, int], written: Sequence[int]
) -> float:
    """Nats of `written` in the slots of `region`, by the chain rule from left to right."""
    tokenizer = denoiser.tokenizer
    layout = lay_out(
        source,
        [(*region, len(written))],
        margin=MARGIN,
        end_id=tokenizer.end_id,
        mask_id=tokenizer.mask_id,
    )
    places = layout.slots[0]
    # Row i shows the first i tokens and asks for the next.
    canvases = torch.tensor(layout.tokens).repeat(len(places), 1)
    asked = torch.zeros_like(canvases, dtype=torch.bool)
    for row, place in enumerate(places):
        canvases[row + 1 :, place] = written[row]
        asked[row, place] = True
    positions = torch.tensor(layout.positions).repeat(len(places), 1)
    reading = denoiser.read([source], Intent.INFILL)
    logits = denoiser.predict(reading, [0] * len(places), canvases, positions, asked)
    chosen = logits.log_softmax(dim=-1).cpu()[torch.arange(len(places)), torch.tensor(list(written))]
    return float(chosen.sum())
