"""The editor: requests in, events out. It ties the eight steps together and is the only thing a worker needs.

    protect and segment -> locate -> lengths -> canvas -> denoise -> repair -> accept -> splice

`Editor.edit` is a generator: whoever iterates it sees progress as it comes, and stopping the iteration stops the work.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import torch

from edit_engine.editing.accept import familiar_words, is_familiar, lowers_familiar
from edit_engine.editing.headed import HeadedWay
from edit_engine.editing.judge import Judge, Judged
from edit_engine.editing.line_ends import ends_item
from edit_engine.editing.locate import Region
from edit_engine.editing.rewriting import RewritingWay
from edit_engine.editing.settings import EditorSettings
from edit_engine.editing.splice import Replacement
from edit_engine.editing.way import Located, Way, Written
from edit_engine.editing.windows import Window, windows_of
from edit_engine.models.denoiser import Denoiser, Rewriter
from edit_engine.models.errors import ModelError
from edit_engine.models.registry import UNCALIBRATED
from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, HunkState, Intent, Provenance, hunk_id
from edit_engine.text.spans import Span


# Stands for a masked slot in the live view.
VEIL = "\u2591"
# Seconds between two previews of one request.
PREVIEW_EVERY_S = 0.1


def never_cancelled(_: str) -> bool:
    """The default of `Editor.edit`: no request is cancelled."""
    return False


class Editor:
    """Edits with one model."""

    def __init__(self, denoiser: Denoiser, settings: EditorSettings | None = None) -> None:
        self.denoiser = denoiser
        self.settings = settings or EditorSettings()
        self.way: Way = (
            RewritingWay(denoiser, self.settings)
            if isinstance(denoiser, Rewriter)
            else HeadedWay(denoiser, self.settings)
        )
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
            except ModelError as error:
                yield EditEvent(kind=EventKind.FAILED, request_id=request.id, message=str(error))

    def _edit_one(
        self, request: EditRequest, windows: Sequence[Window], cancelled: Callable[[str], bool]
    ) -> Iterator[EditEvent]:
        """One request. Its windows are batched among themselves, so that no other job changes a digit."""
        familiar = familiar_words(request.text)
        waiting: list[Located] = []
        done = 0
        for at in range(0, len(windows), self.way.batch):
            if cancelled(request.id):
                break
            batch = windows[at : at + self.way.batch]
            waiting += self.way.locate(request, batch, lambda: cancelled(request.id))
            read = at + len(batch)
            if waiting and (len(waiting) >= self.way.fill_batch or read == len(windows)):
                yield from self._fill(request, waiting, familiar, cancelled)
                waiting = []
            done = read - len(waiting)
            yield EditEvent(kind=EventKind.PROGRESS, request_id=request.id, done=done, total=len(windows))
        kind = EventKind.CANCELLED if cancelled(request.id) else EventKind.DONE
        yield EditEvent(kind=kind, request_id=request.id, done=done, total=len(windows))

    def _fill(
        self,
        request: EditRequest,
        located: Sequence[Located],
        familiar: frozenset[str],
        cancelled: Callable[[str], bool],
    ) -> Iterator[EditEvent]:
        """Fill what was located; tell of every step, then of the hunks."""
        filled: Sequence[Written] = []
        told = 0
        for filled in self.way.fill(request, located, lambda: cancelled(request.id)):
            steps = sum(now.steps for now in filled)
            # A preview is made only if it can be seen: no eye follows more of them, and each costs time here.
            if steps > told and time.monotonic() - self._previewed.get(request.id, -PREVIEW_EVERY_S) >= PREVIEW_EVERY_S:
                told = steps
                self._previewed = {request.id: time.monotonic()}
                yield self._preview(request, located, filled)
        done = [(one, result) for one, result in zip(located, filled, strict=True) if result.done]
        offers = self.way.offers(request.instruction, [one for one, _ in done], [result for _, result in done])
        hunks = [
            hunk
            for (one, _), offered in zip(done, offers, strict=True)
            for hunk in self._hunks(request, one, offered, familiar)
        ]
        if hunks:
            hunks.sort(key=lambda hunk: (hunk.start, hunk.end))
            yield EditEvent(kind=EventKind.HUNKS, request_id=request.id, hunks=tuple(hunks))

    def _hunks(
        self,
        request: EditRequest,
        located: Located,
        offered: Sequence[Replacement | None],
        familiar: frozenset[str],
    ) -> Iterator[Hunk]:
        """Accept and splice: the hunks of one window from what its regions offer."""
        window, about, instruction = located.window, self.denoiser.about, request.instruction
        replacements = _let_through(request, located, offered, familiar)
        if not replacements:
            return
        # Who asks for a share of the text to be written anew gets it.
        wholly = instruction.strength is not None
        least = 0.0 if wholly else about.thresholds_at(instruction.intent, instruction.boldness).confidence
        judge = Judge(window, about.calibration.get(instruction.intent, UNCALIBRATED))

        def sure(several: Sequence[Replacement]) -> Iterator[Judged]:
            return (one for one in judge.judged(several) if one.confidence >= least)

        if len(replacements) > 1 and not wholly:
            # One that is unsure by itself must not spoil a sure one that it would make a change with.
            replacements = [one for one in replacements if any(sure([one]))]
        shift = request.offset + window.span.start
        for judged in sure(replacements):
            change = judged.spliced.change
            start, end = change.start + shift, change.end + shift
            yield Hunk(
                id=hunk_id(request.id, start, end, change.after),
                start=start,
                end=end,
                before=change.before,
                after=change.after,
                confidence=round(judged.confidence, 4),
                state=HunkState.PENDING,
                provenance=Provenance(
                    model=about.name,
                    model_hash=about.sha256[:16],
                    seed=instruction.seed,
                    intent=instruction.intent,
                    words=instruction.words,
                    strength=instruction.strength,
                    boldness=instruction.boldness,
                    steps=max(one.steps for one in judged.spliced.sources),
                    scores=judged.scores,
                ),
            )

    def _preview(self, request: EditRequest, located: Sequence[Located], filled: Sequence[Written]) -> EditEvent:
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

    def _as_it_stands(self, window: Window, regions: Sequence[Region], filled: Written) -> str:
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


def _let_through(
    request: EditRequest, located: Located, offered: Sequence[Replacement | None], familiar: frozenset[str]
) -> list[Replacement]:
    """Those of the offers that the text as a whole does not speak against."""
    window = located.window
    kept: list[Replacement] = []
    for region, one in zip(located.regions, offered, strict=True):
        if one is None:
            continue
        # A word made of several tokens is a rare one; if the text keeps using it, the writer means it.
        rare = region.end - region.start > 1
        before = window.text[one.start : one.end]
        at = window.span.start
        if (rare and is_familiar(before, familiar)) or lowers_familiar(before, one.after, familiar):
            continue
        if not ends_item(request.text, at + one.start, at + one.end, one.after):
            kept.append(one)
    return kept


def set_threads(threads: int | None) -> None:
    """Let torch use that many threads; None leaves its own choice (the number of cores)."""
    if threads is not None:
        torch.set_num_threads(threads)
