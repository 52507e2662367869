"""Suggestions made smaller, or said in other words, before anybody decides about them.

A hunk is taken apart so that its parts can be decided one by one; together they say what it said. A person may rewrite
what a hunk would put in; then one hunk stands for all those that were shown with it, and what the model said is kept.
No revision comes of either, as neither changes the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from edit_engine.text import Change, Span, TextError, apply
from storage import anchors, review, texts
from storage.connections import Connections
from storage.errors import ConflictError, InvalidError, NotFoundError
from storage.records import Decision
from storage.revisions import head_row, record
from storage.tables import AnyRow, hunks, jobs


def part_id(hunk_id: str, number: int) -> str:
    """The id of a part of a hunk, counted from 1."""
    return f"{hunk_id}.{number}"


class Rewording:
    """The library's means for that. Each call is one transaction, as those of `Library` are.

    Args:
        connections: to the library.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def split(self, document_id: str, splits: Mapping[str, Sequence[Change]]) -> tuple[str, ...]:
        """Let several hunks say what one said. A hunk that was taken apart before is passed over.

        Args:
            splits: by id of the hunk its parts, whose ranges count from the start of it.

        Returns:
            the ids of the parts, in order.

        Raises:
            NotFoundError: the document has no such hunk.
            ConflictError: a hunk was decided before, or a person rewrote it.
            InvalidError: the parts do not say together what the hunk says.
        """
        with self._connections.write() as connection:
            return _split(connection, document_id, splits)

    def revise(self, document_id: str, hunk_ids: Collection[str], span: Span, after: str) -> Decision:
        """Let one hunk, of the id of the first, stand for these, with what a person wants it to put in.

        What the model said stays with it as `suggested`.

        Args:
            span: what it replaces in the head: all of these hunks with what stands between and around them, or a part
                of the only one, when the rest of that stays as it is.
            after: what the person wrote. The same as stands there turns the hunks down.

        Returns:
            whether they were turned down.

        Raises:
            NotFoundError: the document has no such hunk.
            ConflictError: a hunk was decided before, or its text was edited since it was made.
            InvalidError: the hunks cannot be seen as one of that range.
        """
        with self._connections.write() as connection:
            return _revise(connection, document_id, hunk_ids, span, after)


def _split(connection: Connection, document_id: str, splits: Mapping[str, Sequence[Change]]) -> tuple[str, ...]:
    head_row(connection, document_id, lock=True)
    made: list[str] = []
    for hunk_id, parts in splits.items():
        names = [part_id(hunk_id, number) for number in range(1, len(parts) + 1)]
        made.extend(names)
        row = _find(connection, document_id, [hunk_id]).get(hunk_id)
        if row is None:
            if len(_find(connection, document_id, names)) != len(names):
                raise NotFoundError(f"document {document_id} has no hunk {hunk_id}")
            continue
        _prove_open(row)
        if row.suggested is not None:
            raise ConflictError(f"hunk {hunk_id} was rewritten by a person, so it stays in one piece")
        _prove_parts(row, parts)
        connection.execute(delete(hunks).where(hunks.c.document_id == document_id, hunks.c.id == hunk_id))
        connection.execute(insert(hunks), [_part(row, name, part) for name, part in zip(names, parts, strict=True)])
    return tuple(made)


def _revise(connection: Connection, document_id: str, hunk_ids: Collection[str], span: Span, after: str) -> Decision:
    head = head_row(connection, document_id, lock=True)
    found = _find(connection, document_id, hunk_ids)
    for name in hunk_ids:
        if name not in found:
            raise NotFoundError(f"document {document_id} has no hunk {name}")
        _prove_open(found[name])
    text = texts.read(connection, head.id)
    placed = _placed(connection, head, text, list(found.values()))
    first = found[next(iter(hunk_ids))]
    before = text[span.start : span.end]
    said = _said(text, placed, span)
    if after == before:
        return review.decide(connection, document_id, (), list(hunk_ids))
    values: dict[str, Any] = {"before": before, "after": after, "suggested": None if after == said else said}
    values.update(_place(connection, head, placed, first, span, before))
    values["digest"] = anchors.digest(values["span_start"], before, after)
    # The least sure of them speaks for all.
    least = min(found.values(), key=attrgetter("confidence"))
    values.update(confidence=least.confidence, provenance=least.provenance)
    others = [name for name in found if name != first.id]
    for named in anchors.portions(others):
        connection.execute(delete(hunks).where(hunks.c.document_id == document_id, hunks.c.id.in_(named)))
    connection.execute(update(hunks).where(hunks.c.document_id == document_id, hunks.c.id == first.id).values(**values))
    return Decision(revision=record(head))


