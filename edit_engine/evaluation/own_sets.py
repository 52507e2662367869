"""The texts in `suite/`: written for Redraft, seen by no training run, and packaged, so that all can take the scores.

Each set has a tuning half, on which one may look at single items, and a test half, for models that are to ship.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from edit_engine.evaluation.dev_sets import Half


_SUITE = files("edit_engine.evaluation") / "suite"
# The type of sentences that need no change.
CORRECT = "correct"


@dataclass(frozen=True, kw_only=True)
class ErrorItem:
    """A sentence with a mistake of one type, or a correct one that looks as if it had one."""

    type: str
    source: str
    # Every accepted result; of a correct sentence the sentence itself.
    targets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WordyItem:
    """A sentence that says little with many words."""

    source: str
    # Numbers and names that must still be there when it is shorter.
    keep: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GapItem:
    """A text with a gap of one to eight words."""

    before: str
    after: str
    # What may stand in the gap; the writer's own words first.
    answers: tuple[str, ...]


def error_items(half: Half) -> list[ErrorItem]:
    """The error suite: 12 types of 40 sentences with a mistake and 120 correct ones, in two halves."""
    return [
        ErrorItem(type=record["type"], source=record["source"], targets=tuple(record["targets"]))
        for record in _records("errors.jsonl", half)
    ]


def tricky_sentences(half: Half) -> list[str]:
    """240 more correct sentences and headings that look as if they had a mistake, in two halves."""
    return [record["source"] for record in _records("tricky.jsonl", half)]


def wordy_items(half: Half) -> list[WordyItem]:
    """Sentences for `shorten`."""
    return [
        WordyItem(source=record["source"], keep=tuple(record["keep"])) for record in _records("shorten.jsonl", half)
    ]


def gap_items(half: Half) -> list[GapItem]:
    """Gaps for `infill`."""
    return [
        GapItem(before=record["before"], after=record["after"], answers=tuple(record["answers"]))
        for record in _records("infill.jsonl", half)
    ]


def markdown_documents(half: Half) -> list[str]:
    """Markdown documents without a mistake."""
    found = sorted((_SUITE / "markdown").iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in found[half is Half.TEST :: 2]]


def _records(name: str, half: Half) -> Iterator[dict[str, Any]]:
    for line in (_SUITE / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if Half(record["half"]) is half:
            yield record
