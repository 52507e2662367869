"""What typing means in a review: to the document in kept text, to the suggestion in inserted text, nothing in struck.

At the edge of inserted text what is typed belongs to that. A selection loses its kept and inserted parts; what is
struck in it stays, as it goes when its suggestion is accepted. Pure values, no Qt; positions are code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edit_engine.text import Change, Span
from editor_app.gui.projection import Patch, Projection, Run, RunKind, Suggestion, with_after


class Refusal(StrEnum):
    """Why nothing can be typed there."""

    # It would go into struck text, or take of nothing but that.
    STRUCK = "struck"
    # There is nothing to remove.
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Reworded:
    """What typing did to a suggestion."""

    hunk_id: str
    # What it would put in.
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What typing did."""

    projection: Projection
    # To what is shown, in order; all count in the projection before.
    patches: tuple[Patch, ...]
    # To the document, in order; all count in the text before.
    edits: tuple[Change, ...] = ()
    # To suggestions.
    reworded: tuple[Reworded, ...] = ()
    # Those of them with nothing left to say: the person turned them down by removing all they would put in.
    emptied: tuple[str, ...] = ()
    # The place where one goes on.
    caret: int = 0


def retype(projection: Projection, places: Span, text: str) -> Typed | Refusal:
    """Put `text` where `places` are, an empty range for a caret."""
    parts = _parts(projection, places)
    if not text and not places.length:
        return Refusal.NOTHING
    if places.length and not any(part.loses for part in parts):
        return Refusal.STRUCK
    if not text:
        return _changed(projection, [(part, part.low, part.high, "") for part in parts if part.loses])
    target = _target(parts)
    if isinstance(target, Refusal):
        return target
    if target is None:
        return _own_run(projection, places.start, text)
    steps = []
    for part in parts:
        if part is target:
            steps.append((part, part.low, part.high if part.loses else part.low, text))
        elif part.loses:
            steps.append((part, part.low, part.high, ""))
    return _changed(projection, steps)


def reword(projection: Projection, hunk_id: str, after: str) -> Typed | None:
    """Let a suggestion put in something else; None if it is not shown."""
    span = projection.span(hunk_id)
    if span is None:
        return None
    places = projection.inserted(hunk_id)
    index = projection.index(places.start)
    run = Run(kind=RunKind.INSERTED, text=after, hunk_id=hunk_id)
    before = ""
    if places.length and after:
        before = projection.runs[index].text
        made = projection.retyped(index, after)
    else:
        before = "".join(each.text for each in projection.pieces(*places))
        runs = [*projection.runs[:index], run, *projection.runs[index + bool(places.length) :]]
        made = Projection(_tidy(runs), _hunks(projection, {hunk_id: after}))
    return Typed(
        projection=made,
        patches=(Patch(start=places.start, removed=places.length, runs=(run,) if after else ()),),
        reworded=(Reworded(hunk_id=hunk_id, before=before, after=after),),
        emptied=() if made.span(hunk_id) is not None else (hunk_id,),
        caret=places.start + len(after),
    )


def follow(projection: Projection, edit: Change) -> Projection:
    """The projection of the document after an edit of that: suggestions whose struck text it touches are gone."""
    near = projection.hunks_between(projection.place(edit.start), projection.place(edit.end))
    touched = {hunk.id for hunk in near if _touches(projection.positions(hunk.id), edit)}
    runs: list[Run] = []
    position, put = 0, edit.after
    for run in projection.runs:
        if run.hunk_id in touched:
            if run.kind is RunKind.INSERTED:
                continue
            run = Run(kind=RunKind.KEPT, text=run.text)
        length = 0 if run.kind is RunKind.INSERTED else len(run.text)
        here = position <= edit.start <= position + length
        if run.kind is RunKind.KEPT and (here or (position < edit.end and edit.start < position + length)):
            low, high = (min(max(at - position, 0), length) for at in (edit.start, edit.end))
            run = Run(kind=RunKind.KEPT, text=run.text[:low] + (put if here else "") + run.text[high:])
            put = "" if here else put
        elif put and run.kind is RunKind.DELETED and position == edit.start:
            # Between two suggestions, or at the beginning.
            runs.append(Run(kind=RunKind.KEPT, text=put))
            put = ""
        runs.append(run)
        position += length
    runs.append(Run(kind=RunKind.KEPT, text=put))
    return Projection(_tidy(runs), [hunk for hunk in projection.hunks if hunk.id not in touched])


