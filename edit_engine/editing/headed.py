"""The way of a model with heads for editing: one reading locates and counts, and serves every denoising step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

from edit_engine.diffusion.commit import EntropyBound
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.repair import Repair
from edit_engine.editing.fill import Filled, FillSettings, Row, fill
from edit_engine.editing.locate import Region, locate, locate_all, locate_share
from edit_engine.editing.offer import PHRASE_GAIN, offers
from edit_engine.editing.settings import EditorSettings
from edit_engine.editing.splice import Replacement
from edit_engine.editing.way import Located, Written
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Denoiser, Reading
from edit_engine.request import EditRequest, Instruction, Intent


class HeadedWay:
    """See the module, and `Way` for what each method answers."""

    def __init__(self, denoiser: Denoiser, settings: EditorSettings) -> None:
        self.denoiser = denoiser
        self.settings = settings
        self.batch = settings.batch
        self.fill_batch = settings.fill_batch

    def locate(self, request: EditRequest, windows: Sequence[Window], stop: Callable[[], bool]) -> list[Located]:
        """One forward: all windows are read together."""
        asked = request.instruction
        reading = self.denoiser.read([window.encoded.ids for window in windows], asked.intent, asked.words)
        found = [self._locate(request, window, reading, row) for row, window in enumerate(windows)]
        active = [row for row, regions in enumerate(found) if regions]
        if not active:
            return []
        kept = self.denoiser.gather([(reading, row) for row in active])
        return [
            Located(window=windows[row], regions=found[row], reading=kept, reading_row=number)
            for number, row in enumerate(active)
        ]

    def fill(
        self, request: EditRequest, located: Sequence[Located], stop: Callable[[], bool]
    ) -> Iterator[Sequence[Filled]]:
        """The canvases of all windows are denoised together."""
        sources = [_hidden(one.window, one.regions, self.denoiser.tokenizer.mask_id) for one in located]
        fresh = any(region.hidden for one in located for region in one.regions)
        if fresh:
            # Some text must not be seen: read those windows again without it.
            reading = self.denoiser.read(sources, request.instruction.intent, request.instruction.words)
        else:
            reading = self.denoiser.gather([(one.reading, one.reading_row) for one in located])
        rows = [
            Row(
                reading_row=number,
                source=source,
                regions=one.regions,
                seed=request.instruction.seed,
                key=one.window.text,
            )
            for number, (one, source) in enumerate(zip(located, sources, strict=True))
        ]
        yield from fill(self.denoiser, reading, rows, self._fill_settings(request, fresh), lambda _: stop())

    def offers(
        self, instruction: Instruction, located: Sequence[Located], written: Sequence[Written]
    ) -> list[list[Replacement | None]]:
        """By the gain and the doubt of the model, and what phrases say."""
        return offers(self.denoiser, instruction, located, cast(Sequence[Filled], written))

    def _locate(self, request: EditRequest, window: Window, reading: Reading, row: int) -> list[Region]:
        instruction = request.instruction
        if instruction.intent is Intent.INFILL:
            return locate_all(window)
        thresholds = self.denoiser.about.thresholds_at(instruction.intent, instruction.boldness)
        regions = locate(window, reading.noise[row], reading.gaps[row], thresholds)
        if instruction.strength is None:
            return regions
        key = f"{instruction.seed}.{window.text}"
        return locate_share(window, regions, reading.noise[row], instruction.strength, key)

    def _fill_settings(self, request: EditRequest, fresh: bool) -> FillSettings:
        settings = self.settings
        instruction = request.instruction
        thresholds = self.denoiser.about.thresholds_at(instruction.intent, instruction.boldness)
        repair_rounds = settings.fresh_repair_rounds if fresh else settings.repair_rounds
        return FillSettings(
            rule=EntropyBound(bound=settings.entropy_bound),
            sampling=Sampling(temperature=settings.fresh_temperature, top_k=20) if fresh else Sampling(),
            repair=Repair(threshold=settings.repair_threshold),
            max_steps=settings.fresh_steps if fresh else settings.max_steps,
            repair_rounds=repair_rounds,
            doubts=repair_rounds > 0 or thresholds.doubt < 1,
            least_gain=thresholds.gain - PHRASE_GAIN,
        )


def _hidden(window: Window, regions: Sequence[Region], mask_id: int) -> list[int]:
    """The window's ids with hidden regions masked."""
    ids = list(window.encoded.ids)
    for region in regions:
        if region.hidden:
            ids[region.start : region.end] = [mask_id] * (region.end - region.start)
    return ids
