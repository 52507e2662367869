"""The built-in model as a Denoiser."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import cast

import numpy as np
import torch
from torch import Tensor

from edit_engine.models.denoiser import PhraseScore, Reading, WordsLike
from edit_engine.models.errors import UnsupportedIntent
from edit_engine.models.inference import SourceReading, gather, read_canvas, read_source, set_precision
from edit_engine.models.memory import PhraseMemory
from edit_engine.models.recall import RecallInput
from edit_engine.models.registry import ModelAbout
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import Transformer
from edit_engine.request import Intent


class BuiltinDenoiser:
    """Reads sources and denoises canvases with the built-in transformer; see `denoiser.Denoiser`.

    Args:
        network: the weights, in float32.
        tokenizer: the model's.
        about: what model.json says.
        precision: of the blocks, see `set_precision`. Embeddings and heads stay in float32: they are little of the
            work, and in bfloat16 two tokens of nearly the same chance would tie.
        memory: of phrases, for a network that reads one.
    """

    def __init__(
        self,
        network: Transformer,
        tokenizer: EditTokenizer,
        about: ModelAbout,
        *,
        precision: torch.dtype = torch.float32,
        memory: PhraseMemory | None = None,
    ) -> None:
        if (memory is not None) != network.config.memory:
            raise ValueError("a network whose config says memory needs a memory, and no other may have one")
        self.network = network.eval()
        set_precision(network, precision)
        self.precision = precision
        self.tokenizer = tokenizer
        self.about = about
        self.memory = memory
        self.device = next(network.parameters()).device

    @torch.inference_mode()
    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """One forward over the sources; noise and gap chances of each. Words are not looked at: it knows intents."""
        if intent not in self.about.intents:
            known = ", ".join(self.about.intents)
            raise UnsupportedIntent(
                f"model {self.about.name!r} was not trained for {intent!s}; it can: {known}. Models of instructions, "
                "such as LLaDA and Dream, follow any words (docs/models.md)"
            )
        rows = [[self.tokenizer.intent_ids[intent], *source, self.tokenizer.end_id] for source in sources]
        ids = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
        recall = RecallInput.of(self.memory.recall(ids), self.device) if self.memory else None
        tokens = torch.from_numpy(ids).to(self.device)
        hidden, source = read_source(self.network, tokens, [len(row) for row in rows], recall)
        hidden = hidden.float()
        noise = self.network.noise_logits(hidden).sigmoid().cpu()
        gaps = self.network.gap_logits(hidden).softmax(dim=-1).cpu()
        return Reading(
            noise=[noise[row.start + 1 : row.stop - 1] for row in source.rows],
            gaps=[gaps[row.start + 1 : row.stop] for row in source.rows],
            state=source,
        )

    @torch.inference_mode()
    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        """Rows of several readings as one."""
        return Reading(
            noise=[reading.noise[row] for reading, row in parts],
            gaps=[reading.gaps[row] for reading, row in parts],
            state=gather([(cast(SourceReading, reading.state), row) for reading, row in parts]),
        )

    @torch.inference_mode()
    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """Logits at `slots`."""
        hidden, real = self._canvas(reading, rows, tokens, positions)
        return self.network.token_logits(hidden[slots.to(self.device)[real]].float())

    @torch.inference_mode()
    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """Chance that each canvas token is wrong; 0 at padding."""
        hidden, real = self._canvas(reading, rows, tokens, positions)
        chances = self.network.noise_logits(hidden.float()).sigmoid()
        return torch.zeros(real.shape, device=self.device).masked_scatter(real, chances).cpu()

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        """From the phrase memory."""
        if self.memory is None:
            return [PhraseScore()] * len(rows)
        found = self.memory.log_likelihoods(rows, self.tokenizer.end_id)
        return [PhraseScore(nats=nats, unknown=unknown) for nats, unknown in zip(*found, strict=True)]

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        """From the phrase memory."""
        if self.memory is None:
            return [WordsLike()] * len(rows)
        found = self.memory.words_like(rows, self.tokenizer.end_id)
        return [
            WordsLike(words=self._as_written(words, row), listed=listed)
            for row, (words, listed) in zip(rows, found, strict=True)
        ]

    def _as_written(self, words: Sequence[str], tokens: Sequence[int]) -> list[list[int]]:
        """Token ids of words with the space and the capitals of the word of `tokens`."""
        if not words:
            return []
        text = self.tokenizer.decode(tokens)
        word = text.lstrip(" ")
        lead = text[: len(text) - len(word)]
        cased = str.upper if len(word) > 1 and word.isupper() else str.capitalize if word[:1].isupper() else str
        return self.tokenizer.ids_of([lead + cased(one) for one in words])

    def _canvas(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Hidden states of the canvases without their padding, (T, width), and where they stand, (R, C) bool."""
        tokens = tokens.to(self.device)
        real = tokens.ne(self.tokenizer.pad_id)
        hidden = read_canvas(
            self.network,
            tokens[real],
            positions.to(self.device)[real],
            real.sum(dim=1).tolist(),
            cast(SourceReading, reading.state),
            rows,
        )
        return hidden, real
