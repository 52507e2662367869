"""LLaDA 2 computes what its equations say: blocks, half-rotated normalised heads, and experts chosen by groups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.models.errors import DamagedModel, UnsupportedModel
from edit_engine.models.families.registry import load_network


BLOCK = 4


def experts(x: Tensor, name: str, w: dict[str, Tensor], plain: Any) -> Tensor:
    """The experts' part for one position x (width,)."""

    def expert(which: str) -> Tensor:
        return plain.gated(x[None], *(w[f"{which}.{part}_proj.weight"] for part in ("gate", "up", "down")))[0]

    scores = 1 / (1 + torch.exp(-(w[name + ".gate.weight"] @ x)))
    liked = (scores + w[name + ".gate.expert_bias"]).tolist()
    groups = [[0, 1], [2, 3], [4, 5], [6, 7]]
    best_groups = sorted(groups, key=lambda group: sum(liked[one] for one in group), reverse=True)[:2]
    best = sorted((one for group in best_groups for one in group), key=lambda one: liked[one], reverse=True)[:3]
    total = sum(float(scores[one]) for one in best)
    routed = sum(2.5 * float(scores[one]) / total * expert(f"{name}.experts.{one}") for one in best)
    return routed + expert(name + ".shared_experts")


def reference(tokens: list[int], weights: dict[str, Tensor], plain: Any) -> Tensor:
    """Logits of one row, (T, vocabulary)."""
    w = {name.removeprefix("model."): tensor.double() for name, tensor in weights.items()}
    x = w["word_embeddings.weight"][tokens]
    for number in range(3):
        layer = f"layers.{number}."
        read = plain.rms(x, w[layer + "input_layernorm.weight"], 1e-6)
        heads = (read @ w[layer + "attention.query_key_value.weight"].T).view(len(tokens), 8, 8)
        query = plain.rms(heads[:, :4], w[layer + "attention.query_layernorm.weight"], 1e-6)
        key = plain.rms(heads[:, 4:6], w[layer + "attention.key_layernorm.weight"], 1e-6)
        query, key = (
            torch.cat([plain.rotate(part[..., :4], 600000.0), part[..., 4:]], dim=-1) for part in (query, key)
        )
        mixed = plain.attention(query, key, heads[:, 6:], lambda at, other: other // BLOCK <= at // BLOCK)
        x = x + mixed @ w[layer + "attention.dense.weight"].T
        read = plain.rms(x, w[layer + "post_attention_layernorm.weight"], 1e-6)
        if number == 0:
            x = x + plain.gated(read, *(w[f"{layer}mlp.{name}_proj.weight"] for name in ("gate", "up", "down")))
        else:
            x = x + torch.stack([experts(one, layer + "mlp", w, plain) for one in read])
    return plain.rms(x, w["norm.weight"], 1e-6) @ w["lm_head.weight"].T


@pytest.mark.parametrize("tokens", [[7], [4, 9, 20, 20, 2, 11, 3, 8, 20, 1, 6], [20] * 9])
def test_logits_are_those_of_the_equations(tokens: list[int], tiny: Any, plain: Any, tmp_path: Path) -> None:
    checkpoint = tiny("llada2")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    wanted = reference(tokens, checkpoint.tensors(), plain)
    torch.testing.assert_close(network.logits(torch.tensor([tokens]))[0].double(), wanted, rtol=1e-5, atol=1e-5)


def test_a_block_sees_itself_and_what_is_before_it_only(tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny("llada2").write(tmp_path), dtype=torch.float32).network
    tokens = torch.tensor([[4, 9, 20, 20, 2, 11, 3, 8, 1, 6]])
    other = tokens.clone()
    other[0, 6] = 15
    found, changed = network.logits(tokens)[0], network.logits(other)[0]
    torch.testing.assert_close(found[:4], changed[:4], rtol=1e-5, atol=1e-5)
    assert not torch.isclose(found[4:], changed[4:], atol=1e-3).all(dim=-1).any()


def test_a_released_model_has_blocks_of_32(tiny: Any, tmp_path: Path) -> None:
    loaded = load_network(tiny("llada2").write(tmp_path, config={"block_size": None}), dtype=torch.float32)
    tokens = torch.arange(40)[None] % 19
    other = tokens.clone()
    other[0, 33] = 20
    same = torch.isclose(loaded.network.logits(tokens), loaded.network.logits(other), atol=1e-5)[0].all(dim=-1)
    assert same.tolist() == [True] * 32 + [False] * 8


@pytest.mark.parametrize(
    "other", [{"score_function": "softmax"}, {"norm_topk_prob": False}, {"use_qk_norm": False}, {"use_bias": True}]
)
def test_another_architecture_is_refused_by_name(other: dict[str, Any], tiny: Any, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match=f"{next(iter(other))} is .*this version builds only"):
        load_network(tiny("llada2").write(tmp_path, config=other), dtype=torch.float32)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"num_experts_per_tok": 5}, "5 experts of 2 groups cannot be chosen from 8 in 4 groups"),
        ({"topk_group": 5}, "3 experts of 5 groups cannot be chosen"),
        ({"n_group": 8}, "cannot be chosen from 8 in 8 groups"),
        ({"n_group": 3}, "num_experts 8 is no multiple of n_group 3"),
        ({"partial_rotary_factor": 0.4}, "no even number of channels"),
        ({"partial_rotary_factor": 1.5}, "no even number of channels"),
    ],
)
def test_a_config_that_makes_no_sense_is_refused(
    other: dict[str, Any], message: str, tiny: Any, tmp_path: Path
) -> None:
    with pytest.raises(DamagedModel, match=message):
        load_network(tiny("llada2").write(tmp_path, config=other), dtype=torch.float32)