class _Part:
    """A run, and how much of it a range takes."""

    def __init__(self, projection: Projection, index: int, places: Span) -> None:
        self.index = index
        self.run = projection.runs[index]
        self.start = projection.start(index)
        self.low = min(max(places.start - self.start, 0), len(self.run.text))
        self.high = min(max(places.end - self.start, 0), len(self.run.text))

    @property
    def loses(self) -> bool:
        """Whether something of it is removed."""
        return self.low < self.high and self.run.kind is not RunKind.DELETED

    @property
    def inside(self) -> bool:
        """Whether the range begins inside of it."""
        return 0 < self.low < len(self.run.text)


# A part, the range in it that gives way, and to what.
_Step = tuple[_Part, int, int, str]


def _parts(projection: Projection, places: Span) -> list[_Part]:
    """The runs that a range reaches into or touches."""
    first, last = projection.index(places.start), projection.index(places.end)
    if first == len(projection.runs) or projection.start(first) == places.start:
        first = max(0, first - 1)
    return [_Part(projection, index, places) for index in range(first, min(len(projection.runs), last + 1))]


def _target(parts: Sequence[_Part]) -> _Part | Refusal | None:
    """The run that takes what is typed; None if it must be one of its own."""
    for part in parts:  # where something is replaced, the first of what goes
        if part.loses:
            return part
    for part in parts:
        if part.inside:
            return Refusal.STRUCK if part.run.kind is RunKind.DELETED else part
    for kind in (RunKind.INSERTED, RunKind.KEPT):
        for part in parts:  # the left one first
            if part.run.kind is kind:
                return part
    return None


def _changed(projection: Projection, steps: Sequence[_Step]) -> Typed:
    edits, reworded, patches = [], [], []
    texts: dict[int, str] = {}
    caret, moved = None, 0
    for part, low, high, put in steps:
        run = part.run
        texts[part.index] = run.text[:low] + put + run.text[high:]
        patches.append(Patch(start=part.start + low, removed=high - low, runs=(run._replace(text=put),) if put else ()))
        if run.kind is RunKind.KEPT:
            at = projection.document_start(part.index)
            edits.append(Change(start=at + low, end=at + high, before=run.text[low:high], after=put))
        else:
            reworded.append(Reworded(hunk_id=run.hunk_id, before=run.text, after=texts[part.index]))
        if caret is None or put:
            caret = part.start + moved + low + len(put)
        moved += len(put) - (high - low)
    if len(texts) == 1 and all(texts.values()):
        ((index, text),) = texts.items()
        made = projection.retyped(index, text)
    else:
        runs = [run._replace(text=texts[at]) if at in texts else run for at, run in enumerate(projection.runs)]
        made = Projection(_tidy(runs), _hunks(projection, {each.hunk_id: each.after for each in reworded}))
    return Typed(
        projection=made,
        patches=tuple(patches),
        edits=tuple(edits),
        reworded=tuple(reworded),
        emptied=tuple(each.hunk_id for each in reworded if made.span(each.hunk_id) is None),
        caret=caret or 0,
    )


def _own_run(projection: Projection, place: int, text: str) -> Typed:
    """Kept text between two struck ones, or at an end of the document."""
    index = projection.index(place)
    run = Run(kind=RunKind.KEPT, text=text)
    at = projection.document_start(index)
    made = Projection([*projection.runs[:index], run, *projection.runs[index:]], projection.hunks)
    return Typed(
        projection=made,
        patches=(Patch(start=place, removed=0, runs=(run,)),),
        edits=(Change(start=at, end=at, before="", after=text),),
        caret=place + len(text),
    )


def _touches(span: Span, edit: Change) -> bool:
    """Whether an edit changes something of what a suggestion replaces, or what it would go between."""
    if span.length:
        return edit.start < span.end and span.start < edit.end
    return edit.start <= span.start <= edit.end


def _hunks(projection: Projection, afters: Mapping[str, str]) -> list[Suggestion]:
    """The suggestions shown, some with other words; those that would neither take nor give are gone."""
    hunks = (with_after(hunk, afters[hunk.id]) if hunk.id in afters else hunk for hunk in projection.hunks)
    return [hunk for hunk in hunks if hunk.before or hunk.after]


def _tidy(runs: Sequence[Run]) -> list[Run]:
    """`runs` without empty ones; kept ones that meet are one."""
    tidy: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if tidy and run.kind is RunKind.KEPT and tidy[-1].kind is RunKind.KEPT:
            tidy[-1] = run._replace(text=tidy[-1].text + run.text)
        else:
            tidy.append(run)
    return tidy
