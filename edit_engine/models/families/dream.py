"""Dream 7B (Base, Instruct) and DreamOn 7B: the body of Qwen2 seeing both ways (Ye et al. 2025, arXiv 2508.15487).

It grew from a model that predicts the next token, and still does: the logits for a position are read one position
before it. DreamOn (arXiv 2602.01326) has the same weights plus a token that turns a slot into two; the end token,
predicted at a slot, takes the slot away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from edit_engine.models.families.attention import Sight
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.gated import GatedMlp
from edit_engine.models.families.manner import ANYTHING, ONLY_TEXT, Chat, Filling, Manner
from edit_engine.models.families.network import Network, SpecialTokens, chosen


# What the released tokenizers call their tokens.
_BEGIN, _TURN_END, _EXPAND = "<|beginoftext|>", "<|im_end|>", "<|expand|>"


@dataclass(frozen=True, kw_only=True)
class DreamConfig:
    """Shape of the network."""

    vocab_size: int
    width: int
    depth: int
    heads: int
    # Heads of keys and values; each is read by heads / key_heads heads.
    key_heads: int
    # Channels of a head.
    head_width: int
    mlp_width: int
    rope_base: float
    norm_eps: float
    # Inherited from Qwen2; it was trained on rows of 2048.
    max_tokens: int
    special: SpecialTokens

    @classmethod
    def read(cls, checkpoint: Checkpoint) -> DreamConfig:
        """From config.json, and generation_config.json where DreamOn keeps its expand token.

        Raises:
            DamagedModel: a value is absent or makes no sense.
            UnsupportedModel: it asks for another architecture than that of the released models.
        """
        config = checkpoint.config
        config.demand(
            # Others of the same model_type have blocks and no shift.
            architectures=["DreamModel"],
            block_size=None,
            hidden_act="silu",
            rope_scaling=None,
            use_sliding_window=(False, None),
            use_mrope=(False, None),
            tie_word_embeddings=False,
        )
        width, heads = config.size("hidden_size"), config.size("num_attention_heads")
        key_heads = config.size("num_key_value_heads", heads)
        config.share("num_attention_heads", "num_key_value_heads", whole=heads, count=key_heads)
        return cls(
            vocab_size=config.size("vocab_size"),
            width=width,
            depth=config.size("num_hidden_layers"),
            heads=heads,
            key_heads=key_heads,
            head_width=config.share("hidden_size", "num_attention_heads", whole=width, count=heads, multiple_of=2),
            mlp_width=config.size("intermediate_size"),
            rope_base=config.number("rope_theta"),
            norm_eps=config.number("rms_norm_eps"),
            max_tokens=config.size("max_position_embeddings"),
            special=_special(checkpoint),
        )


def _special(checkpoint: Checkpoint) -> SpecialTokens:
    config, added = checkpoint.config, checkpoint.added_tokens
    end_id = config.token("eos_token_id")
    expand_id = _first(checkpoint.generation.token("expand_token_id"), config.token("expand_token_id"))
    expand_id = _first(expand_id, added.get(_EXPAND))
    return SpecialTokens(
        mask_id=config.whole("mask_token_id"),
        pad_id=config.token("pad_token_id"),
        begin_id=_first(added.get(_BEGIN), config.token("bos_token_id")),
        end_id=end_id,
        turn_end_id=added.get(_TURN_END),
        expand_id=expand_id,
        # Only DreamOn was trained to delete: elsewhere the end token means the end.
        delete_id=None if expand_id is None else end_id,
    )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one


class DreamAttention(nn.Module):
    """Attention with fewer heads of keys than of queries; biases on what goes in, none on what comes out."""

    def __init__(self, config: DreamConfig) -> None:
        super().__init__()
        self.head_width = config.head_width
        inner, key_inner = config.heads * config.head_width, config.key_heads * config.head_width
        self.q_proj = nn.Linear(config.width, inner)
        self.k_proj = nn.Linear(config.width, key_inner)
        self.v_proj = nn.Linear(config.width, key_inner)
        self.o_proj = nn.Linear(inner, config.width, bias=False)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """What is added to the stream, (B, T, width)."""
        query, key, value = (
            project(x).unflatten(-1, (-1, self.head_width)) for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        return cast(Tensor, self.o_proj(sight(query, key, value)))


class DreamLayer(nn.Module):
    """Attention and gated MLP, each behind a norm and added to the stream."""

    def __init__(self, config: DreamConfig) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(config.width, config.norm_eps)
        self.self_attn = DreamAttention(config)
        self.post_attention_layernorm = nn.RMSNorm(config.width, config.norm_eps)
        self.mlp = GatedMlp(config.width, config.mlp_width)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """The stream (B, T, width) behind the layer."""
        x = x + self.self_attn(self.input_layernorm(x), sight)
        return cast(Tensor, x + self.mlp(self.post_attention_layernorm(x)))


class Dream(Network):
    """The network; see `Network`."""

    vocabulary_tables = ("model.embed_tokens.weight", "lm_head.weight")
    blocks_at = "model.layers"

    def __init__(self, config: DreamConfig) -> None:
        super().__init__(
            vocab_size=config.vocab_size,
            max_tokens=config.max_tokens,
            special=config.special,
            depth=config.depth,
            key_width=config.key_heads * config.head_width,
            rotated=config.head_width,
            rope_base=config.rope_base,
        )
        self.config = config
        self.model = nn.ModuleDict(
            {
                "embed_tokens": nn.Embedding(config.vocab_size, config.width),
                "layers": nn.ModuleList(DreamLayer(config) for _ in range(config.depth)),
                "norm": nn.RMSNorm(config.width, config.norm_eps),
            }
        )
        self.lm_head = nn.Linear(config.width, config.vocab_size, bias=False)

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        x: Tensor = self.model["embed_tokens"](tokens)
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
        """Unnormalised log chances of the token at each position, shifted already; see `Network.answers`."""
        # The head reads each position by itself, so hidden states are shifted: far smaller than logits.
        return cast(Tensor, self.lm_head(self.model["norm"](chosen(shifted(hidden, real), slots)))).float()

    def sources(self, slots: Tensor, real: Tensor | None) -> Tensor:
        """See `Network.sources`: one position before each slot."""
        first = firsts(slots, real)
        return (slots & first) | torch.cat([(slots & ~first)[:, 1:], torch.zeros_like(slots[:, :1])], dim=1)


def shifted(hidden: Tensor, real: Tensor | None) -> Tensor:
    """Hidden states (B, T, width) moved one position on; the first real position of a row keeps its own.

    The original lets position 0 keep its own: the same for a row without padding. Behind padding on the left, its
    first token would read what padding made; here padding changes nothing.
    """
    before = torch.cat([hidden[:, :1], hidden[:, :-1]], dim=1)
    return before if real is None else torch.where(firsts(real, real)[..., None], hidden, before)


def firsts(like: Tensor, real: Tensor | None) -> Tensor:
    """The first real position of each row, (B, T) bool, of the shape of `like`."""
    every = torch.ones_like(like, dtype=torch.bool) if real is None else real
    return every & (every.long().cumsum(dim=1) == 1)


# The template of Qwen 2.5.
_MANNER = Manner(
    title="Dream",
    filling=Filling.DREAM,
    intents=ANYTHING,
    chat=Chat(
        opening="<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n<|im_start|>user\n",
        answer="<|im_end|>\n<|im_start|>assistant\n",
    ),
    limits="Slow without a GPU. A base checkpoint follows instructions badly: take an instruct one.",
)
_MANNER_ON = Manner(
    title="DreamOn",
    filling=Filling.ELASTIC,
    intents=ONLY_TEXT,
    limits="Was trained to fill gaps in code, and finds how long a gap is by itself; it follows no instructions.",
)

DREAM = Family(
    name="dream",
    recognises=lambda config: not declared_names(config).isdisjoint({"dream", "dreammodel"}),
    build=lambda checkpoint: Dream(DreamConfig.read(checkpoint)),
    manner=lambda network: _MANNER if network.special.expand_id is None else _MANNER_ON,
)
