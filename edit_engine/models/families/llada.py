"""LLaDA 8B (Base, Instruct, 1.5): a Llama-like transformer that sees both ways (Nie et al. 2025, arXiv 2502.09992).

No time input and no shift: the logits at a position are for its own token. Weight names are those of the released
checkpoints; note that `ff_out` is the head at the top and the way down of the MLP within a block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.families.attention import Sight
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.manner import ANYTHING, Chat, Filling, Manner
from edit_engine.models.families.network import Network, SpecialTokens, chosen


# What the released tokenizers call their tokens.
_BEGIN, _TURN_END = "<|startoftext|>", "<|eot_id|>"
_MASK_ID = 126336


@dataclass(frozen=True, kw_only=True)
class LladaConfig:
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
    max_tokens: int
    special: SpecialTokens

    @classmethod
    def read(cls, checkpoint: Checkpoint) -> LladaConfig:
        """From config.json.

        Raises:
            DamagedModel: a value is absent or makes no sense.
            UnsupportedModel: it asks for another architecture than that of the released models.
        """
        config = checkpoint.config
        vocab_size = config.size("vocab_size")
        config.demand(
            block_type="llama",
            block_group_size=1,
            activation_type="silu",
            rope=True,
            alibi=(False, None),
            layer_norm_type="rms",
            layer_norm_with_affine=True,
            bias_for_layer_norm=(False, None),
            attention_layer_norm=False,
            input_emb_norm=False,
            include_bias=False,
            include_qkv_bias=(False, None),
            multi_query_attention=(False, None),
            clip_qkv=None,
            scale_logits=False,
            weight_tying=False,
            embedding_size=(vocab_size, None),
        )
        width, heads = config.size("d_model"), config.size("n_heads")
        key_heads = config.size("n_kv_heads", heads)
        config.share("n_heads", "n_kv_heads", whole=heads, count=key_heads)
        return cls(
            vocab_size=vocab_size,
            width=width,
            depth=config.size("n_layers"),
            heads=heads,
            key_heads=key_heads,
            head_width=config.share("d_model", "n_heads", whole=width, count=heads, multiple_of=2),
            mlp_width=config.size("mlp_hidden_size"),
            rope_base=config.number("rope_theta"),
            norm_eps=config.number("rms_norm_eps"),
            max_tokens=config.size("max_sequence_length"),
            special=SpecialTokens(
                mask_id=config.whole("mask_token_id", _MASK_ID),
                pad_id=config.token("pad_token_id"),
                begin_id=checkpoint.added_tokens.get(_BEGIN),
                end_id=config.token("eos_token_id"),
                turn_end_id=checkpoint.added_tokens.get(_TURN_END),
            ),
        )


class LladaBlock(nn.Module):
    """Attention and gated MLP, each behind a norm and added to the stream."""

    def __init__(self, config: LladaConfig) -> None:
        super().__init__()
        self.head_width = config.head_width
        inner, key_inner = config.heads * config.head_width, config.key_heads * config.head_width
        self.attn_norm = nn.RMSNorm(config.width, config.norm_eps)
        self.q_proj = nn.Linear(config.width, inner, bias=False)
        self.k_proj = nn.Linear(config.width, key_inner, bias=False)
        self.v_proj = nn.Linear(config.width, key_inner, bias=False)
        self.attn_out = nn.Linear(inner, config.width, bias=False)
        self.ff_norm = nn.RMSNorm(config.width, config.norm_eps)
        # The gate.
        self.ff_proj = nn.Linear(config.width, config.mlp_width, bias=False)
        self.up_proj = nn.Linear(config.width, config.mlp_width, bias=False)
        # The way down.
        self.ff_out = nn.Linear(config.mlp_width, config.width, bias=False)

    def forward(self, x: Tensor, sight: Sight) -> Tensor:
        """The stream (B, T, width) behind the block."""
        read = self.attn_norm(x)
        query, key, value = (
            project(read).unflatten(-1, (-1, self.head_width)) for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        x = x + self.attn_out(sight(query, key, value))
        read = self.ff_norm(x)
        return cast(Tensor, x + self.ff_out(functional.silu(self.ff_proj(read)) * self.up_proj(read)))


class Llada(Network):
    """The network; see `Network`."""

    vocabulary_tables = ("model.transformer.wte.weight", "model.transformer.ff_out.weight")
    blocks_at = "model.transformer.blocks"

    def __init__(self, config: LladaConfig) -> None:
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
        parts = {
            "wte": nn.Embedding(config.vocab_size, config.width),
            "blocks": nn.ModuleList(LladaBlock(config) for _ in range(config.depth)),
            "ln_f": nn.RMSNorm(config.width, config.norm_eps),
            # The head.
            "ff_out": nn.Linear(config.width, config.vocab_size, bias=False),
        }
        self.model = nn.ModuleDict({"transformer": nn.ModuleDict(parts)})

    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """See `Network.run`."""
        parts = cast(nn.ModuleDict, self.model["transformer"])
        x: Tensor = parts["wte"](tokens)
        for block, sight in zip(cast(nn.ModuleList, parts["blocks"]), sights, strict=True):
            x = block(x, sight)
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
        """Unnormalised log chances of the token at each position; see `Network.answers`."""
        parts = cast(nn.ModuleDict, self.model["transformer"])
        return cast(Tensor, parts["ff_out"](parts["ln_f"](chosen(hidden, slots)))).float()


# The template of the released tokenizers, which follows Llama 3's.
_MANNER = Manner(
    title="LLaDA",
    filling=Filling.SURE,
    intents=ANYTHING,
    chat=Chat(
        opening="<|startoftext|><|start_header_id|>user<|end_header_id|>\n\n",
        answer="<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    ),
    limits="Slow without a GPU. A base checkpoint follows instructions badly: take an instruct one.",
)

LLADA = Family(
    name="llada",
    recognises=lambda config: not declared_names(config).isdisjoint({"llada", "lladamodellm"}),
    build=lambda checkpoint: Llada(LladaConfig.read(checkpoint)),
    manner=lambda network: _MANNER,
)
