"""`redraft jobs`: what was asked for, how far it is, and going on with it or ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from editor_app.cli import find
from editor_app.cli.interrupts import in_one_go
from editor_app.cli.outcome import Exit, expected_errors, out, say, warn
from editor_app.cli.show import count
from editor_app.cli.waiting import finished
from editor_app.commands import CLI_HELP
from editor_app.dispatch import OPEN
from editor_app.shelf import Shelf
from editor_app.workspace import Workspace
from storage import Document, Job, JobState


jobs = typer.Typer(help="List jobs, go on with them, or end them.", invoke_without_command=True)
_Ids = Annotated[list[str] | None, typer.Argument(help="Ids of jobs, or how they begin; none means all open ones.")]
_SHOWN = 20
_STYLES = {JobState.DONE: "green", JobState.FAILED: "red", JobState.CANCELLED: "yellow"}


@jobs.callback()
def default(context: typer.Context) -> None:
    """List the newest jobs, unless another word follows."""
    if context.invoked_subcommand is None:
        ls(every=False)


@jobs.command(help="List jobs, the newest first.")
def ls(every: Annotated[bool, typer.Option("--all", help="Not only the newest.")] = False) -> None:
    """A line for each job."""
    with expected_errors(), Shelf() as shelf:
        documents = {each.id: each for each in shelf.documents()}
        # Text from stdin comes and goes with its jobs; what looks for alternatives was not asked for by itself.
        tried = shelf.tried
        listed = [job for job in shelf.jobs() if job.document_id in documents and job.id not in tried]
        table = Table(box=None, pad_edge=False, header_style="dim")
        for title in ("job", "state", "parts", "asked", "document", "instruction"):
            table.add_column(title, overflow="fold")
        for job in listed if every else listed[:_SHOWN]:
            table.add_row(
                job.id,
                Text(job.state, style=_STYLES.get(job.state, "")),
                f"{job.chunks_done}/{job.chunks_total}",
                when(job.created_at),
                Text(_name(documents[job.document_id])),
                Text(job.instruction.words or job.instruction.intent),
            )
        if listed:
            out().print(table, soft_wrap=False)
        else:
            say("No jobs yet: redraft edit FILE -i 'fix the grammar' makes one.")


@jobs.command(help="Say everything about one job.")
def show(name: Annotated[str, typer.Argument(metavar="JOB", help="Its id, or how it begins.")]) -> None:
    """One job, a fact a line."""
    with expected_errors(), Shelf() as shelf:
        job = find.job(shelf, name)
        hunks = shelf.hunks(job.id)
        states = {
            state: sum(each.hunk.state == state for each in hunks) for state in ("pending", "accepted", "rejected")
        }
        longest_s = max((chunk.seconds for chunk in shelf.chunks(job.id)), default=0.0)
        facts = {
            "job": job.id,
            "state": f"{job.state} ({job.chunks_done} of {count(job.chunks_total, 'part')})",
            "problem": job.message,
            "document": _name(shelf.document(job.document_id)),
            "asked": when(job.created_at),
            "ended": when(job.finished_at) if job.finished_at else "",
            "instruction": f"{job.instruction.intent} {job.instruction.words!r}",
            "model": f"{job.instruction.model}, seed {job.instruction.seed}",
            "took": f"{job.seconds:.1f} s, its longest part {longest_s:.1f} s in a worker" if job.finished_at else "",
            "suggestions": ", ".join(f"{number} {state}" for state, number in states.items()),
            "revision": job.base_revision_id,
        }
        for fact, value in facts.items():
            if value:
                out().print(Text.assemble((f"{fact:12}", "dim"), value))


@jobs.command(help="Work on open jobs and show how far they are, until they end.")
def watch(names: _Ids = None) -> None:
    """Wait for jobs; the local worker works on them meanwhile."""
    with expected_errors(), Workspace() as workspace:
        chosen = _chosen(workspace, names)
        with in_one_go():
            sent = [workspace.resume(job.id) if job.state in OPEN else job for job in chosen]
        code = _until_ended(workspace, sent)
    raise typer.Exit(code)


@jobs.command(help="Go on with jobs: what is open is sent again, what failed or was cancelled is asked anew.")
def resume(names: _Ids = None) -> None:
    """Send what is missing and wait for it."""
    with expected_errors(), Workspace() as workspace:
        with in_one_go():
            sent = [workspace.resume(job.id) for job in _chosen(workspace, names)]
        code = _until_ended(workspace, sent)
    raise typer.Exit(code)


@jobs.command(help=CLI_HELP["jobs cancel"])
def cancel(names: _Ids = None) -> None:
    """End jobs."""
    with expected_errors(), Workspace(worker="external") as workspace:
        for job in _chosen(workspace, names):
            if workspace.cancel(job.id):
                out().print(f"{job.id} cancelled", markup=False)
            else:
                say(f"{job.id} had ended before ({job.state})")


def when(at: datetime) -> str:
    """A time as people here write it, to the minute."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _chosen(workspace: Workspace, names: list[str] | None) -> list[Job]:
    if names:
        return [find.job(workspace, name) for name in names]
    chosen = [job for state in OPEN for job in workspace.jobs(state)]
    if not chosen:
        say("No open jobs.")
    return chosen


def _until_ended(workspace: Workspace, chosen: list[Job]) -> Exit:
    """Wait for jobs and say how each ended."""
    code = Exit.DONE
    for job in finished(workspace, chosen, "working") if chosen else ():
        name = _name(workspace.document(job.document_id))
        out().print(f"{job.id} {job.state}: {name}, {count(len(workspace.hunks(job.id)), 'suggestion')}", markup=False)
        if job.state is JobState.FAILED:
            warn(f"{name}: {job.message}")
            code = Exit.FAILED
        elif job.state is JobState.CANCELLED and code is Exit.DONE:
            code = Exit.CANCELLED
    return code


def _name(document: Document) -> str:
    return str(document.path or document.title)
