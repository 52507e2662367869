"""LLaDA computes what its equations say: a Llama that sees both ways, without a shift."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.models.errors import DamagedModel, UnsupportedModel
from edit_engine.models.families.registry import load_network


def reference(tokens: list[int], weights: dict[str, Tensor], plain: Any) -> Tensor:
    """Logits of one row, (T, vocabulary)."""
    w = {name.removeprefix("model.transformer."): tensor.double() for name, tensor in weights.items()}
    x = w["wte.weight"][tokens]
    for block in ("blocks.0.", "blocks.1."):
        read = plain.rms(x, w[block + "attn_norm.weight"], 1e-5)
        query, key, value = (
            (read @ w[f"{block}{name}_proj.weight"].T).view(len(tokens), 4, 4) for name in ("q", "k", "v")
        )
        query, key = plain.rotate(query, 500000.0), plain.rotate(key, 500000.0)
        x = x + plain.attention(query, key, value, lambda at, other: True) @ w[block + "attn_out.weight"].T
        read = plain.rms(x, w[block + "ff_norm.weight"], 1e-5)
        x = x + plain.gated(read, *(w[f"{block}{name}.weight"] for name in ("ff_proj", "up_proj", "ff_out")))
    return plain.rms(x, w["ln_f.weight"], 1e-5) @ w["ff_out.weight"].T


@pytest.mark.parametrize("tokens", [[7], [4, 9, 20, 20, 2, 11, 3], [20] * 9])
def test_logits_are_those_of_the_equations(tokens: list[int], tiny: Any, plain: Any, tmp_path: Path) -> None:
    checkpoint = tiny("llada")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    wanted = reference(tokens, checkpoint.tensors(), plain)
    torch.testing.assert_close(network.logits(torch.tensor([tokens]))[0].double(), wanted, rtol=1e-5, atol=1e-5)


def test_special_tokens_are_those_of_the_folder(tiny: Any, tmp_path: Path) -> None:
    special = load_network(tiny("llada").write(tmp_path), dtype=torch.float32).network.special
    assert special.by_name() == {"mask_id": 20, "pad_id": 3, "begin_id": 4, "end_id": 3, "turn_end_id": 5}


@pytest.mark.parametrize(
    "other",
    [
        {"alibi": True},
        {"alibi": 0},
        {"block_group_size": True},
        {"rope": False},
        {"include_bias": True},
        {"layer_norm_type": "default"},
        {"activation_type": "gelu"},
        {"weight_tying": True},
        {"embedding_size": 30},
    ],
)
def test_another_architecture_is_refused_by_name(other: dict[str, Any], tiny: Any, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModel, match=f"{next(iter(other))} is .*this version builds only"):
        load_network(tiny("llada").write(tmp_path, config=other), dtype=torch.float32)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"d_model": None}, "does not say 'd_model'"),
        ({"n_layers": 0}, "n_layers is 0, expected a whole number of at least 1"),
        ({"n_layers": True}, "n_layers is True, expected a whole number"),
        ({"rope_theta": "big"}, "rope_theta is 'big', expected a number greater than 0"),
        ({"rms_norm_eps": -1.0}, "rms_norm_eps is -1.0"),
        ({"pad_token_id": "x"}, "pad_token_id is 'x', expected a token id"),
        ({"n_heads": 5, "n_kv_heads": 5}, "d_model 16 is no multiple of n_heads 5 times 2"),
        ({"n_kv_heads": 3}, "n_heads 4 is no multiple of n_kv_heads 3"),
    ],
)
def test_a_config_that_makes_no_sense_is_refused(
    other: dict[str, Any], message: str, tiny: Any, tmp_path: Path
) -> None:
    with pytest.raises(DamagedModel, match=message):
        load_network(tiny("llada").write(tmp_path, config=other), dtype=torch.float32)
