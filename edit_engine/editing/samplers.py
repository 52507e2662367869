"""The samplers of the families, run over sheets: which of `edit_engine.diffusion` fills which kind of slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import torch
from torch import Tensor

from edit_engine.diffusion.canvas import Canvas, RowEnd, StepState
from edit_engine.diffusion.commit import Ancestral, CommitRule, ConfidenceThreshold, EntropyBound
from edit_engine.diffusion.draws import row_generator
from edit_engine.diffusion.dream import DreamSteps
from edit_engine.diffusion.elastic import Elastic, stretched
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.loop import denoise
from edit_engine.diffusion.noise import Absorbing, Uniform
from edit_engine.diffusion.renoise import Renoise, random_tokens
from edit_engine.diffusion.repair import RepairHistory
from edit_engine.diffusion.revising import Reviser, revise
from edit_engine.diffusion.score_sampler import ScoreSampler
from edit_engine.diffusion.staged import Blocks
from edit_engine.editing.sheet import Sheet
from edit_engine.models.denoiser import Reading, Rewriter
from edit_engine.models.families.manner import Filling


# The rules of the families that fill masks. LLaDA's and LLaDA 2's thresholds are Fast-dLLM's and the report's.
_RULES: dict[Filling, CommitRule] = {
    Filling.SURE: ConfidenceThreshold(threshold=0.9),
    Filling.DREAM: DreamSteps(),
    Filling.BLOCKS: Blocks(rule=ConfidenceThreshold(threshold=0.7)),
    Filling.ANCESTRAL: Ancestral(),
    Filling.ENTROPY: EntropyBound(),
    Filling.ELASTIC: EntropyBound(),
}
# Slots that a window may gain, as a multiple of those it has (DreamOn's budget is twice the longest answer).
_ROOM = 2


def fill_sheets(
    rewriter: Rewriter, reading: Reading, sheets: Sequence[Sheet], sampling: Sampling, max_steps: int, attempt: int,
    stop: Callable[[], bool],
) -> Iterator[None]:  # fmt: skip
    """Fill the slots of `sheets` in place; yields after each step. Those that `stop` leaves unfilled are not done.

    Args:
        rewriter: the model.
        reading: of their windows.
        sheets: with masks in their slots.
        sampling: how a token is chosen, where the sampler leaves a choice.
        max_steps: most forwards.
        attempt: which time they are filled; each draws its own numbers.
        stop: asked before each forward.
    """
    filling = rewriter.manner.filling
    if filling is Filling.ELASTIC:
        yield from _elastic(rewriter, reading, sheets, sampling, max_steps, attempt, stop)
        return
    if not filling.has_masks and attempt == 0:
        for sheet in sheets:
            _renoise(rewriter, sheet)
    for state in _states(rewriter, reading, sheets, sampling, max_steps, attempt, stop):
        for found in state.rows:
            sheet = sheets[found.row]
            sheet.tokens = found.tokens
            # What earlier attempts wrote keeps what was known of it then.
            new = found.steps > 0
            sheet.probabilities = torch.where(new, found.probabilities, sheet.probabilities)
            sheet.entropies = torch.where(new, found.entropies, sheet.entropies)
            sheet.steps += int(state.step > 0)
            sheet.done = found.end is RowEnd.FILLED
        yield


def _states(
    rewriter: Rewriter, reading: Reading, sheets: Sequence[Sheet], sampling: Sampling, max_steps: int, attempt: int,
    stop: Callable[[], bool],
) -> Iterator[StepState]:  # fmt: skip
    """The loop that fits the family."""
    tokenizer = rewriter.tokenizer
    filling = rewriter.manner.filling
    canvases = [_canvas(sheet, attempt) for sheet in sheets]
    banned = _banned(rewriter, keep=())
    reviser: Reviser | None = None
    predict_at = rewriter.begin(reading, [sheet.row for sheet in sheets], [len(sheet.tokens) for sheet in sheets])

    if filling in (Filling.ABSORBING_SCORES, Filling.UNIFORM_SCORES):
        absorbs = filling is Filling.ABSORBING_SCORES
        graph = (
            Absorbing(mask_id=tokenizer.mask_id, vocab_size=rewriter.vocab_size)
            if absorbs
            else Uniform(vocab_size=rewriter.vocab_size)
        )
        chosen = tuple(number for number in banned if number != tokenizer.mask_id)
        reviser = ScoreSampler(graph=graph, banned=chosen)
    elif filling is Filling.RENOISED:
        how = rewriter.manner.renoising
        reviser = Renoise(
            accept=EntropyBound(bound=how.bound),
            hot=how.hot,
            cold=how.cold,
            stable_steps=how.stable_steps,
            confident=how.confident,
            banned=banned,
        )
    if reviser is not None:
        yield from revise(
            predict_at,
            canvases,
            reviser=reviser,
            max_steps=max_steps,
            cancelled=lambda _: stop(),
            pad_id=tokenizer.pad_id,
        )
        return

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        time = slots.sum(1).double() / tokens.ne(tokenizer.pad_id).sum(1).clamp(min=1)
        return predict_at(tokens, slots, rows, time)

    yield from denoise(
        predict,
        canvases,
        rule=_RULES[filling],
        sampling=sampling,
        mask_id=tokenizer.mask_id,
        banned=banned,
        max_steps=max_steps,
        cancelled=lambda _: stop(),
        pad_id=tokenizer.pad_id,
    )


def _elastic(
    rewriter: Rewriter, reading: Reading, sheets: Sequence[Sheet], sampling: Sampling, max_steps: int, attempt: int,
    stop: Callable[[], bool],
) -> Iterator[None]:  # fmt: skip
    """One step of the loop at a time, with canvases stretched in between."""
    tokenizer = rewriter.tokenizer
    expand_id, delete_id = tokenizer.expand_id, tokenizer.delete_id
    assert expand_id is not None  # which makes a model of this kind
    room = [_ROOM * int(sheet.free.sum()) for sheet in sheets]
    for step in range(max_steps + 1):
        open_sheets = [number for number, sheet in enumerate(sheets) if bool(_masked(sheet, tokenizer.mask_id).any())]
        for number, sheet in enumerate(sheets):
            sheet.done = number not in open_sheets
        if not open_sheets or stop():
            return
        # In the last step nothing may grow, and all that is left is written.
        last = step >= max_steps - 1
        for grows in (True, False):
            chosen = [number for number in open_sheets if (room[number] > 0 and not last) is grows]
            if not chosen:
                continue
            part = [sheets[number] for number in chosen]
            canvases = [_canvas(sheet, attempt, f".{step}") for sheet in part]
            banned = _banned(rewriter, keep=(delete_id, expand_id) if grows else (delete_id,))
            for found in _one_step(rewriter, reading, part, canvases, sampling, banned, last).rows:
                number, sheet = chosen[found.row], part[found.row]
                new = found.steps > 0
                sheet.probabilities = torch.where(new, found.probabilities, sheet.probabilities)
                sheet.entropies = torch.where(new, found.entropies, sheet.entropies)
                room[number] = _stretch(sheet, found.tokens, room[number], tokenizer.mask_id, expand_id, delete_id)
                sheet.steps += 1
        yield


def _one_step(
    rewriter: Rewriter, reading: Reading, sheets: Sequence[Sheet], canvases: Sequence[Canvas], sampling: Sampling,
    banned: tuple[int, ...], last: bool,
) -> StepState:  # fmt: skip
    tokenizer = rewriter.tokenizer

    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        time = slots.sum(1).double() / tokens.ne(tokenizer.pad_id).sum(1).clamp(min=1)
        return rewriter.predict_at(reading, [sheets[row].row for row in rows], tokens, slots, time)

    return next(
        denoise(
            predict,
            canvases,
            rule=_RULES[Filling.ELASTIC],
            sampling=sampling,
            mask_id=tokenizer.mask_id,
            banned=banned,
            max_steps=1 if last else 2,
            pad_id=tokenizer.pad_id,
        )
    )


def _stretch(sheet: Sheet, tokens: Tensor, room: int, mask_id: int, expand_id: int, delete_id: int) -> int:
    """Let what was written do its work; the room that is left. What is known of tokens moves with them."""
    # The same surgery on the places themselves says where each came from: -1 from nowhere.
    places = torch.arange(len(tokens))
    places = torch.where(sheet.free & tokens.eq(expand_id), -2, places)
    places = torch.where(sheet.free & tokens.eq(delete_id), -3, places)
    moved = stretched(Elastic(tokens=places, regions=sheet.regions, room=room), mask_id=-1, expand_id=-2, delete_id=-3)
    fresh, at = moved.tokens < 0, moved.tokens.clamp(min=0)
    sheet.tokens = torch.where(fresh, mask_id, tokens[at])
    sheet.probabilities = torch.where(fresh, 1.0, sheet.probabilities[at])
    sheet.entropies = torch.where(fresh, 0.0, sheet.entropies[at])
    sheet.regions = moved.regions
    sheet.history = RepairHistory.empty(len(at))
    return moved.room


def _renoise(rewriter: Rewriter, sheet: Sheet) -> None:
    """Random tokens in place of masks, for a model that has none."""
    drawn = torch.rand(
        len(sheet.tokens), generator=row_generator(sheet.seed, f"{sheet.key}.noise"), dtype=torch.float64
    )
    noise = random_tokens(drawn, vocab_size=rewriter.vocab_size, banned=_banned(rewriter, keep=()))
    sheet.tokens = torch.where(sheet.free, noise, sheet.tokens)


def _masked(sheet: Sheet, mask_id: int) -> Tensor:
    return sheet.free & sheet.tokens.eq(mask_id)


def _canvas(sheet: Sheet, attempt: int, step: str = "") -> Canvas:
    return Canvas(tokens=sheet.tokens, free=sheet.free, seed=sheet.seed, key=f"{sheet.key}.{attempt}{step}")


def _banned(rewriter: Rewriter, keep: Iterable[int]) -> tuple[int, ...]:
    """Tokens that must never come out."""
    out = set(rewriter.tokenizer.special_ids) - set(keep)
    return tuple(sorted(number for number in out if number < rewriter.vocab_size))
