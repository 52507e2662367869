"""Reviewing: which hunks still fit the head, and what happens when they are accepted, rejected, or taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from edit_engine.request import Hunk, HunkState, Provenance
from edit_engine.text import Span
from storage import anchors, texts
from storage.columns import from_json
from storage.delta import Op
from storage.errors import ConflictError, InvalidError, NotFoundError
from storage.records import Decision, RevisionKind, StoredHunk
from storage.revisions import head_row, record
from storage.tables import AnyRow, decisions, hunks, jobs, picked
from storage.writing import append


# What a decision needs of a hunk: its provenance would only slow it down.
_TOO_MUCH = ("document_id", "provenance", "confidence", "chunk_id", "suggested", "decision_id")
_DECIDING = [column for column in hunks.c if column.name not in _TOO_MUCH]


def stored(
    connection: Connection, document_id: str | None, job_id: str | None, states: Collection[HunkState] | None
) -> list[StoredHunk]:
    """Hunks as their jobs returned them, by document, job (the oldest first) and place."""
    query = select(hunks, jobs.c.base_revision_id).join(jobs, jobs.c.id == hunks.c.job_id)
    if document_id is not None:
        query = query.where(hunks.c.document_id == document_id)
    if job_id is not None:
        query = query.where(hunks.c.job_id == job_id)
    if states is not None:
        query = query.where(hunks.c.state.in_(states))
    by_job = (jobs.c.created_at, hunks.c.job_id)
    query = query.order_by(hunks.c.document_id, *by_job, hunks.c.span_start, hunks.c.span_end, hunks.c.id)
    rows = anchors.checked(connection.execute(query))
    return [
        StoredHunk(hunk=hunk, job_id=row.job_id, document_id=row.document_id, base_revision_id=row.base_revision_id)
        for hunk, row in zip(_hunks(rows, _first_places(rows)), rows, strict=True)
    ]


def pending(connection: Connection, document_id: str) -> list[Hunk]:
    """The hunks that wait for a decision, where they stand in the head; stale ones where their text was."""
    head = head_row(connection, document_id)
    rows = anchors.checked(
        connection.execute(
            select(hunks).where(hunks.c.document_id == document_id, hunks.c.state.in_(anchors.OPEN))
        ).all()
    )
    places = _standing(connection, head, texts.read(connection, head.id), rows)
    return sorted(_hunks(rows, places), key=attrgetter("start", "end", "id"))


def decide(
    connection: Connection,
    document_id: str,
    accept: Sequence[str],
    reject: Sequence[str],
    *,
    twins: bool = False,
) -> Decision:
    """Accept and reject hunks as one new revision. Those whose text was edited since are left and named.

    Args:
        accept, reject: their ids.
        twins: whether to turn down, too, what another job found that is the very same as one of them.

    Raises:
        NotFoundError: the document has no such hunk.
        InvalidError: a hunk is in both lists.
        ConflictError: a hunk was decided the other way before.
    """
    if both := set(accept) & set(reject):
        raise InvalidError(f"these hunks are both accepted and rejected: {', '.join(sorted(both))}")
    head = head_row(connection, document_id, lock=True)
    to_accept = _undecided(connection, document_id, accept, HunkState.ACCEPTED)
    to_reject = _undecided(connection, document_id, reject, HunkState.REJECTED)
    text = texts.read(connection, head.id)
    fitting, stale = _fitting(connection, head, text, to_accept)
    if twins:
        to_reject += _twins(connection, head, text, {*(each.id for each in fitting), *(row.id for row in to_reject)})
    if not fitting and not to_reject:
        return Decision(revision=record(head), stale=tuple(stale))
    ops = [Op(each.place.start, each.before, each.after) for each in fitting]
    kind = RevisionKind.ACCEPT if ops else RevisionKind.REJECT
    revision = append(connection, head, text, ops, kind)
    connection.execute(insert(decisions).values(revision_id=revision.id, document_id=document_id))
    accepted = tuple(each.id for each in fitting)
    rejected = tuple(row.id for row in to_reject)
    still = hunks.c.state.in_(anchors.OPEN)
    anchors.change(connection, document_id, rejected, still, state=HunkState.REJECTED, decision_id=revision.id)
    anchors.change(connection, document_id, accepted, still, state=HunkState.ACCEPTED, decision_id=revision.id)
    anchors.settle(connection, revision)
    return Decision(revision=record(revision), accepted=accepted, rejected=rejected, stale=tuple(stale))


def withdraw(connection: Connection, document_id: str, ids: Collection[str]) -> None:
    """Forget those of these hunks that wait."""
    still = (hunks.c.document_id == document_id, hunks.c.state.in_(anchors.OPEN))
    for named in anchors.portions(sorted(ids)):
        connection.execute(delete(hunks).where(*still, hunks.c.id.in_(named)))


def _standing(connection: Connection, head: AnyRow, text: str, rows: Sequence[AnyRow]) -> list[tuple[Span, HunkState]]:
    """Where open hunks stand in the head, which reads `text`, and whether they still fit there."""
    by_number = anchors.traces(connection, head.document_id, rows, head.number)
    places: list[tuple[Span, HunkState]] = []
    for number, (span, (before, _)) in enumerate(
        zip(anchors.places(rows, by_number), picked(rows, "before", "id"), strict=True)
    ):
        # No way leads to another text but a rotten row; the text itself decides.
        if span is not None and text[span[0] : span[1]] == before:
            places.append((span, HunkState.PENDING))
        else:
            places.append((anchors.place_left(rows[number], by_number), HunkState.STALE))
    return places


def _twins(connection: Connection, head: AnyRow, text: str, chosen: Collection[str]) -> list[AnyRow]:
    """The open hunks that would make the very change that one of `chosen`, by id, makes, and are not among them."""
    still = (hunks.c.document_id == head.document_id, hunks.c.state.in_(anchors.OPEN))
    found_by = set(connection.execute(select(hunks.c.job_id).where(*still).distinct()).scalars())
    if len(found_by) < 2:  # hunks of one job never overlap
        return []
    rows = anchors.checked(connection.execute(select(*_DECIDING).where(*still)).all())
    standing = [(place, row) for place, row in zip(_standing(connection, head, text, rows), rows, strict=True)]
    wanted = {(place, row.after) for place, row in standing if row.id in chosen}
    return [row for place, row in standing if row.id not in chosen and (place, row.after) in wanted]


class _Fitting(NamedTuple):
    """A hunk that can go into the head."""

    place: Span
    id: str
    before: str
    after: str


def _fitting(
    connection: Connection, head: AnyRow, text: str, rows: Sequence[AnyRow]
) -> tuple[list[_Fitting], list[str]]:
    """Those of `rows` that can go into the head together, in order, and the ids of the others."""
    by_number = anchors.traces(connection, head.document_id, rows, head.number)
    said = zip(anchors.places(rows, by_number), picked(rows, "id", "before", "after"), strict=True)
    fitting: list[_Fitting] = []
    last: Span | None = None
    for each in sorted(_Fitting(span, *what) for span, what in said if span is not None):
        start, end = each.place
        # Looked up again in the text itself, whatever the way there said.
        if text[start:end] == each.before and (last is None or last.clear_of(each.place)):
            fitting.append(each)
            last = each.place
    if len(fitting) == len(rows):
        return fitting, []
    kept = {each.id for each in fitting}
    return fitting, [row.id for row in rows if row.id not in kept]


def _undecided(connection: Connection, document_id: str, ids: Sequence[str], wanted: HunkState) -> list[AnyRow]:
    """The rows of those `ids` that are not in the state `wanted` yet, in the order given."""
    rows: dict[str, AnyRow] = {}
    unique = list(dict.fromkeys(ids))
    of_document = select(*_DECIDING).where(hunks.c.document_id == document_id)
    if len(unique) > anchors.NAMED:
        # Naming them all would cost more than reading what else is open.
        still = connection.execute(of_document.where(hunks.c.state.in_(anchors.OPEN))).all()
        named_too = set(unique)
        known = zip(picked(still, "id", "state"), still, strict=True)
        rows = {name: row for (name, _), row in known if name in named_too}
        anchors.checked(rows.values())
    for named in anchors.portions([name for name in unique if name not in rows]):
        found = connection.execute(of_document.where(hunks.c.id.in_(named)))
        rows.update((row.id, row) for row in anchors.checked(found))
    for name in unique:
        if name not in rows:
            raise NotFoundError(f"document {document_id} has no hunk {name}")
    named_rows = [rows[name] for name in unique]
    states = [state for state, _ in picked(named_rows, "state", "id")]
    possible = (*anchors.OPEN, wanted)
    for name, state in zip(unique, states, strict=True):
        if state not in possible:
            raise ConflictError(f"hunk {name} was {state} before; undo that first")
    return [row for row, state in zip(named_rows, states, strict=True) if state != wanted]


def _first_places(rows: Iterable[AnyRow]) -> Iterator[tuple[Span, HunkState]]:
    return ((Span(row.span_start, row.span_end), row.state) for row in rows)


def _hunks(rows: Sequence[AnyRow], places: Iterable[tuple[Span, HunkState]]) -> list[Hunk]:
    # The hunks of a job mostly share their provenance, apart from the scores.
    known: dict[str, Provenance] = {}
    made = []
    said = picked(rows, "id", "before", "after", "confidence", "suggested", "provenance")
    for (name, before, after, confidence, suggested, why), ((start, end), state) in zip(said, places, strict=True):
        if why not in known:
            known[why] = from_json(Provenance, why)
        made.append(
            Hunk(
                id=name,
                start=start,
                end=end,
                before=before,
                after=after,
                confidence=confidence,
                provenance=known[why],
                state=state,
                suggested=suggested,
            )
        )
    return made
