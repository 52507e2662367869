"""The mixture of examples a training step draws: deterministic in (seed, step), so a resumed run goes on as it was."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.text.variants import variants
from edit_engine.training.corpus import Pair, Prose, read_pairs
from edit_engine.training.corruption import Corruptor, Lexicon, constructed_pairs
from edit_engine.training.examples import Example, ExampleSettings, denoise_example, edit_example, infill_example
from edit_engine.training.markup import dress
from edit_engine.training.prepared_texts import PreparedText, read_prepared
from edit_engine.training.style_real import INTENTS, Kind, RealStyle
from edit_engine.training.written import read_written, read_written_pairs


# Passages that are looked at for one that has a place for an error of a seldom kind.
_MOST_PASSAGES = 60
# Kinds of example that are prepared before training, each in a file, and the commands that write them.
PREPARED_BY = {"own_fillings": "fillings", "false_alarms": "alarms", "tricky": "tricky"}
# Times our prose has a word from which on it is no misspelling.
_USED = 20


@dataclass(frozen=True, kw_only=True)
class MixtureSettings:
    """Shares of the kinds of example, and their lengths."""

    # Restoring masked prose.
    denoise: float = 0.15
    # Hidden spans of prose filled on the canvas.
    infill: float = 0.05
    # Clean prose with made errors -> the clean prose.
    synthetic: float = 0.54
    # Real corrections people committed.
    real_fix: float = 0.10
    # Real edits of the style intents.
    real_style: float = 0.08
    # Style edits constructed from phrase lists.
    made_style: float = 0.08
    # Clean prose in which a model wrote words of its own -> the clean prose.
    own_fillings: float = 0.0
    # Clean prose that a model would have changed -> the same.
    false_alarms: float = 0.0
    # Clean prose with a place that looks wrong, with made errors at `sought_rates` -> the clean prose.
    tricky: float = 0.0
    # Passages written for this training, with errors, and further ones at `sought_rates`.
    written: float = 0.0
    # Edits of style written for this training.
    written_style: float = 0.0
    # Among synthetic ones: share left without any error.
    clean: float = 0.22
    # Errors per word in the others, each as likely.
    rates: tuple[float, ...] = (0.04, 0.07, 0.1, 0.14, 0.2)
    # Share of the others that are chosen for a place where an error of a seldom kind fits, and rates of further errors,
    # there, in tricky and in written passages.
    sought: float = 0.0
    sought_rates: tuple[float, ...] = (0.0, 0.02, 0.04)
    # Share of the sought ones that are left as they are: else such a place alone would tell of an error.
    spared: float = 0.0
    # Lengths of passages in characters, and their shares.
    lengths: tuple[tuple[int, int, float], ...] = ((40, 180, 0.3), (180, 480, 0.4), (480, 850, 0.3))
    # Share of passages dressed in Markdown.
    markup: float = 0.4
    # Kinds of real style pair, with their shares.
    style: dict[Kind, float] = field(
        default_factory=lambda: {
            Kind.GRADED: 0.24,
            Kind.SPLIT: 0.22,
            Kind.PLAINER: 0.08,
            Kind.BRIEFER: 0.38,
            Kind.WRITTEN_OUT: 0.08,
        }
    )
    # Intents of constructed style pairs, with their shares.
    made: dict[Intent, float] = field(
        default_factory=lambda: {Intent.SHORTEN: 0.4, Intent.SIMPLIFY: 0.45, Intent.FORMAL: 0.15}
    )
    # Longest source, in tokens; longer ones are skipped.
    longest: int = 256


class Mixture:
    """Draws examples.

    Args:
        data: the data folder.
        tokenizer: of the network.
        settings, noising: of the recipe.
        gap_classes: of the network.
        prepared: files of the kinds in `PREPARED_BY`; needed of those that have a share.

    Raises:
        ValueError: none is given, or it is empty.
    """

    def __init__(
        self,
        data: Path,
        tokenizer: EditTokenizer,
        settings: MixtureSettings,
        noising: ExampleSettings,
        gap_classes: int,
        *,
        prepared: Mapping[str, Path] | None = None,
    ) -> None:
        self.tokenizer = tokenizer
        self.settings = settings
        self.noising = noising
        self.gap_classes = gap_classes
        self.prose = Prose.read(data)
        pairs = read_pairs(data)
        lexicon = Lexicon.read(data / "lexicon")
        fixes = (pair for pair in pairs if pair.intent is Intent.FIX and pair.after)
        self.fixes = [pair for pair in fixes if not _spells_as_elsewhere(pair, lexicon)]
        # A correction marked as a typo, or of a few letters, is worth more than one that may be taste.
        self.fix_weights = _cumulative([3.0 if pair.typo or pair.slight else 1.0 for pair in self.fixes])
        self.styles = RealStyle(pairs, lexicon).pairs
        self.corruptor = Corruptor(lexicon)
        self.made = constructed_pairs(lexicon)
        self.written = read_written()
        self.written_pairs = read_written_pairs()
        files = prepared or {}
        self.prepared: dict[str, list[PreparedText]] = {}
        for kind, command in PREPARED_BY.items():
            self.prepared[kind] = read_prepared(files[kind]) if kind in files else []
            if getattr(settings, kind) and not self.prepared[kind]:
                raise ValueError(f"the recipe wants {kind} and there are none: write some with the `{command}` command")

    def draw(self, key: str, count: int) -> list[Example]:
        """`count` examples; the same `key` gives the same ones."""
        rng = random.Random(key)
        examples: list[Example] = []
        while len(examples) < count:
            example = self._one(rng)
            if example is not None:
                examples.append(example)
        return examples

    def _one(self, rng: random.Random) -> Example | None:
        settings = self.settings
        kinds = (
            "denoise",
            "infill",
            "synthetic",
            "real_fix",
            "real_style",
            "made_style",
            "written",
            "written_style",
            *PREPARED_BY,
        )
        kind = rng.choices(kinds, [getattr(settings, name) for name in kinds])[0]
        intent = Intent.FIX
        if kind == "real_fix":
            pair = rng.choices(self.fixes, cum_weights=self.fix_weights)[0]
            before, after = pair.before, pair.after
        elif kind == "real_style":
            style = rng.choices(list(settings.style), list(settings.style.values()))[0]
            if not self.styles[style]:
                return None
            intent = INTENTS[style]
            pair = rng.choice(self.styles[style])
            before, after = pair.before, pair.after
        elif kind == "written":
            chosen = rng.choice(self.written)
            before = self.corruptor.corrupt(chosen.before(rng), rng, rng.choice(settings.sought_rates))
            after = chosen.after
        elif kind == "written_style":
            edit = rng.choice(self.written_pairs)
            intent, before, after = edit.intent, edit.before, edit.after
        elif kind in PREPARED_BY:
            prepared = rng.choice(self.prepared[kind])
            before, after = prepared.before, prepared.after
            if kind == "tricky":
                # Were these always left alone, such a place would tell that the whole passage is right.
                before = self.corruptor.corrupt(before, rng, rng.choice(settings.sought_rates))
        else:
            after = passage(self.prose, self.settings, rng)
            if kind in ("denoise", "infill"):
                text = self.tokenizer.encode(after)
                if not 4 <= len(text.ids) <= settings.longest:
                    return None
                if kind == "infill":
                    return infill_example(self.tokenizer, text, rng, self.noising)
                return denoise_example(self.tokenizer, text, Intent.INFILL, rng, uniform=0.03)
            if kind == "made_style":
                intent = rng.choices(list(settings.made), list(settings.made.values()))[0]
                made = self.made.make(after, intent, rng)
                if made is None:
                    return None
                before, after = made
            elif rng.random() < settings.clean:
                before = after
            elif rng.random() < settings.sought:
                passages = (passage(self.prose, self.settings, rng) for _ in range(_MOST_PASSAGES))
                found = self.corruptor.seek(passages, rng, rng.choice(settings.sought_rates))
                if found is None:
                    return None
                before, after = found
                if rng.random() < settings.spared:
                    before = after
            else:
                before = self.corruptor.corrupt(after, rng, rng.choice(settings.rates))
        source, target = self.tokenizer.encode_batch([before, after])
        if not 3 <= len(source.ids) <= settings.longest:
            return None
        return edit_example(self.tokenizer, source, target, intent, rng, self.noising, gap_classes=self.gap_classes)


def passage(prose: Prose, settings: MixtureSettings, rng: random.Random) -> str:
    """A passage of one of the lengths of `settings`, dressed in Markdown as often as they say."""
    low, high, _ = rng.choices(settings.lengths, [share for *_, share in settings.lengths])[0]
    text = prose.passage(rng, characters=rng.randint(low, high)).strip()
    return dress(text, rng) if rng.random() < settings.markup else text


def _spells_as_elsewhere(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a pair only turns British spelling to American, or back: people commit that, but it corrects nothing."""
    changed = [word.lower() for both in variants(pair.before, pair.after) for word in both]
    return bool(changed) and all(lexicon.frequency.get(word, 0) >= _USED for word in changed)


def _cumulative(weights: list[float]) -> list[float]:
    total = 0.0
    sums = []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums
