"""A progress bar on stderr while jobs are worked on, where somebody can see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from editor_app.cli.outcome import err
from editor_app.dispatch import OPEN
from editor_app.workspace import Workspace
from storage import Job


def finished(workspace: Workspace, jobs: Sequence[Job], what: str, *, lines: bool = False) -> Iterator[Job]:
    """Each of `jobs` as it ends; between them, a bar shows how far they are together.

    Args:
        workspace: where they are.
        jobs: what to wait for.
        what: the words beside the bar.
        lines: where no bar can be drawn, print a line every tenth of the way instead of nothing.
    """
    console = err()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    task = bar.add_task(what, total=len(jobs))
    wanted = {job.id for job in jobs}

    told = 0

    def look() -> None:
        nonlocal told
        left = [job for state in OPEN for job in workspace.jobs(state) if job.id in wanted]
        done = len(wanted) - len(left) + sum(map(workspace.share, left))
        bar.update(task, completed=done)
        if lines and bar.disable and (tenths := int(10 * done / len(wanted))) > told:
            told = tenths
            console.print(f"{what}: {told}0 %", markup=False)

    with bar:
        for job in workspace.wait(jobs, each_step=look):
            # What is printed for this job must not run into the bar.
            bar.stop()
            yield job
            bar.start()
