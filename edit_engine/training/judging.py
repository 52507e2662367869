"""What to tune on: texts whose good results are known, and every hunk of the editor judged right or wrong by them.

Knows nothing of thresholds or confidence. Records of development sets are taken from one half; clean prose from
documents that no training run reads, every other one for each half.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.editing.confidence import features
from edit_engine.evaluation.dev_sets import Half, edit_text, held_out_prose, pages, read_dev_set
from edit_engine.evaluation.own_sets import wordy_items
from edit_engine.evaluation.precision import Edit, edits, words
from edit_engine.request import Hunk, Intent
from edit_engine.text import apply
from edit_engine.training.corruption import Corruptor, Lexicon, constructed_pairs


# Where texts come from, beside the development sets: published prose as it is, with errors put in, and our wordy set.
CLEAN, MADE, WORDY = "clean", "made", "wordy"
# How the words people have corrected are shared among the kinds: much good prose, some careless, a little of learners.
MIX = {
    CLEAN: 0.35,
    "cweb_dev": 0.2,
    "gmeg_wiki_dev": 0.15,
    "jfleg_dev": 0.15,
    "asset_valid": 0.15,
    MADE: 0.2,
    "docedits_dev": 0.05,
}
FIX_SETS = ("jfleg_dev", "gmeg_wiki_dev", "cweb_dev", "docedits_dev")
# References from which on a hunk that none of them makes counts as wrong when confidence is fitted.
_FAIR_REFERENCES = 2
# Passages of clean prose for each one that errors are put into.
_CLEAN_PASSAGES = 2
# Texts for an intent of style for each one for `fix`: a hunk is rarer there.
_STYLE_TEXTS = 2
_PASSAGE = 1500  # characters
_ERROR_RATE = 0.04  # of the words


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A text and the results that are accepted for it; a clean text is its own result, a wordy one has none."""

    kind: str
    # Samples of one group come from one text: they stay together when samples are dealt out.
    group: int
    before: str
    afters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A hunk that loose thresholds let through."""

    # Its place in the list of samples; `hunk` counts from the start of that sample.
    sample: int
    hunk: Hunk
    # Whether a reference makes it.
    right: bool
    # Whether the references say enough to judge one hunk by.
    fair: bool
    # How many hunks of a person's documents it stands for, up to a factor.
    mass: float

    @property
    def inserts(self) -> bool:
        """Whether it only inserts: then it was located by the gap head."""
        return not self.hunk.before.strip()

    @property
    def features(self) -> dict[str, float]:
        """What its confidence is made of."""
        return features(self.hunk.before, self.hunk.after, self.hunk.provenance.scores)


class Texts:
    """Held-out prose and ways to put errors into it, read once.

    Args:
        data: the data folder.
        half: which half of the sets and of the documents to draw from.
        seed: draws the passages.
    """

    def __init__(self, data: Path, half: Half, seed: int) -> None:
        self._prose = held_out_prose(data, half)
        lexicon = Lexicon.read(data / "lexicon")
        self._corruptor, self._pairs = Corruptor(lexicon), constructed_pairs(lexicon)
        self._data, self._half, self._seed = data, half, seed

    def samples(self, intent: Intent, sentences: int, passages: int) -> list[Sample]:
        """What to tune an intent on.

        Args:
            intent: any but INFILL.
            sentences: from each development set; twice as many for an intent of style.
            passages: of prose to put errors or wordiness into; likewise.
        """
        found: list[Sample] = []
        if intent is not Intent.FIX:
            sentences, passages = _STYLE_TEXTS * sentences, _STYLE_TEXTS * passages
        names = {Intent.FIX: FIX_SETS, Intent.SIMPLIFY: ("asset_valid",)}.get(intent, ())
        for name in names:
            dev = read_dev_set(self._data / "eval" / f"{name}.jsonl", intent, sentences, half=self._half)
            for group, (before, afters) in enumerate(zip(dev.sources, dev.references, strict=True)):
                found.append(Sample(kind=name, group=group, before=before, afters=afters))
        if intent is Intent.SHORTEN:
            for group, item in enumerate(wordy_items(self._half)):
                found.append(Sample(kind=WORDY, group=group, before=item.source, afters=()))
        rng = random.Random(f"{self._seed}.{intent}")
        for group in range(passages):
            for text in self._paragraphs(rng):
                pair = (
                    self._with_errors(text, rng, sought=group % 2 == 1)
                    if intent is Intent.FIX
                    else self._pairs.make(text, intent, rng)
                )
                if pair is not None:
                    found.append(Sample(kind=MADE, group=group, before=pair[0], afters=(pair[1],)))
        if intent is Intent.FIX:
            for group in range(_CLEAN_PASSAGES * passages):
                for text in self._paragraphs(rng):
                    found.append(Sample(kind=CLEAN, group=group, before=text, afters=(text,)))
        return [sample for sample in found if sample.before.strip() and "\n\n" not in sample.before]

    def _with_errors(self, text: str, rng: random.Random, *, sought: bool) -> tuple[str, str]:
        """A paragraph with errors, and as it was; among them one of a seldom kind, if that is sought and fits."""
        found = self._corruptor.seek([text], rng, _ERROR_RATE) if sought else None
        return found or (self._corruptor.corrupt(text, rng, _ERROR_RATE), text)

    def _paragraphs(self, rng: random.Random) -> list[str]:
        return self._prose.passage(rng, characters=_PASSAGE).split("\n\n")


def sample_masses(samples: Sequence[Sample]) -> list[float]:
    """How much a word of each sample counts, so that the kinds have their share in `MIX`; 0 for what has no result."""
    sizes: dict[str, int] = {}
    for sample in samples:
        sizes[sample.kind] = sizes.get(sample.kind, 0) + len(words(sample.before))
    total = sum(sizes.values())
    return [MIX.get(sample.kind, 0.0) * total / max(1, sizes[sample.kind]) for sample in samples]


def wanted_mass(samples: Sequence[Sample]) -> float:
    """How many edits the samples want, each sample by the reference that wants least; counted by mass."""
    return sum(
        mass * min(len(edits(words(sample.before), words(after))) for after in sample.afters)
        for sample, mass in zip(samples, sample_masses(samples), strict=True)
        if sample.afters
    )


def judge(editor: Editor, samples: Sequence[Sample], intent: Intent) -> list[Judged]:
    """Every hunk the editor finds in the samples, read as paragraphs of `pages`."""
    judged: list[Judged] = []
    masses = sample_masses(samples)
    for numbers in pages([sample.before for sample in samples]):
        text = "\n\n".join(samples[number].before for number in numbers)
        hunks = edit_text(editor, text, intent, markdown=False)
        at = 0
        for number in numbers:
            sample = samples[number]
            end = at + len(sample.before)
            accepted = [set(edits(words(sample.before), words(after))) for after in sample.afters]
            fair = len(sample.afters) >= _FAIR_REFERENCES or sample.kind in (CLEAN, MADE)
            for hunk in hunks:
                if at <= hunk.start and hunk.end <= end:
                    local = replace(hunk, start=hunk.start - at, end=hunk.end - at)
                    right = _right(local, sample, accepted)
                    judged.append(Judged(sample=number, hunk=local, right=right, fair=fair, mass=masses[number]))
            at = end + 2
    return judged


def _right(hunk: Hunk, sample: Sample, accepted: Sequence[set[Edit]]) -> bool:
    made = set(edits(words(sample.before), words(apply(sample.before, [hunk]))))
    return bool(made) and any(made <= one for one in accepted)
