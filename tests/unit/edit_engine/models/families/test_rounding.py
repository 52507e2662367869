"""Weights in 8 and 4 bits: how far they are from the originals, which are rounded, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from editable_checkpoints import write_checkpoint

from edit_engine.load_options import Quantization
from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.families import rounding
from edit_engine.models.families.registry import load_network
from edit_engine.models.families.rounding import GROUP, check_available, roundable, rounded, takes


CPU = torch.device("cpu")


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float16])
@pytest.mark.parametrize(("how", "levels"), [(Quantization.INT8, 254), (Quantization.INT4, 15)])
def test_no_weight_moves_further_than_half_a_step(dtype: torch.dtype, how: Quantization, levels: int) -> None:
    weight = torch.randn(24, 2 * GROUP, generator=torch.Generator().manual_seed(1)).to(dtype)
    # The weights themselves, by asking for each input channel alone.
    layer = torch.nn.Linear(2 * GROUP, 24, bias=False)
    layer.weight = torch.nn.Parameter(rounded(weight, how), requires_grad=False)
    found = layer(torch.eye(2 * GROUP, dtype=dtype)).T.float()
    parts = weight.float().abs().view(24, -1, GROUP if how is Quantization.INT4 else 2 * GROUP)
    step = (2 * parts.amax(dim=-1, keepdim=True) / levels).expand_as(parts).reshape(weight.shape)
    precision = 2.0**-7 if dtype is torch.bfloat16 else 2.0**-10
    off = (found - weight.float()).abs()
    assert bool((off <= step / 2 * 1.1 + weight.float().abs() * precision).all())
    assert bool((off > 0).any())


@pytest.mark.parametrize("how", [Quantization.INT8, Quantization.INT4])
def test_a_weight_out_of_groups_stays_as_it_is_under_int4_only(how: Quantization) -> None:
    weight = torch.randn(8, GROUP + 4)
    assert takes(weight.shape, how) is (how is Quantization.INT8)
    assert (rounded(weight, how) is weight) is (how is Quantization.INT4)


def test_nothing_is_rounded_unless_it_is_asked_for() -> None:
    weight = torch.randn(8, GROUP)
    assert rounded(weight, Quantization.NONE) is weight


@pytest.mark.parametrize("family", ["llada", "llada2", "dream", "mdlm", "sedd"])
def test_only_linear_layers_within_blocks_are_rounded_and_answers_stay_near(family: str, tmp_path: Path) -> None:
    folder = write_checkpoint(family, tmp_path)
    whole = load_network(folder, dtype=torch.float32).network
    network = load_network(folder, dtype=torch.float32, quantize=Quantization.INT8).network
    plain = {name for name, tensor in network.state_dict().items() if type(tensor) is torch.Tensor}
    assert set(network.state_dict()) - plain == roundable(whole).keys()
    assert all(name.startswith(network.blocks_at) for name in roundable(whole))
    tokens = torch.arange(40)[None] + 256
    tokens[0, ::3] = network.special.mask_id
    sigma = torch.ones(1) if network.takes_sigma else None
    with torch.inference_mode():
        found, wanted = (one.logits(tokens, sigma=sigma) for one in (network, whole))
    finite = wanted.isfinite()
    assert torch.equal(finite, found.isfinite())
    assert not torch.equal(found, wanted)
    off = (found - wanted)[finite].square().mean() / wanted[finite].var()
    assert float(off) < 0.01


def test_without_torchao_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounding, "find_spec", lambda name: None)
    check_available(Quantization.NONE, torch.float32, CPU)
    with pytest.raises(UnsupportedModel, match=r"pip install 'redraft\[quantize\]'"):
        check_available(Quantization.INT8, torch.float32, CPU)


def test_int4_on_a_gpu_wants_bfloat16_and_a_gpu_that_can(monkeypatch: pytest.MonkeyPatch) -> None:
    gpu = torch.device("cuda", 0)
    capability: list[Any] = [(9, 0)]
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device: capability[0])
    check_available(Quantization.INT4, torch.bfloat16, gpu)
    check_available(Quantization.INT8, torch.float16, gpu)
    with pytest.raises(UnsupportedModel, match="--precision bfloat16"):
        check_available(Quantization.INT4, torch.float16, gpu)
    capability[0] = (7, 5)
    with pytest.raises(UnsupportedModel, match=r"has 7\.5: use int8"):
        check_available(Quantization.INT4, torch.bfloat16, gpu)
