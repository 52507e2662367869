"""`redraft models`: list models, add one, look whether it works here, and take one out."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from edit_engine.load_options import Cache, LoadOptions, Precision, Quantization
from edit_engine.request import Intent, dump
from editor_app.cli.outcome import expected_errors, out, say
from editor_app.errors import UnknownModel
from editor_app.models import InstalledModel, find_model, installed_models
from editor_app.probing import option_words, probe
from editor_app.settings import AppSettings
from worker.models import DOWNLOADS, AddedModel, AddedModels, check_name


models = typer.Typer(help="List, add, check and remove models.", invoke_without_command=True)


@models.callback()
def default(context: typer.Context) -> None:
    """List them, unless another word follows."""
    if context.invoked_subcommand is None:
        ls()


@models.command(help="List models, what they can do, and how large they are.")
def ls(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """A line for each model."""
    with expected_errors():
        settings = AppSettings()
        found = installed_models(settings.data_dir)
        if as_json:
            print(json.dumps([_record(model) for model in found]))
            return
        if not found:
            find_model(settings.model, settings.data_dir)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("model", "version", "parameters", "licence", "can do"):
        table.add_column(title, overflow="fold")
    for model in found:
        can = "what words say" if model.follows_words else ", ".join(model.intents)
        table.add_row(model.name, model.version, _size(model.parameters), model.licence, can)
    out().print(table, soft_wrap=False)


@models.command(help="Let a checkpoint be asked by a name: a folder, or owner/name on the Hugging Face hub.")
def add(
    place: Annotated[str, typer.Argument(metavar="FOLDER|OWNER/NAME", show_default=False)],
    name: Annotated[str, typer.Option(help="What to call it; by default as its folder.")] = "",
    revision: Annotated[str, typer.Option(help="Branch, tag or commit on the hub.")] = "",
    precision: Annotated[Precision, typer.Option(help="Of its weights; auto is what this machine is fast at.")] = (
        Precision.AUTO
    ),
    quantize: Annotated[Quantization, typer.Option(help="Round the weights of linear layers.")] = Quantization.NONE,
    cache: Annotated[
        Cache, typer.Option(help="Keep keys and values that are a few tokens old (dual), or only exact ones.")
    ] = Cache.DUAL,
) -> None:
    """Look it through, and put it on the list. A folder stays where it is."""
    with expected_errors():
        home = AppSettings().data_dir
        options = LoadOptions(precision=precision, quantize=quantize, cache=cache)
        folder, source = Path(place).expanduser(), ""
        called = name or re.sub(r"[^A-Za-z0-9._-]+", "-", folder.resolve().name)
        check_name(called)
        if not folder.exists():
            if not re.fullmatch(r"[\w.-]+/[\w.-]+", place):
                raise UnknownModel(f"{place} does not exist: give the folder of a checkpoint, or owner/name on the hub")
            folder, source = home / DOWNLOADS / called, place
            say(f"Downloading {place} to {folder}")
            chosen = ["--revision", revision] if revision else []
            source += f"@{probe('fetch', place, str(folder), *chosen)['commit']}"
        told = probe("describe", str(folder), *option_words(options))
        model = AddedModel(
            name=called,
            folder=told["folder"],
            title=told["title"],
            version=told["version"],
            intents=tuple(map(Intent, told["intents"])),
            parameters=told["parameters"],
            licence=told["licence"],
            sha256=told["sha256"],
            memory=told["memory"],
            limits=told["limits"],
            source=source,
            options=options,
        )
        AddedModels(home).add(model)
    say(f"{called}: {told['title']}, {_size(told['parameters'])} parameters, licence {told['licence']}")
    say(f"It can do {_can(told['intents'])}. {told['limits']}".strip())
    if told["remote_code"]:
        say(f"Code that it names ({', '.join(told['remote_code'])}) is not run: its network is built in.")
    if not told["fits"]:
        say(
            f"It needs about {_gigabytes(told['memory'])} on this machine in {told['precision']}, and "
            f"{_gigabytes(told['free'])} are free."
        )
    say(f"Try it: redraft models check {called}")


@models.command(help="Load a model and let it edit two sentences: hash, shapes, speed, memory.")
def check(
    name: Annotated[str, typer.Argument(help="A name, or the folder of a checkpoint.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What it takes and gives here."""
    with expected_errors():
        home = AppSettings().data_dir
        model = find_model(name, home)
        if not model.title:
            raise UnknownModel(f"{name} is a model of ours: redraft doctor looks at it, redraft bench measures it")
        told = probe("check", str(model.folder), *option_words(model.options))
        if told["sha256"] != model.sha256:
            raise UnknownModel(
                f"the files of {name} in {model.folder} are not those that were added: add it again if that is meant"
            )
    if as_json:
        print(json.dumps(told))
        return
    for title, said in _report(told):
        out().print(f"{title:<10} {said}", markup=False)


@models.command(help="Take a model off the list; a folder that was downloaded for it is deleted.")
def rm(name: Annotated[str, typer.Argument(show_default=False)]) -> None:
    """Folders that people gave stay."""
    with expected_errors():
        home = AppSettings().data_dir
        gone = AddedModels(home).remove(name)
        if gone.source and Path(gone.folder).parent == (home / DOWNLOADS).resolve():
            shutil.rmtree(gone.folder, ignore_errors=True)
            say(f"{name} is deleted.")
        else:
            say(f"{name} is off the list; {gone.folder} stays.")


def _record(model: InstalledModel) -> dict[str, Any]:
    return {
        "name": model.name,
        "version": model.version,
        "intents": [intent.value for intent in model.intents],
        "parameters": model.parameters,
        "licence": model.licence,
        "sha256": model.sha256,
        **(_of_checkpoint(model) if model.title else {}),
    }


def _of_checkpoint(model: InstalledModel) -> dict[str, Any]:
    return {"family": model.title, "folder": str(model.folder), "limits": model.limits, "options": dump(model.options)}


def _report(told: dict[str, Any]) -> list[tuple[str, str]]:
    """What a check found, in lines."""
    hunks = [f"{hunk['before']!r} -> {hunk['after']!r}" for hunk in told["hunks"]]
    return [
        ("family", f"{told['title']}, {_size(told['parameters'])} parameters, licence {told['licence']}"),
        ("can do", _can(told["intents"])),
        ("limits", told["limits"] or "none known"),
        ("SHA-256", told["sha256"]),
        (
            "shapes",
            f"{told['tensors']} tensors as {', '.join(told['stored_as'])}, vocabulary {told['vocabulary']}, "
            f"rows of {told['longest']} tokens",
        ),
        (
            "memory",
            f"about {_gigabytes(told['memory'])} expected, {_gigabytes(told['memory_used'])} used, "
            f"{_gigabytes(told['free'])} free; {told['precision']} on {told['device']}",
        ),
        ("loading", f"{told['load_seconds']} s"),
        (
            "edit",
            f"{told['asked']!r}: {told['edit_seconds']} s, {told['tokens_per_second']} tokens of text a second, "
            f"{len(hunks)} suggested",
        ),
        *(("", one) for one in hunks),
    ]


def _can(intents: list[str]) -> str:
    return "what words say, and every kind of change" if Intent.FREE in intents else ", ".join(intents)


def _size(parameters: int) -> str:
    return f"{parameters / 1e9:.1f} B" if parameters >= 1e9 else f"{parameters / 1e6:.1f} M"


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.0f} MB"
