"""Thresholds follow boldness without a step back, and a model.json from before there was boldness still loads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.models.errors import DamagedModel
from edit_engine.models.registry import (
    ABOUT,
    UNCALIBRATED,
    Calibration,
    ModelAbout,
    ThresholdCurve,
    Thresholds,
    about_model,
)
from edit_engine.request import BALANCED, BOLD, CAUTIOUS, Intent
from edit_engine.training.export import write_about


CURVE = ThresholdCurve(
    cautious=Thresholds(locate=0.9, gap=0.95, gain=4.0, doubt=0.05),
    balanced=Thresholds(locate=0.6, gap=0.8, gain=1.0, doubt=0.2),
    bold=Thresholds(locate=0.3, gap=0.3, gain=-1.0, doubt=1.0),
)
ABOUT_FAKE = ModelAbout(
    name="m",
    version="1",
    family="builtin",
    licence="none",
    parameters=1,
    sha256="0" * 64,
    intents=(Intent.FIX, Intent.SHORTEN),
    thresholds={Intent.FIX: CURVE},
    calibration={Intent.FIX: Calibration(bias=-0.5, weights={"locate": 0.7, "respells": 1.0})},
)
SHARES = st.floats(0, 1)
# Four numbers from loose to strict for each stop.
LIMITS = st.lists(st.tuples(SHARES, SHARES, st.floats(-3, 8), SHARES), min_size=3, max_size=3)


def test_the_curve_goes_through_its_stops() -> None:
    assert CURVE.at(CAUTIOUS) == CURVE.cautious
    assert CURVE.at(BALANCED) == CURVE.balanced
    assert CURVE.at(BOLD) == CURVE.bold
    assert CURVE.at(0.25).locate == pytest.approx(0.75)
    assert CURVE.at(0.75).doubt == pytest.approx(0.6)


@given(limits=LIMITS, first=SHARES, second=SHARES)
def test_bolder_is_never_stricter(limits: list[tuple[float, ...]], first: float, second: float) -> None:
    columns = [sorted(column, reverse=number < 3) for number, column in enumerate(zip(*limits, strict=True))]
    stops = [
        Thresholds(locate=locate, gap=gap, gain=gain, doubt=doubt)
        for locate, gap, gain, doubt in zip(*columns, strict=True)
    ]
    curve = ThresholdCurve(cautious=stops[0], balanced=stops[1], bold=stops[2])
    low, high = curve.at(min(first, second)), curve.at(max(first, second))
    assert low.locate >= high.locate
    assert low.gap >= high.gap
    assert low.gain >= high.gain
    assert low.doubt <= high.doubt


@pytest.mark.parametrize("worse", [{"locate": 0.7}, {"gap": 0.9}, {"gain": 2.0}, {"doubt": 0.1}])
def test_a_curve_that_bends_back_is_refused(worse: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(worse))} must not be stricter at 'bold' than at 'balanced'"):
        replace(CURVE, bold=replace(CURVE.balanced, **worse))


def test_a_flat_curve_is_the_same_everywhere_and_an_unknown_intent_has_the_defaults() -> None:
    assert ThresholdCurve.flat(CURVE.bold).at(0.1) == CURVE.bold
    assert ABOUT_FAKE.thresholds_at(Intent.FIX, BOLD) == CURVE.bold
    assert ABOUT_FAKE.thresholds_at(Intent.SHORTEN, BOLD) == Thresholds()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_about(ABOUT_FAKE, tmp_path)
    assert about_model(tmp_path) == ABOUT_FAKE


def test_a_model_from_before_boldness_works_alike_at_any(tmp_path: Path) -> None:
    write_about(ABOUT_FAKE, tmp_path)
    plain = json.loads((tmp_path / ABOUT).read_text())
    plain["thresholds"] = {"fix": {"locate": 0.5, "gap": 0.6, "gain": 1.0, "doubt": 0.1}}
    plain["calibration"] = {"bias": -0.5, "locate": 0.1, "gain": 0.06, "doubt": -0.04}
    (tmp_path / ABOUT).write_text(json.dumps(plain))
    about = about_model(tmp_path)
    wanted = Thresholds(locate=0.5, gap=0.6, gain=1.0, doubt=0.1)
    assert all(about.thresholds_at(Intent.FIX, boldness) == wanted for boldness in (0.0, 0.2, 0.5, 1.0))
    old = Calibration(bias=-0.5, weights={"locate": 0.1, "gain": 0.06, "doubt": -0.04})
    assert about.calibration.get(Intent.SHORTEN, UNCALIBRATED) == old


@pytest.mark.parametrize(
    "curve",
    [
        {"cautious": {}, "balanced": {}},
        {"cautious": {"locate": 0.1}, "balanced": {"locate": 0.5}, "bold": {"locate": 0.1}},
        {"located": 0.5},
        "bold",
    ],
)
def test_a_curve_that_is_none_is_a_damaged_model(tmp_path: Path, curve: object) -> None:
    write_about(ABOUT_FAKE, tmp_path)
    plain = json.loads((tmp_path / ABOUT).read_text())
    plain["thresholds"] = {"fix": curve}
    (tmp_path / ABOUT).write_text(json.dumps(plain))
    with pytest.raises(DamagedModel, match="thresholds.fix"):
        about_model(tmp_path)
