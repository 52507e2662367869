"""LLaDA's network with random weights, and a clock in it: what it computes is noise, how long it takes is not."""

from __future__ import annotations

import time
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from edit_engine.models.families.attention import Sight
from edit_engine.models.families.llada import Llada, LladaConfig
from edit_engine.models.families.network import SpecialTokens


# Standard deviation of weights; that of GPT-2 and of many after it.
_SPREAD = 0.02


def eight_billion() -> LladaConfig:
    """The shape of LLaDA 8B (GSAI-ML/LLaDA-8B-Base, config.json)."""
    return _config(vocab_size=126_464, width=4096, depth=32, heads=32, mlp_width=12_288)


def hundred_million() -> LladaConfig:
    """A shape in the same proportions that a CPU can run: 121 M parameters."""
    return _config(vocab_size=32_768, width=768, depth=10, heads=12, mlp_width=2048)


def _config(*, vocab_size: int, width: int, depth: int, heads: int, mlp_width: int) -> LladaConfig:
    return LladaConfig(
        vocab_size=vocab_size,
        width=width,
        depth=depth,
        heads=heads,
        key_heads=heads,
        head_width=width // heads,
        mlp_width=mlp_width,
        rope_base=500_000.0,
        norm_eps=1e-5,
        max_tokens=4096,
        special=SpecialTokens(mask_id=vocab_size - 1),
    )


class TimedLlada(Llada):
    """The network, and how long it has run in all."""

    def __init__(self, config: LladaConfig) -> None:
        super().__init__(config)
        self.seconds = 0.0

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return next(self.parameters()).device

    @property
    def mask_id(self) -> int:
        """The mask: the last token."""
        return self.vocab_size - 1

    def now(self) -> float:
        """Seconds on a clock, after all that was begun on the device is done."""
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)
        return time.perf_counter()

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        started = self.now()
        found = super().run(tokens, sights, sigma)
        self.seconds += self.now() - started
        return found

    def answers(
        self,
        hidden: Tensor,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """See `Network.answers`."""
        started = self.now()
        found = super().answers(hidden, tokens, real=real, slots=slots, sigma=sigma)
        self.seconds += self.now() - started
        return found

    def scale_head(self, factor: float) -> None:
        """Multiply all logits: the larger they are, the surer the network is of its noise."""
        self.get_submodule("model.transformer.ff_out").get_parameter("weight").data.mul_(factor)


def random_llada(
    config: LladaConfig, *, device: torch.device, dtype: torch.dtype = torch.float32, seed: int = 0
) -> TimedLlada:
    """A network of that shape, made on the device."""
    with torch.device("meta"):
        network = TimedLlada(config).to(dtype)
    network.to_empty(device=device)
    generator = torch.Generator(device).manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.RMSNorm):
            nn.init.ones_(module.weight)
        elif isinstance(module, nn.Linear | nn.Embedding):
            module.weight.data.normal_(std=_SPREAD, generator=generator)
    return network.requires_grad_(False).eval()
