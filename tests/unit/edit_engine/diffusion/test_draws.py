"""A row's random numbers depend on its seed and key only."""

from __future__ import annotations

import pytest
import torch

from edit_engine.diffusion import gumbel, row_generator, uniforms
from edit_engine.diffusion.draws import inverse


def test_a_stream_is_named_by_seed_and_key() -> None:
    def first(seed: int, key: str) -> float:
        return float(torch.rand(1, generator=row_generator(seed, key), dtype=torch.float64))

    assert first(7, "a") == first(7, "a")
    assert len({first(7, "a"), first(7, "b"), first(8, "a"), first(-7, "a"), first(2**80, "a")}) == 5


def test_padding_and_neighbours_leave_a_row_s_numbers_alone() -> None:
    alone = uniforms([row_generator(1, "x")], [3], 3)
    among = uniforms([row_generator(2), row_generator(1, "x"), row_generator(3)], [9, 3, 5], 9)
    assert among[1, :3].tolist() == alone[0].tolist()
    assert (among[1, 3:] == 0.5).all()


def test_gumbel_noise_has_its_mean_and_survives_zero() -> None:
    u = torch.rand(200_000, generator=row_generator(0), dtype=torch.float64)
    assert gumbel(u).mean().item() == pytest.approx(0.5772, abs=0.02)
    assert gumbel(torch.zeros(1)).isfinite().all()


def test_inverse_never_points_at_a_token_without_chance() -> None:
    reach = torch.tensor([0.0, 0.3, 0.3, 0.9, 0.9], dtype=torch.float64)
    numbers = torch.tensor([0.0, 0.3, 1 / 3, 0.9, 1 - 2**-53], dtype=torch.float64)
    assert inverse(reach, numbers).tolist() == [1, 1, 3, 3, 3]
