"""Models that people added: names for folders elsewhere, kept in one readable file of the data folder.

Faces offer them by name, and a worker on this machine loads them by it. What a model can do was found out when it was
added (`redraft models add`), so that listing them opens none. No torch here.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from edit_engine.load_options import USUAL, LoadOptions
from edit_engine.request import Intent, dump, load
from worker.errors import ModelNameError, SettingsError


FILE_NAME = "models.json"
# Hashes of their files, so that these are not read whole each time; see `edit_engine.models.hashes`.
HASHES = "hashes.json"
# Where checkpoints of the hub are put, a folder for each name.
DOWNLOADS = "models"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# What names of our own models may not be taken for.
_OURS = frozenset({"built-in", "builtin"})


@dataclass(frozen=True, kw_only=True)
class AddedModel:
    """One entry."""

    # What `--model` takes.
    name: str
    folder: str
    # As people call its family.
    title: str
    version: str
    intents: tuple[Intent, ...]
    parameters: int
    licence: str
    # SHA-256, hex, of its files when it was added.
    sha256: str
    # Bytes of memory it takes at work, an estimate.
    memory: int
    # One sentence on what to expect.
    limits: str = ""
    # Where it was downloaded from; empty for a folder that was there.
    source: str = ""
    # How it is loaded.
    options: LoadOptions = USUAL


class AddedModels:
    """The file.

    Args:
        data_dir: the data folder.
    """

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / FILE_NAME

    def all(self) -> list[AddedModel]:
        """By name.

        Raises:
            SettingsError: the file is damaged.
        """
        try:
            entries = json.loads(self._file.read_text(encoding="utf-8"))["models"]
            found = [load(AddedModel, entry) for entry in entries]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SettingsError(
                f"{self._file} cannot be read ({error}): move it away, and add your models again (redraft models add)"
            ) from error
        return sorted(found, key=lambda one: one.name)

    def find(self, name: str) -> AddedModel | None:
        """The one of that name."""
        return next((one for one in self.all() if one.name == name), None)

    def add(self, model: AddedModel) -> None:
        """Put it in; one of the same name leaves.

        Raises:
            ModelNameError: no model can be called so.
        """
        check_name(model.name)
        self._write([*(one for one in self.all() if one.name != model.name), model])

    def remove(self, name: str) -> AddedModel:
        """Take it out, and hand it back; its folder stays.

        Raises:
            ModelNameError: there is none of that name.
        """
        found = self.find(name)
        if found is None:
            known = ", ".join(one.name for one in self.all()) or "none"
            raise ModelNameError(f"no model was added as {name!r}: there are {known}")
        self._write([one for one in self.all() if one.name != name])
        return found

    def _write(self, models: list[AddedModel]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        plain = {"models": [dump(one) for one in sorted(models, key=lambda one: one.name)]}
        fresh = self._file.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self._file)


def check_name(name: str) -> None:
    """Whether a model can be called so.

    Raises:
        ModelNameError: it cannot.
    """
    if name in _OURS:
        raise ModelNameError(f"{name!r} is the model that comes with the program: choose another name with --name")
    if not _NAME.fullmatch(name):
        raise ModelNameError(
            f"{name!r} cannot be a model's name: use up to 64 letters, digits, '.', '_' and '-', with --name"
        )
