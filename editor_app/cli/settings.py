"""`redraft settings`: what can be set, from the same schemas as the settings dialog and into the same file."""

from __future__ import annotations

import json
from enum import Enum
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from editor_app import entries
from editor_app.cli.outcome import Exit, expected_errors, fail, out, say
from editor_app.commands import CLI_HELP
from editor_app.entries import Entry
from editor_app.preferences import load, save
from editor_app.settings import TABLE, AppSettings, variable


settings = typer.Typer(help=CLI_HELP["settings"], invoke_without_command=True)
Key = Annotated[str, typer.Argument(metavar="KEY", help="Such as appearance.scheme; redraft settings lists them.")]


@settings.callback()
def default(context: typer.Context) -> None:
    """List them, unless another word follows."""
    if context.invoked_subcommand is None:
        ls()


@settings.command(help="List what can be set, what it is set to, and what it was at first.")
def ls(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """A line for each entry."""
    with expected_errors():
        now = AppSettings()
    likes = load(now.settings_file)
    found = [entry for group in entries.groups() for entry in group.entries]
    if as_json:
        records = [
            {
                "key": entry.key,
                "value": _plain(entries.value(entry, likes, now)),
                "at_first": _plain(entry.first),
                "fixed_by": _fixed(entry),
                "title": entry.title,
                "description": entry.description,
                "options": [_plain(option.value) for option in entry.options],
            }
            for entry in found
        ]
        print(json.dumps(records, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("setting", "value", "what it does"):
        table.add_column(title, overflow="fold")
    for entry in found:
        value = entries.value(entry, likes, now)
        shown = Text(_shown(value), style="" if value == entry.first else "bold")
        if name := _fixed(entry):
            shown.append(f" (by {name})", style="dim")
        table.add_row(entry.key, shown, f"{entry.title}: {entry.description}")
    out().print(table, soft_wrap=False)
    say(f"Kept in {now.settings_file}")


@settings.command("set", help="Set one of them, for the desktop editor and the command line.")
def set_(
    key: Key, value: Annotated[str, typer.Argument(metavar="VALUE", help="on and off for what is either.")]
) -> None:
    """Set an entry."""
    _keep(_entry(key), value)


@settings.command(help="Set one of them to what it was at first.")
def reset(key: Key) -> None:
    """Set an entry back."""
    entry = _entry(key)
    _keep(entry, entry.first)


def _keep(entry: Entry, value: object) -> None:
    with expected_errors():
        now = AppSettings()
        try:
            if entry.section == TABLE:
                now.keep(entry.name, value)
            else:
                likes = load(now.settings_file)
                section = getattr(likes, entry.section)
                changed = type(section).model_validate(section.model_dump() | {entry.name: value})
                save(now.settings_file, likes.model_copy(update={entry.section: changed}), likes)
        except ValidationError as error:
            options = ", ".join(_shown(option.value) for option in entry.options)
            advice = f"; choose from {options}" if options else ""
            fail(f"{entry.key} cannot be {value!r}: {error.errors()[0]['msg']}{advice}", Exit.USAGE)
    if name := _fixed(entry):
        say(f"{name} is set in the environment and wins over this until it is unset.")


def _entry(key: str) -> Entry:
    found = entries.find(key)
    if found is None:
        fail(f"there is no setting {key!r}: redraft settings lists them", Exit.USAGE)
    return found


def _fixed(entry: Entry) -> str | None:
    return variable(entry.name) if entry.section == TABLE else None


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _shown(value: object) -> str:
    plain = _plain(value)
    if isinstance(plain, bool):
        return "on" if plain else "off"
    return str(plain) or '""'
