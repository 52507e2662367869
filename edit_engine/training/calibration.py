"""Set a model's thresholds and make its confidence mean what it says.

Run as: python -m edit_engine.training calibrate --data DIR --model FOLDER

The editor runs once with loose thresholds; every hunk is judged right or wrong (against the references of the tuning
halves of the development sets, and against the clean text that errors were put into). Then, without the model, the
thresholds that give the best F0.5 within a budget of false edits are searched, and a logistic regression maps a hunk's
scores to the chance that it is right (Platt 1999). Both go into model.json.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import torch

from edit_engine.editing import Editor
from edit_engine.editing.editor import logit
from edit_engine.evaluation.dev_sets import Half, edit_text, read_dev_set
from edit_engine.evaluation.precision import Edit, edits, words
from edit_engine.models.loading import load_model
from edit_engine.models.registry import Calibration, Thresholds, about_model
from edit_engine.request import Hunk, Intent
from edit_engine.text import apply
from edit_engine.training.corpus import Prose
from edit_engine.training.corruption import Corruptor, Lexicon, constructed_pairs
from edit_engine.training.export import write_about


LOOSE = Thresholds(locate=0.25, gap=0.25, gain=-1.0, doubt=1.0)
# False edits per 1,000 words of clean prose that the thresholds may let through.
BUDGET = 2.0
# References from which on a hunk that none of them makes counts as wrong when confidence is fitted.
FAIR_REFERENCES = 3
_LOCATE = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_GAIN = (0.0, 1.0, 2.0, 4.0, 6.0)
_DOUBT = (0.1, 0.2, 0.35, 0.5, 1.0)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A text and the results that are accepted for it; a clean text is its own result."""

    before: str
    afters: tuple[str, ...]
    fair: bool


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A hunk that loose thresholds let through."""

    locate: float
    gain: float
    doubt: float
    # Whether it only inserts.
    inserts: bool
    right: bool
    # Whether it was found in text that has no error.
    clean: bool
    # Whether the references say enough to judge one hunk by: several of them, or the text before errors were made.
    fair: bool

    def passes(self, limits: Thresholds) -> bool:
        """Whether these thresholds would have let it through."""
        least = limits.gap if self.inserts else limits.locate
        return self.locate >= least and self.gain >= limits.gain and self.doubt <= limits.doubt


def calibrate(data: Path, folder: Path, *, sentences: int = 250, passages: int = 60, seed: int = 0) -> str:
    """Tune and write model.json; returns a short report.

    Args:
        data: the data folder.
        folder: model folder.
        sentences: from each development set's tuning half.
        passages: of held-out prose, clean and corrupted, of about 1,500 characters.
        seed: draws the passages.
    """
    denoiser = load_model(str(folder))
    about = about_model(folder)
    denoiser.about = replace(about, thresholds=dict.fromkeys(about.intents, LOOSE))  # type: ignore[misc]
    editor = Editor(denoiser)
    report = []
    thresholds: dict[Intent, Thresholds] = {}
    judged: list[Judged] = []
    for intent in about.intents:
        if intent is Intent.INFILL:
            continue
        samples = _samples(data, intent, sentences, passages, seed)
        found, wanted = _judge(editor, samples, intent)
        clean_words = sum(len(words(sample.before)) for sample in samples if sample.before in sample.afters)
        thresholds[intent], line = _search(found, wanted, clean_words)
        report.append(f"{intent}: {line}")
        judged += [one for one in found if one.fair and one.passes(thresholds[intent])]
    calibration = _regress(judged)
    write_about(replace(about, thresholds=thresholds, calibration=calibration), folder)
    return "\n".join([*report, repr(calibration)])


def _samples(data: Path, intent: Intent, sentences: int, passages: int, seed: int) -> list[Sample]:
    """What to tune on."""
    samples: list[Sample] = []
    if intent is Intent.FIX:
        for name in ("jfleg_dev", "gmeg_wiki_dev", "cweb_dev", "docedits_dev"):
            found = read_dev_set(data / "eval" / f"{name}.jsonl", intent, sentences, half=Half.TUNING)
            samples += [
                Sample(before=one, afters=refs, fair=len(refs) >= FAIR_REFERENCES)
                for one, refs in zip(found.sources, found.references, strict=True)
            ]
    prose = Prose.read(data, part="held-out")
    lexicon = Lexicon.read(data / "lexicon")
    corruptor, made = Corruptor(lexicon), constructed_pairs(lexicon)
    rng = random.Random(seed)
    for _ in range(passages):
        for text in prose.passage(rng, characters=1500).split("\n\n"):
            if intent is Intent.FIX:
                samples.append(Sample(before=corruptor.corrupt(text, rng, 0.04), afters=(text,), fair=True))
            else:
                pair = made.make(text, intent, rng)
                if pair is not None:
                    samples.append(Sample(before=pair[0], afters=(pair[1],), fair=True))
        clean = prose.passage(rng, characters=1500).split("\n\n")
        samples += [Sample(before=text, afters=(text,), fair=True) for text in clean]
    return [sample for sample in samples if sample.before.strip() and "\n\n" not in sample.before]


def _judge(editor: Editor, samples: Sequence[Sample], intent: Intent) -> tuple[list[Judged], int]:
    """Every hunk, judged, and how many edits were wanted."""
    judged: list[Judged] = []
    wanted = 0
    text = "\n\n".join(sample.before for sample in samples)
    hunks = edit_text(editor, text, intent, markdown=False)
    at = index = 0
    for sample in samples:
        before = sample.before
        end = at + len(before)
        accepted = [set(edits(words(before), words(after))) for after in sample.afters]
        wanted += min(len(one) for one in accepted)
        while index < len(hunks) and hunks[index].end <= end:
            hunk = hunks[index]
            index += 1
            if hunk.start >= at:
                local = replace(hunk, start=hunk.start - at, end=hunk.end - at)
                judged.append(_judged(local, sample, accepted))
        at = end + 2
    return judged, wanted


def _judged(hunk: Hunk, sample: Sample, accepted: Sequence[set[Edit]]) -> Judged:
    made = set(edits(words(sample.before), words(apply(sample.before, [hunk]))))
    return Judged(
        locate=hunk.provenance.scores["locate"],
        gain=hunk.provenance.scores["gain"],
        doubt=hunk.provenance.scores["doubt"],
        inserts=not hunk.before.strip(),
        right=bool(made) and any(made <= one for one in accepted),
        clean=sample.before in sample.afters,
        fair=sample.fair,
    )


def _search(found: Sequence[Judged], wanted: int, clean_words: int) -> tuple[Thresholds, str]:
    """The thresholds with the best F0.5 among those within the budget of false edits in clean text."""
    best: tuple[float, Thresholds, str] | None = None
    for locate, gap, gain, doubt in product(_LOCATE, _LOCATE, _GAIN, _DOUBT):
        limits = Thresholds(locate=locate, gap=gap, gain=gain, doubt=doubt)
        kept = [one for one in found if one.passes(limits)]
        right = sum(one.right for one in kept)
        false_rate = 1000 * sum(one.clean for one in kept) / max(1, clean_words)
        precision, recall = right / max(1, len(kept)), right / max(1, wanted)
        score = 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)
        if false_rate > BUDGET:
            score -= 1 + false_rate
        if best is None or score > best[0]:
            line = f"precision {precision:.3f} recall {recall:.3f} false edits per 1,000 clean words {false_rate:.2f}"
            best = (score, limits, f"{line} {limits}")
    if best is None:
        raise ValueError("no thresholds to choose from")
    return best[1], best[2]


def _regress(judged: Iterable[Judged]) -> Calibration:
    """Logistic regression of `right` on the scores, by Newton's method with a little ridge."""
    rows = list(judged)
    if len(rows) < 50:
        return Calibration()
    features = torch.tensor(
        [[1.0, logit(one.locate), max(-10.0, min(one.gain, 10.0)), logit(one.doubt)] for one in rows],
        dtype=torch.float64,
    )
    labels = torch.tensor([float(one.right) for one in rows], dtype=torch.float64)
    weights = torch.zeros(4, dtype=torch.float64)
    for _ in range(30):
        chance = (features @ weights).sigmoid()
        gradient = features.T @ (chance - labels) + 1e-2 * weights
        curve = (features * (chance * (1 - chance))[:, None]).T @ features + 1e-2 * torch.eye(4, dtype=torch.float64)
        weights = weights - torch.linalg.solve(curve, gradient)
    if not all(math.isfinite(float(value)) for value in weights):
        return Calibration()
    bias, locate, gain, doubt = (round(float(value), 4) for value in weights)
    return Calibration(bias=bias, locate=locate, gain=gain, doubt=doubt)
