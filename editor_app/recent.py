"""How recent files are listed: short names, told apart where two are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path


def titles(paths: Sequence[Path]) -> list[str]:
    """A short name for each path: that of the file, with as many folders before it as it takes to tell them apart."""
    parts = [path.parts for path in paths]
    lengths = [1] * len(paths)
    while True:
        names = [_name(part, length) for part, length in zip(parts, lengths, strict=True)]
        counted = Counter(names)
        longer = [at for at, name in enumerate(names) if counted[name] > 1 and lengths[at] < len(parts[at])]
        if not longer:
            return names
        for at in longer:
            lengths[at] += 1


def _name(parts: tuple[str, ...], length: int) -> str:
    return str(Path(*parts[-length:])) if parts else "."
