"""A network with a cache as the loops of `edit_engine.diffusion` call a model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch
from torch import Tensor

from edit_engine.models.families.caching.refresh import Refresh, Situation
from edit_engine.models.families.caching.store import KeyValueStore
from edit_engine.models.families.network import Network


class CachedPredict:
    """A `Predict` for one run of `denoise` that keeps keys and values between its steps.

    What a row gets does not depend on the rows beside it.

    Args:
        network: without time input.
        refresh: what to compute again when.
        lengths: tokens of each canvas that is given to `denoise`.
    """

    def __init__(self, network: Network, refresh: Refresh, lengths: Sequence[int]) -> None:
        self.network = network
        self.refresh = refresh
        self.lengths = lengths
        self.device = next(network.parameters()).device
        self._rows: list[tuple[int, int]] = []
        self._store: KeyValueStore | None = None
        # See `Situation`; and the slots that were asked about when the block was opened.
        self._block = self._asked = torch.zeros(0, 0, dtype=torch.bool)
        self._age = torch.zeros(0, dtype=torch.long)
        self._before = 0

    @property
    def computed(self) -> int:
        """Positions computed so far, all in all."""
        return self._before + (self._store.computed if self._store else 0)

    @torch.inference_mode()
    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        """Logits (N, V) float32 at `slots`; arguments as in `diffusion.Predict`.

        Raises:
            ValueError: a row was not among the `lengths`, or see `KeyValueStore`.
        """
        tokens, slots = tokens.to(self.device), slots.to(self.device)
        store = self._stored(tokens, rows)
        store.update(tokens)
        opens = (slots & ~self._asked).any(dim=1)
        sources = slots | self.network.sources(slots, store.real)
        self._asked = torch.where(opens[:, None], slots, self._asked)
        self._block = torch.where(opens[:, None], sources, self._block)
        self._age = self._age + 1
        now = Situation(
            stale=store.stale, seen=store.seen_from(slots), block=self._block, opens_block=opens, age=self._age
        )
        active = self.refresh.active(now) & store.real
        self._age = torch.where((active == store.real).all(dim=1), 0, self._age)
        store.compute(active)
        return store.answers(slots)

    def _stored(self, tokens: Tensor, rows: list[int]) -> KeyValueStore:
        """The store of these rows: the same as before, a part of it, or a new one."""
        seen: Counter[int] = Counter()
        # A guided model asks about a row twice, with and without its prompt: these are two rows here.
        named = []
        for row in rows:
            named.append((row, seen[row]))
            seen[row] += 1
        width = tokens.shape[1]
        if self._store is not None and named == self._rows and width == self._store.tokens.shape[1]:
            return self._store
        lines = {name: line for line, name in enumerate(self._rows)}
        if self._store is not None and lines.keys() >= set(named) and width <= self._store.tokens.shape[1]:
            kept = [lines[name] for name in named]
            self._store.keep(kept, width)
            self._asked, self._block = self._asked[kept, :width], self._block[kept, :width]
            self._age = self._age[kept]
        else:
            self._before = self.computed
            self._store = KeyValueStore(self.network, tokens, self._real(rows, width))
            # No block is open, so the first question opens one.
            self._asked = torch.zeros_like(tokens, dtype=torch.bool)
            self._block = self._asked
            self._age = torch.zeros(len(rows), dtype=torch.long, device=self.device)
        self._rows = named
        return self._store

    def _real(self, rows: Sequence[int], width: int) -> Tensor:
        """(B, T) bool: all but the padding behind each row."""
        known = len(self.lengths)
        if any(not 0 <= row < known for row in rows):
            raise ValueError(f"rows {list(rows)} go beyond the {known} canvases this cache was made for")
        lengths = torch.tensor([self.lengths[row] for row in rows], device=self.device)
        return torch.arange(width, device=self.device) < lengths[:, None]
