"""Other suggestions for the sentence of one: the same instruction, tried in other ways, for a person to choose from.

A search is a few ordinary jobs on that sentence, so queue, provenance and cancelling are as for any other. What they
find is set aside (`Shelf.aside`) until one is chosen, which then waits for a decision in place of the first; the others
are forgotten. No Qt.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from edit_engine.request import BOLD, Hunk, HunkState, Instruction, Intent, Provenance
from edit_engine.text import Span
from editor_app.asking_again import instruction_of
from editor_app.blame import sentence_at
from editor_app.dispatch import OPEN
from editor_app.errors import NothingToEdit
from editor_app.workspace import Workspace
from storage import NotFoundError, StoredHunk


# The model corrects what it locates the same way for every seed. To have a choice, it is let change a share of the
# sentence, and draws what it writes there. More than this, and it makes up another sentence.
STRENGTHS = (0.2, 0.3, 0.2, 0.35, 0.25)
# Suggestions the model thinks less of than this are worse than none.
LEAST_SURE = 0.05


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was asked for, and about what."""

    # The suggestion others are sought for, and where it stands in the revision the jobs were asked about.
    hunk_ids: tuple[str, ...]
    places: tuple[Span, ...]
    # Its sentence there, code points, and how that reads with the suggestions that are known, and without them.
    sentence: Span
    known: frozenset[str]
    job_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One way the sentence could read."""

    before: str
    after: str
    # The hunks that make it so, all of one job.
    hunk_ids: tuple[str, ...]
    # How sure the model is of the least sure of them, 0..1, and why that exists.
    confidence: float
    provenance: Provenance


@dataclass(frozen=True, kw_only=True)
class Found:
    """How far a search is."""

    # The surest first; no two read alike.
    candidates: tuple[Candidate, ...]
    # Whether more may come.
    working: bool


def attempts(instruction: Instruction) -> list[Instruction]:
    """The same instruction in other ways: bolder, with other seeds, with room to write anew."""
    bolder = replace(instruction, boldness=BOLD)
    ways = [bolder] if bolder != instruction else []
    # What draws anyway gives another text with another seed.
    draws = instruction.intent is Intent.INFILL or instruction.strength is not None
    for number, share in enumerate(STRENGTHS, 1):
        strength = instruction.strength if draws else share
        ways.append(replace(bolder, strength=strength, seed=instruction.seed + number))
    return ways


def seek(workspace: Workspace, document_id: str, hunk_ids: Collection[str]) -> Search:
    """Begin to look for other suggestions in place of some hunks, which count as one.

    Raises:
        NotFoundError: they were decided meanwhile.
        NothingToEdit: there is nothing at their place.
        UnknownModel, UnknownInstruction: their instruction cannot be given any more.
    """
    pending = [hunk for hunk in workspace.pending(document_id) if hunk.state is HunkState.PENDING]
    these = [hunk for hunk in pending if hunk.id in set(hunk_ids)]
    if not these:
        raise NotFoundError("That suggestion was decided meanwhile.")
    text = workspace.text(document_id)
    first = sentence_at(text, these[0].start)
    sentence = Span(min(first.start, these[0].start), max(first.end, these[-1].end))
    if not text[sentence.start : sentence.end].strip():
        raise NothingToEdit("There is no sentence to find another suggestion for.")
    around = [hunk for hunk in pending if sentence.start <= hunk.start and hunk.end <= sentence.end]
    known = {_applied(text, sentence, hunks) for hunks in ((), these, around)}
    document = workspace.document(document_id)
    job_ids: list[str] = []
    for way in attempts(instruction_of(workspace, these[0].provenance)):
        job = workspace.submit(document, way, scope=(sentence,))
        workspace.aside |= {job.id}
        workspace.tried |= {job.id}
        job_ids.append(job.id)
    return Search(
        hunk_ids=tuple(hunk.id for hunk in these),
        places=tuple(hunk.span for hunk in these),
        sentence=sentence,
        known=frozenset(known),
        job_ids=tuple(job_ids),
    )


def look(workspace: Workspace, search: Search) -> Found:
    """What was found so far."""
    by_text: dict[str, Candidate] = {}
    working = False
    for job_id in search.job_ids:
        job = workspace.job(job_id)
        working = working or job.state in OPEN
        stored = [each for each in workspace.hunks(job_id) if each.hunk.state is HunkState.PENDING]
        candidate = _candidate(workspace.show(job.base_revision_id), search, stored)
        if candidate is None or candidate.after in search.known:
            continue
        known = by_text.setdefault(candidate.after, candidate)
        if candidate.confidence > known.confidence:
            by_text[candidate.after] = candidate
    found = sorted(by_text.values(), key=lambda one: -one.confidence)
    return Found(candidates=tuple(found), working=working)


def take(workspace: Workspace, document_id: str, search: Search, candidate: Candidate) -> None:
    """Let a candidate wait for a decision in place of the suggestion, which is turned down."""
    _end(workspace, document_id, search, candidate)


def leave(workspace: Workspace, document_id: str, search: Search) -> None:
    """Let the suggestion wait as before; every candidate is forgotten."""
    _end(workspace, document_id, search, None)


def clear_up(workspace: Workspace) -> None:
    """Forget what searches tried that never ended, as the program did before them."""
    for job_id in workspace.aside:
        try:
            document_id = workspace.job(job_id).document_id
        except NotFoundError:  # its document was removed
            continue
        workspace.cancel(job_id)
        workspace.withdraw(document_id, {each.hunk.id for each in workspace.hunks(job_id)})
    workspace.aside = frozenset()


def _end(workspace: Workspace, document_id: str, search: Search, chosen: Candidate | None) -> None:
    for job_id in search.job_ids:
        workspace.cancel(job_id)
    kept = set(chosen.hunk_ids) if chosen is not None else set()
    tried = {each.hunk.id for job_id in search.job_ids for each in workspace.hunks(job_id)}
    # Nobody asked for each of them, so to be rid of them is nothing to take back.
    workspace.withdraw(document_id, tried - kept)
    pending = {hunk.id: hunk for hunk in workspace.pending(document_id, every=True)}
    taken = [pending[name] for name in kept if name in pending]
    if taken:
        in_the_way = {hunk.id for hunk in pending.values() if any(_meet(hunk, other) for other in taken)}
        going = (set(search.hunk_ids) & pending.keys() | in_the_way) - kept
        # To turn down what reads like one that stays would be to turn both down.
        gone = [name for name in going if not any(_alike(pending[name], other) for other in taken)]
        if gone:
            workspace.reject(document_id, gone)
    workspace.aside -= set(search.job_ids)


def _candidate(text: str, search: Search, stored: Sequence[StoredHunk]) -> Candidate | None:
    """How the sentence reads with what one job would change where the suggestion is; None if that is nothing."""
    sentence = search.sentence
    hunks = [
        each.hunk
        for each in stored
        if each.hunk.confidence >= LEAST_SURE and any(_touch(each.hunk.span, place) for place in search.places)
    ]
    if not hunks or any(hunk.start < sentence.start or hunk.end > sentence.end for hunk in hunks):
        return None
    least = min(hunks, key=lambda hunk: hunk.confidence)
    return Candidate(
        before=text[sentence.start : sentence.end],
        after=_applied(text, sentence, hunks),
        hunk_ids=tuple(hunk.id for hunk in hunks),
        confidence=least.confidence,
        provenance=least.provenance,
    )


def _touch(a: Span, b: Span) -> bool:
    """Whether they have a letter in common, or one is an insertion beside the other."""
    if a.length and b.length:
        return a.overlaps(b)
    return a.start <= b.end and b.start <= a.end


def _applied(text: str, span: Span, hunks: Collection[Hunk]) -> str:
    """A span of a text with hunks in it that do not overlap; of those that do, the first."""
    parts: list[str] = []
    at = span.start
    for hunk in sorted(hunks, key=lambda hunk: (hunk.start, hunk.end, hunk.id)):
        if hunk.start >= at:
            parts += (text[at : hunk.start], hunk.after)
            at = hunk.end
    return "".join((*parts, text[at : span.end]))


def _alike(a: Hunk, b: Hunk) -> bool:
    return (a.start, a.end, a.after) == (b.start, b.end, b.after)


def _meet(a: Hunk, b: Hunk) -> bool:
    first, second = sorted((a.span, b.span))
    return a.state is HunkState.PENDING and not first.clear_of(second)
