"""MDLM and SEDD compute what their equations say, with the diffusion transformer that they share."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.models.errors import DamagedModel, UnsupportedModel
from edit_engine.models.families.registry import load_network


MASK = 22
ROWS = [[7], [4, 9, MASK, MASK, 2, 11, 3], [MASK] * 9]


def transformer(tokens: list[int], sigma: float, weights: dict[str, Tensor], plain: Any) -> Tensor:
    """What the network says at each position of one row, (T, vocabulary)."""
    w = {name.removeprefix("backbone."): tensor.double() for name, tensor in weights.items()}
    speeds = [10000 ** (-number / 128) for number in range(128)]
    waves = [math.cos(sigma * speed) for speed in speeds] + [math.sin(sigma * speed) for speed in speeds]
    told = torch.tensor(waves, dtype=torch.float64)
    told = plain.silu(w["sigma_map.mlp.0.weight"] @ told + w["sigma_map.mlp.0.bias"])
    told = plain.silu(w["sigma_map.mlp.2.weight"] @ told + w["sigma_map.mlp.2.bias"])

    def told_to(name: str, count: int) -> Tensor:
        return (w[name + ".adaLN_modulation.weight"] @ told + w[name + ".adaLN_modulation.bias"]).view(count, 16)

    x = w["vocab_embed.embedding"][tokens]
    for block in ("blocks.0", "blocks.1"):
        shift, scale, gate, mlp_shift, mlp_scale, mlp_gate = told_to(block, 6)
        read = plain.layer_norm(x, w[block + ".norm1.weight"]) * (1 + scale) + shift
        query, key, value = (
            torch.einsum("tw,hcw->thc", read, part) for part in w[block + ".attn_qkv.weight"].view(3, 2, 8, 16)
        )
        mixed = plain.attention(plain.rotate(query, 1e4), plain.rotate(key, 1e4), value, lambda at, other: True)
        x = x + gate * (mixed @ w[block + ".attn_out.weight"].T)
        read = plain.layer_norm(x, w[block + ".norm2.weight"]) * (1 + mlp_scale) + mlp_shift
        inner = read @ w[block + ".mlp.0.weight"].T + w[block + ".mlp.0.bias"]
        # The tanh form of GELU (Hendrycks & Gimpel 2016).
        inner = inner / 2 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (inner + 0.044715 * inner**3)))
        x = x + mlp_gate * (inner @ w[block + ".mlp.2.weight"].T + w[block + ".mlp.2.bias"])
    shift, scale = told_to("output_layer", 2)
    read = plain.layer_norm(x, w["output_layer.norm_final.weight"]) * (1 + scale) + shift
    return read @ w["output_layer.linear.weight"].T + w["output_layer.linear.bias"]


def substituted(tokens: list[int], said: Tensor) -> Tensor:
    """SUBS, position by position."""
    wanted = torch.full_like(said, -math.inf)
    for position, token in enumerate(tokens):
        if token == MASK:
            chances = torch.exp(said[position, :MASK])
            wanted[position, :MASK] = torch.log(chances / chances.sum())
        else:
            wanted[position, token] = 0
    return wanted


@pytest.mark.parametrize("tokens", ROWS)
def test_mdlm_gives_log_chances_that_keep_what_is_visible(
    tokens: list[int], tiny: Any, plain: Any, tmp_path: Path
) -> None:
    checkpoint = tiny("mdlm")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    wanted = substituted(tokens, transformer(tokens, 0.0, checkpoint.tensors(), plain))
    torch.testing.assert_close(network.logits(torch.tensor([tokens]))[0].double(), wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("sigma", [0.0, 0.3, 5.0])
def test_mdlm_with_time_hears_of_the_noise(sigma: float, tiny: Any, plain: Any, tmp_path: Path) -> None:
    checkpoint = tiny("mdlm with time")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    wanted = substituted(ROWS[1], transformer(ROWS[1], sigma, checkpoint.tensors(), plain))
    found = network.logits(torch.tensor([ROWS[1]]), sigma=torch.tensor([sigma]))[0].double()
    torch.testing.assert_close(found, wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("sigma", [0.01, 0.3, 5.0])
@pytest.mark.parametrize("tokens", ROWS)
@pytest.mark.parametrize("family", ["sedd", "sedd uniform"])
def test_sedd_gives_log_scores_relative_to_what_stands_there(
    family: str, tokens: list[int], sigma: float, tiny: Any, plain: Any, tmp_path: Path
) -> None:
    checkpoint = tiny(family)
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    wanted = transformer(tokens, sigma, checkpoint.tensors(), plain)
    if family == "sedd":
        wanted = wanted - math.log(math.exp(sigma) - 1) - math.log(22)
    for position, token in enumerate(tokens):
        wanted[position, token] = 0
    found = network.logits(torch.tensor([tokens]), sigma=torch.tensor([sigma]))[0].double()
    torch.testing.assert_close(found, wanted, rtol=1e-5, atol=1e-5)


def test_each_row_has_its_own_noise(tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny("sedd").write(tmp_path), dtype=torch.float32).network
    both = network.logits(torch.tensor([ROWS[1]] * 2), sigma=torch.tensor([0.1, 3.0]))
    one = network.logits(torch.tensor([ROWS[1]]), sigma=torch.tensor([3.0]))
    torch.testing.assert_close(both[1:], one, rtol=1e-5, atol=1e-5)
    assert not torch.allclose(both[0], both[1], atol=0.1)


@pytest.mark.parametrize(("family", "mask_id"), [("mdlm", 22), ("sedd", 22), ("sedd uniform", None)])
def test_the_mask_is_the_last_id_where_there_is_one(
    family: str, mask_id: int | None, tiny: Any, tmp_path: Path
) -> None:
    assert load_network(tiny(family).write(tmp_path), dtype=torch.float32).network.special.mask_id == mask_id


def test_sedd_of_another_noise_is_refused(tiny: Any, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match="type is 'gauss'"):
        load_network(tiny("sedd").write(tmp_path, config={"graph": {"type": "gauss"}}), dtype=torch.float32)
    with pytest.raises(UnsupportedModel, match="scale_by_sigma is true and graph.type is 'uniform'"):
        load_network(tiny("sedd").write(tmp_path, config={"graph": {"type": "uniform"}}), dtype=torch.float32)


@pytest.mark.parametrize(
    ("family", "other", "message"),
    [
        ("mdlm", {"time_conditioning": None}, "does not say 'time_conditioning'"),
        ("mdlm", {"time_conditioning": "no"}, "time_conditioning is 'no', expected true or false"),
        ("sedd", {"graph": "absorb"}, "graph is 'absorb', expected an object"),
        ("sedd", {"graph": {}}, "graph does not say 'type'"),
    ],
)
def test_a_config_that_leaves_the_noise_open_is_refused(
    family: str, other: dict[str, Any], message: str, tiny: Any, tmp_path: Path
) -> None:
    with pytest.raises(DamagedModel, match=message):
        load_network(tiny(family).write(tmp_path, config=other), dtype=torch.float32)
