"""Run the editor over development sets, as documents: each sentence a paragraph, edited as a user's text would be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.request import EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text import apply, protected_spans
from edit_engine.text.spans import Span


@dataclass(frozen=True, kw_only=True)
class DevSet:
    """Sources and their accepted results."""

    name: str
    intent: Intent
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]


class Half(StrEnum):
    """Records are dealt out in turn: thresholds are set on one half, scores are taken on the other."""

    TUNING = "tuning"
    TEST = "test"


def read_dev_set(path: Path, intent: Intent, limit: int | None = None, *, half: Half = Half.TEST) -> DevSet:
    """The records of one half of a .jsonl file whose intent is `intent`; the first `limit` of them."""
    with path.open(encoding="utf-8") as lines:
        records = [record for record in map(json.loads, lines) if record["intent"] == intent]
    records = records[half is Half.TEST :: 2][:limit]
    return DevSet(
        name=path.stem,
        intent=intent,
        sources=tuple(" ".join(record["before"].split()) for record in records),
        references=tuple(tuple(" ".join(ref.split()) for ref in record["refs"]) for record in records),
    )


def edit_text(editor: Editor, text: str, intent: Intent, *, markdown: bool = True, seed: int = 0) -> list[Hunk]:
    """The hunks the editor finds in a whole text, in order."""
    request = EditRequest(
        id="evaluation",
        text=text,
        core=Span(0, len(text)),
        instruction=Instruction(intent=intent, seed=seed),
        protected=tuple(found.span for found in protected_spans(text, markdown=markdown)),
    )
    hunks = [h for event in editor.edit([request]) if event.kind is EventKind.HUNKS for h in event.hunks]
    return sorted(hunks, key=lambda hunk: hunk.start)


def edit_sentences(editor: Editor, sentences: Sequence[str], intent: Intent) -> list[str]:
    """Each sentence with all its hunks applied. The sentences are edited together, as paragraphs of one document."""
    text = "\n\n".join(sentences)
    hunks = edit_text(editor, text, intent, markdown=False)
    results = []
    at = 0
    index = 0
    for sentence in sentences:
        end = at + len(sentence)
        own = []
        while index < len(hunks) and hunks[index].end <= end:
            own.append(hunks[index])
            index += 1
        edited = apply(text, own)
        grown = sum(len(hunk.after) - len(hunk.before) for hunk in own)
        results.append(edited[at : end + grown])
        at = end + 2
    return results
