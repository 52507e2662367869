"""Keys, values and last streams of a batch of rows, computed again at some positions at a time."""

from __future__ import annotations

import torch
from torch import Tensor

from edit_engine.models.families.attention import attend, positions_of, turn
from edit_engine.models.families.network import Network


class KeyValueStore:
    """What one network computed for B rows of T positions.

    Nothing is computed until `compute` is called; until then all of it is stale.

    Args:
        network: without time input: under another noise level, all keys and values would be others.
        tokens: (B, T) ids, on the network's device.
        real: (B, T) bool, false at padding.

    Raises:
        ValueError: the network takes sigma, or see `Network.check_input`.
    """

    def __init__(self, network: Network, tokens: Tensor, real: Tensor) -> None:
        if network.takes_sigma:
            raise ValueError(
                f"{type(network).__name__} is told the noise level, which changes all of its keys and values in every "
                "step, so none can be kept: call it without a cache"
            )
        network.check_input(tokens, real, None, None)
        self.network = network
        self.tokens = tokens.clone()
        self.real = real
        # For the network: nothing where there is no padding, for attention is faster without a mask.
        self._padding = None if bool(real.all()) else real
        self.positions = positions_of(tokens, real)
        # Positions whose streams are not those of `tokens` as a whole: tokens they see were changed since.
        self.stale = real.clone()
        # Positions that were ever computed.
        self.known = torch.zeros_like(real)
        # How many were computed, all in all.
        self.computed = 0
        self._layers = [_Layer() for _ in range(network.depth)]
        self._hidden: Tensor | None = None

    def update(self, tokens: Tensor) -> None:
        """Take (B, T) tokens that may differ from those before; what sees the changed ones becomes stale."""
        changed = (tokens != self.tokens) & self.real
        self.stale |= self.network.reach(changed, self.positions) & self.real
        self.tokens = tokens.clone()

    def compute(self, active: Tensor) -> None:
        """Compute the positions where `active` (B, T) is true; they see all others as these were computed last.

        Raises:
            ValueError: one of them sees a position that was never computed.
        """
        active = active & self.real
        counts = active.sum(dim=1)
        # Whole rows go by themselves: padded to their length, the few positions of another row would cost as much.
        whole = counts == self.real.sum(dim=1)
        for group in (whole, ~whole & (counts > 0)):
            if bool(group.any()):
                self._forward(group.nonzero()[:, 0], active)
        # What sees a stale position is computed from that, so it stays stale itself.
        left = self.stale & ~active
        sees = self._sees()
        spoilt = left.any(dim=1, keepdim=True) if sees is None else (sees & left[:, None, :]).any(dim=2)
        self.stale &= ~active | spoilt

    def answers(self, slots: Tensor) -> Tensor:
        """Logits at slots (B, T) from the streams as they are, see `Network.logits`.

        Raises:
            ValueError: nothing was computed yet.
        """
        if self._hidden is None:
            raise ValueError("there are no streams to answer from: compute some first")
        return self.network.answers(self._hidden, self.tokens, real=self._padding, slots=slots)

    def seen_from(self, slots: Tensor) -> Tensor:
        """The positions whose streams the logits at slots (B, T) depend on, (B, T) bool."""
        sources = self.network.sources(slots, self._padding)
        sees = self._sees()
        seen: Tensor = sources.any(dim=1, keepdim=True) if sees is None else (sees & sources[:, :, None]).any(dim=1)
        return seen & self.real

    def keep(self, lines: list[int], width: int) -> None:
        """Go on with these lines only, in this order, cut to their first `width` positions."""
        index = torch.tensor(lines, dtype=torch.long, device=self.tokens.device)

        def cut(held: Tensor) -> Tensor:
            return held[index.to(held.device), :width]

        self.tokens, self.real, self.positions = cut(self.tokens), cut(self.real), cut(self.positions)
        self.stale, self.known = cut(self.stale), cut(self.known)
        self._padding = None if bool(self.real.all()) else self.real
        self._hidden = None if self._hidden is None else cut(self._hidden)
        for layer in self._layers:
            if not layer.empty:
                layer.keys, layer.values = cut(layer.keys), cut(layer.values)

    def _sees(self) -> Tensor | None:
        """(B, T, T) bool, what each position sees; None: all that is real."""
        visible = self.network.visible(self.positions, self.positions, self._padding)
        return None if visible is None or visible.shape[2] == 1 else visible[:, 0]

    def _forward(self, lines: Tensor, active: Tensor) -> None:
        """Compute the active positions of some lines, (L,) long."""
        active = active[lines]
        counts = active.sum(dim=1)
        # (L, C): the active positions of each line, then whichever others; those are computed and not kept.
        places = (~active).long().sort(dim=1, stable=True).indices[:, : int(counts.max())]
        valid = torch.arange(places.shape[1], device=places.device) < counts[:, None]
        at = lines[:, None].expand_as(places)[valid], places[valid]
        positions, padding = self.positions[lines], self._padding
        queries = positions.gather(1, places)
        rotation = self.network.rotation(queries)
        visible = self.network.visible(queries, positions, None if padding is None else padding[lines])
        self._check_known(lines, active, valid, visible)
        all_lines = len(lines) == len(self.tokens)
        sights = [
            _StoredSight(layer, self.tokens.shape, lines if not all_lines else None, valid, at, rotation, visible)
            for layer in self._layers
        ]
        hidden = self.network.run(self.tokens[lines].gather(1, places), sights)
        if self._hidden is None:
            self._hidden = hidden.new_zeros(*self.tokens.shape, hidden.shape[-1])
        self._hidden[at] = hidden[valid]
        self.known[at] = True
        self.computed += int(counts.sum())

    def _check_known(self, lines: Tensor, active: Tensor, valid: Tensor, visible: Tensor | None) -> None:
        unknown = (self.real & ~self.known)[lines] & ~active
        seen = unknown if visible is None else visible[:, 0] & valid[..., None] & unknown[:, None]
        if bool(unknown.any()) and bool(seen.any()):
            raise ValueError("positions to compute see others that were never computed: compute those with them")


