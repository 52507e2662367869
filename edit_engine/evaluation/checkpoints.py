"""What there is to know of a checkpoint before it is used. `redraft models add` and `check` run this on their own.

    python -m edit_engine.evaluation.checkpoints describe FOLDER
    python -m edit_engine.evaluation.checkpoints fetch OWNER/NAME FOLDER
    python -m edit_engine.evaluation.checkpoints check FOLDER

Prints one JSON object; for what cannot be used, {"error": text}, with exit status 3.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import torch

from edit_engine.editing.editor import Editor
from edit_engine.models.adapters.hub import fetch
from edit_engine.models.adapters.need import check_room, free_bytes, need_of
from edit_engine.models.adapters.opening import about_checkpoint, open_rewriter, sketch
from edit_engine.models.errors import ModelError
from edit_engine.models.loading import fast_precision
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text.protect import protected_spans
from edit_engine.text.spans import Span


# What a check edits, and asks where the model follows words.
TEXT = (
    "Dear neighbours, the water will be turned off on Monday from 8 to 12. You must fill a bucket before that. "
    "Nobody will answer the telephone in that time."
)
ASKED = "make this friendlier"
FAILED = 3


def describe(folder: Path) -> dict[str, Any]:
    """What is known of a checkpoint without loading its weights. Reads all of its files once, for their hash."""
    seen = sketch(folder)
    about = about_checkpoint(seen)
    device = _device()
    dtype = fast_precision(device)
    need = need_of(seen.checkpoint, dtype)
    return {
        "folder": str(folder.resolve()),
        "family": seen.family,
        "title": seen.manner.title,
        "version": about.version,
        "intents": [intent.value for intent in about.intents],
        "parameters": about.parameters,
        "licence": about.licence,
        "sha256": about.sha256,
        "limits": seen.manner.limits,
        "vocabulary": seen.vocab_size,
        "longest": seen.max_tokens,
        "tensors": len(seen.checkpoint.tensors),
        "stored_as": sorted({tensor.type for tensor in seen.checkpoint.tensors.values()}),
        "remote_code": list(seen.checkpoint.remote_code),
        "device": str(device),
        "precision": str(dtype).removeprefix("torch."),
        "memory": need.total,
        "free": free_bytes(device),
    }


def check(folder: Path) -> dict[str, Any]:
    """The same, and what a small edit takes and gives.

    Raises:
        ModelError: it cannot be used.
    """
    told = describe(folder)
    device = _device()
    check_room(sketch(folder).checkpoint, fast_precision(device), device)
    before = _used(device)
    start = time.perf_counter()
    denoiser = open_rewriter(folder, device=device, precision=fast_precision(device), sha256=told["sha256"])
    loaded = time.perf_counter() - start
    tokens = len(denoiser.tokenizer.encode(TEXT).ids)
    follows = Intent.FREE in denoiser.about.intents
    intent = Intent.FREE if follows else denoiser.about.intents[0]
    instruction = Instruction(intent=intent, words=ASKED if follows else "")
    request = EditRequest(
        id="check.0",
        text=TEXT,
        core=Span(0, len(TEXT)),
        instruction=instruction,
        protected=tuple(found.span for found in protected_spans(TEXT)),
    )
    start = time.perf_counter()
    events = list(Editor(denoiser).edit([request]))
    seconds = time.perf_counter() - start
    failed = [event.message for event in events if event.kind is EventKind.FAILED]
    if failed:
        raise ModelError(failed[0])
    hunks = [{"before": hunk.before, "after": hunk.after} for event in events for hunk in event.hunks]
    return {
        **told,
        "load_seconds": round(loaded, 2),
        "memory_used": max(0, _used(device) - before),
        "asked": ASKED if follows else intent.value,
        "edit_seconds": round(seconds, 2),
        "tokens_per_second": round(tokens / seconds, 1),
        "hunks": hunks,
    }


def _device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _used(device: torch.device) -> int:
    """Bytes that this process holds where models go."""
    if device.type == "cuda":
        return int(torch.cuda.max_memory_allocated(device))
    return int(psutil.Process().memory_info().rss)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m edit_engine.evaluation.checkpoints", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("describe", "check"):
        commands.add_parser(name).add_argument("folder", type=Path)
    fetching = commands.add_parser("fetch")
    fetching.add_argument("hub_id")
    fetching.add_argument("folder", type=Path)
    fetching.add_argument("--revision")
    given = parser.parse_args(arguments)
    told: dict[str, Any]
    try:
        if given.command == "fetch":
            told = {"commit": fetch(given.hub_id, given.folder, given.revision)}
        else:
            told = (describe if given.command == "describe" else check)(given.folder)
    except ModelError as error:
        print(json.dumps({"error": str(error)}))
        return FAILED
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
