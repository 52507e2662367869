"""`redraft app`, `worker`, `bench`, `evaluate`, `explain` and `train`: starting the other parts of the program.

This process never imports torch: what needs it runs as a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from edit_engine.request import Priority
from editor_app.cli.outcome import Exit, expected_errors, fail, say, warn
from editor_app.display import why_no_display
from editor_app.sample import sample_path
from editor_app.settings import AppSettings


# Options after these commands belong to the programs they start.
PASS_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
_OURS = (2, 3)  # exit codes of ours that a started program may also end with


def app(
    files: Annotated[list[Path] | None, typer.Argument(help="Files to open; none opens what was open.")] = None,
) -> None:
    """Start the desktop editor."""
    if trouble := why_no_display(os.environ):
        fail(f"the desktop editor cannot start: {trouble}")
    try:
        from editor_app.gui import run  # here, because Qt is not needed for anything else
    except ImportError as error:
        fail(f"the desktop editor cannot start: {error}. redraft doctor says what is missing")
    with expected_errors():
        raise typer.Exit(run(list(files or ())))


def worker(
    queues: Annotated[str, typer.Option(help="Which queues to serve, comma-separated.")] = ",".join(Priority),
    concurrency: Annotated[int | None, typer.Option(min=2, help="Parts held at once.")] = None,
) -> None:
    """Serve the queue in the foreground until it is told to stop; settings come from REDRAFT_* variables."""
    try:
        wanted = [Priority(name.strip()) for name in queues.split(",") if name.strip()]
    except ValueError:
        fail(f"--queues {queues!r}: choose from {', '.join(Priority)}", Exit.USAGE)
    from worker.service import run  # here, because Celery's worker takes a second to import

    with expected_errors():
        settings = AppSettings().worker_settings()
        place = settings.broker_file if settings.embedded else settings.broker.rpartition("@")[2]
        say(f"Working on the queue at {place} with the model {settings.model}. Ctrl+C stops.")
        raise typer.Exit(run(settings, wanted, concurrency))


def evaluate(context: typer.Context) -> None:
    """Score a model on texts with known corrections; arguments go to python -m edit_engine.evaluation."""
    raise typer.Exit(_run_module("edit_engine.evaluation", context.args))


def explain(context: typer.Context) -> None:
    """Draw what a model does at one place of a text; arguments go to python -m edit_engine.evaluation.explain."""
    raise typer.Exit(_run_module("edit_engine.evaluation.explain", context.args))


def train(context: typer.Context) -> None:
    """Train a model; arguments go to python -m edit_engine.training."""
    raise typer.Exit(_run_module("edit_engine.training", context.args))


def bench(context: typer.Context) -> None:
    """Measure the speed of an edit and of a diff; with `app` that of the window, with `samplers` that of large models.

    Arguments go to python -m edit_engine.evaluation.speed, editor_app.gui.measuring (`redraft bench app --json`), or
    edit_engine.evaluation.speed_samplers (`redraft bench samplers --json`).
    """
    parts = {"app": "editor_app.gui.measuring", "samplers": "edit_engine.evaluation.speed_samplers"}
    if context.args and context.args[0] in parts:
        raise typer.Exit(_run_module(parts[context.args[0]], context.args[1:]))
    text = [] if "--text" in context.args else ["--text", str(sample_path())]
    raise typer.Exit(_run_module("edit_engine.evaluation.speed", [*text, *context.args]))


def _run_module(module: str, arguments: list[str]) -> int:
    """Run a module of the engine in a process of its own; its exit status, told apart from ours."""
    status = subprocess.run([sys.executable, "-P", "-m", module, *arguments], check=False).returncode
    if status not in (0, *_OURS):
        warn(f"python -m {module} ended with status {status}")
        return Exit.FAILED
    return status
