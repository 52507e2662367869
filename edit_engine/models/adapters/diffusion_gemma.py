"""DiffusionGemma (Google, 2026) through transformers: a causal encoder reads the chat, a decoder denoises a canvas.

Noise is random tokens. The decoder sees the encoder's keys and values and, both ways, the canvas, which is the window:
what follows a region stands on it too, for nothing behind a canvas is seen. The released model writes canvases of 256
tokens; the canvas here is as long as the window's text and the end of the turn, and never longer than that.

From step to step a run keeps the encoder's keys and values, and what the decoder said last, which it reads as it was
trained to (self-conditioning; Chen, Zhang & Hinton 2022, arXiv 2208.04202). The sampler is
`edit_engine.diffusion.renoise`: clamped tokens are put back after every step, as its loop does for all samplers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from edit_engine.models.adapters.borrowed import (
    Borrowed,
    Outline,
    added_ids,
    check_borrowable,
    check_shapes,
    device_of,
    pretrained,
)
from edit_engine.models.adapters.slots import Run, Shown
from edit_engine.models.errors import UnknownFamily
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.family import declared_names
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import ANYTHING, Chat, Filling, Manner, Renoising
from edit_engine.models.families.network import SpecialTokens
from edit_engine.models.families.placement import Placement


_KIND = "DiffusionGemmaForBlockDiffusion"
_CANVAS = 256
# Positions whose logits a run holds: four canvases.
_ANSWERED = 4 * _CANVAS
_BEGIN, _TURN_END = "<bos>", "<turn|>"
# https://ai.google.dev/gemma/docs/core/prompt-formatting-gemma4, with the empty thought that stands before an answer
# where the model is not asked to think.
_CHAT = Chat(
    opening="<bos><|turn>user\n",
    answer="<turn|>\n<|turn>model\n<|channel>thought\n<channel|>",
)


class DiffusionGemma:
    """The model; see `slots.SlotNetwork`."""

    def __init__(self, model: Any, outline: Outline, canvas: int) -> None:
        self.model = model
        self.vocab_size = outline.vocab_size
        self.max_tokens = outline.max_tokens
        self.max_canvas = canvas
        self.special = outline.special
        self.renoising = outline.manner.renoising

    def logits(self, shown: Shown) -> Tensor:
        """See `SlotNetwork.logits`: as in the first step of a run."""
        return _GemmaRun(self, keeps=False).logits(shown, range(len(shown.tokens)))

    def run(self, lengths: Sequence[int]) -> Run:
        """See `SlotNetwork.run`."""
        return _GemmaRun(self, keeps=True)


class _GemmaRun:
    """One run; see the module.

    Args:
        network: the model.
        keeps: whether there will be further steps.
    """

    def __init__(self, network: DiffusionGemma, *, keeps: bool) -> None:
        self._network = network
        self._keeps = keeps
        self._rows: list[int] = []
        # The encoder's keys and values, and (R, P) bool which of them are no padding.
        self._cache: Any = None
        self._seen = torch.zeros(0, 0, dtype=torch.bool)
        # (R, C, V) what the decoder said last, over the temperature it was sampled at; None before the first step.
        self._said: Tensor | None = None

    @torch.inference_mode()
    def logits(self, shown: Shown, rows: Sequence[int]) -> Tensor:
        """See `Run.logits`."""
        model = self._network.model
        device = device_of(model)
        lengths = shown.real.sum(dim=1) - shown.starts
        width = int(lengths.max())
        places = torch.arange(width)
        real = places < lengths[:, None]
        at = (shown.starts[:, None] + places).clamp(max=shown.tokens.shape[1] - 1)
        canvas, slots = shown.tokens.gather(1, at), shown.slots.gather(1, at) & real
        self._prepare(shown, list(rows), width)
        visible = torch.cat([self._seen, real], dim=1)
        hidden: Tensor = model.model.decoder(
            decoder_input_ids=canvas.to(device),
            cache=self._cache,
            self_conditioning_logits=self._said,
            decoder_attention_mask=None if bool(visible.all()) else visible.to(device),
            decoder_position_ids=(shown.starts[:, None] + places).to(device),
        ).last_hidden_state
        if not self._keeps:
            # The head is most of the memory: only what is asked for.
            return self._head(hidden[slots.to(hidden.device)]).cpu()
        found = self._head(hidden)
        how = self._network.renoising
        heat = (how.cold + (how.hot - how.cold) * shown.time).to(found.device, torch.float32)
        self._said = (found / heat[:, None, None]).to(hidden.dtype)
        return found[slots.to(found.device)].cpu()

    def _head(self, hidden: Tensor) -> Tensor:
        """Logits (..., V) float32, bent so that none goes beyond a limit."""
        model = self._network.model
        limit: float = model.final_logit_softcapping
        found: Tensor = model.lm_head(hidden)
        return torch.tanh(found.float() / limit) * limit

    def _prepare(self, shown: Shown, rows: list[int], width: int) -> None:
        """Keys, values and what was said of these rows: those of the step before, a part of them, or new ones."""
        lines = {row: line for line, row in enumerate(self._rows)}
        if not self._rows or not lines.keys() >= set(rows):
            self._said = None
            self._encode(shown)
        elif rows != self._rows:
            kept = torch.tensor([lines[row] for row in rows])
            self._cache.batch_select_indices(kept)
            self._seen = self._seen[kept]
            self._said = None if self._said is None else self._said[kept]
        self._rows = rows
        if self._said is not None:
            self._said = self._said[:, :width]

    def _encode(self, shown: Shown) -> None:
        """Read what stands before the canvases. Rows that read the same, as leave-out scores ask them, read it once."""
        model = self._network.model
        device = device_of(model)
        before = [tuple(row[:start].tolist()) for row, start in zip(shown.tokens, shown.starts, strict=True)]
        unique = list(dict.fromkeys(before))
        width = max(map(len, unique))
        # Padding stands on the left: layers that keep the last tokens only must keep real ones.
        tokens = torch.tensor([[0] * (width - len(one)) + list(one) for one in unique])
        seen = torch.tensor([[False] * (width - len(one)) + [True] * len(one) for one in unique])
        self._cache = model.model.encoder(
            input_ids=tokens.to(device),
            attention_mask=None if bool(seen.all()) else seen.to(device),
            position_ids=(seen.long().cumsum(dim=1) - 1).clamp(min=0).to(device),
        ).cache
        which = torch.tensor([unique.index(one) for one in before])
        self._cache.batch_select_indices(which)
        self._seen = seen[which]


def _recognises(config: Fields) -> bool:
    return not declared_names(config).isdisjoint({"diffusion_gemma", "diffusiongemmaforblockdiffusion"})


def _outline(checkpoint: Checkpoint) -> Outline:
    """What can be known before it is loaded.

    Raises:
        UnsupportedModel: transformers is missing, or code comes with it.
        UnknownFamily: the installed transformers does not know it.
        DamagedModel: its config lacks something, or see `borrowed.check_shapes`.
    """
    check_borrowable(checkpoint)
    from transformers.models.auto.modeling_auto import MODEL_MAPPING_NAMES

    if "diffusion_gemma" not in MODEL_MAPPING_NAMES:
        raise UnknownFamily(
            f"{checkpoint.config.source} is DiffusionGemma, which the installed transformers does not know: upgrade "
            "transformers"
        )
    text, ids = checkpoint.config.inner("text_config"), added_ids(checkpoint)
    check_shapes(_KIND, checkpoint)
    return Outline(
        special=SpecialTokens(
            mask_id=None,
            pad_id=text.token("pad_token_id"),
            begin_id=ids.get(_BEGIN, text.token("bos_token_id")),
            # An answer ends with the turn.
            end_id=ids.get(_TURN_END, text.token("eos_token_id")),
        ),
        vocab_size=text.size("vocab_size"),
        max_tokens=text.size("max_position_embeddings"),
        manner=Manner(
            title="DiffusionGemma",
            filling=Filling.RENOISED,
            intents=ANYTHING,
            chat=_CHAT,
            limits="Reads and writes paragraphs of at most 256 tokens.",
            renoising=_renoising(checkpoint.generation),
        ),
        blocks_at=("model.decoder.layers", "model.encoder.language_model.layers"),
        answered=_ANSWERED,
    )


def _renoising(generation: Fields) -> Renoising:
    """What generation_config.json says of the sampler, where it says something."""
    known = Renoising()
    sampler = generation.inner("sampler_config") if isinstance(generation.values.get("sampler_config"), dict) else None
    return Renoising(
        hot=generation.number("t_max", known.hot),
        cold=generation.number("t_min", known.cold),
        bound=known.bound if sampler is None else sampler.number("entropy_bound", known.bound),
        stable_steps=generation.whole("stability_threshold", known.stable_steps),
        confident=generation.number("confidence_threshold", known.confident),
    )


def _load(checkpoint: Checkpoint, outline: Outline, dtype: torch.dtype, placement: Placement) -> DiffusionGemma:
    """Load it; raises as `borrowed.pretrained`."""
    model = pretrained(_KIND, checkpoint, "its decoder", outline, dtype, placement)
    return DiffusionGemma(model, outline, checkpoint.config.size("canvas_length", _CANVAS))


DIFFUSION_GEMMA = Borrowed(name="diffusion-gemma", recognises=_recognises, outline=_outline, load=_load)
