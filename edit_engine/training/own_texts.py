"""Texts that a model itself made worth training on: written as JSON lines, and read for the mixture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class OwnText:
    """A passage as an editor is to read it, and as it was published: the same, if nothing is to be done."""

    before: str
    after: str


def write_own(path: Path, found: Iterator[OwnText], count: int) -> int:
    """Write the first `count` of `found`; returns how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding="utf-8") as out:
        for one in islice(found, count):
            written += 1
            out.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return written


def read_own(path: Path) -> list[OwnText]:
    """What `write_own` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [OwnText(**json.loads(line)) for line in lines]
