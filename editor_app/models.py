"""Which models are installed and what they can do, read from their `model.json` alone: no torch, no weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from edit_engine.request import Intent
from editor_app.errors import UnknownModel


BUILT_IN = "built-in"
_ABOUT, _WEIGHTS, _MEMORY = "model.json", "model.safetensors", "memory.safetensors"


@dataclass(frozen=True, kw_only=True)
class InstalledModel:
    """What a model's folder says of it."""

    # What `--model` takes.
    name: str
    version: str
    # What it was trained for.
    intents: tuple[Intent, ...]
    parameters: int
    licence: str
    # SHA-256 its weights file should have, hex, and its phrase memory: empty for a model without one.
    sha256: str
    memory_sha256: str
    folder: Path

    @property
    def intact(self) -> bool:
        """Whether its large files are there and are those the model was released with. Reads all of them."""
        expected = {_WEIGHTS: self.sha256, **({_MEMORY: self.memory_sha256} if self.memory_sha256 else {})}
        try:
            return all(_hash(self.folder / name) == sha256 for name, sha256 in expected.items())
        except OSError:
            return False


def installed_models() -> list[InstalledModel]:
    """The models that came with the program, by name; damaged ones are left out."""
    found = []
    for folder in _asset_folders():
        try:
            found.append(_read(folder))
        except UnknownModel:
            continue
    return sorted(found, key=lambda model: model.name)


def find_model(name: str) -> InstalledModel:
    """The model `name`: one that came with the program, or the folder of one.

    Raises:
        UnknownModel: there is none, or its model.json cannot be read.
    """
    for folder in _asset_folders():
        if folder.name == name or (name == BUILT_IN and folder.name == "builtin"):
            return _read(folder)
    if (Path(name).expanduser() / _ABOUT).is_file():
        return _read(Path(name).expanduser().resolve())
    if name == BUILT_IN:
        raise UnknownModel(
            f"the built-in model is not installed ({_assets() / 'builtin' / _ABOUT} is missing): install Redraft "
            "again, or give the folder of another model with --model"
        )
    known = ", ".join(model.name for model in installed_models()) or "none"
    raise UnknownModel(f"unknown model {name!r}: installed are {known}; or give the folder of one (see redraft models)")


def _assets() -> Path:
    return Path(str(files("edit_engine"))) / "assets"


def _asset_folders() -> Iterator[Path]:
    if _assets().is_dir():
        yield from sorted(about.parent for about in _assets().glob(f"*/{_ABOUT}"))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(folder: Path) -> InstalledModel:
    try:
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        built_in = folder.parent == _assets() and folder.name == "builtin"
        return InstalledModel(
            name=BUILT_IN if built_in else about["name"] if folder.parent == _assets() else str(folder),
            version=str(about["version"]),
            intents=tuple(Intent(intent) for intent in about["intents"]),
            parameters=int(about["parameters"]),
            licence=str(about["licence"]),
            sha256=str(about["sha256"]),
            memory_sha256=str(about.get("memory_sha256", "")),
            folder=folder,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnknownModel(f"{folder / _ABOUT} cannot be used ({error!r}): install the model again") from error
