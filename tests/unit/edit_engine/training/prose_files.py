"""Prose as the training data has it, but short."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

import zstandard


def write_prose(data: Path, documents: Iterable[str]) -> None:
    """Write `documents` to `data`/prose, two of each source."""
    (data / "prose").mkdir(parents=True)
    with (data / "prose" / "docs-00.jsonl.zst").open("wb") as raw:
        stream = io.TextIOWrapper(zstandard.ZstdCompressor().stream_writer(raw), encoding="utf-8")
        for number, text in enumerate(documents):
            stream.write(json.dumps({"source": f"somebody/{number // 2}", "text": text}) + "\n")
        stream.close()
