"""What there is to know of a checkpoint before it is used. `redraft models add` and `check` run this on their own.

    python -m edit_engine.evaluation.checkpoints describe FOLDER --quantize int8
    python -m edit_engine.evaluation.checkpoints fetch OWNER/NAME FOLDER
    python -m edit_engine.evaluation.checkpoints check FOLDER

Prints one JSON object; for what cannot be used, {"error": text}, with exit status 3.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
import torch

from edit_engine.editing.editor import Editor
from edit_engine.load_options import USUAL, Cache, LoadOptions, Precision, Quantization
from edit_engine.models.adapters.about import about_checkpoint
from edit_engine.models.adapters.hub import fetch
from edit_engine.models.adapters.need import free_bytes
from edit_engine.models.adapters.opening import (
    estimate,
    fit,
    open_rewriter,
    precision_name,
    sketch,
)
from edit_engine.models.errors import ModelError
from edit_engine.models.families.placement import plan
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.precision import devices_of
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


def describe(folder: Path, options: LoadOptions = USUAL, known: KnownHashes | None = None) -> dict[str, Any]:
    """What is known of a checkpoint without loading its weights.

    Args:
        folder: of the checkpoint.
        options: how it would be loaded.
        known: hashes of files that were read before; without, all of them are read once.

    Raises:
        ModelError: it cannot be used.
    """
    seen = sketch(folder)
    devices = devices_of()
    dtype, load = estimate(seen, devices[0], options)
    about = about_checkpoint(seen, known=known)
    free = [free_bytes(device) for device in devices]
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
        "device": ", ".join(map(str, devices)),
        "precision": precision_name(dtype, options),
        "memory": load.total,
        "free": sum(free),
        # On one device, or cut between blocks over all of them.
        "fits": load.total <= max(free) or bool(load.blocks and plan(load, free) is not None),
    }


def check(folder: Path, options: LoadOptions = USUAL) -> dict[str, Any]:
    """The same, and what a small edit takes and gives.

    Raises:
        ModelError: it cannot be used.
    """
    told = describe(folder, options)
    devices = devices_of()
    where = fit(sketch(folder), devices, options).placement
    used_devices = list(dict.fromkeys([where.outer, *where.blocks]))
    before = _used(used_devices)
    start = time.perf_counter()
    denoiser = open_rewriter(folder, devices=devices, options=options, sha256=told["sha256"])
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
        "device": ", ".join(map(str, used_devices)),
        "load_seconds": round(loaded, 2),
        "memory_used": max(0, _used(used_devices) - before),
        "asked": ASKED if follows else intent.value,
        "edit_seconds": round(seconds, 2),
        "tokens_per_second": round(tokens / seconds, 1),
        "hunks": hunks,
    }


def _used(devices: Sequence[torch.device]) -> int:
    """Bytes that this process holds where models go."""
    if devices[0].type == "cuda":
        return sum(int(torch.cuda.max_memory_allocated(device)) for device in devices)
    return int(psutil.Process().memory_info().rss)


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m edit_engine.evaluation.checkpoints", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("describe", "check"):
        looking = commands.add_parser(name)
        looking.add_argument("folder", type=Path)
        for option, kind in (("precision", Precision), ("quantize", Quantization), ("cache", Cache)):
            looking.add_argument(f"--{option}", type=kind, default=getattr(USUAL, option))
        if name == "describe":
            looking.add_argument("--known", type=Path, help="file with hashes of files that were read before")
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
            options = LoadOptions(precision=given.precision, quantize=given.quantize, cache=given.cache)
            if given.command == "check":
                told = check(given.folder, options)
            else:
                told = describe(given.folder, options, KnownHashes(given.known) if given.known else None)
    except ModelError as error:
        print(json.dumps({"error": str(error)}))
        return FAILED
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
