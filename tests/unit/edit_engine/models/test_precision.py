"""Which floating point type a machine gets."""

from __future__ import annotations

import pytest
import torch

from edit_engine.load_options import Precision
from edit_engine.models import precision
from edit_engine.models.precision import builtin_precision, dtype_of, fast_precision, small_precision


CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("tiles", "dots", "quick", "fast", "small"),
    [
        (True, True, False, torch.bfloat16, torch.bfloat16),
        (False, True, True, torch.bfloat16, torch.bfloat16),
        (False, True, False, torch.float32, torch.bfloat16),
        (False, False, True, torch.float32, torch.float32),
    ],
)
def test_a_cpu_gets_bfloat16_where_it_is_quicker_and_large_models_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, tiles: bool, dots: bool, quick: bool, fast: torch.dtype, small: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: tiles)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: dots)
    monkeypatch.setattr(precision, "dots_are_quick", lambda: quick)
    assert fast_precision(CPU) is fast
    assert small_precision(CPU) is small


@pytest.mark.parametrize(
    ("fast", "small", "expected"),
    [
        (torch.float32, True, torch.int8),
        (torch.float32, False, torch.float32),
        (torch.bfloat16, True, torch.bfloat16),
    ],
)
def test_the_built_in_model_is_rounded_where_that_is_quicker_and_bfloat16_is_not(
    monkeypatch: pytest.MonkeyPatch, fast: torch.dtype, small: bool, expected: torch.dtype
) -> None:
    monkeypatch.setattr(precision, "fast_precision", lambda _: fast)
    monkeypatch.setattr(precision, "int8_is_quick", lambda: small)
    assert builtin_precision(CPU) is expected
    assert builtin_precision(torch.device("cuda")) is fast


@pytest.mark.parametrize(("product", "quick"), [(0.001, True), (0.009, False), (0.02, False)])
def test_products_are_quick_if_clearly_quicker_at_their_best(
    monkeypatch: pytest.MonkeyPatch, product: float, quick: bool
) -> None:
    now = 0.0
    slow_first = iter([0.5, *[0.0] * 6] * 2)

    def multiply(left: torch.Tensor, _: torch.Tensor) -> None:
        nonlocal now
        now += (product if left.dtype is torch.bfloat16 else 0.01) + next(slow_first)

    monkeypatch.setattr(torch, "mm", multiply)
    monkeypatch.setattr(precision.time, "perf_counter", lambda: now)
    assert precision.dots_are_quick.__wrapped__() is quick


def test_what_was_asked_for_is_what_one_gets() -> None:
    asked = {Precision.FLOAT32: torch.float32, Precision.BFLOAT16: torch.bfloat16, Precision.FLOAT16: torch.float16}
    for one, expected in asked.items():
        assert dtype_of(one, CPU, auto=small_precision) is expected
    assert dtype_of(Precision.AUTO, CPU, auto=small_precision) is small_precision(CPU)
