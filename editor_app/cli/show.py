"""How hunks look in a terminal, as JSON and in words. Colour is never the only sign: [-old-]{+new+} without it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from edit_engine.request import Hunk, HunkState
from storage import Job


# Code points shown on each side of a change.
_AROUND = 36


def count(number: int, noun: str) -> str:
    """ "1 suggestion", "2 suggestions"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def change(hunk: Hunk, *, colour: bool) -> Text:
    """The text that goes and the text that comes."""
    shown = Text()
    if hunk.before:
        old = _one_line(hunk.before)
        shown.append(old if colour else f"[-{old}-]", style="red strike")
    if hunk.after:
        new = _one_line(hunk.after)
        shown.append(new if colour else f"{{+{new}+}}", style="green underline")
    return shown


def in_context(text: str, hunk: Hunk, *, colour: bool) -> Text:
    """A change with some words of its line on both sides."""
    left = text[text.rfind("\n", 0, hunk.start) + 1 : hunk.start]
    right = _rest_of_line(text, hunk.end)
    before = left if len(left) <= _AROUND else "…" + left[-_AROUND:].split(" ", 1)[-1]
    after = right if len(right) <= _AROUND else right[:_AROUND].rsplit(" ", 1)[0] + "…"
    return Text.assemble(before, change(hunk, colour=colour), after)


def hunk_list(console: Console, text: str, hunks: Sequence[Hunk], *, ids: bool = True) -> None:
    """Every hunk on a line of its own: where, how sure, what, and the id to decide it by."""
    colour = console.color_system is not None
    line, at = 1, 0
    for hunk in hunks:
        line += text.count("\n", at, hunk.start)
        at = hunk.start
        column = hunk.start - (text.rfind("\n", 0, hunk.start) + 1) + 1
        row = Text(f"{line}:{column}".rjust(9) + f" {hunk.confidence:>4.0%}  ", style="dim")
        row.append_text(in_context(text, hunk, colour=colour))
        if hunk.state is HunkState.STALE:
            row.append("  (stale: the text there was edited since)", style="yellow")
        if ids:
            row.append(f"  {hunk.id}", style="dim")
        console.print(row)


def as_json(*, path: str, base_sha256: str, job: Job, hunks: Iterable[Hunk]) -> str:
    """One document's edit, as one line of JSON; the schema is stable."""
    record: dict[str, Any] = {
        "path": path,
        "base_sha256": base_sha256,
        "model": job.instruction.model,
        "boldness": job.instruction.boldness,
        "seed": job.instruction.seed,
        "seconds": round(job.seconds, 3),
        "hunks": [hunk_record(hunk) for hunk in hunks],
    }
    return json.dumps(record, ensure_ascii=False)


def hunk_record(hunk: Hunk) -> dict[str, Any]:
    """A hunk as JSON shows it; positions are code points."""
    return {
        "id": hunk.id,
        "start": hunk.start,
        "end": hunk.end,
        "before": hunk.before,
        "after": hunk.after,
        "confidence": round(hunk.confidence, 4),
        "intent": hunk.provenance.intent.value,
    }


def _rest_of_line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : at + 2 * _AROUND if end < 0 else min(end, at + 2 * _AROUND)]


def _one_line(text: str) -> str:
    return text.replace("\r", "␍").replace("\n", "⏎")
