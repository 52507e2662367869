"""Operating points keep their budget, get looser stop by stop, and are the best there are for what they are for."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import BOLDNESS_STOPS, Hunk, Intent, Provenance
from edit_engine.training.hunk_table import HunkTable
from edit_engine.training.judging import CLEAN, MADE, WORDY, Judged, Sample, sample_masses, wanted_mass
from edit_engine.training.operating_points import FIX_STOPS, fix_curve, style_curve
from edit_engine.training.style_figures import StyleFigures, nearness, results


def judged(
    number: int, before: str, after: str, at: int, *, right: bool, mass: float = 1.0, sure: float = 0.5, **scores: float
) -> Judged:
    known = {
        "locate": 0.5,
        "gain": 1.0,
        "phrases": 0.0,
        "doubt": 0.2,
        "probability": 0.5,
        "entropy": 1.0,
        "pieces": 1.0,
        **scores,
    }
    why = Provenance(model="m", model_hash="0", seed=0, intent=Intent.FIX, scores=known)
    hunk = Hunk(
        id=f"{number}.{at}", start=at, end=at + len(before), before=before, after=after, confidence=sure, provenance=why
    )
    return Judged(sample=number, hunk=hunk, right=right, fair=True, mass=mass)


@pytest.fixture(scope="module")
def drawn() -> tuple[list[Sample], list[Judged]]:
    """Scores that tell right from wrong, though not always; a hunk of clean text is always wrong."""
    rng = random.Random(7)
    samples, found = [], []
    for number in range(600):
        clean = number % 3 == 0
        text = "a bad b bad c d e f g h i j k l m n o p q r"
        after = text if clean else text.replace("bad", "good")
        samples.append(Sample(kind=CLEAN if clean else "jfleg_dev", group=number, before=text, afters=(after,)))
        for at in (2, 8):
            right = not clean and rng.random() < 0.6
            if rng.random() < (0.1 if clean else 0.8):
                scores = {
                    "locate": min(0.99, max(0.2, rng.gauss(0.8 if right else 0.5, 0.2))),
                    "gain": rng.gauss(4 if right else 1, 2),
                    "doubt": min(1.0, max(0.0, rng.gauss(0.1 if right else 0.4, 0.2))),
                }
                sure = min(0.99, max(0.01, rng.gauss(0.7 if right else 0.3, 0.2)))
                after = "good" if right else "worse"
                found.append(judged(number, "bad", after, at, right=right, sure=sure, **scores))
    return samples, found


def test_each_stop_keeps_its_budget_and_is_bolder_than_the_one_before(drawn: tuple[list[Sample], list[Judged]]) -> None:
    table = HunkTable(*drawn)
    curve = fix_curve(table)  # a curve that bends back would be refused
    figures = {stop: table.figures(getattr(curve, stop)) for stop in BOLDNESS_STOPS}
    for stop, (_, _, false) in figures.items():
        budget = FIX_STOPS[stop].budget
        assert budget is None or false <= budget
    precision, recall = zip(*((one[0], one[1]) for one in figures.values()), strict=True)
    assert precision[0] >= precision[1] >= precision[2] < precision[0]
    assert recall[0] <= recall[1] <= recall[2] > recall[0]


def test_the_balanced_stop_finds_most_of_all_that_are_nearly_the_best_within_its_budget(
    drawn: tuple[list[Sample], list[Judged]],
) -> None:
    table = HunkTable(*drawn)
    stop = FIX_STOPS["balanced"]
    square, budget = stop.beta**2, stop.budget
    assert budget is not None

    def worth(limits: Thresholds) -> float:
        precision, recall, false = table.figures(limits)
        found = (1 + square) * precision * recall / (square * precision + recall) if recall else 0.0
        return found if false <= budget else 0.0

    balanced = fix_curve(table).balanced
    rng = random.Random(1)
    for _ in range(300):
        tried = {
            "locate": rng.choice((0.9, 0.7, 0.5, 0.3)),
            "gain": rng.choice((2.0, 1.0, 0.0)),
            "confidence": rng.choice((0.1, 0.3, 0.5, 0.7, 0.9)),
        }
        other = replace(balanced, **tried)
        assert (1 - stop.slack) * worth(other) <= worth(balanced) + 1e-6
        # What is worth as much is nearly the best, too.
        if worth(other) >= worth(balanced):
            assert table.figures(other)[1] <= table.figures(balanced)[1] + 1e-6


def test_a_style_works_where_the_result_is_best() -> None:
    source = "We left due to the fact that it rained hard in town."
    wanted = "We left because it rained hard in town."
    samples = [
        Sample(kind=MADE, group=0, before=source, afters=(wanted,)),
        Sample(kind=WORDY, group=1, before="At this point in time there is a plan here now.", afters=()),
    ]
    found = [
        judged(0, "due to the fact that", "because", 8, right=True, locate=0.3, gain=0.5),
        judged(0, " hard in town", "", 38, right=False, locate=0.15, gain=-1.5),
        judged(1, "At this point in time there", "There", 0, right=False, mass=0.0, locate=0.3, gain=0.5),
    ]
    table = HunkTable(samples, found)
    curve = style_curve(table, samples, Intent.SHORTEN)
    assert isinstance(curve, ThresholdCurve)
    assert results(table, samples, curve.balanced) == [wanted, "There is a plan here now."]
    score, near = StyleFigures(table, samples).of(curve.balanced)
    assert score == pytest.approx(100.0)
    assert near == pytest.approx(100 * (1 - (5 / 11 - 0.3) / 0.3))


def test_a_model_that_finds_nothing_still_gets_a_curve() -> None:
    samples = [Sample(kind=MADE, group=0, before="a b", afters=("a c",))]
    table = HunkTable(samples, [])
    assert table.figures(fix_curve(table).bold) == (1.0, 0.0, 0.0)
    assert results(table, samples, style_curve(table, samples, Intent.FORMAL).bold) == ["a b"]


def test_nearness_is_best_at_three_words_in_ten() -> None:
    ten = "one two three four five six seven eight nine ten"
    assert nearness([ten], ["one two three four five six seven"]) == pytest.approx(1.0)
    assert nearness([ten], [ten]) == 0.0
    assert nearness([ten], ["one two three"]) == 0.0
    assert nearness([], []) == 0.0


def test_kinds_of_text_have_their_share_whatever_their_size() -> None:
    samples = [
        Sample(kind=CLEAN, group=0, before="a b c d e f g h", afters=("a b c d e f g h",)),
        Sample(kind="jfleg_dev", group=0, before="a b", afters=("a c", "a b")),
        Sample(kind="cweb_dev", group=0, before="a b c d", afters=("x b c y",)),
        Sample(kind=WORDY, group=0, before="a b", afters=()),
    ]
    masses = sample_masses(samples)
    shares = [mass * size for mass, size in zip(masses, (8, 2, 4, 2), strict=True)]
    assert shares[0] / shares[1] == pytest.approx(0.35 / 0.15)
    assert masses[3] == 0.0
    # The learner's sentence may stay as it is; the other wants two words changed.
    assert wanted_mass(samples) == pytest.approx(2 * masses[2])
