"""Linear layers of 8-bit integers: near to what they stand for, exact, and used only where they are right and quick."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from edit_engine.models import int8
from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import read_source, set_precision
from edit_engine.models.int8 import Int8Linear, int8_is_exact, int8_is_quick, round_linears
from edit_engine.models.transformer import Transformer


@pytest.fixture(autouse=True)
def exact_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Products as they should be, also on CPUs whose own are not exact."""
    monkeypatch.setattr(torch, "_int_mm", lambda left, right: left.int() @ right.int())


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


@pytest.mark.skipif(not int8_is_exact(), reason="this CPU or torch has no exact product of bytes")
def test_the_product_of_torch_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rounded, x = Int8Linear(layer()), torch.randn(9, 64)
    expected = rounded(x)
    monkeypatch.undo()
    assert torch.equal(rounded(x), expected)


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
    assert torch.equal(rounded(beside)[-5:], rounded(beside[-5:]))


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

    assert int8_is_exact.__wrapped__()
    monkeypatch.setattr(torch, "_int_mm", saturating)
    assert not int8_is_exact.__wrapped__()


def test_a_torch_without_such_products_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: Tensor) -> Tensor:
        raise RuntimeError("not implemented")

    monkeypatch.setattr(torch, "_int_mm", missing)
    assert not int8_is_exact.__wrapped__()


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize(
    ("has", "quick"),
    [
        ({"avx512_vnni": True}, True),
        ({"avx_vnni": True, "avx512_vnni": False}, True),
        ({"avx2": True}, False),
        ({}, False),
    ],
)
def test_a_cpu_with_dot_products_of_bytes_is_quick_if_it_is_right(
    monkeypatch: pytest.MonkeyPatch, has: dict[str, bool], quick: bool, exact: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: has)
    monkeypatch.setattr(int8, "int8_is_exact", lambda: exact)
    assert int8_is_quick.__wrapped__() is (quick and exact)


@pytest.mark.parametrize("body", ["rotary", "bert"])
def test_a_whole_network_reads_a_row_alone_as_it_does_beside_others(body: str) -> None:
    torch.manual_seed(1)
    network = Transformer(ModelConfig(vocab_size=64, width=32, depth=2, heads=2, mlp_width=48, body=body))
    rows = [torch.randint(0, 64, (length,)) for length in (9, 30, 4)]
    with torch.inference_mode():
        exact, _ = read_source(network, torch.cat(rows), [len(row) for row in rows])
        set_precision(network, torch.int8)
        packed, reading = read_source(network, torch.cat(rows), [len(row) for row in rows])
        alone, reading_alone = read_source(network, rows[1], [len(rows[1])])
    assert 0 < (packed - exact).norm() / exact.norm() < 0.1
    assert torch.equal(reading.keys[0][:, reading.rows[1]], reading_alone.keys[0])
    assert torch.allclose(packed[reading.rows[1]], alone, atol=1e-5)
