"""A network without heads for editing as a denoiser: it fills slots, and what to change is what it finds unlikely.

A canvas of such a model shows the whole window; `frames.py` says what it reads before. Positions of a canvas are those
of its tokens, so slots may be more or fewer than the tokens they stand for.

What a text's tokens are worth is found by leaving them out: every eighth is masked, eight times over, and each is
compared with what the network expects there (pseudo-likelihood, Salazar et al. 2020, arXiv 1910.14659). That a visible
token is probable says little: diffusion models learn that what is visible is right (arXiv 2512.15596). Under an
instruction, the chance is compared with that under the instruction to change nothing (as in DiffEdit, arXiv
2210.11427): what the one makes less likely than the other is what the instruction concerns. Models of uniform noise
have no mask. Concrete scores (SEDD) need none: at little noise they are these conditionals already. A model that says
what was there before the noise (DiffusionGemma) would read the token itself, so a random one stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import torch
from torch import Tensor

from edit_engine.models.adapters.frames import Frame, Framer
from edit_engine.models.adapters.piece_tokenizer import PADDING, PieceTokenizer
from edit_engine.models.adapters.runs import FramedRun, groups
from edit_engine.models.adapters.slots import Shown, SlotNetwork
from edit_engine.models.denoiser import (
    Conditionals,
    Interrupted,
    PhraseScore,
    PredictAt,
    Reading,
    WordsLike,
    never,
)
from edit_engine.models.errors import UnsupportedIntent, UnsupportedModel
from edit_engine.models.families.manner import Manner
from edit_engine.models.registry import ModelAbout
from edit_engine.request import Intent


# One token in so many is left out at a time: few enough that each sees nearly the whole text.
STRIDE = 8
# How noisy a text is said to be when a model of uniform noise scores it as it stands.
_NEARLY_CLEAN = 0.05


class FramedDenoiser:
    """See the module, and `denoiser.Rewriter` for what each method answers.

    Args:
        network: the model's.
        tokenizer: the model's.
        about: what it is called and can do.
        manner: how its family is used.
    """

    def __init__(self, network: SlotNetwork, tokenizer: PieceTokenizer, about: ModelAbout, manner: Manner) -> None:
        self.network = network
        self.tokenizer = tokenizer
        self.about = about
        self.manner = manner
        self.vocab_size = network.vocab_size
        self._framer = Framer(tokenizer, manner.chat)
        self._banned = torch.tensor(sorted(number for number in tokenizer.special_ids if number < self.vocab_size))

    def frame(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """A reading in which nothing is scored yet: noise and gaps are 0."""
        if intent not in self.about.intents:
            known = ", ".join(self.about.intents)
            follow = (
                "" if self.manner.chat else " Models of instructions, such as LLaDA and Dream, do (docs/models.md)."
            )
            raise UnsupportedIntent(f"model {self.about.name!r} cannot do {intent!s}; it can: {known}.{follow}")
        return Reading(
            noise=[torch.zeros(len(source)) for source in sources],
            gaps=[_no_gaps(len(source)) for source in sources],
            state=[self._framer.frame(source, intent, words) for source in sources],
        )

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        """Frames, and how little each token belongs there."""
        return self.scored(self.frame(sources, intent, words))

    def scored(self, reading: Reading, stop: Callable[[], bool] = never) -> Reading:
        """The reading with its noise."""
        frames = _frames(reading)
        rows = range(len(frames))
        tokens = _padded([[*frame.source, self.tokenizer.end_id] for frame in frames])
        which = torch.zeros_like(tokens, dtype=torch.bool)
        for row, frame in enumerate(frames):
            which[row, : len(frame.source)] = True
        asked = self.conditionals(reading, rows, tokens, which, stop)
        against = asked.best
        if self.manner.chat is not None:
            kept = self.conditionals(_keeping(reading), rows, tokens, which, stop)
            against = kept.chance
        lost = 1 - (asked.chance - against).clamp(max=0).exp()
        # What the tokenizer could not read is not for the model to judge.
        lost = lost.masked_fill(torch.isin(tokens, self._banned), 0.0)
        return Reading(
            noise=[lost[row, : len(frame.source)] for row, frame in enumerate(frames)],
            gaps=reading.gaps,
            state=frames,
        )

    def gather(self, parts: Sequence[tuple[Reading, int]]) -> Reading:
        """Rows of several readings as one."""
        return Reading(
            noise=[reading.noise[row] for reading, row in parts],
            gaps=[reading.gaps[row] for reading, row in parts],
            state=[_frames(reading)[row] for reading, row in parts],
        )

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        """Logits at `slots`; positions are not looked at. A canvas is as noisy as the share of it that is asked."""
        real = tokens.ne(PADDING)
        time = slots.sum(dim=1).double() / real.sum(dim=1).clamp(min=1)
        return self.predict_at(reading, rows, tokens, slots, time)

    def predict_at(self, reading: Reading, rows: Sequence[int], tokens: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        """Logits at `slots` of canvases that are so noisy."""
        parts: list[Tensor] = []
        frames = _frames(reading)
        lengths = [
            len(frames[row].before) + int(real) for row, real in zip(rows, tokens.ne(PADDING).sum(1), strict=True)
        ]
        for first, last in groups(lengths):
            group = slice(first, last)
            shown = self._shown([frames[row] for row in rows[group]], tokens[group], slots[group], time[group])
            parts.append(self.network.logits(shown))
        return torch.cat(parts)

    def begin(self, reading: Reading, rows: Sequence[int], lengths: Sequence[int]) -> PredictAt:
        """Logits for one run of a sampler, in which the network keeps what it may."""
        frames = [_frames(reading)[row] for row in rows]
        totals = [len(frame.before) + length for frame, length in zip(frames, lengths, strict=True)]
        parts = [(first, self.network.run(totals[first:last])) for first, last in groups(totals)]
        return FramedRun(self._shown, frames, parts)

    def doubt(self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor) -> Tensor:
        """How much less likely than the likeliest each canvas token is, left out: 1 - p / p_best; 0 at padding."""
        which = tokens.ne(PADDING) & ~torch.isin(tokens, self._banned)
        found = self.conditionals(reading, rows, tokens, which)
        return torch.where(which, 1 - (found.chance - found.best).exp(), 0.0)

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        """There is no phrase memory."""
        return [PhraseScore()] * len(rows)

    def words_like(self, rows: Sequence[Sequence[int]]) -> list[WordsLike]:
        """There is no list of words."""
        return [WordsLike()] * len(rows)

    def conditionals(
        self,
        reading: Reading,
        rows: Sequence[int],
        tokens: Tensor,
        which: Tensor,
        stop: Callable[[], bool] = never,
    ) -> Conditionals:
        """Log-chances of tokens given all others.

        Raises:
            UnsupportedModel: the network gives what is no number.
        """
        chance, best = torch.zeros(tokens.shape), torch.zeros(tokens.shape)
        questions = self._questions(tokens, which)
        lengths = [
            len(_frames(reading)[rows[line]].before) + int(tokens[line].ne(PADDING).sum()) for line, _ in questions
        ]
        for first, last in groups(lengths):
            if stop():
                raise Interrupted
            lines = torch.tensor([line for line, _ in questions[first:last]])
            slots = torch.stack([slots for _, slots in questions[first:last]])
            shown = tokens[lines]
            if self.manner.filling.leaves_out:
                shown = shown.masked_fill(slots, self.tokenizer.mask_id)
                time = slots.sum(1).double() / shown.ne(PADDING).sum(1).clamp(min=1)
            else:
                time = torch.full((len(lines),), _NEARLY_CLEAN, dtype=torch.float64)
            asked_rows = [rows[line] for line in lines.tolist()]
            logits = self.predict_at(reading, asked_rows, shown, slots, time)
            found = logits.index_fill(-1, self._banned, -torch.inf).log_softmax(dim=-1)
            places = lines.repeat_interleave(slots.sum(1)), slots.nonzero()[:, 1]
            # A special token has no chance; what is asked about it means nothing, but must be a number.
            chance[places] = found.gather(-1, tokens[places][:, None])[:, 0].clamp(min=-1e4)
            best[places] = found.amax(dim=-1)
            # Compared with anything, these would say that nothing is wrong with the text.
            if bool(best[places].isnan().any()):
                raise UnsupportedModel(
                    f"model {self.about.name!r} gives logits that are no numbers: use it in another precision "
                    "(redraft models add --precision float32), and check its weights"
                )
        return Conditionals(chance=chance, best=best)

    def _questions(self, tokens: Tensor, which: Tensor) -> list[tuple[int, Tensor]]:
        """Rows to read: which line each is of, and what is asked about there, (C,) bool."""
        if not self.manner.filling.leaves_out:
            return [(line, asked) for line, asked in enumerate(which) if bool(asked.any())]
        questions = []
        for line, asked in enumerate(which):
            ordinals = asked.cumsum(0) - 1
            for turn in range(min(STRIDE, int(asked.sum()))):
                questions.append((line, asked & (ordinals % STRIDE == turn)))
        return questions

    def _without_strangers(self, tokens: Tensor) -> Tensor:
        """Ids that the network knows: the slots of one that has no mask hold any token, the same each time."""
        if self.manner.filling.has_masks:
            return tokens
        strange = tokens.eq(self.tokenizer.mask_id)
        if not bool(strange.any()):
            return tokens
        allowed = torch.ones(self.vocab_size, dtype=torch.bool)
        allowed[self._banned] = False
        ordinary = allowed.nonzero()[:, 0]
        places = torch.arange(tokens.shape[1]).expand_as(tokens)
        # A multiplier that is prime to most sizes, so that neighbours differ.
        return torch.where(strange, ordinary[(places * 7919) % len(ordinary)], tokens)

    def _shown(self, frames: Sequence[Frame], canvases: Tensor, slots: Tensor, time: Tensor) -> Shown:
        """Canvases (R, C) behind their frames, padded on the right; slots and time belong to the canvases.

        Raises:
            UnsupportedModel: the network does not read as much.
        """
        lengths = canvases.ne(PADDING).sum(1).tolist()
        starts = [len(frame.before) for frame in frames]
        width = max(start + length for start, length in zip(starts, lengths, strict=True))
        self._check(width, max(lengths))
        # Padding is not read; any id will do.
        tokens = torch.zeros((len(frames), width), dtype=torch.long)
        real, asked = torch.zeros_like(tokens, dtype=torch.bool), torch.zeros_like(tokens, dtype=torch.bool)
        for line, (frame, start, length) in enumerate(zip(frames, starts, lengths, strict=True)):
            end = start + length
            tokens[line, :start] = torch.tensor(frame.before, dtype=torch.long)
            tokens[line, start:end] = canvases[line, :length]
            asked[line, start:end] = slots[line, :length]
            real[line, :end] = True
        return Shown(
            tokens=self._without_strangers(tokens), real=real, slots=asked, starts=torch.tensor(starts), time=time
        )

    def _check(self, length: int, canvas: int) -> None:
        for most, found, what in (
            (self.network.max_tokens, length, "with what is asked of it "),
            (self.network.max_canvas, canvas, ""),
        ):
            if found > most:
                raise UnsupportedModel(
                    f"model {self.about.name!r} reads at most {most} tokens, and a paragraph {what}has {found}: split "
                    "the paragraph, or use a model that reads more"
                )


def _frames(reading: Reading) -> list[Frame]:
    return cast(list[Frame], reading.state)


def _keeping(reading: Reading) -> Reading:
    """The same sources under the instruction to change nothing."""
    frames = [Frame(before=one.keeping, keeping=one.keeping, source=one.source) for one in _frames(reading)]
    return Reading(noise=reading.noise, gaps=reading.gaps, state=frames)


def _no_gaps(length: int) -> Tensor:
    """Chances of a gap head that never inserts, (length + 1, 2)."""
    gaps = torch.zeros(length + 1, 2)
    gaps[:, 0] = 1.0
    return gaps


def _padded(rows: Sequence[Sequence[int]]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence(
        [torch.tensor(row, dtype=torch.long) for row in rows], batch_first=True, padding_value=PADDING
    )
