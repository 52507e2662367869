"""Reviewing: which hunks still fit the head, and what happens when they are accepted, rejected, or taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter

from sqlalchemy import Connection, insert, select

from edit_engine.request import Hunk, HunkState, Provenance
from edit_engine.text import Span
from storage import anchors, texts
from storage.columns import from_json
from storage.delta import Op
from storage.errors import ConflictError, InvalidError, NotFoundError
from storage.records import Decision, RevisionKind, StoredHunk
from storage.revisions import head_row, record
from storage.tables import AnyRow, decisions, hunks, jobs
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
        to_reject += _twins(connection, head, text, [*(row for _, row in fitting), *to_reject])
    if not fitting and not to_reject:
        return Decision(revision=record(head), stale=tuple(stale))
    ops = [Op(span.start, row.before, row.after) for span, row in fitting]
    kind = RevisionKind.ACCEPT if ops else RevisionKind.REJECT
    revision = append(connection, head, text, ops, kind)
    connection.execute(insert(decisions).values(revision_id=revision.id, document_id=document_id))
    accepted = tuple(row.id for _, row in fitting)
    rejected = tuple(row.id for row in to_reject)
    still = hunks.c.state.in_(anchors.OPEN)
    anchors.change(connection, document_id, rejected, still, state=HunkState.REJECTED, decision_id=revision.id)
    anchors.change(connection, document_id, accepted, still, state=HunkState.ACCEPTED, decision_id=revision.id)
    anchors.settle(connection, revision)
    return Decision(revision=record(revision), accepted=accepted, rejected=rejected, stale=tuple(stale))


def _standing(connection: Connection, head: AnyRow, text: str, rows: Sequence[AnyRow]) -> list[tuple[Span, HunkState]]:
    """Where open hunks stand in the head, which reads `text`, and whether they still fit there."""
    by_number = anchors.traces(connection, head.document_id, rows, head.number)
    places: list[tuple[Span, HunkState]] = []
    for row in rows:
        span = anchors.place(row, by_number)
        # No way leads to another text but a rotten row; the text itself decides.
        if span is not None and text[span.start : span.end] == row.before:
            places.append((span, HunkState.PENDING))
        else:
            places.append((anchors.place_left(row, by_number), HunkState.STALE))
    return places


def _twins(connection: Connection, head: AnyRow, text: str, chosen: Sequence[AnyRow]) -> list[AnyRow]:
    """The open hunks that would make the very change that one of `chosen` makes, and are not among them."""
    still = (hunks.c.document_id == head.document_id, hunks.c.state.in_(anchors.OPEN))
    found_by = set(connection.execute(select(hunks.c.job_id).where(*still).distinct()).scalars())
    if len(found_by) < 2:  # hunks of one job never overlap
        return []
    rows = anchors.checked(connection.execute(select(*_DECIDING).where(*still)).all())
    ids = {row.id for row in chosen}
    standing = [(place, row) for place, row in zip(_standing(connection, head, text, rows), rows, strict=True)]
    wanted = {(place, row.after) for place, row in standing if row.id in ids}
    return [row for place, row in standing if row.id not in ids and (place, row.after) in wanted]


def _fitting(
    connection: Connection, head: AnyRow, text: str, rows: Sequence[AnyRow]
) -> tuple[list[tuple[Span, AnyRow]], list[str]]:
    """Those of `rows` that can go into the head together, in order, and the ids of the others."""
    by_number = anchors.traces(connection, head.document_id, rows, head.number)
    placed = ((anchors.place(row, by_number), row.id, row) for row in rows)
    found = sorted(((span, name, row) for span, name, row in placed if span is not None), key=itemgetter(0, 1))
    fitting: list[tuple[Span, AnyRow]] = []
    last: Span | None = None
    for span, _, row in found:
        # Looked up again in the text itself, whatever the way there said.
        if text[span[0] : span[1]] == row.before and (last is None or last.clear_of(span)):
            fitting.append((span, row))
            last = span
    kept = {row.id for _, row in fitting}
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
        rows = {row.id: row for row in anchors.checked(row for row in still if row.id in named_too)}
    for named in anchors.portions([name for name in unique if name not in rows]):
        found = connection.execute(of_document.where(hunks.c.id.in_(named)))
        rows.update((row.id, row) for row in anchors.checked(found))
    for name in unique:
        if name not in rows:
            raise NotFoundError(f"document {document_id} has no hunk {name}")
        state = rows[name].state
        if state not in (*anchors.OPEN, wanted):
            raise ConflictError(f"hunk {name} was {state} before; undo that first")
    return [rows[name] for name in unique if rows[name].state != wanted]


def _first_places(rows: Iterable[AnyRow]) -> Iterator[tuple[Span, HunkState]]:
    return ((Span(row.span_start, row.span_end), row.state) for row in rows)


def _hunks(rows: Iterable[AnyRow], places: Iterable[tuple[Span, HunkState]]) -> list[Hunk]:
    # The hunks of a job mostly share their provenance, apart from the scores.
    known: dict[str, Provenance] = {}
    made = []
    for row, ((start, end), state) in zip(rows, places, strict=True):
        if row.provenance not in known:
            known[row.provenance] = from_json(Provenance, row.provenance)
        made.append(
            Hunk(
                id=row.id,
                start=start,
                end=end,
                before=row.before,
                after=row.after,
                confidence=row.confidence,
                provenance=known[row.provenance],
                state=state,
                suggested=row.suggested,
            )
        )
    return made
