"""The table of commands. Help that the desktop shows too comes from `editor_app.commands`."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from editor_app.cli import demo, doctor, edit, history, programs, review
from editor_app.cli.jobs import jobs
from editor_app.cli.models import models
from editor_app.cli.settings import settings
from editor_app.commands import CLI_HELP


app = typer.Typer(
    name="redraft",
    help="Rewrites long documents in small changes that you accept or reject.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(help=CLI_HELP["edit"])(edit.edit)
app.add_typer(jobs, name="jobs")
app.command(help=CLI_HELP["review"])(review.review)
app.command(help=CLI_HELP["accept"])(review.accept)
app.command(help=CLI_HELP["reject"])(review.reject)
app.command(help=CLI_HELP["undo"])(review.undo)
app.command(help=CLI_HELP["history"])(history.history)
app.command()(history.show)
app.command(help=CLI_HELP["restore"])(history.restore)
app.command(help=CLI_HELP["export"])(history.export)
app.command(name="import", help=CLI_HELP["import"])(history.take_in_marked)
app.command(help=CLI_HELP["app"])(programs.app)
app.add_typer(settings, name="settings")
app.command()(demo.demo)
app.command()(doctor.doctor)
app.command()(programs.worker)
app.add_typer(models, name="models")
app.command(context_settings=programs.PASS_ON)(programs.bench)
app.command(context_settings=programs.PASS_ON)(programs.evaluate)
app.command(context_settings=programs.PASS_ON)(programs.explain)
app.command(context_settings=programs.PASS_ON)(programs.train)


def _version(wanted: bool) -> None:
    if wanted:
        try:
            print(f"redraft {version('redraft')}")
        except PackageNotFoundError:
            print("redraft (not installed)")
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What stands before the command."""


def main() -> None:
    """Run the command line of this process."""
    # What a person should know is printed by the commands; the rest of the log is for programs that set one up.
    logging.getLogger().addHandler(logging.NullHandler())
    app()
