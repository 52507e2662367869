"""SEDD: score entropy discrete diffusion (Lou, Meng & Ermon 2024, arXiv 2310.16834), absorbing and uniform.

The network gives log scores: log of p_t(y) / p_t(x) for a text x and the same text with token y at one position. How a
sampler steps with them (analytic, Euler, Tweedie) is section 4 of the paper.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor

from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.families.attention import Sight
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.dit import ROPE_BASE, Dit, DitShape
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import ONLY_TEXT, Filling, Manner
from edit_engine.models.families.network import Network, SpecialTokens


@dataclass(frozen=True, kw_only=True)
class SeddConfig:
    """Shape of the network."""

    shape: DitShape
    max_tokens: int
    # Whether noise is masks; else it is random tokens.
    absorbs: bool
    # Whether the network's numbers are relative to the scale that scores have at a noise level.
    scales_by_sigma: bool

    @classmethod
    def read(cls, checkpoint: Checkpoint) -> SeddConfig:
        """From config.json, the original's training config. A model with masks has one more id than `tokens`: the mask.

        Raises:
            DamagedModel: a value is absent or makes no sense.
            UnsupportedModel: the noise is neither masks nor random tokens, its schedule is not log-linear, or scores
                are scaled where that is unknown.
        """
        config = checkpoint.config
        graph, model = config.inner("graph"), config.inner("model")
        absorbs = graph.one_of("type", ("absorb", "uniform")) == "absorb"
        scales = model.flag("scale_by_sigma")
        if scales and not absorbs:
            raise UnsupportedModel(
                f"{model.source}: scale_by_sigma is true and graph.type is 'uniform', which the original refuses too; "
                "use a checkpoint that was trained without it"
            )
        # What the released models have; an adapter tells the network its sigma by it.
        config.inner("noise").demand(type="loglinear")
        width, heads = model.size("hidden_size"), model.size("n_heads")
        model.share("hidden_size", "n_heads", whole=width, count=heads, multiple_of=2)
        return cls(
            shape=DitShape(
                vocab_size=config.size("tokens") + absorbs,
                width=width,
                depth=model.size("n_blocks"),
                heads=heads,
                condition_width=model.size("cond_dim"),
            ),
            max_tokens=model.size("length"),
            absorbs=absorbs,
            scales_by_sigma=scales,
        )


class Sedd(Network):
    """The network; see `Network`."""

    vocabulary_tables = ("vocab_embed.embedding", "output_layer.linear.weight", "output_layer.linear.bias")
    blocks_at = "backbone.blocks"
    recomputed = frozenset({"rotary_emb.inv_freq"})

    def __init__(self, config: SeddConfig) -> None:
        super().__init__(
            vocab_size=config.shape.vocab_size,
            max_tokens=config.max_tokens,
            special=SpecialTokens(mask_id=config.shape.vocab_size - 1 if config.absorbs else None),
            depth=config.shape.depth,
            key_width=config.shape.width,
            rotated=config.shape.head_width,
            rope_base=ROPE_BASE,
            takes_sigma=True,
        )
        self.config = config
        self.backbone = Dit(config.shape)

    def stored_name(self, name: str) -> str:
        """The original has the same parts at its top."""
        return name.removeprefix("backbone.")

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        # `check_input` saw to it that sigma is there.
        return self.backbone.run(tokens, sights, cast(Tensor, sigma))

    def answers(
        self,
        hidden: Tensor,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """Log scores of each token at each position; that of the token that stands there is 0. See `Network.answers`.

        Without noise there are no scores: at sigma 0 those of a model with masks are infinite.

        At a mask, a score is the chance of the clean token over e^sigma - 1 (Ou et al. 2024, arXiv 2406.03736, theorem
        1): without the mask's own entry, these are logits as those of other families.
        """
        level = cast(Tensor, sigma)
        found = self.backbone.answers(hidden, level, slots)
        if self.config.scales_by_sigma:
            scale = torch.expm1(level.float()).log() + math.log(self.vocab_size - 1)
            scales = scale[:, None].expand(tokens.shape)
            found = found - (scales if slots is None else scales[slots])[..., None]
        own = tokens if slots is None else tokens[slots]
        return found.scatter(-1, own[..., None], 0.0)


def _recognised(config: Fields) -> bool:
    """Its config.json is a training config that names no model."""
    return "sedd" in declared_names(config) or {"tokens", "graph", "model", "noise"} <= config.values.keys()


def _manner(network: Network) -> Manner:
    absorbs = network.special.mask_id is not None
    return Manner(
        title="SEDD",
        filling=Filling.ABSORBING_SCORES if absorbs else Filling.UNIFORM_SCORES,
        intents=ONLY_TEXT,
        limits="Follows no instructions: it writes what is likely in a place"
        + ("." if absorbs else ", as many tokens as stood there."),
    )


SEDD = Family(
    name="sedd",
    recognises=_recognised,
    build=lambda checkpoint: Sedd(SeddConfig.read(checkpoint)),
    manner=_manner,
)
