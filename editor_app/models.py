"""Which models there are and what they can do: those that came with the program, those that were added, and folders.

Read from their `model.json`, or from what was found out when they were added: no torch, no weights.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from edit_engine.load_options import USUAL, LoadOptions
from edit_engine.request import Intent
from editor_app.errors import UnknownModel
from editor_app.probing import probe
from worker.models import HASHES, AddedModel, AddedModels


BUILT_IN = "built-in"
_ABOUT, _CONFIG, _WEIGHTS, _MEMORY = "model.json", "config.json", "model.safetensors", "memory.safetensors"


@dataclass(frozen=True, kw_only=True)
class InstalledModel:
    """What is known of a model without loading it."""

    # What `--model` takes.
    name: str
    version: str
    # What it can be asked.
    intents: tuple[Intent, ...]
    parameters: int
    licence: str
    # SHA-256 its weights file should have, hex, and its phrase memory: empty for a model without one.
    sha256: str
    memory_sha256: str
    folder: Path
    # As people call its family, and what to expect of it; empty for our own.
    title: str = ""
    limits: str = ""
    # How a checkpoint is loaded.
    options: LoadOptions = USUAL

    @property
    def follows_words(self) -> bool:
        """Whether it does what words say, instead of one of the kinds of change only."""
        return Intent.FREE in self.intents

    @property
    def intact(self) -> bool:
        """Whether its large files are there and are those the model was released with. Reads all of them."""
        if self.title:
            return bool(probe("describe", str(self.folder))["sha256"] == self.sha256)
        expected = {_WEIGHTS: self.sha256, **({_MEMORY: self.memory_sha256} if self.memory_sha256 else {})}
        try:
            return all(_hash(self.folder / name) == sha256 for name, sha256 in expected.items())
        except OSError:
            return False


def installed_models(data_dir: Path | None = None) -> list[InstalledModel]:
    """The models that came with the program and those that were added, by name; damaged ones of ours are left out.

    Args:
        data_dir: the data folder, in which added models are listed; None for none of those.
    """
    found = []
    for folder in _asset_folders():
        try:
            found.append(_read(folder))
        except UnknownModel:
            continue
    added = AddedModels(data_dir).all() if data_dir is not None else []
    return [*sorted(found, key=lambda model: model.name), *map(_added, added)]


def find_model(name: str, data_dir: Path | None = None) -> InstalledModel:
    """The model `name`: one that came with the program, one that was added, or the folder of one.

    The folder of a checkpoint that was not added is looked through by a process of its own, which takes seconds.

    Raises:
        UnknownModel: there is none, or it cannot be used; the text says why.
    """
    for folder in _asset_folders():
        if folder.name == name or (name == BUILT_IN and folder.name == "builtin"):
            return _read(folder)
    if data_dir is not None and (added := AddedModels(data_dir).find(name)) is not None:
        return _added(added)
    folder = Path(name).expanduser()
    if (folder / _ABOUT).is_file():
        return _read(folder.resolve())
    if (folder / _CONFIG).is_file():
        return _look_through(folder.resolve(), data_dir)
    if name == BUILT_IN:
        raise UnknownModel(
            f"the built-in model is not installed ({_assets() / 'builtin' / _ABOUT} is missing): install Redraft "
            "again, or give the folder of another model with --model"
        )
    known = ", ".join(model.name for model in installed_models(data_dir)) or "none"
    raise UnknownModel(f"unknown model {name!r}: installed are {known}; or give the folder of one (see redraft models)")


@lru_cache(maxsize=16)
def _look_through(folder: Path, data_dir: Path | None) -> InstalledModel:
    # Its gigabytes are read once, not for every command.
    known = [] if data_dir is None else ["--known", str(data_dir / HASHES)]
    told = probe("describe", str(folder), *known)
    return InstalledModel(
        name=str(folder),
        version=told["version"],
        intents=tuple(map(Intent, told["intents"])),
        parameters=told["parameters"],
        licence=told["licence"],
        sha256=told["sha256"],
        memory_sha256="",
        folder=folder,
        title=told["title"],
        limits=told["limits"],
    )


def _added(model: AddedModel) -> InstalledModel:
    return InstalledModel(
        name=model.name,
        version=model.version,
        intents=model.intents,
        parameters=model.parameters,
        licence=model.licence,
        sha256=model.sha256,
        memory_sha256="",
        folder=Path(model.folder),
        title=model.title,
        limits=model.limits,
        options=model.options,
    )


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
