"""What waits for a decision in many documents: in the whole library, in a folder, or from one run over many files.

It is read with one query, however many documents there are; so a place is that in the text the job was asked about, and
whether a suggestion still fits is found out when it is accepted. Only a document that was asked about in several states
is looked at itself, as places in one say nothing of those in another. No Qt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from edit_engine.request import HunkState, Instruction
from editor_app.shelf import Shelf
from editor_app.twins import without_twins
from storage import Document, Job, LibraryError, StoredHunk


# Jobs with one instruction that began within this time after one another are one run.
PAUSE = timedelta(seconds=60)
_OPEN = (HunkState.PENDING, HunkState.STALE)


@dataclass(frozen=True, kw_only=True)
class Run:
    """Jobs with one instruction over several documents."""

    instruction: Instruction
    began: datetime
    job_ids: frozenset[str]
    # How many documents it was about.
    documents: int


@dataclass(frozen=True, kw_only=True)
class Pile:
    """What waits in one document, in order of place."""

    document: Document
    waiting: tuple[StoredHunk, ...]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What waits everywhere, documents in the order of their paths and titles, and the runs it came from."""

    piles: tuple[Pile, ...] = ()
    # The newest first.
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a decision about many documents did."""

    # Documents with a new decision, and how many suggestions were decided in them.
    document_ids: tuple[str, ...]
    decided: int
    # Suggestions left because the text there was edited since, or because another was accepted in their place.
    left: int
    # What went wrong, by title of the document.
    problems: Mapping[str, str]


def gather(shelf: Shelf) -> Gathered:
    """Read what waits."""
    by_document: dict[str, list[StoredHunk]] = {}
    for stored in shelf.hunks(states=_OPEN):
        if stored.job_id not in shelf.aside:
            by_document.setdefault(stored.document_id, []).append(stored)
    documents = sorted(
        (document for document in shelf.documents() if document.id in by_document),
        key=lambda document: (str(document.path or ""), document.title, document.id),
    )
    found = (Pile(document=each, waiting=_listed(shelf, by_document[each.id])) for each in documents)
    piles = tuple(pile for pile in found if pile.waiting)
    concerned = {stored.job_id for pile in piles for stored in pile.waiting}
    return Gathered(piles=piles, runs=runs(job for job in shelf.jobs() if job.id in concerned))


def runs(jobs: Iterable[Job]) -> tuple[Run, ...]:
    """The jobs that belong together because one instruction was given for several documents at once."""
    found: list[list[Job]] = []
    for job in sorted(jobs, key=lambda job: job.created_at):
        last = next((run for run in reversed(found) if run[-1].instruction == job.instruction), None)
        if last is not None and job.created_at - last[-1].created_at <= PAUSE:
            last.append(job)
        else:
            found.append([job])
    made = [
        Run(
            instruction=run[0].instruction,
            began=run[0].created_at,
            job_ids=frozenset(job.id for job in run),
            documents=len({job.document_id for job in run}),
        )
        for run in reversed(found)
    ]
    return tuple(run for run in made if run.documents > 1)


def of_run(piles: Sequence[Pile], run: Run) -> list[Pile]:
    """Only what came from a run."""
    kept = [(pile, tuple(each for each in pile.waiting if each.job_id in run.job_ids)) for pile in piles]
    return [Pile(document=pile.document, waiting=waiting) for pile, waiting in kept if waiting]


def in_folder(piles: Sequence[Pile], folder: Path) -> list[Pile]:
    """Only what is about files in a folder or below it."""
    return [pile for pile in piles if pile.document.path is not None and pile.document.path.is_relative_to(folder)]


def decide(shelf: Shelf, chosen: Mapping[str, Collection[str]], *, accept: bool) -> Outcome:
    """Accept or reject hunks of several documents: one decision, and so one step to undo, in each.

    Args:
        shelf: where they are.
        chosen: ids of hunks by id of the document.
        accept: whether they go in.
    """
    done, decided, left = [], 0, 0
    problems: dict[str, str] = {}
    for document_id, names in chosen.items():
        try:
            decision = (shelf.accept if accept else shelf.reject)(document_id, list(names))
        except LibraryError as error:  # one was decided elsewhere meanwhile; the others can be
            problems[shelf.document(document_id).title] = str(error)
            continue
        count = len(decision.accepted) + len(decision.rejected)
        decided, left = decided + count, left + len(decision.stale)
        if count:
            done.append(document_id)
    return Outcome(document_ids=tuple(done), decided=decided, left=left, problems=problems)


def undo(shelf: Shelf, document_ids: Iterable[str]) -> int:
    """Take the newest decision of each document back; in how many there was one."""
    return sum(shelf.undo(document_id) is not None for document_id in document_ids)


def _listed(shelf: Shelf, waiting: list[StoredHunk]) -> tuple[StoredHunk, ...]:
    """What waits in one document, in order of place, and once where two jobs made the same change."""
    hunks = [stored.hunk for stored in waiting]
    several = len({stored.base_revision_id for stored in waiting}) > 1
    kept = {hunk.id: hunk for hunk in (shelf.pending(waiting[0].document_id) if several else without_twins(hunks))}
    listed = [replace(stored, hunk=kept[stored.hunk.id]) for stored in waiting if stored.hunk.id in kept]
    return tuple(sorted(listed, key=lambda stored: (stored.hunk.start, stored.hunk.end, stored.hunk.id)))
