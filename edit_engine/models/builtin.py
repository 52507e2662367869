"""The built-in model as a Denoiser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import torch
from torch import Tensor

from edit_engine.models.denoiser import Reading
from edit_engine.models.errors import UnsupportedIntent
from edit_engine.models.registry import ModelAbout
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import SourceReading, Transformer
from edit_engine.request import Intent


class BuiltinDenoiser:
    """Reads sources and denoises canvases with the built-in transformer; see `denoiser.Denoiser`."""

    def __init__(self, network: Transformer, tokenizer: EditTokenizer, about: ModelAbout) -> None:
        self.network = network.eval()
        self.tokenizer = tokenizer
        self.about = about
        self.device = next(network.parameters()).device

    @torch.inference_mode()
    def read(self, sources: Sequence[Sequence[int]], intent: Intent) -> Reading:
        """One forward over the sources; noise and gap chances of each."""
        if intent not in self.about.intents:
            known = ", ".join(self.about.intents)
            raise UnsupportedIntent(f"model {self.about.name!r} was not trained to {intent!s}; it can do: {known}")
        rows = [[self.tokenizer.intent_ids[intent], *source, self.tokenizer.end_id] for source in sources]
        width = max(map(len, rows))
        tokens = torch.tensor([row + [self.tokenizer.pad_id] * (width - len(row)) for row in rows], device=self.device)
        valid = torch.tensor([[True] * len(row) + [False] * (width - len(row)) for row in rows], device=self.device)
        positions = torch.arange(width, device=self.device).expand(len(rows), -1)
        source = self.network.read_source(tokens, positions, valid)
        noise = self.network.noise_logits(source.hidden).float().sigmoid().cpu()
        gaps = self.network.gap_logits(source.hidden).float().softmax(dim=-1).cpu()
        return Reading(
            noise=[noise[row, 1 : len(ids) - 1] for row, ids in enumerate(rows)],
            gaps=[gaps[row, 1 : len(ids)] for row, ids in enumerate(rows)],
            state=source,
        )

    @torch.inference_mode()
    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """Logits at `slots`."""
        hidden = self._canvas(reading, rows, tokens, positions)
        return self.network.token_logits(hidden[slots.to(self.device)]).float()

    @torch.inference_mode()
    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """Chance that each canvas token is wrong."""
        hidden = self._canvas(reading, rows, tokens, positions)
        return self.network.noise_logits(hidden).float().sigmoid().cpu()

    def _canvas(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        source = cast(SourceReading, reading.state)
        index = torch.tensor(list(rows), device=self.device)
        if not torch.equal(index, torch.arange(len(source.valid), device=self.device)):
            source = SourceReading(
                hidden=source.hidden[index],
                keys=tuple(key[index] for key in source.keys),
                values=tuple(value[index] for value in source.values),
                valid=source.valid[index],
            )
        tokens = tokens.to(self.device)
        return self.network.read_canvas(tokens, positions.to(self.device), tokens.ne(self.tokenizer.pad_id), source)
