"""A denoiser without a network: scores are a fixed, wild function of what it is shown, so that every path is taken."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import Tensor

from edit_engine.models.denoiser import PhraseScore, Reading, WordsLike
from edit_engine.models.errors import UnsupportedIntent
from edit_engine.models.registry import ModelAbout, ThresholdCurve, Thresholds
from edit_engine.models.tokenizer import SPECIALS, EditTokenizer
from edit_engine.request import Intent


def small_tokenizer() -> EditTokenizer:
    """Byte-level BPE with a few hundred ids, trained on a sentence."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=320,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    sentence = "the quick brown fox and the lazy dog are in the house with the other one"
    tokenizer.train_from_iterator([sentence] * 9, trainer)
    return EditTokenizer(tokenizer)


class WildDenoiser:
    """Meets `edit_engine.models.denoiser.Denoiser`."""

    def __init__(self, *, wildness: float = 0.3, gap_classes: int = 4) -> None:
        self.tokenizer = small_tokenizer()
        self.wildness = wildness
        self.gap_classes = gap_classes
        loose = ThresholdCurve.flat(Thresholds(locate=0.5, gap=0.5, gain=-1e9, doubt=1.0))
        self.about = ModelAbout(
            name="wild",
            version="0",
            family="fake",
            licence="none",
            parameters=0,
            sha256="0" * 64,
            intents=(Intent.FIX, Intent.INFILL),
            thresholds={Intent.FIX: loose, Intent.INFILL: loose},
        )
        self.forwards = 0

    def _chance(self, *key: object) -> float:
        return zlib.crc32(repr(key).encode()) / 2**32

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        if intent not in self.about.intents:
            raise UnsupportedIntent(f"cannot {intent}")
        self.forwards += 1
        noise, gaps = [], []
        for ids in sources:
            noise.append(torch.tensor([float(self._chance("n", i, t) < self.wildness) for i, t in enumerate(ids)]))
            counts = [
                int(self._chance("g", i) * self.gap_classes) if self._chance("h", i) < self.wildness / 4 else 0
                for i in range(len(ids) + 1)
            ]
            gaps.append(torch.nn.functional.one_hot(torch.tensor(counts), self.gap_classes).float())
        return Reading(noise=noise, gaps=gaps, state=[list(ids) for ids in sources])

    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        return Reading(
            noise=[reading.noise[row] for reading, row in parts],
            gaps=[reading.gaps[row] for reading, row in parts],
            state=[reading.state[row] for reading, row in parts],  # type: ignore[index]  # the fake keeps a list there
        )

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        self.forwards += 1
        lines = []
        for line, row in enumerate(rows):
            source = reading.state[row]  # type: ignore[index]  # the fake keeps a list there
            for place in slots[line].nonzero()[:, 0].tolist():
                key = zlib.crc32(repr((source, float(positions[line, place]))).encode())
                generator = torch.Generator().manual_seed(key)
                scores = torch.randn(self.tokenizer.size, generator=generator) * 3
                # Mostly whole pieces of words: single bytes would seldom make text.
                scores[len(SPECIALS) + 256 :] += 6
                lines.append(scores)
        return torch.stack(lines)

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        self.forwards += 1
        return torch.tensor([[self._chance("d", t, i) for i, t in enumerate(line)] for line in tokens.tolist()])

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        return [PhraseScore(nats=self._chance("p", tuple(row)), unknown=len(row) % 3) for row in rows]

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        """The same tokens the other way round."""
        return [WordsLike(words=[list(tokens)[::-1]]) for tokens in rows]