def _find(connection: Connection, document_id: str, names: Collection[str]) -> dict[str, AnyRow]:
    """The rows of those hunks that there are, by id, in the order named."""
    rows: dict[str, AnyRow] = {}
    for named in anchors.portions(list(names)):
        found = connection.execute(select(hunks).where(hunks.c.document_id == document_id, hunks.c.id.in_(named)))
        rows.update((row.id, row) for row in anchors.checked(found))
    return {name: rows[name] for name in names if name in rows}


def _prove_open(row: AnyRow) -> None:
    if row.state not in anchors.OPEN:
        raise ConflictError(f"hunk {row.id} was {row.state} before; undo that first")


def _prove_parts(row: AnyRow, parts: Sequence[Change]) -> None:
    try:
        together = apply(row.before, parts)
    except TextError as error:
        raise InvalidError(f"hunk {row.id} cannot be taken into these parts: {error}") from error
    if together != row.after or any(part.before == part.after for part in parts):
        raise InvalidError(f"hunk {row.id} says {row.after!r:.60}, its parts would say {together!r:.60}")


def _part(row: AnyRow, name: str, part: Change) -> dict[str, Any]:
    start = row.span_start + part.start
    values = dict(row._mapping)
    values.update(
        id=name,
        span_start=start,
        span_end=row.span_start + part.end,
        before=part.before,
        after=part.after,
        digest=anchors.digest(start, part.before, part.after),
        anchor_start=row.anchor_start + part.start,
        anchor_end=row.anchor_start + part.end,
    )
    return values


def _placed(connection: Connection, head: AnyRow, text: str, rows: Sequence[AnyRow]) -> list[tuple[Span, AnyRow]]:
    """Where hunks stand in the head, in order; of those that make the very same change the first.

    Raises:
        ConflictError: the text of one was edited.
        InvalidError: two overlap.
    """
    by_number = anchors.traces(connection, head.document_id, rows, head.number)
    placed: list[tuple[Span, AnyRow]] = []
    for row, span in zip(rows, anchors.places(rows, by_number), strict=True):
        if span is None or text[span.start : span.end] != row.before:
            raise ConflictError(f"the text of hunk {row.id} was edited since it was made, so it cannot be rewritten")
        if (span, row.after) not in [(known, other.after) for known, other in placed]:
            placed.append((span, row))
    placed.sort(key=lambda one: one[0])
    for (left, one), (right, other) in pairwise(placed):
        if not left.clear_of(right):
            raise InvalidError(f"hunks {one.id} and {other.id} overlap, so they cannot become one")
    return placed


def _said(text: str, placed: Sequence[tuple[Span, AnyRow]], span: Span) -> str:
    """What the model said about a range of the head.

    Raises:
        InvalidError: it said something about what is beyond the range.
    """
    first, last = placed[0][0].start, placed[-1][0].end
    low, high = min(first, span.start), max(last, span.end)
    said, at = [], low
    for place, row in placed:
        said += [text[at : place.start], row.after if row.suggested is None else row.suggested]
        at = place.end
    whole = "".join([*said, text[at:high]])
    head, tail = text[low : span.start], text[span.end : high]
    if len(whole) < len(head) + len(tail) or not (whole.startswith(head) and whole.endswith(tail)):
        raise InvalidError(f"these hunks change more than {span.start}..{span.end}")
    return whole[len(head) : len(whole) - len(tail)]


def _place(
    connection: Connection,
    head: AnyRow,
    placed: Sequence[tuple[Span, AnyRow]],
    first: AnyRow,
    span: Span,
    before: str,
) -> dict[str, int]:
    """Where a range of the head is in the base of the first hunk's job, and from where on it is followed."""
    place, row = next((place, row) for place, row in placed if row.id == first.id)
    start, end = row.span_start + span.start - place.start, row.span_start + span.end - place.start
    if place.contains(span):
        # Followed as before: a decision taken back leaves no mark on it.
        at = row.anchor_start + span.start - place.start
        return {"span_start": start, "span_end": end, "anchor_start": at, "anchor_end": at + span.length}
    base_id = connection.execute(select(jobs.c.base_revision_id).where(jobs.c.id == row.job_id)).scalar_one()
    if start < 0 or texts.read(connection, base_id)[start:end] != before:
        raise ConflictError(
            "the text between these suggestions was edited since they were made. Show them word by word to rewrite one."
        )
    return {
        "span_start": start,
        "span_end": end,
        "anchor_number": head.number,
        "anchor_start": span.start,
        "anchor_end": span.end,
        "lost": 0,
    }
