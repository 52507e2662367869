"""Linear layers of 8-bit integers: near to what they stand for, exact, and used only where they are right and quick."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from edit_engine.models import int8
from edit_engine.models.int8 import Int8Linear, int8_is_quick, round_linears


def layer(*, bias: bool = False) -> nn.Linear:
    torch.manual_seed(0)
    return nn.Linear(64, 16, bias=bias)


def test_weights_have_255_values_a_row() -> None:
    exact = layer()
    rounded = Int8Linear(exact)
    assert rounded.weight.dtype is torch.int8
    assert rounded.weight.abs().amax(dim=1).tolist() == [127] * 16
    steps = exact.weight.detach() / (exact.weight.detach().abs().amax(dim=1, keepdim=True) / 127)
    assert torch.equal(rounded.weight.float(), steps.round())


@pytest.mark.parametrize("bias", [False, True])
def test_what_it_says_is_near(bias: bool) -> None:
    exact = layer(bias=bias)
    rounded, x = Int8Linear(exact), torch.randn(5, 64)
    with torch.inference_mode():
        error = (rounded(x) - exact(x)).norm() / exact(x).norm()
    assert 0 < error < 0.02


def test_whole_numbers_that_fit_are_exact() -> None:
    exact = layer()
    with torch.no_grad():
        exact.weight.copy_(torch.randint(-126, 127, exact.weight.shape)).index_fill_(1, torch.tensor(0), 127.0)
    x = torch.randint(-126, 127, (7, 64)).float().index_fill_(1, torch.tensor(0), -127.0)
    with torch.inference_mode():
        assert torch.equal(Int8Linear(exact)(x), exact(x))


def test_a_row_is_the_same_whatever_is_beside_it_and_a_row_of_zeros_stays_zero() -> None:
    rounded, x = Int8Linear(layer()), torch.randn(5, 64)
    beside = torch.cat([x, 1000 * x[:1], torch.zeros(1, 64), torch.randn(600, 64)])
    assert torch.equal(rounded(beside)[:5], rounded(x))
    assert torch.equal(rounded(beside)[6], torch.zeros(16))


def test_every_linear_layer_within_is_rounded_and_nothing_else() -> None:
    module = nn.Sequential(nn.Linear(4, 4), nn.Sequential(nn.LayerNorm(4), nn.Linear(4, 2, bias=False)))
    round_linears(module)
    assert [type(part) for part in module.modules() if not isinstance(part, nn.Sequential)] == [
        Int8Linear,
        nn.LayerNorm,
        Int8Linear,
    ]


def test_a_cpu_that_cuts_sums_short_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def saturating(left: Tensor, right: Tensor) -> Tensor:
        # As with AVX2 alone: bytes without sign on the left, sums of two of their products in 16 bits.
        columns = right.T.int()
        pairs = (left.int() + 128)[:, None].mul(columns).unflatten(-1, (-1, 2)).sum(dim=-1)
        return pairs.clamp(-32768, 32767).sum(dim=-1).int() - 128 * columns.sum(dim=-1).int()

    monkeypatch.setattr(int8, "clearly_quicker", lambda *_: True)
    assert int8_is_quick.__wrapped__()
    monkeypatch.setattr(torch, "_int_mm", saturating)
    assert not int8_is_quick.__wrapped__()


def test_a_cpu_without_such_products_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Tensor) -> Tensor:
        raise RuntimeError("not implemented")

    monkeypatch.setattr(torch, "_int_mm", missing)
    assert not int8_is_quick.__wrapped__()


def test_it_counts_only_if_it_is_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(int8, "clearly_quicker", lambda *_: False)
    assert not int8_is_quick.__wrapped__()
