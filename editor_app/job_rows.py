"""The jobs of all documents as one list: what was asked of which, how far it is, what it came to. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from editor_app.dispatch import OPEN
from editor_app.workspace import Workspace
from storage import Job, JobState


# How many jobs that ended are listed, the newest.
ENDED = 100


@dataclass(frozen=True, kw_only=True)
class JobRow:
    """One job."""

    job: Job
    # Title of its document.
    title: str
    # How much is done, 0..1.
    share: float

    @property
    def open(self) -> bool:
        """Whether it can be cancelled."""
        return self.job.state in OPEN

    @property
    def again(self) -> bool:
        """Whether what is missing of it can be asked for again."""
        return self.job.state in (JobState.FAILED, JobState.CANCELLED)


def job_rows(workspace: Workspace) -> list[JobRow]:
    """The open jobs, the oldest first as they are worked on, then those that ended, the newest first.

    Those that look for alternatives to a suggestion are no jobs to people.
    """
    tried = workspace.tried
    jobs = [job for job in workspace.jobs() if job.id not in tried]
    titles = {document.id: document.title for document in workspace.documents()}
    waiting = [job for job in reversed(jobs) if job.state in OPEN]
    ended = [job for job in jobs if job.state not in OPEN][:ENDED]
    return [
        JobRow(job=job, title=titles[job.document_id], share=workspace.share(job))
        for job in [*waiting, *ended]
        if job.document_id in titles  # one removed in this moment
    ]
