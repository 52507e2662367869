"""Pictures are drawn whatever there is to draw, and their text stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from edit_engine.diffusion import EntropyBound, Sampling
from edit_engine.evaluation.explain.break_even import BreakEven, Length
from edit_engine.evaluation.explain.draw import (
    break_even_picture,
    distributions_picture,
    save,
    steps_picture,
    trajectory_picture,
)
from edit_engine.evaluation.explain.place import Place
from edit_engine.evaluation.explain.sampling import distributions
from edit_engine.evaluation.explain.steps import Point, StepsCurve
from edit_engine.evaluation.explain.trajectory import Trajectory, trajectory


CURVE = StepsCurve(points=tuple(Point(steps=2**n, quality=(-3.0, -2.0), seconds=0.1) for n in range(4)), before=-1.0)
LENGTHS = tuple(
    Length(tokens=2**n, forwards=n + 1, seconds=0.1, one_by_one_s=0.09 * 2**n, one_by_one_kept_s=0.02 * 2**n)
    for n in range(5)
)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_all_pictures_go_into_one_file_of_any_kind(ending: str, place: Callable[..., Place], tmp_path: Path) -> None:
    walked = trajectory(place(), EntropyBound(bound=1.0), sampling=Sampling(), max_steps=5)
    out = tmp_path / f"found.{ending}"
    pictures = [
        trajectory_picture(walked),
        distributions_picture(distributions(place())),
        steps_picture(CURVE),
        break_even_picture(BreakEven(lengths=LENGTHS, bound=1.0)),
    ]
    save(pictures, out)
    assert out.stat().st_size > 10_000


def test_one_slot_in_one_step_is_a_picture_too(tmp_path: Path) -> None:
    walked = Trajectory(confidence=torch.ones(1, 1), words=[["a"]], kept_at=torch.ones(1), before=["b"])
    save([trajectory_picture(walked)], tmp_path / "found.png")
    assert (tmp_path / "found.png").stat().st_size > 3_000


def test_tokens_that_would_be_mathematics_or_too_long_are_drawn_as_text(tmp_path: Path) -> None:
    words = [["$x^2$", "\\frac{1}{2}", "unbelievably", "\u2205"]]
    walked = Trajectory(confidence=torch.full((1, 4), 0.4), words=words, kept_at=torch.ones(4), before=words[0])
    save([trajectory_picture(walked)], tmp_path / "found.svg")
    assert (tmp_path / "found.svg").stat().st_size > 3_000


@pytest.mark.parametrize("kept", [0.1, None])
def test_there_may_be_no_break_even_and_no_forward_over_a_token_alone(kept: float | None, tmp_path: Path) -> None:
    slow = tuple(
        Length(tokens=2**n, forwards=2**n, seconds=1.0, one_by_one_s=0.5, one_by_one_kept_s=kept) for n in range(3)
    )
    save([break_even_picture(BreakEven(lengths=slow, bound=0.1))], tmp_path / "found.png")
    assert (tmp_path / "found.png").stat().st_size > 3_000
