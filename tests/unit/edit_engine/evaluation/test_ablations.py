"""What an ablation takes away is away, and the model it was taken from keeps it."""

from __future__ import annotations

import torch
from torch import nn

from edit_engine.editing import load_editor
from edit_engine.evaluation.ablations import Int8Linear, in_int8, variants
from edit_engine.models.builtin import BuiltinDenoiser
from edit_engine.request import Intent


TEXT = "They was late, and we recieved there letter more then a week ago."


def test_int8_has_255_values_a_row_and_is_near() -> None:
    torch.manual_seed(0)
    layer = nn.Linear(64, 16, bias=False)
    rounded = Int8Linear(layer)
    weight = rounded.inner.weight.detach()
    steps = weight / (layer.weight.detach().abs().amax(dim=1, keepdim=True) / 127)
    assert torch.allclose(steps, steps.round(), atol=1e-3)
    assert steps.abs().max() <= 127.5
    x = torch.randn(5, 64)
    error = (rounded(x) - layer(x)).norm() / layer(x).norm()
    assert 0 < error < 0.02
    beside_a_large_one = rounded(torch.cat([x, 1000 * x[:1]]))[:5]
    assert torch.allclose(beside_a_large_one, rounded(x), atol=1e-5)


def test_only_the_copy_is_in_int8() -> None:
    whole = load_editor("built-in", threads=1).denoiser
    assert isinstance(whole, BuiltinDenoiser)
    ids = whole.tokenizer.encode(TEXT).ids
    before = whole.read([ids], Intent.FIX).noise[0]
    small = in_int8(whole)
    rounded = small.read([ids], Intent.FIX).noise[0]
    assert any(isinstance(layer, Int8Linear) for layer in small.network.modules())
    assert not any(isinstance(layer, Int8Linear) for layer in whole.network.modules())
    assert torch.equal(whole.read([ids], Intent.FIX).noise[0], before)
    assert not torch.equal(rounded, before)
    assert (rounded - before).abs().max() < 0.3


def test_each_variant_is_named_once_and_the_first_is_the_whole() -> None:
    editor = load_editor("built-in", threads=1)
    found = list(variants(editor))
    assert found[0][1] is editor
    assert len({name for name, _ in found}) == len(found)
