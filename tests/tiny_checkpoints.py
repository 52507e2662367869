"""Tiny checkpoints of every family in the layout of the originals, with random weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a checkpoint takes from its tokenizer, and how long its rows may be."""

    vocab: int
    length: int
    mask_id: int
    end_id: int


SMALL = Size(vocab=23, length=64, mask_id=20, end_id=3)


@dataclass(frozen=True, kw_only=True)
class Tiny:
    """A checkpoint before it is written."""

    config: dict[str, Any]
    # Name of each tensor -> its shape.
    shapes: dict[str, tuple[int, ...]]
    # Other json files of the folder, by name.
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def tensors(self) -> dict[str, Tensor]:
        """Random weights under which every part matters: nothing is zero, nothing is one."""
        generator = torch.Generator().manual_seed(7)
        found = {}
        for name, shape in self.shapes.items():
            drawn = torch.randn(shape, generator=generator)
            is_norm = "norm" in name or "ln_f" in name
            found[name] = 1 + 0.3 * drawn if is_norm else drawn * (1.5 / shape[-1] ** 0.5 if len(shape) > 1 else 0.3)
        return found

    def write(
        self,
        folder: Path,
        *,
        tensors: Mapping[str, Tensor] | None = None,
        config: Mapping[str, Any] | None = None,
        shards: int = 1,
    ) -> Path:
        """Write the folder, with other tensors, with some values of config.json changed, or in several files."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in {"config.json": self.config | dict(config or {}), **self.files}.items():
            (folder / name).write_text(json.dumps(content))
        weights = dict(tensors or self.tensors())
        if shards == 1:
            save_file(weights, folder / "model.safetensors")
            return folder
        homes = {
            name: f"model-{number % shards + 1:05}-of-{shards:05}.safetensors" for number, name in enumerate(weights)
        }
        for file in set(homes.values()):
            save_file({name: weights[name] for name in weights if homes[name] == file}, folder / file)
        size = sum(tensor.nbytes for tensor in weights.values())
        index = {"metadata": {"total_size": size}, "weight_map": homes}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index))
        return folder


def llada(size: Size = SMALL) -> Tiny:
    width, inner, heads, depth = 16, 20, 4, 2
    config = {
        "architectures": ["LLaDAModelLM"],
        "auto_map": {
            "AutoConfig": "configuration_llada.LLaDAConfig",
            "AutoModel": "modeling_llada.LLaDAModelLM",
            "AutoModelForCausalLM": "modeling_llada.LLaDAModelLM",
        },
        "model_type": "llada",
        "activation_type": "silu",
        "alibi": False,
        "attention_layer_norm": False,
        "bias_for_layer_norm": False,
        "block_group_size": 1,
        "block_type": "llama",
        "d_model": width,
        "embedding_size": size.vocab,
        "eos_token_id": size.end_id,
        "include_bias": False,
        "include_qkv_bias": False,
        "input_emb_norm": False,
        "layer_norm_type": "rms",
        "layer_norm_with_affine": True,
        "mask_token_id": size.mask_id,
        "max_sequence_length": size.length,
        "mlp_hidden_size": inner,
        "multi_query_attention": None,
        "n_heads": heads,
        "n_kv_heads": heads,
        "n_layers": depth,
        "pad_token_id": size.end_id,
        "rms_norm_eps": 1e-5,
        "rope": True,
        "rope_theta": 500000.0,
        "scale_logits": False,
        "vocab_size": size.vocab,
        "weight_tying": False,
    }
    top = "model.transformer"
    shapes: dict[str, tuple[int, ...]] = {f"{top}.wte.weight": (size.vocab, width)}
    for block in (f"{top}.blocks.{number}" for number in range(depth)):
        shapes |= {f"{block}.{name}.weight": (width, width) for name in ("q_proj", "k_proj", "v_proj", "attn_out")}
        shapes |= {f"{block}.{name}.weight": (inner, width) for name in ("ff_proj", "up_proj")}
        shapes |= {f"{block}.{name}.weight": (width,) for name in ("attn_norm", "ff_norm")}
        shapes[f"{block}.ff_out.weight"] = (width, inner)
    shapes |= {f"{top}.ln_f.weight": (width,), f"{top}.ff_out.weight": (size.vocab, width)}
    added = {"4": {"content": "<|startoftext|>"}, "5": {"content": "<|eot_id|>"}}
    return Tiny(config=config, shapes=shapes, files={"tokenizer_config.json": {"added_tokens_decoder": added}})


def dream(size: Size = SMALL) -> Tiny:
    width, inner, heads, key_heads, depth = 24, 20, 6, 2, 2
    keys = width // heads * key_heads
    config = {
        "architectures": ["DreamModel"],
        "auto_map": {"AutoModel": "modeling_dream.DreamModel"},
        "model_type": "Dream",
        "bos_token_id": size.end_id,
        "eos_token_id": size.end_id,
        "pad_token_id": size.end_id,
        "mask_token_id": size.mask_id,
        "hidden_act": "silu",
        "hidden_size": width,
        "intermediate_size": inner,
        "max_position_embeddings": size.length,
        "num_attention_heads": heads,
        "num_hidden_layers": depth,
        "num_key_value_heads": key_heads,
        "rms_norm_eps": 1e-6,
        "rope_scaling": None,
        "rope_theta": 1000000.0,
        "sliding_window": None,
        "tie_word_embeddings": False,
        "use_mrope": False,
        "use_sliding_window": False,
        "vocab_size": size.vocab,
    }
    shapes: dict[str, tuple[int, ...]] = {"model.embed_tokens.weight": (size.vocab, width)}
    for layer in (f"model.layers.{number}" for number in range(depth)):
        shapes |= {
            f"{layer}.input_layernorm.weight": (width,),
            f"{layer}.self_attn.q_proj.weight": (width, width),
            f"{layer}.self_attn.q_proj.bias": (width,),
            f"{layer}.self_attn.k_proj.weight": (keys, width),
            f"{layer}.self_attn.k_proj.bias": (keys,),
            f"{layer}.self_attn.v_proj.weight": (keys, width),
            f"{layer}.self_attn.v_proj.bias": (keys,),
            f"{layer}.self_attn.o_proj.weight": (width, width),
            f"{layer}.post_attention_layernorm.weight": (width,),
            f"{layer}.mlp.gate_proj.weight": (inner, width),
            f"{layer}.mlp.up_proj.weight": (inner, width),
            f"{layer}.mlp.down_proj.weight": (width, inner),
        }
    shapes |= {"model.norm.weight": (width,), "lm_head.weight": (size.vocab, width)}
    return Tiny(config=config, shapes=shapes)


def dit(prefix: str, vocab_size: int) -> dict[str, tuple[int, ...]]:
    """Weights of the diffusion transformer of MDLM and SEDD."""
    width, condition, heads, depth = 16, 10, 2, 2
    shapes: dict[str, tuple[int, ...]] = {
        "vocab_embed.embedding": (vocab_size, width),
        "sigma_map.mlp.0.weight": (condition, 256),
        "sigma_map.mlp.0.bias": (condition,),
        "sigma_map.mlp.2.weight": (condition, condition),
        "sigma_map.mlp.2.bias": (condition,),
        "rotary_emb.inv_freq": (width // heads // 2,),
    }
    for block in (f"blocks.{number}" for number in range(depth)):
        shapes |= {
            f"{block}.norm1.weight": (width,),
            f"{block}.attn_qkv.weight": (3 * width, width),
            f"{block}.attn_out.weight": (width, width),
            f"{block}.norm2.weight": (width,),
            f"{block}.mlp.0.weight": (4 * width, width),
            f"{block}.mlp.0.bias": (4 * width,),
            f"{block}.mlp.2.weight": (width, 4 * width),
            f"{block}.mlp.2.bias": (width,),
            f"{block}.adaLN_modulation.weight": (6 * width, condition),
            f"{block}.adaLN_modulation.bias": (6 * width,),
        }
    shapes |= {
        "output_layer.norm_final.weight": (width,),
        "output_layer.linear.weight": (vocab_size, width),
        "output_layer.linear.bias": (vocab_size,),
        "output_layer.adaLN_modulation.weight": (2 * width, condition),
        "output_layer.adaLN_modulation.bias": (2 * width,),
    }
    return {prefix + name: shape for name, shape in shapes.items()}


def mdlm(size: Size = SMALL, *, time: bool = False) -> Tiny:
    config = {
        "architectures": ["MDLM"],
        "auto_map": {"AutoModelForMaskedLM": "modeling_mdlm.MDLM"},
        "model_type": "mdlm",
        "cond_dim": 10,
        "dropout": 0.1,
        "hidden_dim": 16,
        "model_length": size.length,
        "n_blocks": 2,
        "n_heads": 2,
        "time_conditioning": time,
        "vocab_size": size.vocab,
    }
    return Tiny(config=config, shapes=dit("backbone.", size.vocab))


def sedd(size: Size = SMALL, *, absorbs: bool) -> Tiny:
    config = {
        "ngpus": 4,
        "tokens": size.vocab - absorbs,
        "graph": {"type": "absorb" if absorbs else "uniform", "file": "data"},
        "noise": {"type": "loglinear", "sigma_min": 1e-4, "sigma_max": 20},
        "model": {
            "name": "small",
            "type": "ddit",
            "hidden_size": 16,
            "cond_dim": 10,
            "length": size.length,
            "n_blocks": 2,
            "n_heads": 2,
            "scale_by_sigma": absorbs,
            "dropout": 0.1,
        },
    }
    return Tiny(config=config, shapes=dit("", size.vocab))


def llada2(size: Size = SMALL) -> Tiny:
    width, inner, expert, heads, key_heads, head, depth, experts = 16, 20, 6, 4, 2, 8, 3, 8
    config = {
        "architectures": ["LLaDA2MoeModelLM"],
        "auto_map": {"AutoModelForCausalLM": "modeling_llada2_moe.LLaDA2MoeModelLM"},
        "model_type": "llada2_moe",
        "block_size": 4,
        "eos_token_id": size.end_id,
        "pad_token_id": size.end_id,
        "mask_token_id": size.mask_id,
        "first_k_dense_replace": 1,
        "head_dim": head,
        "hidden_act": "silu",
        "hidden_size": width,
        "intermediate_size": inner,
        "max_position_embeddings": size.length,
        "moe_intermediate_size": expert,
        "moe_router_enable_expert_bias": True,
        "n_group": 4,
        "norm_head": False,
        "norm_topk_prob": True,
        "num_attention_heads": heads,
        "num_experts": experts,
        "num_experts_per_tok": 3,
        "num_hidden_layers": depth,
        "num_key_value_heads": key_heads,
        "num_shared_experts": 2,
        "partial_rotary_factor": 0.5,
        "rms_norm_eps": 1e-6,
        "rope_theta": 600000,
        "routed_scaling_factor": 2.5,
        "score_function": "sigmoid",
        "tie_word_embeddings": False,
        "topk_group": 2,
        "use_bias": False,
        "use_qk_norm": True,
        "use_qkv_bias": False,
        "vocab_size": size.vocab,
    }

    def gated(name: str, inner: int) -> dict[str, tuple[int, ...]]:
        return {
            f"{name}.gate_proj.weight": (inner, width),
            f"{name}.up_proj.weight": (inner, width),
            f"{name}.down_proj.weight": (width, inner),
        }

    shapes: dict[str, tuple[int, ...]] = {"model.word_embeddings.weight": (size.vocab, width)}
    for number in range(depth):
        layer = f"model.layers.{number}"
        shapes |= {
            f"{layer}.input_layernorm.weight": (width,),
            f"{layer}.attention.query_key_value.weight": ((heads + 2 * key_heads) * head, width),
            f"{layer}.attention.query_layernorm.weight": (head,),
            f"{layer}.attention.key_layernorm.weight": (head,),
            f"{layer}.attention.dense.weight": (width, heads * head),
            f"{layer}.post_attention_layernorm.weight": (width,),
        }
        if number == 0:
            shapes |= gated(f"{layer}.mlp", inner)
            continue
        shapes |= {f"{layer}.mlp.gate.weight": (experts, width), f"{layer}.mlp.gate.expert_bias": (experts,)}
        shapes |= gated(f"{layer}.mlp.shared_experts", 2 * expert)
        for one in range(experts):
            shapes |= gated(f"{layer}.mlp.experts.{one}", expert)
    shapes |= {"model.norm.weight": (width,), "lm_head.weight": (size.vocab, width)}
    return Tiny(config=config, shapes=shapes)
