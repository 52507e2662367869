"""From a model folder to a denoiser. Safetensors only: no file that is loaded can run code.

A folder with a model.json holds a model of ours; one without, a checkpoint in the layout of the Hugging Face hub.
"""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file

from edit_engine.load_options import USUAL, LoadOptions
from edit_engine.models.adapters.opening import open_rewriter
from edit_engine.models.builtin import BuiltinDenoiser
from edit_engine.models.config import ModelConfig
from edit_engine.models.denoiser import Denoiser
from edit_engine.models.errors import DamagedModel
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.memory import PhraseMemory
from edit_engine.models.precision import builtin_precision, devices_of, dtype_of
from edit_engine.models.registry import (
    ABOUT,
    CONFIG,
    MEMORY,
    TOKENIZER,
    WEIGHTS,
    ModelAbout,
    about_model,
    file_hash,
    find_model,
)
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import Transformer


def load_model(
    name: str,
    *,
    device: str | None = None,
    options: LoadOptions = USUAL,
    called: str = "",
    known: KnownHashes | None = None,
) -> Denoiser:
    """Load the model `name` (see `registry.find_model`).

    Args:
        name: "built-in" or the path of a model folder, ours or a checkpoint.
        device: torch device; by default CUDA if there is one, else the CPU. Only a checkpoint goes over several.
        options: how; of these, a model of ours knows the precision, in which its blocks compute.
        called: the name that a checkpoint was added under, for what it writes; its folder by default.
        known: hashes of a checkpoint's files that were read before.

    Raises:
        UnknownModel: no such model.
        DamagedModel: a file is missing or is not what model.json says.
        ModelError: a checkpoint cannot be used; the text says why and what to do.
    """
    folder = find_model(name)
    devices = devices_of(device)
    if not (folder / ABOUT).is_file():
        return open_rewriter(folder, devices=devices, options=options, name=called, known=known)
    chosen = devices[0]
    about = about_model(folder)
    for needed in (CONFIG, TOKENIZER):
        if not (folder / needed).is_file():
            raise DamagedModel(f"model {about.name!r}: {folder / needed} is missing; install the model again")
    _check(about, folder / WEIGHTS, about.sha256)
    if about.family != "builtin":
        raise DamagedModel(f"model {about.name!r} is of family {about.family!r}; this version knows: builtin")
    config = _read_config(folder)
    network = Transformer(config)
    try:
        state = {key: value.float() for key, value in load_file(folder / WEIGHTS).items()}
        network.load_state_dict(state)
    except (SafetensorError, RuntimeError) as error:
        raise DamagedModel(f"model {about.name!r}: weights do not fit its config: {error}") from error
    tokenizer = EditTokenizer.load(folder / TOKENIZER)
    memory = None
    if config.memory:
        _check(about, folder / MEMORY, about.memory_sha256)
        try:
            memory = PhraseMemory.load(folder / MEMORY, tokenizer)
        except ValueError as error:
            raise DamagedModel(f"model {about.name!r}: {error}") from error
    precision = dtype_of(options.precision, chosen, auto=builtin_precision)
    return BuiltinDenoiser(network.to(chosen), tokenizer, about, precision=precision, memory=memory)


def _check(about: ModelAbout, path: Path, expected: str) -> None:
    """Whether a file is there and is the one that model.json means."""
    if not path.is_file():
        raise DamagedModel(f"model {about.name!r}: {path} is missing; install the model again")
    found = file_hash(path)
    if found != expected:
        raise DamagedModel(
            f"model {about.name!r}: {path} has SHA-256 {found[:16]}..., expected {expected[:16]}...; "
            "install the model again"
        )


def _read_config(folder: Path) -> ModelConfig:
    plain = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    known = {field.name for field in fields(ModelConfig)}
    if not isinstance(plain, dict) or not set(plain) <= known:
        raise DamagedModel(f"{folder / CONFIG} is no config of the built-in family; it may hold {sorted(known)}")
    return ModelConfig(**plain)
