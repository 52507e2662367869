"""One region of a text before a model: masked, with a slot for each of its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from edit_engine.diffusion import Canvas, CommitRule, Predict, Sampling, StepState, denoise
from edit_engine.editing.locate import LONGEST
from edit_engine.editing.windows import Window, windows_of
from edit_engine.models.denoiser import Denoiser, Reading, Rewriter
from edit_engine.models.layout import MARGIN, CanvasLayout, lay_out
from edit_engine.request import EditRequest, Instruction, Intent
from edit_engine.text.spans import Span


class NoPlace(Exception):
    """There is nothing to explain at the place that was named; the text says why and what to do."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """A region of L tokens that a model is asked about."""

    denoiser: Denoiser
    window: Window
    # Its tokens in the window, end exclusive.
    start: int
    end: int
    # What the model is asked to do; under INFILL it reads the window with the region masked.
    intent: Intent
    # Of the window.
    reading: Reading
    layout: CanvasLayout

    @property
    def old(self) -> list[int]:
        """(L,) the tokens that stand there now."""
        return self.window.encoded.ids[self.start : self.end]

    @property
    def slots(self) -> list[int]:
        """(L,) where on the canvas the region's tokens stand."""
        return self.layout.slots[0]

    @property
    def banned(self) -> tuple[int, ...]:
        """Tokens that are no text; to say that nothing stands in a slot is allowed."""
        tokenizer = self.denoiser.tokenizer
        found = sorted(tokenizer.special_ids - {tokenizer.delete_id})
        if isinstance(self.denoiser, Rewriter):
            # Its tokenizer may have ids that its network does not know.
            found = [token for token in found if token < self.denoiser.vocab_size]
        return tuple(found)

    def named(self, token: int) -> str:
        """A token as a picture shows it."""
        tokenizer = self.denoiser.tokenizer
        if token == tokenizer.delete_id:
            return "\u2205"
        return tokenizer.decode([token]).replace("\n", "\u21b5") or "\u2423"

    def of_length(self, length: int) -> Place:
        """The region that begins at the same token and has `length` of them."""
        return _place(self.denoiser, self.window, self.start, self.start + length, self.intent)

    def predict(self, tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        """See `diffusion.Predict`."""
        positions = torch.tensor(self.layout.positions).expand(tokens.shape)
        return self.denoiser.predict(self.reading, [0] * len(rows), tokens, positions, slots)

    def fill(
        self,
        rule: CommitRule,
        *,
        sampling: Sampling | None = None,
        max_steps: int,
        seeds: Sequence[int] = (0,),
        predict: Predict | None = None,
    ) -> Iterator[StepState]:
        """Denoise the region once for each seed, all in one batch.

        Args:
            rule: which tokens are kept in each step.
            sampling: how they are chosen; the likeliest ones by default.
            max_steps: forwards at most.
            seeds: one a row.
            predict: instead of `self.predict`, to watch what is asked and answered.
        """
        tokens = torch.tensor(self.layout.tokens)
        free = torch.zeros_like(tokens, dtype=torch.bool)
        free[self.slots] = True
        canvas = Canvas(tokens=tokens, free=free, key=self.window.text)
        return denoise(
            predict or self.predict,
            [replace(canvas, seed=seed) for seed in seeds],
            rule=rule,
            sampling=sampling or Sampling(),
            mask_id=self.denoiser.tokenizer.mask_id,
            banned=self.banned,
            max_steps=max_steps,
            pad_id=self.denoiser.tokenizer.pad_id,
        )

    def allowed(self, logits: Tensor) -> Tensor:
        """Logits (N, V) without the tokens that are no text."""
        return logits.float().index_fill(-1, torch.tensor(self.banned), -torch.inf)

    def log_chances(self, tokens: Sequence[int]) -> Tensor:
        """How likely each of L tokens in the region is, given the others and the text around, (L,) nats.

        One forward with a row for each, in which it is masked (pseudo-log-likelihood, Salazar et al. 2020,
        arXiv:1910.14659).
        """
        filled = torch.tensor(self.layout.tokens)
        filled[self.slots] = torch.tensor(list(tokens))
        hidden = torch.zeros(len(self.slots), len(filled), dtype=torch.bool)
        hidden[torch.arange(len(self.slots)), self.slots] = True
        rows = filled.expand_as(hidden).masked_fill(hidden, self.denoiser.tokenizer.mask_id)
        logits = self.allowed(self.predict(rows, hidden, [0] * len(rows)))
        return logits.log_softmax(dim=-1).gather(-1, torch.tensor(list(tokens))[:, None])[:, 0]


def place_of(denoiser: Denoiser, text: str, span: Span, intent: Intent) -> Place:
    """The words of a text that lie within a span.

    Args:
        denoiser: the model.
        text: the document.
        span: code points of it.
        intent: what the model is asked to do there. Under INFILL it does not see what stands there now.

    Raises:
        NoPlace: the span lies outside the text, holds no word, or is longer than what is read, or drawn, at once.
        UnsupportedIntent: the model was not trained for that.
    """
    if isinstance(denoiser, Rewriter) and not denoiser.manner.filling.has_masks:
        raise NoPlace(f"model {denoiser.about.name!r} has no masks, and these pictures are of masks that are filled")
    if not 0 <= span.start < span.end <= len(text):
        raise NoPlace(f"the region {span.start}:{span.end} does not lie in a text of {len(text)} characters")
    instruction = Instruction(intent=intent)
    request = EditRequest(id="explain", text=text, core=Span(0, len(text)), scope=(span,), instruction=instruction)
    windows = windows_of(0, request, denoiser.tokenizer)
    words = [word for window in windows for word in window.free]
    if not words:
        raise NoPlace(f"there is no whole word in {text[span.start : span.end]!r}: name a region that holds one")
    if len(windows) > 1:
        raise NoPlace("the region goes over several paragraphs, which are read one by one: name a shorter one")
    length = words[-1][1] - words[0][0]
    if length > LONGEST:
        raise NoPlace(f"the region has {length} tokens, and a picture shows {LONGEST}: name a shorter one")
    return _place(denoiser, windows[0], words[0][0], words[-1][1], intent)


def _place(denoiser: Denoiser, window: Window, start: int, end: int, intent: Intent) -> Place:
    mask_id, end_id, source = denoiser.tokenizer.mask_id, denoiser.tokenizer.end_id, list(window.encoded.ids)
    masked = [*source[:start], *[mask_id] * (end - start), *source[end:]]
    shown = masked if intent is Intent.INFILL else source
    if isinstance(denoiser, Rewriter):
        # Its canvases show the whole window.
        canvas = CanvasLayout(
            tokens=[*masked, end_id],
            positions=[float(at) for at in range(len(masked) + 1)],
            slots=[list(range(start, end))],
        )
        reading = denoiser.frame([shown], intent)
    else:
        canvas = lay_out(shown, [(start, end, end - start)], margin=MARGIN, end_id=end_id, mask_id=mask_id)
        reading = denoiser.read([shown], intent)
    return Place(denoiser=denoiser, window=window, start=start, end=end, intent=intent, reading=reading, layout=canvas)
