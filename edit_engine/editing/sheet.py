"""A window on the canvas of a model without heads: the whole text, with slots of any number in place of its regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from edit_engine.diffusion.repair import RepairHistory
from edit_engine.editing.locate import Region


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What a region's new text is worth beside the old one."""

    # What shall stand there; it may be less than what the slots hold.
    tokens: tuple[int, ...]
    # Nats by which the text around and in the region is likelier with it.
    gain: float
    # How much less likely than the likeliest its least likely token is, 0..1.
    doubt: float


@dataclass(kw_only=True)
class Sheet:
    """One window at work; meets `way.Written`."""

    # Its row in the reading.
    row: int
    # (C,) ids; and which region each position belongs to, -1 where it is clamped.
    tokens: Tensor
    regions: Tensor
    seed: int
    # What tells this window from others with that seed.
    key: str
    # (C,) how probable each token was when it was written, 0..1, and the choice there was then, nats.
    probabilities: Tensor
    entropies: Tensor
    history: RepairHistory
    steps: int = 0
    done: bool = False
    # By number of the region, once it is known.
    weighed: dict[int, Weighed] = field(default_factory=dict)

    @classmethod
    def of(
        cls, row: int, source: Sequence[int], regions: Sequence[Region], lengths: Sequence[int], *, mask_id: int,
        end_id: int, seed: int, key: str,
    ) -> Sheet:  # fmt: skip
        """A sheet with `lengths` masks in place of each region.

        Args:
            row: in the reading.
            source: the window's token ids.
            regions: in order, without overlap.
            lengths: slots of each.
            mask_id: fills the slots.
            end_id: stands behind the text.
            seed, key: see the fields.
        """
        tokens, owners = laid_out(source, regions, [[mask_id] * length for length in lengths], end_id)
        return cls(
            row=row,
            tokens=tokens,
            regions=owners,
            seed=seed,
            key=key,
            probabilities=torch.ones(len(tokens)),
            entropies=torch.zeros(len(tokens)),
            history=RepairHistory.empty(len(tokens)),
        )

    @property
    def free(self) -> Tensor:
        """(C,) bool: positions that may be written."""
        return self.regions >= 0

    def region_tokens(self, region: int) -> list[int]:
        """Ids in the slots of one region."""
        tokens: list[int] = self.tokens[self.regions == region].tolist()
        return tokens

    def scores(self, region: int) -> dict[str, float]:
        """The scores `probability` and `entropy` of `confidence.SCORES`."""
        within = self.regions == region
        if not bool(within.any()):
            return {"probability": 0.0, "entropy": 0.0}
        chances = self.probabilities[within].double().clamp(min=1e-12)
        return {"probability": float(chances.log().mean().exp()), "entropy": float(self.entropies[within].mean())}


def laid_out(
    source: Sequence[int], regions: Sequence[Region], fillings: Sequence[Sequence[int]], end_id: int
) -> tuple[Tensor, Tensor]:
    """The window with something else in its regions: ids (C,), and which region each position belongs to, (C,)."""
    tokens: list[int] = []
    owners: list[int] = []
    at = 0
    for number, (region, filling) in enumerate(zip(regions, fillings, strict=True)):
        kept = source[at : region.start]
        tokens += [*kept, *filling]
        owners += [-1] * len(kept) + [number] * len(filling)
        at = region.end
    tail = [*source[at:], end_id]
    return torch.tensor([*tokens, *tail]), torch.tensor([*owners, *[-1] * len(tail)])
