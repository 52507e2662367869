"""MDLM: masked diffusion with the SUBS parameterisation (Sahoo et al. 2024, arXiv 2406.07524, section 3.2.3).

SUBS says two things for sure: a slot never becomes a mask, and a token that is visible stays. The rest is the network.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.dit import Dit, DitShape
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
    recomputed = frozenset({"backbone.rotary_emb.inv_freq"})

    def __init__(self, config: MdlmConfig) -> None:
        super().__init__(
            vocab_size=config.shape.vocab_size,
            max_tokens=config.max_tokens,
            special=config.special,
            takes_sigma=config.takes_sigma,
        )
        self.mask_id = config.shape.vocab_size - 1
        self.backbone = Dit(config.shape)

    def logits(
        self,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """Log chances of the clean token at each position, which add up to 1; see `Network.logits`.

        The mask has -inf everywhere. Where a token is visible it has 0, and all others -inf.
        """
        self.check_input(tokens, real, slots, sigma)
        # The original without time input computes as if there were no noise.
        level = torch.zeros(len(tokens), device=tokens.device) if sigma is None else sigma
        found = self.backbone(tokens, level, real, slots)
        found[..., self.mask_id] = -torch.inf
        return copied(functional.log_softmax(found, dim=-1), tokens if slots is None else tokens[slots], self.mask_id)


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
