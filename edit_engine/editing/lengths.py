"""How many slots a region gets where the model has no way to say so: lengths are tried, and the surest is taken.

CAL (arXiv 2602.00476): at the right number of masks a model is surer of its first guesses than at a wrong one. Sureness
falls with the number anyway; the paper divides it by what it measured of that for LLaDA-8B, which is done here for all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import torch
from torch.nn.utils.rnn import pad_sequence

from edit_engine.editing.locate import Region
from edit_engine.editing.sheet import laid_out
from edit_engine.models.denoiser import Interrupted, Reading, Rewriter


# Slots that are tried beside the length of the old text: so many fewer, so many more, and this multiple.
FEWER, MORE, MULTIPLE = 2, 4, 1.5


def candidate_lengths(length: int) -> list[int]:
    """The numbers of slots to try for a region of `length` tokens, the present one first."""
    tried = {*range(max(1, length - FEWER), length + MORE + 1), max(1, round(length * MULTIPLE))}
    present = max(1, length)
    return [present, *sorted(tried - {present})]


def sureness_bias(length: int) -> float:
    """Mean confidence that LLaDA-8B has in this many masks whatever the text, up to a factor (CAL, section 3)."""
    return math.exp(-1.77 * length) + 0.56 * math.exp(-0.06 * length) + 0.24


def best_lengths(
    rewriter: Rewriter, reading: Reading, row: int, source: Sequence[int], regions: Sequence[Region],
    stop: Callable[[], bool],
) -> list[int]:  # fmt: skip
    """The number of slots for each region of a window. Each is tried while the others have their present length.

    Args:
        rewriter: the model.
        reading: of the windows.
        row: of this window there.
        source: its token ids.
        regions: of it.
        stop: asked before each forward.

    Raises:
        Interrupted: it said so.
    """
    tokenizer = rewriter.tokenizer
    present = [max(1, region.end - region.start) for region in regions]
    chosen = []
    for number, length in enumerate(present):
        if stop():
            raise Interrupted
        tried = candidate_lengths(length)
        laid = [
            laid_out(
                source,
                regions,
                [[tokenizer.mask_id] * count for count in [*present[:number], one, *present[number + 1 :]]],
                tokenizer.end_id,
            )
            for one in tried
        ]
        tokens = pad_sequence([ids for ids, _ in laid], batch_first=True, padding_value=tokenizer.pad_id)
        owners = pad_sequence([of for _, of in laid], batch_first=True, padding_value=-1)
        masked = tokens.eq(tokenizer.mask_id)
        time = masked.sum(1).double() / tokens.ne(tokenizer.pad_id).sum(1)
        logits = rewriter.predict_at(reading, [row] * len(tried), tokens, owners == number, time)
        banned = torch.tensor([one for one in sorted(tokenizer.special_ids) if one < rewriter.vocab_size])
        sure = logits.index_fill(-1, banned, -torch.inf).softmax(dim=-1).amax(dim=-1)
        means = [float(part.mean()) for part in torch.split(sure, tried)]
        chosen.append(max(zip(means, tried, strict=True), key=lambda pair: pair[0] / sureness_bias(pair[1]))[1])
    return chosen
