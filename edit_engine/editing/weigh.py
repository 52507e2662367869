"""What a region's new text is worth beside the old one, when each token is left out and the rest is read.

Both texts are scored under the instruction, with as much of the text around the region as they can bear on: the sum of
log-chances of the tokens left and right of it, and the mean of those within, so that neither more nor fewer tokens win
by their number. A model that cannot see what follows is judged by what follows: those tokens see the region.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

from edit_engine.editing.locate import Region
from edit_engine.editing.sheet import Sheet, Weighed, laid_out
from edit_engine.models.denoiser import Reading, Rewriter


# Tokens on each side of a region that are scored.
BESIDE = 16
# Nats by which the text around must be likelier without a region than with new text in it for nothing to stand there:
# a short text is nearly always the likelier one.
DELETION_MARGIN = 2.0


def weigh(
    rewriter: Rewriter, reading: Reading, sheet: Sheet, source: Sequence[int], regions: Sequence[Region],
    may_delete: bool, stop: Callable[[], bool],
) -> None:  # fmt: skip
    """Fill in `sheet.weighed`: each region by itself, in the text as it is otherwise.

    Args:
        rewriter: the model.
        reading: of the windows.
        sheet: filled.
        source: the window's token ids.
        regions: of it.
        may_delete: whether nothing at all may stand in place of a region.
        stop: asked before each forward.

    Raises:
        Interrupted: it said so.
    """
    for number, region in enumerate(regions):
        old = list(source[region.start : region.end])
        new = sheet.region_tokens(number)
        contenders = [old, new]
        if may_delete and new and old:
            contenders.append([])
        around, within, doubts = _scores(rewriter, reading, sheet.row, source, region, contenders, stop)
        gains = [here + inside - around[0] - within[0] for here, inside in zip(around, within, strict=True)]
        sheet.weighed[number] = Weighed(tokens=tuple(new), gain=gains[1], doubt=doubts[1])
        if len(contenders) > 2 and around[2] - max(around[0], around[1]) > DELETION_MARGIN:
            sheet.weighed[number] = Weighed(tokens=(), gain=around[2] - around[0], doubt=doubts[2])


def _scores(
    rewriter: Rewriter, reading: Reading, row: int, source: Sequence[int], region: Region,
    fillings: Sequence[Sequence[int]], stop: Callable[[], bool],
) -> tuple[list[float], list[float], list[float]]:  # fmt: skip
    """For each filling: nats of the tokens around, mean nats of those within, and the greatest doubt within."""
    tokenizer = rewriter.tokenizer
    laid = [laid_out(source, [region], [filling], tokenizer.end_id) for filling in fillings]
    tokens = pad_sequence([ids for ids, _ in laid], batch_first=True, padding_value=tokenizer.pad_id)
    inside = pad_sequence([owners >= 0 for _, owners in laid], batch_first=True)
    special = torch.tensor(sorted(tokenizer.special_ids))
    which = torch.stack(
        [_near(region.start, len(filling), tokens.shape[1]) for filling in fillings]
    ) & ~torch.isin(tokens, special)  # fmt: skip
    which &= tokens.ne(tokenizer.pad_id)
    found = rewriter.conditionals(reading, [row] * len(fillings), tokens, which, stop)
    outside = torch.where(which & ~inside, found.chance, 0.0).double().sum(1).tolist()
    asked = which & inside
    counts = asked.sum(1).clamp(min=1)
    within = (torch.where(asked, found.chance, 0.0).double().sum(1) / counts).tolist()
    doubts = torch.where(asked, 1 - (found.chance - found.best).exp(), 0.0).amax(1).tolist()
    return outside, within, doubts


def _near(start: int, length: int, width: int) -> Tensor:
    """(width,) bool: a region of so many tokens, and those beside it."""
    places = torch.arange(width)
    return (places >= start - BESIDE) & (places < start + length + BESIDE)
