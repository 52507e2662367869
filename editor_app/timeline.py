"""The history of a document as a person reads it: newest first, a spell of typing as one entry that unfolds. No Qt.

    page = timeline.page(shelf, document_id)
    while page.older is not None:
        page = timeline.page(shelf, document_id, page.older)

Pages hold whole entries, so what was shown of older ones stays as it is when a document goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from edit_engine.text import Change, words
from edit_engine.text.words import is_word
from storage import Job, Revision, RevisionKind, Step


# Typing that goes on after a pause as long as this is another spell.
PAUSE = timedelta(minutes=5)
# Revisions a page holds, about.
PAGE = 200
# Code points of the text that an entry is recognised by.
EXCERPT = 90


class Author(StrEnum):
    """Who made a revision."""

    PERSON = "person"
    MODEL = "model"
    # Another program, or the person before the text came into the library.
    FILE = "file"


class Show(StrEnum):
    """Which entries are listed."""

    ALL = "all"
    NAMED = "named"
    TYPING = "typing"
    # What was accepted and rejected.
    DECISIONS = "decisions"
    PROPOSALS = "proposals"
    # What was read from the file, restored or undone.
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much a revision, or several in a row, changed."""

    # Words that came and went.
    added: int
    removed: int
    # What came, or, if nothing did, what went; shortened, on one line.
    excerpt: str
    # Whether all that came went again, and nothing else did.
    vain: bool


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One revision in the history."""

    revision: Revision
    number: int
    amount: Amount
    # As in `storage.Step`.
    suggested: int
    accepted: int
    rejected: int
    jobs: tuple[Job, ...]
    undone: bool
    undoes: str | None
    restores: str | None

    @property
    def author(self) -> Author:
        """Who made it."""
        if self.revision.kind is RevisionKind.IMPORT:
            return Author.FILE
        return Author.MODEL if self.revision.kind is RevisionKind.PROPOSAL else Author.PERSON


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the history: a revision, or a spell of typing."""

    # Newest first; several only for typing.
    moments: tuple[Moment, ...]
    # Of all of them together: what was typed and taken away again within the spell does not count.
    amount: Amount

    @property
    def newest(self) -> Moment:
        """The one whose text the entry stands for."""
        return self.moments[0]

    @property
    def revision(self) -> Revision:
        """That of the newest."""
        return self.moments[0].revision

    @property
    def first(self) -> bool:
        """Whether the document began with it."""
        return self.moments[-1].revision.parent_id is None

    def holds(self, revision_id: str) -> bool:
        """Whether a revision is part of it."""
        return any(moment.revision.id == revision_id for moment in self.moments)


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some entries, newest first."""

    entries: tuple[Entry, ...]
    # Where the next page begins; None if there is none.
    older: int | None

    @property
    def head_id(self) -> str:
        """Of the newest revision on it that is no proposal: on the first page, the text as it is. Empty for none."""
        texts = (entry.revision for entry in self.entries if entry.revision.kind is not RevisionKind.PROPOSAL)
        return next((revision.id for revision in texts), "")


def page(steps: Callable[[int | None, int], Sequence[Step]], before: int | None = None, limit: int = PAGE) -> Page:
    """The entries from some revision on.

    Args:
        steps: gives the steps older than a number (None: the newest), at most so many.
        before: where to go on: the `older` of the page before.
        limit: about how many revisions.
    """
    found: list[Step] = []
    while True:
        more = steps(found[-1].number if found else before, limit)
        found += more
        runs = _runs([step for step in found if not _withdrawn(step)])
        if len(more) < limit:
            return Page(entries=tuple(map(_entry, runs)), older=None)
        if len(runs) > 1:  # the last one may go on
            return Page(entries=tuple(map(_entry, runs[:-1])), older=runs[-2][-1].number)


def matches(entry: Entry, show: Show, words: str = "", about: str = "") -> bool:
    """Whether an entry is listed.

    Args:
        show: which kind is wanted.
        words: all of these must be in what is known of it, in any order, whatever their case.
        about: all that is known of it, with what it is called on the screen, casefolded; empty for `told`.
    """
    if show is not Show.ALL and show not in _shows(entry):
        return False
    wanted = words.casefold().split()
    if not wanted:
        return True
    about = about or told(entry).casefold()
    return all(word in about for word in wanted)


def told(entry: Entry) -> str:
    """Everything about an entry that a person may search for."""
    parts: list[str] = [entry.amount.excerpt]
    for moment in entry.moments:
        parts += [moment.revision.name or "", moment.amount.excerpt, str(moment.number)]
        for job in moment.jobs:
            parts += [job.instruction.intent, job.instruction.words, job.instruction.model, job.id]
    return " ".join(parts)


def _shows(entry: Entry) -> Iterable[Show]:
    if any(moment.revision.name for moment in entry.moments):
        yield Show.NAMED
    kind = entry.revision.kind
    if kind is RevisionKind.TYPING:
        yield Show.TYPING
    elif kind in (RevisionKind.ACCEPT, RevisionKind.REJECT):
        yield Show.DECISIONS
    elif kind is RevisionKind.PROPOSAL:
        yield Show.PROPOSALS
    else:
        yield Show.OTHER


def _runs(steps: Sequence[Step]) -> list[list[Step]]:
    """Steps that are one entry together, newest first."""
    runs: list[list[Step]] = []
    for step in steps:
        if runs and _goes_on(runs[-1][-1].revision, step.revision):
            runs[-1].append(step)
        else:
            runs.append([step])
    return runs


def _withdrawn(step: Step) -> bool:
    """Whether nothing is left of what was proposed: alternatives that were not chosen."""
    return step.revision.kind is RevisionKind.PROPOSAL and bool(step.changes) and not step.suggested


def _goes_on(newer: Revision, older: Revision) -> bool:
    """Whether two revisions in a row belong to one spell of typing; a name ends one."""
    typed = newer.kind is RevisionKind.TYPING and older.kind is RevisionKind.TYPING and older.name is None
    return typed and newer.parent_id == older.id and newer.created_at - older.created_at < PAUSE


def _entry(run: Sequence[Step]) -> Entry:
    moments = tuple(_moment(step) for step in run)
    if len(run) == 1:
        return Entry(moments=moments, amount=moments[0].amount)
    spell = _Spell(run[-1].length_before)
    for step in reversed(run):
        spell.go_on(step.changes)
    return Entry(moments=moments, amount=_amount(spell.added, spell.removed))


def _moment(step: Step) -> Moment:
    return Moment(
        revision=step.revision,
        number=step.number,
        amount=_amount([change.after for change in step.changes], [change.before for change in step.changes]),
        suggested=step.suggested,
        accepted=step.accepted,
        rejected=step.rejected,
        jobs=step.jobs,
        undone=step.undone,
        undoes=step.undoes,
        restores=step.restores,
    )


def _amount(added: Sequence[str], removed: Sequence[str]) -> Amount:
    shown = max((text for text in added if text.strip()), key=len, default="")
    shown = shown or max(removed, key=len, default="")
    vain = not added and not removed
    return Amount(added=_count(added), removed=_count(removed), excerpt=_shortened(shown), vain=vain)


def _count(texts: Iterable[str]) -> int:
    return sum(is_word(token) for text in texts for token in words(text))


def _shortened(text: str) -> str:
    line = " ".join(text[: 4 * EXCERPT].split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rpartition(" ")[0] + "…"


class _Spell:
    """What several revisions in a row changed together.

    Args:
        length: of the text before them, code points.
    """

    def __init__(self, length: int) -> None:
        # The text as pieces: so many code points that were there before, or text that came since.
        self._pieces: list[tuple[int, str]] = [(length, "")] if length else []
        self.removed: list[str] = []

    @property
    def added(self) -> list[str]:
        """The text that came and is still there."""
        joined: list[str] = []
        follows = False
        for _, text in self._pieces:
            if text and follows:
                joined[-1] += text
            elif text:
                joined.append(text)
            follows = bool(text)
        return joined

    def go_on(self, changes: Sequence[Change]) -> None:
        """Take in what the next revision changed."""
        for change in reversed(changes):  # so that the places before stay right
            self._pieces[slice(*self._cut(change))] = [(len(change.after), change.after)] if change.after else []

    def _cut(self, change: Change) -> tuple[int, int]:
        """Make what a change takes away pieces of their own; their indices."""
        at = index = 0
        while index < len(self._pieces) and at + self._pieces[index][0] <= change.start:
            at += self._pieces[index][0]
            index += 1
        if at < change.start:
            self._split(index, change.start - at)
            index, at = index + 1, change.start
        first = index
        while at < change.end:
            length, text = self._pieces[index]
            if at + length > change.end:
                self._split(index, change.end - at)
                length, text = self._pieces[index]
            if not text:
                self.removed.append(change.before[at - change.start : at - change.start + length])
            at += length
            index += 1
        return first, index

    def _split(self, index: int, at: int) -> None:
        length, text = self._pieces[index]
        self._pieces[index : index + 1] = [(at, text[:at]), (length - at, text[at:])]
