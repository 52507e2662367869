"""Run the editor over development sets, as documents: each sentence a paragraph, edited as a user's text would be."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from edit_engine.editing import Editor
from edit_engine.request import BALANCED, EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text import apply, protected_spans
from edit_engine.text.spans import Span
from edit_engine.training.corpus import Part, Prose
from edit_engine.training.corruption import Lexicon
from edit_engine.training.mixture import MixtureSettings
from edit_engine.training.tricky import tricky_passages


# Characters on a page.
_PAGE = 1500
# Passages that look wrong, of each sort; most documents have none of the rarer ones.
_OF_EACH_SORT = 25


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


def edit_text(
    editor: Editor, text: str, intent: Intent, *, markdown: bool = True, seed: int = 0, boldness: float = BALANCED
) -> list[Hunk]:
    """The hunks the editor finds in a whole text, in order."""
    request = EditRequest(
        id="evaluation",
        text=text,
        core=Span(0, len(text)),
        instruction=Instruction(intent=intent, seed=seed, boldness=boldness),
        protected=tuple(found.span for found in protected_spans(text, markdown=markdown)),
    )
    hunks = [h for event in editor.edit([request]) if event.kind is EventKind.HUNKS for h in event.hunks]
    return sorted(hunks, key=lambda hunk: hunk.start)


def edit_sentences(editor: Editor, sentences: Sequence[str], intent: Intent) -> list[str]:
    """Each sentence with all its hunks applied; they are edited as paragraphs of `pages`."""
    results: list[str] = []
    for numbers in pages(sentences):
        text = "\n\n".join(sentences[number] for number in numbers)
        hunks = edit_text(editor, text, intent, markdown=False)
        at = 0
        for number in numbers:
            end = at + len(sentences[number])
            own = [replace(h, start=h.start - at, end=h.end - at) for h in hunks if at <= h.start and h.end <= end]
            results.append(apply(sentences[number], own))
            at = end + 2
    return results


def pages(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of neighbouring texts that make up a document of about a page.

    In a longer one, mistakes that several people made would pass for words that the writer means.
    """
    found: list[int] = []
    size = 0
    for number, text in enumerate(texts):
        if found and size + len(text) > _PAGE:
            yield found
            found, size = [], 0
        found.append(number)
        size += len(text)
    if found:
        yield found


def held_out_prose(data: Path, half: Half) -> Prose:
    """Half of the documents that no training run sees."""
    documents = Prose.read(data, part=Part.HELD_OUT).documents
    return Prose({kind: texts[half is Half.TEST :: 2] for kind, texts in documents.items()})


def held_out_tricky(data: Path, half: Half) -> list[str]:
    """Passages of these documents around sentences that look wrong and are right, of every sort some."""
    frequency = Lexicon.read(data / "lexicon").frequency
    passages = tricky_passages(
        held_out_prose(data, half), MixtureSettings(), frequency, random.Random(0), of_each=_OF_EACH_SORT
    )
    return [passage.after for passage in passages]
