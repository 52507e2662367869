"""What the queue brought since the last look, gathered in the background so that the window only has to show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from editor_app.changes import Change
from editor_app.dispatch import OPEN
from editor_app.workspace import Workspace
from storage import Job, NotFoundError


@dataclass(frozen=True, kw_only=True)
class News:
    """One look."""

    changes: tuple[Change, ...]
    # The jobs concerned and those asked about, each with the share that is done, 0..1.
    jobs: dict[str, tuple[Job, float]]
    # Why queue or worker do not work just now; empty when all is well.
    problem: str

    @property
    def open(self) -> frozenset[str]:
        """Ids of the jobs that have not ended."""
        return frozenset(job.id for job, _ in self.jobs.values() if job.state in OPEN)


def look(workspace: Workspace, followed: Collection[str]) -> News:
    """Collect what came back, and ask about the jobs it concerns and those `followed`."""
    changes = tuple(workspace.poll())
    jobs = {}
    for job_id in {change.job_id for change in changes if change.job_id} | set(followed):
        try:
            if job_id in workspace.aside:  # whoever looks for alternatives asks about them
                continue
            job = workspace.job(job_id)
        except NotFoundError:  # its document was removed
            continue
        jobs[job_id] = (job, workspace.share(job))
    return News(changes=changes, jobs=jobs, problem=workspace.problem)
