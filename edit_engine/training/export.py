"""Write a run's weights as a model folder that `edit_engine.models.loading` reads."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import torch
from pydantic import TypeAdapter
from safetensors.torch import save_file

from edit_engine.models.config import ModelConfig
from edit_engine.models.registry import (
    ABOUT,
    BUILT_IN,
    CONFIG,
    MEMORY,
    TOKENIZER,
    WEIGHTS,
    ModelAbout,
    about_model,
    file_hash,
)
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.network import SpellingTransformer


# What the shipped mixture trains on.
TRAINED_INTENTS = (Intent.FIX, Intent.SIMPLIFY, Intent.SHORTEN, Intent.FORMAL, Intent.INFILL)


def export_model(run: Path, out: Path, *, version: str, averaged: bool = False) -> ModelAbout:
    """Write config, tokenizer, weights (bfloat16) and model.json to `out`.

    Thresholds and calibration of a model.json that is already there are kept.

    Args:
        run: folder of a training run.
        out: model folder, made if absent.
        version: version of the weights.
        averaged: take the running average of the weights. Better in the middle of a run; after its rate has gone down
            to zero, the last weights are.
    """
    config = ModelConfig(**json.loads((run / "run.json").read_text())["model"])
    tokenizer = EditTokenizer.load(run / "tokenizer.json")
    network = SpellingTransformer(config, tokenizer.token_bytes())
    checkpoint = torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)
    network.load_state_dict(checkpoint["average" if averaged else "network"], strict=True)
    out.mkdir(parents=True, exist_ok=True)
    state = {name: value.to(torch.bfloat16).contiguous() for name, value in network.export().items()}
    save_file(state, out / WEIGHTS)
    (out / WEIGHTS).chmod(0o644)
    (out / CONFIG).write_text(json.dumps(asdict(config), indent=1) + "\n")
    shutil.copyfile(run / "tokenizer.json", out / TOKENIZER)
    if config.memory:
        shutil.copyfile(run / MEMORY, out / MEMORY)
    before = about_model(out) if (out / ABOUT).is_file() else None
    about = ModelAbout(
        name=BUILT_IN,
        version=version,
        family="builtin",
        licence="Apache-2.0",
        parameters=sum(value.numel() for value in state.values()),
        sha256=file_hash(out / WEIGHTS),
        intents=TRAINED_INTENTS,
        thresholds=before.thresholds if before else {},
        calibration=before.calibration if before else {},
        memory_sha256=file_hash(out / MEMORY) if config.memory else "",
    )
    write_about(about, out)
    return about


def write_about(about: ModelAbout, folder: Path) -> None:
    """Write model.json."""
    (folder / ABOUT).write_text(TypeAdapter(ModelAbout).dump_json(about, indent=1).decode() + "\n")
