"""Dream computes what its equations say: biases on queries, keys and values, shared key heads, and a shift by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.families.registry import load_network


def unshifted(tokens: list[int], weights: dict[str, Tensor], plain: Any) -> Tensor:
    """What the head says at each position of one row, (T, vocabulary)."""
    w = {name.removeprefix("model."): tensor.double() for name, tensor in weights.items()}
    x = w["embed_tokens.weight"][tokens]
    for layer in ("layers.0.", "layers.1."):
        read = plain.rms(x, w[layer + "input_layernorm.weight"], 1e-6)
        query, key, value = (
            (read @ w[f"{layer}self_attn.{name}_proj.weight"].T + w[f"{layer}self_attn.{name}_proj.bias"]).view(
                len(tokens), -1, 4
            )
            for name in ("q", "k", "v")
        )
        mixed = plain.attention(plain.rotate(query, 1e6), plain.rotate(key, 1e6), value, lambda at, other: True)
        x = x + mixed @ w[layer + "self_attn.o_proj.weight"].T
        read = plain.rms(x, w[layer + "post_attention_layernorm.weight"], 1e-6)
        x = x + plain.gated(read, *(w[f"{layer}mlp.{name}_proj.weight"] for name in ("gate", "up", "down")))
    return plain.rms(x, w["norm.weight"], 1e-6) @ w["lm_head.weight"].T


@pytest.mark.parametrize("tokens", [[7], [4, 9, 20, 20, 2, 11, 3], [20] * 9])
def test_logits_are_those_of_the_equations_one_position_on(
    tokens: list[int], tiny: Any, plain: Any, tmp_path: Path
) -> None:
    checkpoint = tiny("dream")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    found = network.logits(torch.tensor([tokens]))[0].double()
    said = unshifted(tokens, checkpoint.tensors(), plain)
    torch.testing.assert_close(found[0], said[0], rtol=1e-5, atol=1e-5)
    for position in range(1, len(tokens)):
        torch.testing.assert_close(found[position], said[position - 1], rtol=1e-5, atol=1e-5)


def test_behind_padding_the_first_token_keeps_its_own_logits(tiny: Any, plain: Any, tmp_path: Path) -> None:
    checkpoint = tiny("dream")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    tokens, real = torch.tensor([[3, 3, 9, 20, 2]]), torch.tensor([[False, False, True, True, True]])
    said = unshifted([9, 20, 2], checkpoint.tensors(), plain)
    found = network.logits(tokens, real=real)[0, 2:].double()
    torch.testing.assert_close(found, said[[0, 0, 1]], rtol=1e-5, atol=1e-5)


def test_dream_has_no_token_to_expand_or_delete(tiny: Any, tmp_path: Path) -> None:
    special = load_network(tiny("dream").write(tmp_path), dtype=torch.float32).network.special
    assert special.by_name() == {"mask_id": 20, "pad_id": 3, "begin_id": 3, "end_id": 3}


@pytest.mark.parametrize(
    "files",
    [
        {"generation_config.json": {"expand_token_id": 21, "eos_token_id": 3}},
        {"tokenizer_config.json": {"added_tokens_decoder": {"21": {"content": "<|expand|>"}}}},
    ],
)
def test_dreamon_expands_with_its_own_token_and_deletes_with_the_end(
    files: dict[str, Any], tiny: Any, tmp_path: Path
) -> None:
    folder = replace(tiny("dream"), files=files).write(tmp_path)
    special = load_network(folder, dtype=torch.float32).network.special
    assert (special.expand_id, special.delete_id, special.mask_id) == (21, 3, 20)


def test_tokens_of_the_tokenizer_are_known_by_their_text(tiny: Any, tmp_path: Path) -> None:
    added = {"6": {"content": "<|im_end|>"}, "7": {"content": "<|beginoftext|>"}}
    files = {"tokenizer_config.json": {"added_tokens_decoder": added}}
    special = load_network(replace(tiny("dream"), files=files).write(tmp_path), dtype=torch.float32).network.special
    assert (special.turn_end_id, special.begin_id) == (6, 7)


@pytest.mark.parametrize(
    "other",
    [
        {"architectures": ["DreamForCausalLM"]},
        {"block_size": 32},
        {"rope_scaling": {"type": "yarn", "factor": 4.0}},
        {"tie_word_embeddings": True},
    ],
)
def test_another_architecture_is_refused_by_name(other: dict[str, Any], tiny: Any, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match=f"{next(iter(other))} is .*this version builds only"):
        load_network(tiny("dream").write(tmp_path, config=other), dtype=torch.float32)
