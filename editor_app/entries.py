"""What a person can set, read from the schemas: the settings dialog, the palette and `redraft settings` show this.

A field of `Preferences` or `AppSettings` with a title is an entry; how it is shown follows from its type and limits. No
Qt in here, and no text is translated: that happens where it is shown.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from edit_engine.request import BOLDNESS_STOPS
from editor_app.models import installed_models
from editor_app.preferences import Language, Preferences
from editor_app.settings import TABLE, AppSettings


class Kind(StrEnum):
    """How an entry is set."""

    SWITCH = "switch"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    TEXT = "text"
    FONT = "font"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the values of a choice."""

    value: object
    title: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that can be set."""

    # The table of the file it is in, and its name there.
    section: str
    name: str
    title: str
    description: str
    kind: Kind
    # What it is at first.
    first: object
    # Of a choice; a value that is none of them is possible where `free`.
    options: tuple[Option, ...] = ()
    free: bool = False
    # Of numbers; None for no limit.
    least: float | None = None
    most: float | None = None

    @property
    def key(self) -> str:
        """What it is called on the command line."""
        return f"{self.section}.{self.name}"

    @property
    def step(self) -> float:
        """What one press of a key changes a number by."""
        if self.kind is Kind.WHOLE or self.least is None or self.most is None:
            return 1
        return 0.05 if self.most - self.least <= 5 else 0.5


@dataclass(frozen=True, kw_only=True)
class Group:
    """The entries of one section."""

    name: str
    title: str
    entries: tuple[Entry, ...]


# Names of values, where the value says too little.
_TITLES: dict[object, str] = {
    Language.SYSTEM: "As the system",
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
}
# Languages a document is offered to be in; any other can be typed.
_LANGUAGES = {"en": "English", "en-GB": "English (UK)", "en-US": "English (US)", "de": "German", "fr": "French"}


def groups() -> tuple[Group, ...]:
    """All entries, in the order they are shown in."""
    found = {
        name: Group(name=name, title=_title(section), entries=tuple(_entries(name, section)))
        for name, field in Preferences.model_fields.items()
        if (section := field.annotation) is not None and isinstance(section, type) and issubclass(section, BaseModel)
    }
    editing = Group(name=TABLE, title="Model and language", entries=tuple(_entries(TABLE, AppSettings)))
    return (*found.values(), editing)


def find(key: str) -> Entry | None:
    """The entry of a key."""
    return next((entry for group in groups() for entry in group.entries if entry.key == key), None)


def value(entry: Entry, preferences: Preferences, settings: AppSettings) -> object:
    """What an entry is set to."""
    return getattr(settings if entry.section == TABLE else getattr(preferences, entry.section), entry.name)


def _entries(section: str, schema: type[BaseModel]) -> Iterator[Entry]:
    for name, field in schema.model_fields.items():
        if not field.title:
            continue
        hint = field.json_schema_extra or {}
        special = str(hint.get("kind", "")) if isinstance(hint, dict) else ""
        kind, options, free = _shape(field, special)
        least, most = _limits(field)
        yield Entry(
            section=section,
            name=name,
            title=field.title,
            description=field.description or "",
            kind=kind,
            first=field.get_default(call_default_factory=True),
            options=options,
            free=free,
            least=least,
            most=most,
        )


def _shape(field: FieldInfo, special: str) -> tuple[Kind, tuple[Option, ...], bool]:
    """How it is set, its options, and whether others are possible."""
    if special == "font":
        return Kind.FONT, (), True
    if special == "model":
        installed = installed_models(AppSettings().data_dir)
        return Kind.CHOICE, tuple(Option(value=model.name, title=model.name) for model in installed), True
    if special == "boldness":
        stops = BOLDNESS_STOPS.items()
        return Kind.CHOICE, tuple(Option(value=stop, title=name.capitalize()) for name, stop in stops), True
    if special == "language":
        return Kind.CHOICE, tuple(Option(value=tag, title=title) for tag, title in _LANGUAGES.items()), True
    wanted = _plain(field.annotation)
    if wanted is bool:
        return Kind.SWITCH, (), False
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        named = (Option(value=each, title=_TITLES.get(each, each.value.capitalize())) for each in wanted)
        return Kind.CHOICE, tuple(named), False
    if wanted is int:
        return Kind.WHOLE, (), False
    return (Kind.NUMBER if wanted is float else Kind.TEXT), (), False


def _plain(annotation: object) -> object:
    """The type itself, for one that may be None."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _limits(field: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the most a number may be."""
    least = next((rule.ge for rule in field.metadata if isinstance(rule, Ge)), None)
    most = next((rule.le for rule in field.metadata if isinstance(rule, Le)), None)
    return _number(least), _number(most)


def _number(limit: object) -> float | None:
    return float(limit) if isinstance(limit, int | float) else None


def _title(schema: type[BaseModel]) -> str:
    return (schema.__doc__ or schema.__name__).strip()
