"""What an adapter asks of a network, whatever it wants to be told: logits at slots, given how noisy the text is."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor

from edit_engine.models.families.network import Network, SpecialTokens


# What is left of a text at time 1 under log-linear noise, as MDLM and SEDD were trained.
_EPS = 1e-3
# The least noise that a network with a time input is told of: at none, scores are infinite.
_LEAST_TIME = 1e-4


class SlotNetwork(Protocol):
    """A network that predicts tokens at slots."""

    @property
    def vocab_size(self) -> int:
        """Token ids, special ones and unused ones included."""

    @property
    def max_tokens(self) -> int:
        """Longest row it reads."""

    @property
    def special(self) -> SpecialTokens:
        """What its special tokens are."""

    def logits(self, tokens: Tensor, *, real: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        """Logits at the slots, (N, vocabulary) float32 on the CPU, one line for each true entry in row order.

        Args:
            tokens: (R, T) ids, padded on the right with any id.
            real: (R, T) bool, false at padding.
            slots: (R, T) bool.
            time: (R,) float64, how noisy each row is, 0 (text) to 1 (noise); for networks that want to know.
        """


class NativeSlots:
    """A network of `edit_engine.models.families`; see `SlotNetwork`."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.vocab_size = network.vocab_size
        self.max_tokens = network.max_tokens
        self.special = network.special
        self.device = next(network.parameters()).device

    @torch.inference_mode()
    def logits(self, tokens: Tensor, *, real: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        """See `SlotNetwork.logits`."""
        level = sigma(time).float().to(self.device) if self.network.takes_sigma else None
        # Rows without padding take the faster way through attention.
        shown = None if bool(real.all()) else real.to(self.device)
        return self.network.logits(tokens.to(self.device), real=shown, slots=slots.to(self.device), sigma=level).cpu()


def sigma(time: Tensor) -> Tensor:
    """Total noise of log-linear noise, -log(1 - (1 - eps) t), nats (Sahoo et al. 2024, appendix C), never none.

    Args:
        time: any shape, 0..1.
    """
    return -torch.log1p(-(1 - _EPS) * time.clamp(min=_LEAST_TIME))
