"""What a person likes: looks, writing, review, keys. Kept in one readable file, `settings.toml`; no Qt in here.

`AppSettings` says where things are and how editing works; these say how the program behaves towards its person. The
settings dialog is built from this schema, so a field is declared here once, with its title, its explanation and its
limits. Unknown entries of the file are kept, and a value that cannot be used is left out with a warning: a file edited
by hand never keeps the program from starting.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from editor_app import toml_file


logger = logging.getLogger(__name__)


class Scheme(StrEnum):
    """Which colours are used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """Which language menus and messages are in."""

    SYSTEM = ""
    ENGLISH = "en"
    GERMAN = "de"


class Granularity(StrEnum):
    """What one suggestion of the review is."""

    # Words for small edits, the sentence for rewrites.
    AUTO = "automatic"
    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Appearance(_Section):
    """Appearance"""

    scheme: Scheme = Field(
        default=Scheme.SYSTEM, title="Colours", description="Follow the system, or always light or dark."
    )
    contrast: bool = Field(
        default=False,
        title="High contrast",
        description="Stronger colours and lines. On as well where the system asks for it.",
    )
    language: Language = Field(
        default=Language.SYSTEM, title="Language", description="Of menus and messages. Takes effect at the next start."
    )
    font_family: str = Field(
        default="",
        title="Font",
        description="Of the text.",
        json_schema_extra={"kind": "font"},
    )
    font_size_pt: float = Field(
        default=14.0, ge=7, le=40, title="Size", description="Of the text, in points at 100 % zoom."
    )
    line_height: float = Field(
        default=1.6,
        ge=1.0,
        le=3.0,
        title="Line height",
        description="Against the size of the letters. A change ends what Undo can take back.",
    )
    column_chars: int = Field(default=76, ge=30, le=200, title="Width", description="Letters in a full line.")


class Writing(_Section):
    """Writing"""

    markdown: bool = Field(
        default=True, title="Highlight Markdown", description="Show headings, emphasis and code as such."
    )
    focus: bool = Field(default=False, title="Focus", description="Dim every paragraph but the one written in.")
    typewriter: bool = Field(
        default=False, title="Typewriter", description="Keep the line written in at the same height."
    )
    outline: bool = Field(default=False, title="Outline", description="Show the headings beside the text.")
    spelling: bool = Field(default=True, title="Spelling", description="Underline words the dictionary does not know.")


class Reviewing(_Section):
    """Review"""

    granularity: Granularity = Field(
        default=Granularity.AUTO, title="Granularity", description="What is shown and decided as one suggestion."
    )
    auto_advance: bool = Field(
        default=True,
        title="Go on by itself",
        description="After a decision, go to the next suggestion that is not decided.",
    )
    side_by_side: bool = Field(
        default=False,
        title="Compare side by side",
        description="Show two revisions in two columns; else in one text with its changes.",
    )


class Asking(_Section):
    """Suggestions"""

    live: bool = Field(default=True, title="Show the work", description="Show text being denoised while a job runs.")
    notify: bool = Field(default=True, title="Notify", description="When a long job ends and the window is away.")


class Starting(_Section):
    """Starting"""

    restore: bool = Field(
        default=True, title="Go on where I left", description="Open the documents of the last time again."
    )
    single_instance: bool = Field(
        default=True,
        title="One program",
        description="Open files in the window that runs already, not in another program.",
    )


class Preferences(_Section):
    """All of them, by section."""

    appearance: Appearance = Appearance()
    writing: Writing = Writing()
    reviewing: Reviewing = Reviewing()
    asking: Asking = Asking()
    starting: Starting = Starting()
    # Keys that replace those of the command table, by name of the command, in Qt's portable spelling; empty for none.
    shortcuts: dict[str, list[str]] = {}


def load(file: Path) -> Preferences:
    """The preferences of a file; what it does not say, or says in a way that cannot be used, is as at first."""
    found = toml_file.read(file)
    while True:
        try:
            return Preferences.model_validate(found)
        except ValidationError as error:
            for wrong in error.errors():
                path = [str(part) for part in wrong["loc"]]
                logger.warning("%s: %s is not usable: %s", file, ".".join(path), wrong["msg"])
                _remove(found, path)


def save(file: Path, preferences: Preferences, before: Preferences) -> None:
    """Write what changed; everything else in the file stays, and what is as at first needs no entry.

    Args:
        file: where they are kept.
        preferences: as they are now.
        before: as they were when the file was read or written last: another program may have changed other entries.

    Raises:
        FileError: the file cannot be written.
    """
    first, old, new = (each.model_dump(mode="json") for each in (Preferences(), before, preferences))
    changes: dict[str, dict[str, object]] = {}
    for section, values in new.items():
        names = values.keys() | old[section].keys()
        changed = [name for name in sorted(names) if values.get(name) != old[section].get(name)]
        changes[section] = {
            name: None if values.get(name) == first[section].get(name) else values[name] for name in changed
        }
    toml_file.write(file, {section: entries for section, entries in changes.items() if entries})


def _remove(tree: dict[str, object], path: list[str]) -> None:
    """Take out the entry of a path, or the last part of the path that is one."""
    here: dict[str, object] = tree
    for part in path[:-1]:
        below = here.get(part)
        if not isinstance(below, dict):
            here.pop(part, None)
            return
        here = below
    here.pop(path[-1], None)
