"""What holds for every family: padding and company change nothing, and weights arrive as they are stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor

from edit_engine.models.families.checkpoint import WEIGHTS, open_checkpoint
from edit_engine.models.families.network import Network
from edit_engine.models.families.registry import find_family, load_network


def row(number: int, length: int) -> Tensor:
    """Ids with the masks of all families among them."""
    drawn = torch.randint(0, 20, (length,), generator=torch.Generator().manual_seed(number))
    drawn[1::3], drawn[2::5] = 20, 22
    return drawn


def level(network: Network, *sigma: float) -> Tensor | None:
    """Noise levels for a network that wants them."""
    return torch.tensor(sigma) if network.takes_sigma else None


@torch.inference_mode()
@pytest.mark.parametrize("side", ["left", "right", "mixed"])
def test_a_row_reads_the_same_alone_and_among_eight(any_family: str, side: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    rows = [row(number, length) for number, length in enumerate((5, 1, 12, 8, 9, 3, 11, 7))]
    sigmas = [0.1 + 0.4 * number for number in range(8)]
    tokens, real = torch.full((8, 12), 3), torch.zeros((8, 12), dtype=torch.bool)
    starts = []
    for number, ids in enumerate(rows):
        space = 12 - len(ids)
        starts.append({"left": space, "right": 0, "mixed": space * (number % 2)}[side])
        tokens[number, starts[-1] : starts[-1] + len(ids)] = ids
        real[number, starts[-1] : starts[-1] + len(ids)] = True
    together = network.logits(tokens, real=real, sigma=level(network, *sigmas))
    for number, ids in enumerate(rows):
        alone = network.logits(ids[None], sigma=level(network, sigmas[number]))[0]
        found = together[number, starts[number] : starts[number] + len(ids)]
        torch.testing.assert_close(found, alone, rtol=1e-5, atol=1e-5)


@torch.inference_mode()
def test_padding_may_hold_any_token(any_family: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    tokens, real = row(1, 8)[None], torch.tensor([[False] * 2 + [True] * 4 + [False] * 2])
    other = torch.where(real, tokens, 17)
    found, same = (network.logits(ids, real=real, sigma=level(network, 0.5)) for ids in (tokens, other))
    torch.testing.assert_close(found[real], same[real], rtol=1e-5, atol=1e-5)
    # Without the mask the same tokens do matter.
    found, same = (network.logits(ids, sigma=level(network, 0.5)) for ids in (tokens, other))
    masked = tokens == 20 if any_family not in ("mdlm", "mdlm with time") else tokens == 22
    assert not torch.allclose(found[masked & real], same[masked & real], atol=1e-3)


@torch.inference_mode()
def test_logits_at_slots_are_those_among_all(any_family: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    tokens = torch.stack([row(1, 7), row(2, 7)])
    slots = torch.zeros_like(tokens, dtype=torch.bool)
    slots[0, [0, 4]], slots[1, [1, 2, 6]] = True, True
    noise = level(network, 0.2, 2.0)
    found = network.logits(tokens, slots=slots, sigma=noise)
    assert found.shape == (5, network.vocab_size)
    torch.testing.assert_close(found, network.logits(tokens, sigma=noise)[slots], rtol=1e-5, atol=1e-5)


@torch.inference_mode()
def test_a_sharded_checkpoint_is_the_single_file(any_family: str, tiny: Any, tmp_path: Path) -> None:
    checkpoint = tiny(any_family)
    single = load_network(checkpoint.write(tmp_path / "single"), dtype=torch.float32)
    sharded = load_network(checkpoint.write(tmp_path / "sharded", shards=3), dtype=torch.float32)
    assert len(list((tmp_path / "sharded").glob("*.safetensors"))) == 3
    assert single.family == sharded.family
    noise = level(single.network, 0.5)
    tokens = row(1, 9)[None]
    weights, same = single.network.state_dict(), sharded.network.state_dict()
    assert weights.keys() == same.keys()
    assert all(torch.equal(weights[name], same[name]) for name in weights)
    # Not bit by bit: where a file's tensors lie in memory decides in which order some processors sum.
    found, expected = (one.network.logits(tokens, sigma=noise) for one in (sharded, single))
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-5)


@torch.inference_mode()
def test_weights_arrive_in_the_wanted_precision(any_family: str, tiny: Any, tmp_path: Path) -> None:
    checkpoint = tiny(any_family)
    rounded = {name: tensor.bfloat16() for name, tensor in checkpoint.tensors().items()}
    checkpoint.write(tmp_path, tensors=rounded)
    small = load_network(tmp_path, dtype=torch.bfloat16).network
    large = load_network(tmp_path, dtype=torch.float32).network
    assert {parameter.dtype for parameter in small.parameters()} == {torch.bfloat16}
    assert {parameter.dtype for parameter in large.parameters()} == {torch.float32}
    assert all(buffer.dtype == torch.float32 for buffer in small.buffers())
    for name, tensor in large.state_dict().items():
        assert torch.equal(tensor, rounded[large.stored_name(name)].float())
    tokens, noise = row(1, 9)[None], level(small, 0.5)
    found, wanted = small.logits(tokens, sigma=noise), large.logits(tokens, sigma=noise)
    assert found.dtype == torch.float32
    finite = wanted.isfinite()
    assert torch.equal(found.isfinite(), finite)
    error = (found - wanted)[finite].abs().median() / wanted[finite].std()
    assert 0 < error < 0.05


def test_nothing_of_a_loaded_network_is_left_on_the_meta_device_or_learns(
    any_family: str, tiny: Any, tmp_path: Path
) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    assert {tensor.device.type for tensor in network.state_dict().values()} == {"cpu"}
    assert not any(parameter.requires_grad for parameter in network.parameters())
    assert not network.training


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"real": torch.ones(1, 4)}, "real must be bool"),
        ({"slots": torch.ones(1, 3, dtype=torch.bool)}, "slots must be bool of shape"),
        ({"real": torch.zeros(1, 4, dtype=torch.bool)}, "real is false for a whole row"),
        ({"sigma": torch.ones(1)}, "Llada takes no sigma"),
    ],
)
def test_input_that_does_not_fit_is_refused(given: dict[str, Tensor], message: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny("llada").write(tmp_path), dtype=torch.float32).network
    with pytest.raises(ValueError, match=message):
        network.logits(torch.tensor([[1, 2, 3, 4]]), **given)


@pytest.mark.parametrize("token", [-1, 23])
def test_a_token_outside_the_vocabulary_is_refused(any_family: str, token: int, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    with pytest.raises(ValueError, match=r"tokens must be 0\.\.22, got"):
        network.logits(torch.tensor([[1, token]]), sigma=level(network, 0.5))


def test_rows_are_as_long_as_the_model_was_made_for(any_family: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(any_family).write(tmp_path), dtype=torch.float32).network
    noise, tokens = level(network, 0.5), torch.ones(1, 65, dtype=torch.long)
    with pytest.raises(ValueError, match="a row has 65 tokens, this model reads at most 64"):
        network.logits(tokens, sigma=noise)
    real = torch.ones(1, 65, dtype=torch.bool)
    real[0, 0] = False
    assert network.logits(tokens, real=real, sigma=noise).shape == (1, 65, network.vocab_size)
    longer = torch.ones(1, 66, dtype=torch.long)
    with pytest.raises(ValueError, match="a row has 65 tokens"):
        network.logits(longer, real=torch.arange(66)[None] > 0, sigma=noise)
    with pytest.raises(ValueError, match="tokens must be"):
        network.logits(tokens[0], sigma=noise)


@pytest.mark.parametrize("family", ["sedd", "mdlm with time"])
def test_a_network_with_time_needs_the_noise_of_each_row(family: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(family).write(tmp_path), dtype=torch.float32).network
    with pytest.raises(ValueError, match="needs sigma"):
        network.logits(torch.tensor([[1, 2]]))
    with pytest.raises(ValueError, match=r"sigma must have shape \(1,\), got \(2,\)"):
        network.logits(torch.tensor([[1, 2]]), sigma=torch.ones(2))
    with pytest.raises(ValueError, match="sigma must be at least 0"):
        network.logits(torch.tensor([[1, 2]]), sigma=torch.tensor([-0.1]))


# Shapes of released models, and how many parameters those have.
RELEASED: list[tuple[dict[str, Any], int]] = [
    (
        {
            "model_type": "llada",
            "vocab_size": 126464,
            "d_model": 4096,
            "n_heads": 32,
            "n_layers": 32,
            "mlp_hidden_size": 12288,
            "rope_theta": 500000.0,
            "rms_norm_eps": 1e-5,
            "max_sequence_length": 4096,
        },
        8_015_581_184,
    ),
    (
        {
            "model_type": "Dream",
            "vocab_size": 152064,
            "hidden_size": 3584,
            "num_attention_heads": 28,
            "num_key_value_heads": 4,
            "num_hidden_layers": 28,
            "intermediate_size": 18944,
            "rope_theta": 1000000.0,
            "rms_norm_eps": 1e-6,
            "max_position_embeddings": 131072,
            "mask_token_id": 151666,
        },
        7_615_616_512,
    ),
    (
        {
            "model_type": "mdlm",
            "vocab_size": 50258,
            "hidden_dim": 768,
            "cond_dim": 128,
            "n_blocks": 12,
            "n_heads": 12,
            "model_length": 1024,
            "time_conditioning": False,
        },
        169_627_218,
    ),
]


@pytest.mark.parametrize(("config", "parameters"), RELEASED, ids=["llada", "dream", "mdlm"])
def test_a_network_of_released_shape_has_as_many_parameters(
    config: dict[str, Any], parameters: int, tmp_path: Path
) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config))
    save_file({"nothing": torch.ones(1)}, tmp_path / WEIGHTS)
    checkpoint = open_checkpoint(tmp_path)
    with torch.device("meta"):
        network = find_family(checkpoint).build(checkpoint)
    assert sum(parameter.numel() for parameter in network.parameters()) == parameters
