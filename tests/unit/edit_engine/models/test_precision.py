"""Which floating point type a machine gets."""

from __future__ import annotations

import pytest
import torch

from edit_engine.load_options import Precision
from edit_engine.models.precision import dtype_of, fast_precision, small_precision


CPU = torch.device("cpu")


@pytest.mark.parametrize(
    ("tiles", "dots", "fast", "small"),
    [
        (True, True, torch.bfloat16, torch.bfloat16),
        (False, True, torch.float32, torch.bfloat16),
        (False, False, torch.float32, torch.float32),
    ],
)
def test_a_cpu_gets_bfloat16_where_it_is_quicker_and_large_models_where_it_is_known(
    monkeypatch: pytest.MonkeyPatch, tiles: bool, dots: bool, fast: torch.dtype, small: torch.dtype
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: tiles)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: dots)
    assert fast_precision(CPU) is fast
    assert small_precision(CPU) is small


def test_what_was_asked_for_is_what_one_gets() -> None:
    asked = {Precision.FLOAT32: torch.float32, Precision.BFLOAT16: torch.bfloat16, Precision.FLOAT16: torch.float16}
    for precision, expected in asked.items():
        assert dtype_of(precision, CPU) is dtype_of(precision, CPU, auto=small_precision) is expected
    assert dtype_of(Precision.AUTO, CPU) is fast_precision(CPU)
    assert dtype_of(Precision.AUTO, CPU, auto=small_precision) is small_precision(CPU)
