"""What parts of the way of one edit are worth: the same weights with one part taken away or changed.

    python -m edit_engine.evaluation.ablations --data DIR [--model built-in] [--limit 150]

Prints a Markdown table of `fix` on the tuning halves of JFLEG and of the documentation edits. Thresholds stay as they
are calibrated for the whole; leave-out scores call as many tokens wrong as the noise head does.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import torch
from torch import Tensor

from edit_engine.editing import Editor, load_editor
from edit_engine.evaluation.dev_sets import Half, edit_sentences, read_dev_set
from edit_engine.evaluation.precision import edit_scores
from edit_engine.models.builtin import BuiltinDenoiser
from edit_engine.models.denoiser import Denoiser, PhraseScore, Reading, Tokenizer, WordsLike
from edit_engine.models.inference import set_precision
from edit_engine.models.int8 import int8_is_exact
from edit_engine.models.layout import lay_out
from edit_engine.models.memory import PhraseMemory
from edit_engine.models.registry import ModelAbout
from edit_engine.request import BALANCED, Intent


class Wrapped:
    """A denoiser that passes everything on; its heirs change one thing."""

    def __init__(self, inner: Denoiser) -> None:
        self.inner = inner

    @property
    def about(self) -> ModelAbout:
        """The inner one's."""
        return self.inner.about

    @property
    def tokenizer(self) -> Tokenizer:
        """The inner one's."""
        return self.inner.tokenizer

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """See `Denoiser`."""
        return self.inner.read(sources, intent, words)

    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        """See `Denoiser`."""
        return self.inner.gather(parts)

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """See `Denoiser`."""
        return self.inner.predict(reading, rows, tokens, positions, slots)

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """See `Denoiser`."""
        return self.inner.doubt(reading, rows, tokens, positions)

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        """See `Denoiser`."""
        return self.inner.phrase_scores(rows)

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        """See `Denoiser`."""
        return self.inner.words_like(rows)


class WithoutGaps(Wrapped):
    """No gap head: text is only inserted where a wrong word stands, by its surplus slot."""

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """The reading with every gap closed."""
        reading = self.inner.read(sources, intent, words)
        closed = []
        for gaps in reading.gaps:
            empty = torch.zeros_like(gaps)
            empty[:, 0] = 1.0
            closed.append(empty)
        return replace(reading, gaps=closed)


@dataclass(frozen=True)
class _Sources:
    """The inner reading, and what was read."""

    reading: Reading
    sources: list[Sequence[int]]
    intent: Intent


class WithoutSource(Wrapped):
    """The source under the canvas hidden: every position of the source that a slot stands for is masked."""

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """A reading that remembers its sources."""
        reading = self.inner.read(sources, intent, words)
        return replace(reading, state=_Sources(reading, list(sources), intent))

    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        """The same of several."""
        kept = [(cast(_Sources, reading.state), row) for reading, row in parts]
        reading = self.inner.gather([(one.reading, row) for one, row in kept])
        sources = [one.sources[row] for one, row in kept]
        return replace(reading, state=_Sources(reading, sources, kept[0][0].intent))

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """Predict from a reading of sources that are masked where the slots are."""
        kept = cast(_Sources, reading.state)
        masked = []
        for line, row in enumerate(rows):
            source = list(kept.sources[row])
            for place in positions[line][slots[line]].tolist():
                if place == int(place) and 1 <= place <= len(source):
                    source[int(place) - 1] = self.tokenizer.mask_id
            masked.append(source)
        hidden = self.inner.read(masked, kept.intent)
        return self.inner.predict(hidden, range(len(rows)), tokens, positions, slots)

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """See `Denoiser`."""
        return self.inner.doubt(cast(_Sources, reading.state).reading, rows, tokens, positions)


