"""Set a model's operating points and its confidence on tuning data.

    python -m edit_engine.training calibrate --data DIR --model FOLDER [--check]

The editor runs once for each intent with loose thresholds; every hunk is judged right or wrong (`judging`). Then,
without the model, thresholds are searched for each stop of boldness (`operating_points`), and a logistic regression
maps what is known of a hunk to the chance that it is right (`logistic`). Both go into model.json. With `--check`
nothing is written: the model is run as it is on the other halves, and its confidence compared with what came true.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.editing.confidence import FAVOURABLE, confidence, logit
from edit_engine.evaluation.dev_sets import Half
from edit_engine.evaluation.reliability import Reliability, reliability
from edit_engine.models.loading import load_model
from edit_engine.models.registry import UNCALIBRATED, Calibration, ModelAbout, ThresholdCurve, Thresholds, about_model
from edit_engine.request import BALANCED, BOLDNESS_STOPS, Intent
from edit_engine.training.export import write_about
from edit_engine.training.hunk_table import HunkTable
from edit_engine.training.judging import Judged, Sample, Texts, judge
from edit_engine.training.logistic import fit_logistic
from edit_engine.training.operating_points import LOOSE, fix_curve, style_curve
from edit_engine.training.style_figures import StyleFigures


# Hunks from which on confidence can be fitted.
_ENOUGH = 50


def calibrate(data: Path, folder: Path, *, sentences: int = 250, passages: int = 60, seed: int = 0) -> str:
    """Tune and write model.json; returns a short report.

    Args:
        data: the data folder.
        folder: model folder.
        sentences: from each development set's tuning half.
        passages: of held-out prose to put errors into, about 1,500 characters each; twice as many stay clean.
        seed: draws the passages.
    """
    about = about_model(folder)
    intents = [intent for intent in about.intents if intent is not Intent.INFILL]
    # `fix` first: the confidence of the others starts from its.
    intents.sort(key=lambda intent: intent is not Intent.FIX)
    editor = _editor(folder, replace(about, thresholds={one: ThresholdCurve.flat(LOOSE[one]) for one in intents}))
    texts = Texts(data, Half.TUNING, seed)
    report: list[str] = []
    curves: dict[Intent, ThresholdCurve] = {}
    calibrations: dict[Intent, Calibration] = {}
    for intent in intents:
        samples = texts.samples(intent, sentences, passages)
        table = HunkTable(samples, judge(editor, samples, intent))
        # What is offered is decided by confidence, so that comes first.
        gathered = _shown(table, LOOSE[intent])
        base = calibrations.get(Intent.FIX)
        if len(gathered) >= _ENOUGH:
            calibrations[intent] = _fit(gathered, base)
        table = HunkTable(samples, _rated(table.judged, samples, base))
        curve = fix_curve(table) if intent is Intent.FIX else style_curve(table, samples, intent)
        curves[intent] = curve
        report.append(f"{intent}: {len(table.judged)} hunks")
        for stop in BOLDNESS_STOPS:
            limits = getattr(curve, stop)
            report.append(f"  {stop}: {limits}: {_figures(table, samples, limits, intent)}")
        if intent in calibrations:
            report.append(_halves(samples, _shown(table, LOOSE[intent]), base, _shown(table, curve.balanced)))
        else:
            report.append(f"  confidence: {len(gathered)} hunks are too few to fit it")
    write_about(replace(about, thresholds=curves, calibration=calibrations), folder)
    return "\n".join(report)


def check(
    data: Path, folder: Path, *, sentences: int = 250, passages: int = 60, seed: int = 0, boldness: float = BALANCED
) -> str:
    """Run a model as it is on texts that `calibrate` never sees; returns a report.

    Args:
        data, folder, sentences, passages, seed: as for `calibrate`, of the test halves.
        boldness: 0..1, what it is run with.
    """
    about = about_model(folder)
    # What a request of that boldness would get.
    curves = {intent: ThresholdCurve.flat(curve.at(boldness)) for intent, curve in about.thresholds.items()}
    editor = _editor(folder, replace(about, thresholds=curves))
    texts = Texts(data, Half.TEST, seed)
    report: list[str] = []
    for intent in about.intents:
        if intent is Intent.INFILL:
            continue
        samples = texts.samples(intent, sentences, passages)
        table = HunkTable(samples, judge(editor, samples, intent))
        everything = Thresholds(locate=0.0, gap=0.0, gain=-math.inf, doubt=1.0)
        report.append(f"{intent}: {_figures(table, samples, everything, intent)}")
        if shown := _shown(table, everything):
            found = _reliability(shown, [one.hunk.confidence for one in shown])
            report += [f"  confidence: {_error(found)}", *(f"    {line}" for line in found.table().splitlines())]
    return "\n".join(report)


def _editor(folder: Path, about: ModelAbout) -> Editor:
    denoiser = load_model(str(folder))
    denoiser.about = about  # type: ignore[misc]  # a plain attribute of the built-in denoiser
    return Editor(denoiser)


def _rated(judged: Sequence[Judged], samples: Sequence[Sample], base: Calibration | None) -> list[Judged]:
    """The same hunks, each as sure as a calibration fitted on the other half of the texts says.

    Thresholds that were set on confidence fitted on the same hunks would promise too much.
    """
    fits: list[Calibration] = []
    for half in (0, 1):
        others = [one for one in judged if one.fair and one.mass and samples[one.sample].group % 2 != half]
        fits.append(_fit(others, base) if len(others) >= _ENOUGH else base or UNCALIBRATED)
    return [
        replace(one, hunk=replace(one.hunk, confidence=confidence(fit, one.features)))
        for one in judged
        for fit in [fits[samples[one.sample].group % 2]]
    ]


def _fit(judged: Sequence[Judged], base: Calibration | None) -> Calibration:
    """Confidence from features; or, with a base, its log odds moved and stretched: that needs less data."""
    rights, masses = [one.right for one in judged], [one.mass for one in judged]
    if base is None:
        return fit_logistic([one.features for one in judged], rights, masses, signs=FAVOURABLE)
    rows = [{"base": logit(confidence(base, one.features))} for one in judged]
    found = fit_logistic(rows, rights, masses, signs={"base": 1})
    stretch = found.weights.get("base", 0.0)
    return Calibration(
        bias=round(found.bias + stretch * base.bias, 4),
        weights={name: round(stretch * weight, 4) for name, weight in base.weights.items()},
    )


def _halves(
    samples: Sequence[Sample], judged: Sequence[Judged], base: Calibration | None, balanced: Sequence[Judged]
) -> str:
    """How well confidence does on what it was fitted on, and, fitted on each half of the texts, on the other half.

    Args:
        samples: what was judged.
        judged: what to fit on: all that loose thresholds let through.
        base: as for `_fit`.
        balanced: what of it the balanced setting shows.
    """
    halves = [[one for one in judged if samples[one.sample].group % 2 == odd] for odd in (0, 1)]
    if not all(halves):
        return "  confidence: all hunks are in one half of the texts, so it is not checked"
    own: list[float] = []
    held_out: list[float] = []
    for fitted_on, other in (halves, halves[::-1]):
        fitted = _fit(fitted_on, base)
        own += [confidence(fitted, one.features) for one in fitted_on]
        held_out += [confidence(fitted, one.features) for one in other]
    fit, held = _reliability([*halves[0], *halves[1]], own), _reliability([*halves[1], *halves[0]], held_out)
    lines = [f"  confidence, fit half: {_error(fit)}", f"  confidence, held-out half: {_error(held)}"]
    shown = {id(one) for one in balanced}
    usual = [(one, chance) for one, chance in zip([*halves[1], *halves[0]], held_out, strict=True) if id(one) in shown]
    if usual:
        found = _reliability([one for one, _ in usual], [chance for _, chance in usual])
        lines.append(f"  confidence, held-out half, balanced: {_error(found)}")
    return "\n".join([*lines, *(f"    {line}" for line in held.table().splitlines())])


def _reliability(judged: Sequence[Judged], chances: Sequence[float]) -> Reliability:
    return reliability(chances, [one.right for one in judged], [one.mass for one in judged])


def _error(found: Reliability) -> str:
    count = sum(one.count for one in found.bins)
    return f"calibration error {found.error:.3f} ({count} hunks; {found.noise:.3f} would be chance)"


def _shown(table: HunkTable, limits: Thresholds) -> list[Judged]:
    """The hunks that thresholds let through, of those that confidence is judged by."""
    passing = table.passing(limits).tolist()
    return [one for one, passes in zip(table.judged, passing, strict=True) if passes and one.fair and one.mass]


def _figures(table: HunkTable, samples: Sequence[Sample], limits: Thresholds, intent: Intent) -> str:
    precision, recall, false = table.figures(limits)
    found = f"precision {precision:.3f} recall {recall:.3f}"
    if intent is Intent.FIX:
        return f"{found} false edits per 1,000 clean words {false:.2f}"
    score, near = StyleFigures(table, samples).of(limits)
    return f"{found} SARI {score:.2f}" + (f" near 30 % shorter {near:.1f}" if intent is Intent.SHORTEN else "")
