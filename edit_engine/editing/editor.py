"""The editor: requests in, events out. It ties the eight steps together and is the only thing a worker needs.

    protect and segment -> locate -> lengths -> canvas -> denoise -> repair -> accept -> splice

`Editor.edit` is a generator: whoever iterates it sees progress as it comes, and stopping the iteration stops the work.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch

from edit_engine.diffusion.commit import EntropyBound
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.repair import Repair
from edit_engine.editing.accept import familiar_words, is_familiar, lowers_familiar
from edit_engine.editing.confidence import confidence, features, merged
from edit_engine.editing.fill import Filled, FillSettings, Row, fill
from edit_engine.editing.locate import Region, locate, locate_all, locate_share
from edit_engine.editing.offer import offer
from edit_engine.editing.splice import splice
from edit_engine.editing.windows import Window, windows_of
from edit_engine.models.denoiser import Denoiser, Reading
from edit_engine.models.errors import UnsupportedIntent
from edit_engine.models.registry import UNCALIBRATED
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, HunkState, Intent, Provenance, hunk_id
from edit_engine.text.spans import Span


# Stands for a masked slot in the live view.
VEIL = "\u2591"
# Seconds between two previews of one request.
PREVIEW_EVERY_S = 0.1


@dataclass(frozen=True, kw_only=True)
class EditorSettings:
    """How the engine works; the same for every request."""

    # Windows read in one forward.
    batch: int = 8
    # Windows with something to change that are filled together. Few of them on a forward waste its weights' way from
    # memory, so those of several readings wait for each other.
    fill_batch: int = 16
    # Nats of joint entropy committed in one denoising step.
    entropy_bound: float = 1.0
    # Denoising steps for located errors (more do not correct better, training/LOG.md) and for text written anew.
    max_steps: int = 2
    fresh_steps: int = 8
    # A committed token with less than this chance of being right is masked again.
    repair_threshold: float = 0.25
    # Times a finished canvas is repaired. Corrections are no better for it: what is doubtful is dropped anyway.
    repair_rounds: int = 0
    fresh_repair_rounds: int = 1
    # Sampling temperature for text that is written anew (infill, strength); located errors are corrected greedily.
    fresh_temperature: float = 0.6


@dataclass(frozen=True, kw_only=True)
class _Located:
    """A window in which something is to change."""

    window: Window
    regions: Sequence[Region]
    # The reading of its source, and its row there.
    reading: Reading
    reading_row: int


def never_cancelled(_: str) -> bool:
    """The default of `Editor.edit`: no request is cancelled."""
    return False


class Editor:
    """Edits with one model."""

    def __init__(self, denoiser: Denoiser, settings: EditorSettings | None = None) -> None:
        self.denoiser = denoiser
        self.settings = settings or EditorSettings()
        # When the request at work was previewed last, on the monotonic clock.
        self._previewed: dict[str, float] = {}

    def edit(
        self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool] = never_cancelled
    ) -> Iterator[EditEvent]:
        """Work on `requests`; the last event of each is DONE, CANCELLED or FAILED.

        Args:
            requests: chunks to edit, in the order in which results are wanted.
            cancelled: asked with a request's id before each forward; its finished hunks stand.
        """
        for number, request in enumerate(requests):
            if request.instruction.intent is Intent.INFILL and not request.scope:
                message = "infill fills a place that is named: select text, or give lines or a pattern"
                yield EditEvent(kind=EventKind.FAILED, request_id=request.id, message=message)
                continue
            try:
                windows = windows_of(number, request, self.denoiser.tokenizer)
                yield from self._edit_one(request, windows, cancelled)
            except UnsupportedIntent as error:
                yield EditEvent(kind=EventKind.FAILED, request_id=request.id, message=str(error))

    def _edit_one(
        self, request: EditRequest, windows: Sequence[Window], cancelled: Callable[[str], bool]
    ) -> Iterator[EditEvent]:
        """One request. Its windows are batched among themselves, so that no other job changes a digit."""
        familiar = familiar_words(request.text)
        waiting: list[_Located] = []
        done = 0
        for at in range(0, len(windows), self.settings.batch):
            if cancelled(request.id):
                break
            batch = windows[at : at + self.settings.batch]
            waiting += self._locate_in(request, batch)
            read = at + len(batch)
            if waiting and (len(waiting) >= self.settings.fill_batch or read == len(windows)):
                yield from self._fill(request, waiting, familiar, cancelled)
                waiting = []
            done = read - len(waiting)
            yield EditEvent(kind=EventKind.PROGRESS, request_id=request.id, done=done, total=len(windows))
        kind = EventKind.CANCELLED if cancelled(request.id) else EventKind.DONE
        yield EditEvent(kind=kind, request_id=request.id, done=done, total=len(windows))

    def _locate_in(self, request: EditRequest, windows: Sequence[Window]) -> list[_Located]:
        """Those of the windows in which something is to change, and where."""
        reading = self.denoiser.read([window.encoded.ids for window in windows], request.instruction.intent)
        found = [self._locate(request, window, reading, row) for row, window in enumerate(windows)]
        active = [row for row, regions in enumerate(found) if regions]
        if not active:
            return []
        kept = self.denoiser.gather([(reading, row) for row in active])
        return [
            _Located(window=windows[row], regions=found[row], reading=kept, reading_row=number)
            for number, row in enumerate(active)
        ]

    def _fill(
        self,
        request: EditRequest,
        located: Sequence[_Located],
        familiar: frozenset[str],
        cancelled: Callable[[str], bool],
    ) -> Iterator[EditEvent]:
        """Fill what was located; tell of every step, then of the hunks."""
        sources = [_hidden(one.window, one.regions, self.denoiser.tokenizer.mask_id) for one in located]
        fresh = any(region.hidden for one in located for region in one.regions)
        if fresh:
            # Some text must not be seen: read those windows again without it.
            reading = self.denoiser.read(sources, request.instruction.intent)
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
        filled: list[Filled] = []
        told = 0
        settings = self._fill_settings(request, fresh)
        for filled in fill(self.denoiser, reading, rows, settings, lambda _: cancelled(request.id)):
            steps = sum(now.steps for now in filled)
            # A preview is made only if it can be seen: no eye follows more of them, and each costs time here.
            if steps > told and time.monotonic() - self._previewed.get(request.id, -PREVIEW_EVERY_S) >= PREVIEW_EVERY_S:
                told = steps
                self._previewed = {request.id: time.monotonic()}
                yield self._preview(request, located, filled)
        hunks = [
            hunk
            for one, result in zip(located, filled, strict=True)
            if result.done
            for hunk in self._hunks(request, one.window, one.regions, result, familiar)
        ]
        if hunks:
            hunks.sort(key=lambda hunk: (hunk.start, hunk.end))
            yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=tuple(hunks))

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
        return FillSettings(
            rule=EntropyBound(bound=settings.entropy_bound),
            sampling=Sampling(temperature=settings.fresh_temperature, top_k=20) if fresh else Sampling(),
            repair=Repair(threshold=settings.repair_threshold),
            max_steps=settings.fresh_steps if fresh else settings.max_steps,
            repair_rounds=settings.fresh_repair_rounds if fresh else settings.repair_rounds,
            least_gain=self.denoiser.about.thresholds_at(instruction.intent, instruction.boldness).gain,
        )

    def _hunks(
        self,
        request: EditRequest,
        window: Window,
        regions: Sequence[Region],
        filled: Filled,
        familiar: frozenset[str],
    ) -> Iterator[Hunk]:
        """Accept and splice: the hunks of one filled window."""
        replacements = []
        for number, region in enumerate(regions):
            # A word made of several tokens is a rare one; if the text keeps using it, the writer means it.
            rare = region.end - region.start > 1
            one = offer(self.denoiser, request.instruction, window, region, filled, number)
            if one is None:
                continue
            before = window.text[one.start : one.end]
            if not (rare and is_familiar(before, familiar)) and not lowers_familiar(before, one.after, familiar):
                replacements.append(one)
        about = self.denoiser.about
        instruction = request.instruction
        calibration = about.calibration.get(instruction.intent, UNCALIBRATED)
        least = about.thresholds_at(instruction.intent, instruction.boldness).confidence
        shift = request.offset + window.span.start
        for spliced in splice(window.text, replacements, window.fixed):
            change = spliced.change
            start, end = change.start + shift, change.end + shift
            scores = merged([one.scores for one in spliced.sources])
            sure = confidence(calibration, features(change.before, change.after, scores))
            # Who asks for a share of the text to be written anew gets it.
            if instruction.strength is None and sure < least:
                continue
            yield Hunk(
                id=hunk_id(request.id, start, end, change.after),
                start=start,
                end=end,
                before=change.before,
                after=change.after,
                confidence=round(sure, 4),
                state=HunkState.PENDING,
                provenance=Provenance(
                    model=about.name,
                    model_hash=about.sha256[:16],
                    seed=instruction.seed,
                    intent=instruction.intent,
                    words=instruction.words,
                    strength=instruction.strength,
                    boldness=instruction.boldness,
                    steps=max(one.steps for one in spliced.sources),
                    scores=scores,
                ),
            )

    def _preview(self, request: EditRequest, located: Sequence[_Located], filled: Sequence[Filled]) -> EditEvent:
        """All that is at work as it stands in the middle of denoising, with the text between."""
        parts: list[str] = []
        first = at = located[0].window.core.start
        for one, now in zip(located, filled, strict=True):
            core = one.window.core
            parts.append(request.text[at : core.start])
            parts.append(self._as_it_stands(one.window, one.regions, now))
            at = core.end
        span = Span(first + request.offset, at + request.offset)
        return EditEvent(kind=EventKind.PREVIEW, request_id=request.id, span=span, text="".join(parts))

    def _as_it_stands(self, window: Window, regions: Sequence[Region], filled: Filled) -> str:
        """A window's core with what is on its canvas."""
        parts: list[str] = []
        at = window.core.start - window.span.start
        last = window.core.end - window.span.start
        encoded = window.encoded
        for number, region in enumerate(regions):
            start = encoded.starts[region.start] if region.start < len(encoded.ids) else last
            end = encoded.ends[region.end - 1] if region.end > region.start else start
            parts.append(window.text[at:start])
            for token in filled.region_tokens(number):
                parts.append(
                    VEIL if token == self.denoiser.tokenizer.mask_id else self.denoiser.tokenizer.decode([token])
                )
            at = max(at, end)
        parts.append(window.text[at:last])
        return "".join(parts)


def _hidden(window: Window, regions: Sequence[Region], mask_id: int) -> list[int]:
    """The window's ids with hidden regions masked."""
    ids = list(window.encoded.ids)
    for region in regions:
        if region.hidden:
            ids[region.start : region.end] = [mask_id] * (region.end - region.start)
    return ids


def set_threads(threads: int | None) -> None:
    """Let torch use that many threads; None leaves its own choice (the number of cores)."""
    if threads is not None:
        torch.set_num_threads(threads)