class LeaveOut(Wrapped):
    """No noise head: a token is as wrong as it is unlikely where it is left out (Salazar et al. 2020).

    Args:
        inner: the model.
        threshold: of the noise head; as many tokens of each source are called wrong as it would call.
    """

    GROUPS = 6

    def __init__(self, inner: Denoiser, threshold: float) -> None:
        super().__init__(inner)
        self._threshold = threshold

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """The reading with noise from six more readings, each without every sixth token."""
        reading = self.inner.read(sources, intent, words)
        scores = [torch.zeros(len(source)) for source in sources]
        for group in range(self.GROUPS):
            for row, source in enumerate(sources):
                places = list(range(group, len(source), self.GROUPS))
                if places:
                    scores[row][places] = self._surprise(source, places, intent)
        noise = []
        for head, score in zip(reading.noise, scores, strict=True):
            wrong = int((head >= self._threshold).sum())
            least = score.sort(descending=True).values[wrong - 1] if wrong else torch.tensor(float("inf"))
            noise.append(torch.where(score >= least, 0.99, 0.0))
        return replace(reading, noise=noise)

    def _surprise(self, source: Sequence[int], places: Sequence[int], intent: Intent) -> Tensor:
        masked = list(source)
        for place in places:
            masked[place] = self.tokenizer.mask_id
        layout = lay_out(
            source,
            [(place, place + 1, 1) for place in places],
            margin=self.GROUPS,
            end_id=self.tokenizer.end_id,
            mask_id=self.tokenizer.mask_id,
        )
        tokens = torch.tensor([layout.tokens])
        slots = tokens.eq(self.tokenizer.mask_id)
        logits = self.inner.predict(
            self.inner.read([masked], intent), [0], tokens, torch.tensor([layout.positions]), slots
        )
        chances = logits.log_softmax(dim=-1)
        answers = torch.tensor([source[place] for place in places])
        return -chances[torch.arange(len(places)), answers].cpu()


def in_int8(denoiser: BuiltinDenoiser) -> BuiltinDenoiser:
    """The same model with the linear layers of its blocks in int8."""
    found = copy.copy(denoiser)
    found.network = copy.deepcopy(denoiser.network)
    set_precision(found.network, torch.float32)
    set_precision(found.network, torch.int8)
    found.precision = torch.int8
    return found


def variants(editor: Editor) -> Iterator[tuple[str, Editor]]:
    """Name and editor of each row of the table; the first is the whole."""
    whole, settings = editor.denoiser, editor.settings
    yield "as shipped", editor
    for steps in (1, 2, 4, 8, 16, 32):
        # So small a bound that one token is committed a step, until the steps run out.
        slow = replace(settings, entropy_bound=1e-9, max_steps=steps)
        yield f"one token a step, at most {steps} steps", Editor(whole, slow)
    yield "one round of repair", Editor(whole, replace(settings, repair_rounds=1))
    yield "gap head off (surplus slots only)", Editor(WithoutGaps(whole), settings)
    threshold = whole.about.thresholds_at(Intent.FIX, BALANCED).locate
    yield "leave-out scores for the noise head", Editor(LeaveOut(whole, threshold), settings)
    yield "source hidden under the canvas", Editor(WithoutSource(whole), settings)
    if isinstance(whole, BuiltinDenoiser) and whole.precision is not torch.int8 and int8_is_exact():
        yield "blocks in int8", Editor(in_int8(whole), settings)
    if isinstance(whole, BuiltinDenoiser) and whole.memory is not None:
        forgetful = copy.copy(whole)
        forgetful.memory = PhraseMemory.empty(whole.tokenizer)
        yield "phrase memory empty", Editor(forgetful, settings)


def main(arguments: list[str] | None = None) -> int:
    """Print the table; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m edit_engine.evaluation.ablations", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds eval/")
    parser.add_argument("--model", default="built-in")
    parser.add_argument("--limit", type=int, default=150, help="sentences per set")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args(arguments)
    editor = load_editor(options.model, threads=options.threads)
    found = [
        read_dev_set(options.data / "eval" / f"{name}.jsonl", Intent.FIX, options.limit, half=Half.TUNING)
        for name in ("jfleg_dev", "docedits_dev")
    ]
    print("| variant | seconds | " + " | ".join(f"{one.name} P / R / F0.5" for one in found) + " |")
    print("|---|---|" + "---|" * len(found))
    for name, variant in variants(editor):
        started = time.process_time()
        cells = []
        for one in found:
            counts = edit_scores(one.sources, edit_sentences(variant, one.sources, Intent.FIX), one.references)
            cells.append(f"{counts.precision:.2f} / {counts.recall:.2f} / {counts.f():.3f}")
        print(f"| {name} | {time.process_time() - started:.1f} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
