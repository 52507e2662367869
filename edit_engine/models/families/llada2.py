"""LLaDA 2.0 and 2.1: a mixture of experts that sees whole blocks to its left (arXiv 2512.15745).

A position sees its own block, both ways, and all blocks before it: nothing behind its block, so a text cannot be filled
in the middle with sight of what follows. No shift. Attention with normalised queries and keys of which half the
channels are rotated; experts in `experts.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from edit_engine.models.errors import DamagedModel
from edit_engine.models.families.attention import Sight
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.experts import Experts, ExpertsConfig
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.gated import GatedMlp
from edit_engine.models.families.manner import ANYTHING, Chat, Filling, Manner
from edit_engine.models.families.network import Network, SpecialTokens, chosen


# What the released tokenizers call the end of a turn.
_TURN_END = "<|role_end|>"
_MASK_ID = 156895
# Of the released models, whose config.json does not say it.
_BLOCK = 32


@dataclass(frozen=True, kw_only=True)
class Llada2Config:
    """Shape of the network."""

    vocab_size: int
    width: int
    depth: int
    # How many of the first layers have a plain MLP instead of experts.
    dense_layers: int
    heads: int
    # Heads of keys and values; each is read by heads / key_heads heads.
    key_heads: int
    # Channels of a head, and how many of them, the first ones, are rotated.
    head_width: int
    rotated: int
    mlp_width: int
    experts: ExpertsConfig
    rope_base: float
    norm_eps: float
    max_tokens: int
    # Tokens of a block.
    block: int
    special: SpecialTokens

    @classmethod
    def read(cls, checkpoint: Checkpoint) -> Llada2Config:
        """From config.json.

        Raises:
            DamagedModel: a value is absent or makes no sense.
            UnsupportedModel: it asks for another architecture than that of the released models.
        """
        config = checkpoint.config
        config.demand(
            hidden_act="silu",
            rope_scaling=None,
            use_qk_norm=True,
            use_qkv_bias=False,
            use_bias=False,
            use_sliding_window=(False, None),
            norm_head=False,
            tie_word_embeddings=False,
        )
        heads, key_heads = config.size("num_attention_heads"), config.size("num_key_value_heads")
        config.share("num_attention_heads", "num_key_value_heads", whole=heads, count=key_heads)
        head_width, rotated_share = config.size("head_dim"), config.number("partial_rotary_factor")
        rotated = int(head_width * rotated_share)
        if rotated % 2 or not 0 < rotated <= head_width:
            raise DamagedModel(
                f"{config.source}: partial_rotary_factor {rotated_share} of head_dim {head_width} is no even number of "
                "channels; use the config.json of the original checkpoint"
            )
        return cls(
            vocab_size=config.size("vocab_size"),
            width=config.size("hidden_size"),
            depth=config.size("num_hidden_layers"),
            dense_layers=config.whole("first_k_dense_replace"),
            heads=heads,
            key_heads=key_heads,
            head_width=head_width,
            rotated=rotated,
            mlp_width=config.size("intermediate_size"),
            experts=ExpertsConfig.read(config),
            rope_base=config.number("rope_theta"),
            norm_eps=config.number("rms_norm_eps"),
            max_tokens=config.size("max_position_embeddings"),
            block=config.size("block_size", _BLOCK),
            special=SpecialTokens(
                mask_id=config.whole("mask_token_id", _MASK_ID),
                pad_id=config.token("pad_token_id"),
                end_id=config.token("eos_token_id"),
                turn_end_id=checkpoint.added_tokens.get(_TURN_END),
            ),
        )


class Llada2Attention(nn.Module):
    """Attention with fewer heads of keys than of queries, both normalised before they are rotated."""

    def __init__(self, config: Llada2Config) -> None:
        super().__init__()
        self.counts = [config.heads, config.key_heads, config.key_heads]
        self.head_width = config.head_width
        self.query_key_value = nn.Linear(config.width, sum(self.counts) * config.head_width, bias=False)
        self.query_layernorm = nn.RMSNorm(config.head_width, config.norm_eps)
        self.key_layernorm = nn.RMSNorm(config.head_width, config.norm_eps)
        self.dense = nn.Linear(config.heads * config.head_width, config.width, bias=False)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """What is added to the stream, (B, T, width)."""
        fused = self.query_key_value(x).unflatten(-1, (-1, self.head_width))
        query, key, value = fused.split(self.counts, dim=2)
        return cast(Tensor, self.dense(sight(self.query_layernorm(query), self.key_layernorm(key), value)))


class Llada2Layer(nn.Module):
    """Attention and MLP or experts, each behind a norm and added to the stream."""

    def __init__(self, config: Llada2Config, number: int) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.width, config.norm_eps)
        self.attention = Llada2Attention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.width, config.norm_eps)
        is_dense = number < config.dense_layers
        self.mlp = GatedMlp(config.width, config.mlp_width) if is_dense else Experts(config.width, config.experts)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """The stream (B, T, width) behind the layer."""
        x = x + self.attention(self.input_layernorm(x), sight)
        return cast(Tensor, x + self.mlp(self.post_attention_layernorm(x)))


class Llada2(Network):
    """The network; see `Network`."""

    vocabulary_tables = ("model.word_embeddings.weight", "lm_head.weight")
    blocks_at = "model.layers"
    sees_all = False

    def __init__(self, config: Llada2Config) -> None:
        super().__init__(
            vocab_size=config.vocab_size,
            max_tokens=config.max_tokens,
            special=config.special,
            depth=config.depth,
            key_width=config.key_heads * config.head_width,
            rotated=config.rotated,
            rope_base=config.rope_base,
        )
        self.config = config
        self.model = nn.ModuleDict(
            {
                "word_embeddings": nn.Embedding(config.vocab_size, config.width),
                "layers": nn.ModuleList(Llada2Layer(config, number) for number in range(config.depth)),
                "norm": nn.RMSNorm(config.width, config.norm_eps),
            }
        )
        self.lm_head = nn.Linear(config.width, config.vocab_size, bias=False)

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        x: Tensor = self.model["word_embeddings"](tokens)
        for layer, sight in zip(cast(nn.ModuleList, self.model["layers"]), sights, strict=True):
            x = layer(x, sight)
        return x

    def answers(
        self,
        hidden: Tensor,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """Unnormalised log chances of the token at each position, blind to later blocks; see `Network.answers`."""
        return cast(Tensor, self.lm_head(self.model["norm"](chosen(hidden, slots)))).float()

    def visible(self, queries: Tensor, keys: Tensor, real: Tensor | None) -> Tensor:
        """See `Network.visible`: the own block and those before it, without padding."""
        block = self.config.block
        seen = (keys // block)[:, None, :] <= (queries // block)[:, :, None]
        return (seen if real is None else seen & real[:, None, :])[:, None]

    def reach(self, changed: Tensor, positions: Tensor) -> Tensor:
        """See `Network.reach`: the block of the first change and all behind it."""
        number = positions // self.config.block
        none = torch.iinfo(number.dtype).max
        return number >= number.masked_fill(~changed, none).amin(dim=1, keepdim=True)


_MANNER = Manner(
    title="LLaDA 2",
    filling=Filling.BLOCKS,
    intents=ANYTHING,
    chat=Chat(
        opening="<role>SYSTEM</role>detailed thinking off<|role_end|><role>HUMAN</role>",
        answer="<|role_end|><role>ASSISTANT</role>",
    ),
    limits="Cannot see the text behind the block it writes: what follows is read afterwards, to judge the change.",
)

LLADA2 = Family(
    name="llada2",
    recognises=lambda config: not declared_names(config).isdisjoint({"llada2_moe", "llada2moemodellm"}),
    build=lambda checkpoint: Llada2(Llada2Config.read(checkpoint)),
    manner=lambda network: _MANNER,
)
