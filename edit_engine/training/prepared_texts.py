"""Texts that were prepared before training: written as JSON lines, and read for the mixture."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class PreparedText:
    """A passage with what was written into it, and as it was published: the same, if nothing was."""

    before: str
    after: str


def write_prepared(path: Path, found: Iterator[PreparedText], count: int) -> int:
    """Write the first `count` of `found`; returns how many there were."""
    path.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with path.open("w", encoding="utf-8") as out:
        for one in islice(found, count):
            written += 1
            out.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
    return written


def read_prepared(path: Path) -> list[PreparedText]:
    """What `write_prepared` wrote."""
    with path.open(encoding="utf-8") as lines:
        return [PreparedText(**json.loads(line)) for line in lines]
