"""What an adapter asks of a network, whatever it wants to be told: logits at slots, given how noisy the text is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from edit_engine.load_options import Cache
from edit_engine.models.families.caching import CachedPredict, DualCache, Exact, Refresh
from edit_engine.models.families.network import Network, SpecialTokens


# What is left of a text at time 1 under log-linear noise, as MDLM and SEDD were trained.
_EPS = 1e-3
# The least noise that a network with a time input is told of: at none, scores are infinite.
_LEAST_TIME = 1e-4
# What `Cache.DUAL` keeps: near tokens are computed with the slots (dInfer, arXiv 2510.08666, has 16 on both sides), and
# all of a row every so many forwards.
_DUAL = DualCache(every=8, around=16)


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """Rows as a network reads them: what stands before a canvas, and the canvas."""

    # (R, T) ids, padded on the right with any id.
    tokens: Tensor
    # (R, T) bool, false at padding.
    real: Tensor
    # (R, T) bool: what is asked about; on the canvas.
    slots: Tensor
    # (R,) long: where the canvas begins.
    starts: Tensor
    # (R,) float64: how noisy the canvas is, 0 (text) to 1 (noise); for networks that want to know.
    time: Tensor


class Run(Protocol):
    """A network in one run of a sampler, with what it keeps from step to step."""

    def logits(self, shown: Shown, rows: Sequence[int]) -> Tensor:
        """As `SlotNetwork.logits`.

        Args:
            shown: rows of this run as they are now; what stands before their canvases never changes.
            rows: which of the run's rows these are.
        """


class SlotNetwork(Protocol):
    """A network that predicts tokens at slots."""

    @property
    def vocab_size(self) -> int:
        """Token ids, special ones and unused ones included."""

    @property
    def max_tokens(self) -> int:
        """Longest row it reads."""

    @property
    def max_canvas(self) -> int:
        """Longest canvas in it."""

    @property
    def special(self) -> SpecialTokens:
        """What its special tokens are."""

    def logits(self, shown: Shown) -> Tensor:
        """Logits at the slots, (N, vocabulary) float32 on the CPU, one line for each true entry in row order."""

    def run(self, lengths: Sequence[int]) -> Run:
        """A run over rows of so many tokens, those before their canvases included."""


class Forgetful:
    """A run that keeps nothing."""

    def __init__(self, network: SlotNetwork) -> None:
        self._network = network

    def logits(self, shown: Shown, rows: Sequence[int]) -> Tensor:
        """See `Run.logits`."""
        return self._network.logits(shown)


class NativeSlots:
    """A network of `edit_engine.models.families`; see `SlotNetwork`.

    Args:
        network: with its weights.
        cache: what a run keeps. A block-causal network keeps what is exact anyway; one that is told how noisy its text
            is can keep nothing.
    """

    def __init__(self, network: Network, cache: Cache = Cache.EXACT) -> None:
        self.network = network
        self.vocab_size = network.vocab_size
        self.max_tokens = self.max_canvas = network.max_tokens
        self.special = network.special
        self.device = next(network.parameters()).device
        self.refresh: Refresh = _DUAL if cache is Cache.DUAL and network.sees_all else Exact()

    @torch.inference_mode()
    def logits(self, shown: Shown) -> Tensor:
        """See `SlotNetwork.logits`."""
        level = sigma(shown.time).float().to(self.device) if self.network.takes_sigma else None
        # Rows without padding take the faster way through attention.
        real = None if bool(shown.real.all()) else shown.real.to(self.device)
        tokens, slots = shown.tokens.to(self.device), shown.slots.to(self.device)
        return self.network.logits(tokens, real=real, slots=slots, sigma=level).cpu()

    def run(self, lengths: Sequence[int]) -> Run:
        """See `SlotNetwork.run`."""
        if self.network.takes_sigma:
            return Forgetful(self)
        return _Keeping(CachedPredict(self.network, self.refresh, lengths))


class _Keeping:
    """A run that keeps keys and values."""

    def __init__(self, predict: CachedPredict) -> None:
        self._predict = predict

    def logits(self, shown: Shown, rows: Sequence[int]) -> Tensor:
        """See `Run.logits`."""
        return self._predict(shown.tokens, shown.slots, list(rows)).cpu()


def sigma(time: Tensor) -> Tensor:
    """Total noise of log-linear noise, -log(1 - (1 - eps) t), nats (Lou et al. 2024; Sahoo et al. 2024), never none.

    Args:
        time: any shape, 0..1.
    """
    return -torch.log1p(-(1 - _EPS) * time.clamp(min=_LEAST_TIME))
