"""The way of a model without heads for editing: it finds out by trial what a reading tells the other kind.

leave-out scores -> regions -> lengths tried -> slots -> the family's sampler -> repair -> old weighed against new
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import torch

from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.repair import Repair
from edit_engine.editing.accept import refusal
from edit_engine.editing.lengths import best_lengths
from edit_engine.editing.locate import Region, locate, locate_all, locate_share
from edit_engine.editing.samplers import fill_sheets
from edit_engine.editing.settings import EditorSettings
from edit_engine.editing.sheet import Sheet
from edit_engine.editing.splice import Replacement
from edit_engine.editing.way import Located, Written
from edit_engine.editing.weigh import weigh
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Interrupted, Reading, Rewriter
from edit_engine.models.families.manner import Filling
from edit_engine.request import EditRequest, Instruction, Intent


# Under these, nothing may stand where something stood.
_MAY_DELETE = frozenset({Intent.FIX, Intent.CLARITY, Intent.FLUENCY, Intent.SIMPLIFY, Intent.SHORTEN, Intent.FREE})
# Stands in a chat for what is to be written.
_GAP = " \u2026"


class RewritingWay:
    """See the module, and `Way` for what each method answers."""

    def __init__(self, rewriter: Rewriter, settings: EditorSettings) -> None:
        self.rewriter = rewriter
        self.settings = settings
        self.batch = self.fill_batch = settings.rewrite_batch

    def locate(self, request: EditRequest, windows: Sequence[Window], stop: Callable[[], bool]) -> list[Located]:
        """By what the instruction makes less likely; everything where the place is named."""
        asked = request.instruction
        if asked.intent is Intent.INFILL:
            # What is to be written anew must not be read in the chat either.
            regions = [locate_all(window) for window in windows]
            sources = [self._without(window, found) for window, found in zip(windows, regions, strict=True)]
            reading = self.rewriter.frame(sources, asked.intent, asked.words)
            return [
                Located(window=window, regions=found, reading=reading, reading_row=row)
                for row, (window, found) in enumerate(zip(windows, regions, strict=True))
                if found
            ]
        reading = self.rewriter.frame([window.encoded.ids for window in windows], asked.intent, asked.words)
        if asked.strength != 1:  # all of it is asked for; there is nothing to look for
            try:
                reading = self.rewriter.scored(reading, stop)
            except Interrupted:
                return []
        found_in = [self._regions(asked, window, reading, row) for row, window in enumerate(windows)]
        return [
            Located(window=windows[row], regions=found, reading=reading, reading_row=row)
            for row, found in enumerate(found_in)
            if found
        ]

    def fill(
        self, request: EditRequest, located: Sequence[Located], stop: Callable[[], bool]
    ) -> Iterator[Sequence[Sheet]]:
        """Lengths, sampler, repair, and what came of it weighed."""
        asked = request.instruction
        settings = self.settings
        reading = self.rewriter.gather([(one.reading, one.reading_row) for one in located])
        sheets = [self._sheet(row, one, asked, [1] * len(one.regions)) for row, one in enumerate(located)]
        try:
            for row, one in enumerate(located):
                sheets[row] = self._sheet(row, one, asked, self._lengths(reading, row, one, stop))
            active = sheets
            for attempt in range(settings.rewrite_repair_rounds + 1):
                sampling = self._sampling(asked)
                steps = settings.rewrite_steps
                for _ in fill_sheets(self.rewriter, reading, active, sampling, steps, attempt, stop):
                    yield sheets
                if attempt < settings.rewrite_repair_rounds:
                    active = [sheet for sheet in active if sheet.done and self._repair(reading, sheet, stop)]
                if not active:
                    break
            for sheet, one in zip(sheets, located, strict=True):
                if sheet.done:
                    may_delete = asked.intent in _MAY_DELETE and self.rewriter.manner.chat is not None
                    weigh(self.rewriter, reading, sheet, one.window.encoded.ids, one.regions, may_delete, stop)
        except Interrupted:
            for sheet in sheets:
                sheet.done = False
        yield sheets

    def offers(
        self, instruction: Instruction, located: Sequence[Located], written: Sequence[Written]
    ) -> list[list[Replacement | None]]:
        """By what the new text is worth, and the guards."""
        return [
            [self._offer(instruction, one, cast(Sheet, sheet), number) for number in range(len(one.regions))]
            for one, sheet in zip(located, written, strict=True)
        ]

    def _offer(self, instruction: Instruction, one: Located, sheet: Sheet, number: int) -> Replacement | None:
        window, region, found = one.window, one.regions[number], sheet.weighed[number]
        encoded = window.encoded
        start, end = encoded.starts[region.start], encoded.ends[region.end - 1]
        before = window.text[start:end]
        after = self._text(window, region, found.tokens)
        if not after and start > 0 and window.text[start - 1] == " " and not before.startswith(" "):
            # Where tokens do not hold the space before them, it goes with the word.
            start -= 1
            before = window.text[start:end]
        if after == before:
            return None
        thresholds = self.rewriter.about.thresholds_at(instruction.intent, instruction.boldness)
        # Who names a place, or a share of the text, wants it written anew.
        if not region.hidden and (found.gain < thresholds.gain or found.doubt > thresholds.doubt):
            return None
        if refusal(window.text, start, end, after, instruction.intent) is not None:
            return None
        scores = {
            "locate": region.score,
            "gain": found.gain,
            "phrases": 0.0,
            "doubt": found.doubt,
            **sheet.scores(number),
            "pieces": (region.end - region.start) / max(1, len(before.split())),
        }
        return Replacement(
            start=start,
            end=end,
            after=after,
            steps=sheet.steps,
            scores={name: round(score, 4) for name, score in scores.items()},
        )

    def _regions(self, asked: Instruction, window: Window, reading: Reading, row: int) -> list[Region]:
        if asked.strength == 1:
            return locate_all(window)
        thresholds = self.rewriter.about.thresholds_at(asked.intent, asked.boldness)
        found = locate(window, reading.noise[row], reading.gaps[row], thresholds)
        if asked.strength is None:
            return found
        return locate_share(window, found, reading.noise[row], asked.strength, f"{asked.seed}.{window.text}")

    def _without(self, window: Window, regions: Sequence[Region]) -> list[int]:
        """The window's ids with masks in place of its regions, or a sign for what is missing where there are none."""
        tokenizer = self.rewriter.tokenizer
        gap = None if self.rewriter.manner.filling.has_masks else tokenizer.encode(_GAP).ids
        ids, at = list[int](), 0
        for region in regions:
            ids += window.encoded.ids[at : region.start]
            ids += [tokenizer.mask_id] * (region.end - region.start) if gap is None else gap
            at = region.end
        return ids + window.encoded.ids[at:]

    def _lengths(self, reading: Reading, row: int, one: Located, stop: Callable[[], bool]) -> list[int]:
        """Slots of each region."""
        present = [max(1, region.end - region.start) for region in one.regions]
        if self.rewriter.manner.filling in (Filling.ELASTIC, Filling.UNIFORM_SCORES):
            return present  # the one finds out as it goes, the other is never blind to what stands there
        return best_lengths(self.rewriter, reading, row, one.window.encoded.ids, one.regions, stop)

    def _sheet(self, row: int, one: Located, asked: Instruction, lengths: Sequence[int]) -> Sheet:
        tokenizer = self.rewriter.tokenizer
        return Sheet.of(
            row,
            one.window.encoded.ids,
            one.regions,
            lengths,
            mask_id=tokenizer.mask_id,
            end_id=tokenizer.end_id,
            seed=asked.seed,
            key=one.window.text,
        )

    def _sampling(self, asked: Instruction) -> Sampling:
        fresh = asked.intent is Intent.INFILL or asked.strength is not None
        return Sampling(temperature=self.settings.fresh_temperature, top_k=20) if fresh else Sampling()

    def _repair(self, reading: Reading, sheet: Sheet, stop: Callable[[], bool]) -> bool:
        """Mask doubtful tokens of a filled sheet again; whether there are any."""
        if self.rewriter.manner.filling.mends_itself:
            return False  # their samplers change their mind as they go
        which = sheet.free[None]
        found = self.rewriter.conditionals(reading, [sheet.row], sheet.tokens[None], which, stop)
        repair = Repair(threshold=self.settings.rewrite_repair_threshold)
        again, sheet.history = repair.choose(sheet.tokens, sheet.free, found.chance[0].exp(), sheet.history)
        if not bool(again.any()):
            return False
        sheet.tokens = torch.where(again, self.rewriter.tokenizer.mask_id, sheet.tokens)
        sheet.done = False
        return True

    def _text(self, window: Window, region: Region, tokens: Sequence[int]) -> str:
        """New text for a region, with the space that stood before its first word."""
        ids, text = window.encoded.ids, window.text
        start, end = window.encoded.starts[region.start], window.encoded.ends[region.end - 1]
        after = self.rewriter.tokenizer.decode_after(ids[: region.start], tokens)
        if not after.strip():
            return ""
        if text[start:end].startswith(" "):
            return after if after[0].isspace() else f" {after}"
        return after.lstrip(" ")
