"""MDLM: masked diffusion with the SUBS parameterisation (Sahoo et al. 2024, arXiv 2406.07524).

SUBS says two things for sure: a slot never becomes a mask, and a token that is visible stays. The rest is the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from edit_engine.models.families.attention import Sight
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.dit import ROPE_BASE, Dit, DitShape
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.manner import ONLY_TEXT, Filling, Manner
from edit_engine.models.families.network import Network, SpecialTokens


@dataclass(frozen=True, kw_only=True)
class MdlmConfig:
    """Shape of the network."""

    shape: DitShape
    max_tokens: int
    # Whether it is told how noisy its input is; the released models are not.
    takes_sigma: bool
    special: SpecialTokens

    @classmethod
    def read(cls, checkpoint: Checkpoint) -> MdlmConfig:
        """From config.json. The mask is the last id: it was put behind those of the tokenizer.

        Raises:
            DamagedModel: a value is absent or makes no sense.
        """
        config = checkpoint.config
        width, heads, vocab_size = config.size("hidden_dim"), config.size("n_heads"), config.size("vocab_size")
        config.share("hidden_dim", "n_heads", whole=width, count=heads, multiple_of=2)
        return cls(
            shape=DitShape(
                vocab_size=vocab_size,
                width=width,
                depth=config.size("n_blocks"),
                heads=heads,
                condition_width=config.size("cond_dim"),
            ),
            max_tokens=config.size("model_length"),
            takes_sigma=config.flag("time_conditioning"),
            special=SpecialTokens(
                mask_id=vocab_size - 1,
                pad_id=config.token("pad_token_id"),
                begin_id=config.token("bos_token_id"),
                end_id=config.token("eos_token_id"),
            ),
        )


class Mdlm(Network):
    """The network; see `Network`."""

    vocabulary_tables = (
        "backbone.vocab_embed.embedding",
        "backbone.output_layer.linear.weight",
        "backbone.output_layer.linear.bias",
    )
    blocks_at = "backbone.blocks"
    recomputed = frozenset({"backbone.rotary_emb.inv_freq"})

    def __init__(self, config: MdlmConfig) -> None:
        super().__init__(
            vocab_size=config.shape.vocab_size,
            max_tokens=config.max_tokens,
            special=config.special,
            depth=config.shape.depth,
            key_width=config.shape.width,
            rotated=config.shape.head_width,
            rope_base=ROPE_BASE,
            takes_sigma=config.takes_sigma,
        )
        self.mask_id = config.shape.vocab_size - 1
        self.backbone = Dit(config.shape)

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        return self.backbone.run(tokens, sights, _level(tokens, sigma))

    def answers(
        self,
        hidden: Tensor,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """Log chances of the clean token at each position, which add up to 1; see `Network.answers`.

        The mask has -inf everywhere. Where a token is visible it has 0, and all others -inf.
        """
        found = self.backbone.answers(hidden, _level(tokens, sigma), slots)
        found[..., self.mask_id] = -torch.inf
        return copied(functional.log_softmax(found, dim=-1), tokens if slots is None else tokens[slots], self.mask_id)


def _level(tokens: Tensor, sigma: Tensor | None) -> Tensor:
    """(B,): the original without time input computes as if there were no noise."""
    return torch.zeros(len(tokens), device=tokens.device) if sigma is None else sigma


def copied(log_chances: Tensor, tokens: Tensor, mask_id: int) -> Tensor:
    """Log chances (..., vocabulary) where visible tokens (...) are certain to stay."""
    sure = torch.full_like(log_chances, -torch.inf).scatter(-1, tokens[..., None], 0.0)
    return torch.where(tokens.eq(mask_id)[..., None], log_chances, sure)


_MANNER = Manner(
    title="MDLM",
    filling=Filling.ANCESTRAL,
    intents=ONLY_TEXT,
    limits="Follows no instructions: it writes what is likely in a place.",
)

MDLM = Family(
    name="mdlm",
    recognises=lambda config: "mdlm" in declared_names(config),
    build=lambda checkpoint: Mdlm(MdlmConfig.read(checkpoint)),
    manner=lambda network: _MANNER,
)