class _Layer:
    """Rotated keys, and values, of one layer, (B, T, key heads, head width) each."""

    keys: Tensor
    values: Tensor

    def __init__(self) -> None:
        self.empty = True


class _StoredSight:
    """A layer that puts what was computed into its store and sees all that is there; see `attention.Sight`."""

    def __init__(
        self,
        layer: _Layer,
        shape: torch.Size,
        lines: Tensor | None,
        valid: Tensor,
        at: tuple[Tensor, Tensor],
        rotation: tuple[Tensor, Tensor],
        visible: Tensor | None,
    ) -> None:
        self.layer = layer
        self.shape = shape
        self.lines = lines
        self.valid = valid
        self.at = at
        self.rotation = rotation
        self.visible = visible

    def __call__(self, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        layer = self.layer
        if layer.empty:
            layer.keys = key.new_zeros(*self.shape, *key.shape[2:])
            layer.values = value.new_zeros(*self.shape, *value.shape[2:])
            layer.empty = False
        layer.keys[self.at] = turn(key, self.rotation)[self.valid]
        layer.values[self.at] = value[self.valid]
        keys, values = layer.keys, layer.values
        if self.lines is not None:
            keys, values = keys[self.lines], values[self.lines]
        return attend(turn(query, self.rotation), keys, values, self.visible)

    def to(self, device: torch.device) -> _StoredSight:
        """See `Sight.to`. What is stored was made by the layer, so it is there already."""
        rows, places = self.at
        cosine, sine = self.rotation
        return _StoredSight(
            self.layer,
            self.shape,
            None if self.lines is None else self.lines.to(device),
            self.valid.to(device),
            (rows.to(device), places.to(device)),
            (cosine.to(device), sine.to(device)),
            None if self.visible is None else self.visible.to(device),
        )
