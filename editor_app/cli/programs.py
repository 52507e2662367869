"""`redraft app`, `worker`, `models`, `bench`, `evaluate` and `train`: starting the other parts of the program.

This process never imports torch: what needs it runs as a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from edit_engine.request import Priority
from editor_app.cli.outcome import Exit, expected_errors, fail, out, say, warn
from editor_app.models import find_model, installed_models
from editor_app.settings import AppSettings


models = typer.Typer(help="List the installed models.", invoke_without_command=True)
# Options after these commands belong to the programs they start.
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
_OURS = (2, 3)  # exit codes of ours that a started program may also end with


@models.callback()
def default(context: typer.Context) -> None:
    """List them, unless another word follows."""
    if context.invoked_subcommand is None:
        ls()


@models.command(help="List models, what they can do, and how large they are.")
def ls(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """A line for each model."""
    found = installed_models()
    if as_json:
        records = [
            {
                "name": model.name,
                "version": model.version,
                "intents": [intent.value for intent in model.intents],
                "parameters": model.parameters,
                "licence": model.licence,
                "sha256": model.sha256,
            }
            for model in found
        ]
        print(json.dumps(records))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("model", "version", "parameters", "licence", "can do"):
        table.add_column(title, overflow="fold")
    for model in found:
        size = f"{model.parameters / 1e6:.1f} M"
        table.add_row(model.name, model.version, size, model.licence, ", ".join(model.intents))
    if found:
        out().print(table, soft_wrap=False)
    else:
        with expected_errors():
            find_model(AppSettings().model)


def app(
    files: Annotated[list[Path] | None, typer.Argument(help="Files to open; none opens what was open.")] = None,
) -> None:
    """Start the desktop editor."""
    try:
        from editor_app.gui import run  # here, because Qt is not needed for anything else
    except ImportError as error:
        fail(f"the desktop editor cannot start: {error}. redraft doctor says what is missing")
    with expected_errors():
        raise typer.Exit(run(list(files or ())))


def worker(
    queues: Annotated[str, typer.Option(help="Which queues to serve, comma-separated.")] = ",".join(Priority),
    concurrency: Annotated[int | None, typer.Option(min=1, help="Parts held at once.")] = None,
) -> None:
    """Serve the queue in the foreground until it is told to stop; settings come from REDRAFT_* variables."""
    try:
        wanted = [Priority(name.strip()) for name in queues.split(",") if name.strip()]
    except ValueError:
        fail(f"--queues {queues!r}: choose from {', '.join(Priority)}", Exit.USAGE)
    from worker.service import run  # here, because Celery's worker takes a second to import

    with expected_errors():
        settings = AppSettings().worker_settings()
        say(f"worker on {'the embedded queue' if settings.embedded else settings.broker.rpartition('@')[2]}, model ")
        raise typer.Exit(run(settings, wanted, concurrency))


def evaluate(context: typer.Context) -> None:
    """Score a model on texts with known corrections; arguments go to python -m edit_engine.evaluation."""
    raise typer.Exit(_run_module("edit_engine.evaluation", context.args))


def train(context: typer.Context) -> None:
    """Train a model; arguments go to python -m edit_engine.training."""
    raise typer.Exit(_run_module("edit_engine.training", context.args))


def bench(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON only.")] = False,
) -> None:
    """Measure the speed of an edit and of a diff on this machine."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "edit_engine.evaluation.speed", "--json"], stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        fail("the measurement failed; the lines above say why")
    lines = done.stdout.decode().splitlines()
    try:
        measured: dict[str, Any] = json.loads(lines[-1] if len(lines) > 1 and lines[0][:1] != "{" else done.stdout)
    except (ValueError, IndexError):
        fail("the measurement gave no JSON: redraft doctor says whether the engine works")
    if as_json:
        print(json.dumps(measured))
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in _flat(measured):
        table.add_row(name, f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value))
    out().print(table, soft_wrap=False)


def _run_module(module: str, arguments: list[str]) -> int:
    """Run a module of the engine in a process of its own; its exit status, told apart from ours."""
    status = subprocess.run([sys.executable, "-P", "-m", module, *arguments], check=False).returncode
    if status not in (0, *_OURS):
        warn(f"python -m {module} ended with status {status}")
        return Exit.FAILED
    return status


def _flat(record: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Nested names as "outer.inner"."""
    rows: list[tuple[str, Any]] = []
    for name, value in record.items():
        rows += _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else [(prefix + name, value)]
    return rows
