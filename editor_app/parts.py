"""Cuts what is asked of a document into the requests that workers take: pure functions on text and spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from edit_engine.request import EditRequest, Instruction, Priority
from edit_engine.text import Span, chunks, clip, merge, protected_spans, subtract


# Files whose text has no markup to protect.
_PLAIN = {".txt", ".text"}


def is_markdown(path: Path | None) -> bool:
    """Whether a document at `path` is read as Markdown: all but plain text files are."""
    return path is None or path.suffix.lower() not in _PLAIN


def requests_for(
    text: str,
    instruction: Instruction,
    *,
    scope: Sequence[Span] = (),
    lock: Sequence[str] = (),
    keep: Sequence[Span] = (),
    markdown: bool = True,
    priority: Priority = Priority.INTERACTIVE,
    size: int = 12_000,
    context: int = 600,
) -> list[EditRequest]:
    """The requests of a job, numbered once its id is known (`numbered`); none when nothing in `text` may change.

    Args:
        text: the whole document.
        instruction: what to do.
        scope: the only spans that may change; none means all of it.
        lock: terms that must stay.
        keep: spans that must stay.
        markdown: whether to protect Markdown's code, links and structure.
        priority: which queue the requests wait in.
        size, context: of a chunk, code points.
    """
    found = protected_spans(text, markdown=markdown, terms=lock)
    kept = merge(keep)
    protected = merge([*kept, *(one.span for one in found)])
    wanted = merge(scope)
    return [
        EditRequest(
            id="",
            text=text[part.start : part.end],
            core=part.core,
            instruction=instruction,
            offset=part.start,
            scope=_within(wanted, part.start, part.end),
            protected=_within(protected, part.start, part.end),
            priority=priority,
        )
        for part in chunks(text, size=size, context=context, protected=protected)
        if _may_change(text, part.core.shift(part.start), wanted if scope else None, kept)
    ]


def _may_change(text: str, core: Span, wanted: Sequence[Span] | None, kept: Sequence[Span]) -> bool:
    """Whether a chunk has text that is asked about and not locked."""
    asked = [core] if wanted is None else clip(wanted, core)
    return any(text[free.start : free.end].strip() for span in asked for free in subtract(span, clip(kept, span)))


def numbered(requests: Sequence[EditRequest], job_id: str) -> list[EditRequest]:
    """`requests` as those of the job `job_id`."""
    return [replace(request, id=f"{job_id}.{index}") for index, request in enumerate(requests)]


def _within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of `spans` in the chunk `[start, end)`, counted from its start."""
    return tuple(span.shift(-start) for span in clip(spans, Span(start, end)))


def line_scope(text: str, first: int, last: int) -> Span:
    """The span of lines `first` to `last`, both included, counted from 1; short of the last one's newline.

    Raises:
        ValueError: there are no such lines.
    """
    lines = text.split("\n")
    if not 1 <= first <= last or first > len(lines):
        raise ValueError(f"lines {first}-{last} are not in a text of {len(lines)} lines")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    return Span(start, start + len("\n".join(lines[first - 1 : last])))


def matching_lines(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The spans of the lines in which `pattern` is found, without their newlines."""
    found = []
    at = 0
    for line in text.split("\n"):
        if pattern.search(line):
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found
