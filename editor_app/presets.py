"""Instructions people keep under a name: `presets.toml`, beside the settings, which they may edit as well. No Qt.

    ["House style"]
    intent = "formal"
    strength = 0.3
    locks = ["Redraft"]

Each table is one preset. What it does not say is left as it is when the preset is chosen; what cannot be used is left
out with a warning, so a file edited by hand never keeps the program from starting.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from edit_engine.request import Intent, boldness_of
from editor_app import toml_file
from editor_app.errors import AppError
from editor_app.scope import Scope


logger = logging.getLogger(__name__)

FILE_NAME = "presets.toml"


class PresetError(AppError, ValueError):
    """No preset goes by that name, or another one does already."""


class Preset(BaseModel):
    """What the instruction bar holds, as far as it was kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    # The kind of change; None where the words say it.
    intent: Intent | None = None
    words: str = ""
    # None: what the model finds.
    strength: float | None = Field(default=None, ge=0, le=1)
    # None: as the settings say.
    boldness: Annotated[float, BeforeValidator(boldness_of)] | None = None
    # None: as it is chosen in the bar.
    scope: Scope | None = None
    # Empty: that of the settings.
    model: str = ""
    # Terms that must stay.
    locks: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it says what to do."""
        return self.intent is not None or bool(self.words.strip())


class Presets:
    """The file.

    Args:
        folder: of the settings.
    """

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE_NAME

    def all(self) -> dict[str, Preset]:
        """The presets by name, sorted as people sort names; none if the file cannot be read."""
        found = {}
        for name, table in toml_file.read(self.file).items():
            preset = _read(self.file, name, table)
            if preset is not None and preset.usable:
                found[name] = preset
        return {name: found[name] for name in sorted(found, key=str.casefold)}

    def find(self, name: str) -> Preset:
        """The preset of that name.

        Raises:
            PresetError: there is none.
        """
        presets = self.all()
        known = {each.casefold(): each for each in presets}
        if name.casefold() not in known:
            listed = ", ".join(presets) or "none yet"
            raise PresetError(f"there is no preset {name!r}; there are: {listed}")
        return presets[known[name.casefold()]]

    def save(self, name: str, preset: Preset) -> None:
        """Keep a preset; one of that name gives way.

        Raises:
            PresetError: the name is empty.
            FileError: the file cannot be written.
        """
        wanted = _name(name)
        entries: dict[str, object] = dict.fromkeys(Preset.model_fields)
        entries |= preset.model_dump(mode="json", exclude_defaults=True)
        toml_file.write(self.file, {wanted: entries})

    def rename(self, name: str, wanted: str) -> None:
        """Give a preset another name.

        Raises:
            PresetError: there is none of that name, or another one has the new name.
            FileError: the file cannot be written.
        """
        preset, to = self.find(name), _name(wanted)
        if to == name:
            return
        if to.casefold() in {each.casefold() for each in self.all()} - {name.casefold()}:
            raise PresetError(f"there is a preset {to!r} already: choose another name")
        gone = dict.fromkeys(Preset.model_fields)
        toml_file.write(self.file, {name: gone, to: preset.model_dump(mode="json", exclude_defaults=True)})

    def remove(self, name: str) -> None:
        """Forget a preset.

        Raises:
            FileError: the file cannot be written.
        """
        toml_file.write(self.file, {name: dict.fromkeys(Preset.model_fields)})


def _name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise PresetError("a preset needs a name")
    return wanted


def _read(file: Path, name: str, table: object) -> Preset | None:
    if not isinstance(table, dict):
        return None
    usable = dict(table)
    while True:
        try:
            return Preset.model_validate(usable)
        except ValidationError as error:
            for wrong in error.errors():
                field = str(wrong["loc"][0])
                logger.warning("%s: %s.%s is not usable: %s", file, name, field, wrong["msg"])
                usable.pop(field, None)
