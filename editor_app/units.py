"""What is shown and decided as one suggestion: a word, a sentence, a paragraph. Pure values, no Qt.

Hunks stay as they are stored. Units group them, or show their parts; putting all units into a text gives what putting
all its hunks in gives. A part can be decided alone once the library has taken its hunk apart (`choice` says how).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from edit_engine.request import Hunk, HunkState, Provenance
from edit_engine.text import Change, Span, changes, is_word, word_changes, words
from editor_app.passages import Passage, Passages
from editor_app.preferences import Granularity


# A sentence that keeps less than the rest of this share of its words is shown whole.
REPLACED_SHARE = 0.6
# So many code points hold some words.
FAR = 48
# Differences that are remembered.
REMEMBERED = 16384

_COARSE = {Granularity.SENTENCE: Passage.SENTENCE, Granularity.PARAGRAPH: Passage.PARAGRAPH}


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One suggestion as a person sees it."""

    # That of its (first) hunk, or of the part of it: "<hunk id>.<number>", which the part will have in the library.
    id: str
    # Range in the document, code points.
    start: int
    end: int
    before: str
    after: str
    # How sure the model is of the least sure of its hunks, 0..1, and why that one exists.
    confidence: float
    provenance: Provenance
    # The hunks it stands for, in order; if it is a part, the one it is a part of.
    hunk_ids: tuple[str, ...]
    # Pending: no other ones are made.
    state: HunkState = HunkState.PENDING
    # The parts that its hunk falls into, ranges counted from the start of the hunk; none if it stands for whole hunks.
    parts: tuple[Change, ...] = ()
    # Whether it is shown as a whole sentence or paragraph, kept words and all.
    whole: bool = False
    # What the model said, if a person rewrote it since.
    suggested: str | None = None

    @property
    def span(self) -> Span:
        """The range it replaces."""
        return Span(self.start, self.end)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """How the suggestions of a text are shown."""

    # What one is.
    granularity: Granularity = Granularity.AUTO
    # Another for some hunks, by id; it holds for the parts they are taken into as well.
    apart: Mapping[str, Granularity] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """What a person wants a unit to put in."""

    unit: Unit
    # The range it replaces in the text as it is.
    span: Span
    after: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Units as the library knows them."""

    # The hunks to decide. Those of parts exist once `splits` was done.
    hunk_ids: tuple[str, ...]
    # Hunks to take apart first, and into what; ranges count from the start of the hunk.
    splits: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)


def shown(hunks: Iterable[Hunk]) -> list[Hunk]:
    """The hunks one text can show together: pending, in order, each clear of the one before."""
    fitting: list[Hunk] = []
    for hunk in sorted(hunks, key=attrgetter("start", "end", "id")):
        if hunk.state is HunkState.PENDING and (not fitting or fitting[-1].span.clear_of(hunk.span)):
            fitting.append(hunk)
    return fitting


def units(
    text: str,
    hunks: Iterable[Hunk],
    granularity: Granularity = Granularity.AUTO,
    apart: Mapping[str, Granularity] | None = None,
) -> list[Unit]:
    """The units of the hunks that can be shown together, in order; they never overlap.

    Args:
        text: the document the hunks stand in.
        hunks: stale ones and those that overlap another are left out.
        granularity: what one unit is.
        apart: another granularity for some hunks, by id; it holds for the parts they are taken into as well. Where one
            is shown as a sentence or paragraph, all hunks in that are in the unit.
    """
    passages = Passages(text)
    made: list[Unit] = []
    visible = shown(hunks)
    starts, ends = {hunk.start for hunk in visible}, {hunk.end for hunk in visible}
    for group in _grouped(text, visible, passages, granularity, apart or {}):
        if group.whole or (group.auto and _mostly_new(text, group)):
            made.append(_whole(text, group))
        else:
            for hunk, level in group.hunks:
                parts = _parts(hunk, fine=level is Granularity.WORD)
                if (hunk.start in ends and _inserts(parts[0], hunk.start)) or (
                    hunk.end in starts and _inserts(parts[-1], hunk.end)
                ):
                    # Another hunk begins or ends where this one would only insert: two may not insert at one place.
                    parts = [_unit(hunk, hunk.id, _all_of(hunk), suggested=hunk.suggested)]
                made.extend(parts)
    return made


def rest(hunks: Iterable[Hunk], of: Iterable[Unit]) -> list[Hunk]:
    """The hunks that are in none of the units: stale ones, and those that overlap another."""
    held = {name for unit in of for name in unit.hunk_ids}
    return [hunk for hunk in hunks if hunk.id not in held]


def choice(chosen: Iterable[Unit]) -> Choice:
    """What the library has to decide for these units. A hunk whose parts are all among them stays in one piece."""
    names: dict[str, None] = {}
    parts: dict[str, list[Unit]] = {}
    for unit in chosen:
        if unit.parts:
            parts.setdefault(unit.hunk_ids[0], []).append(unit)
        else:
            names.update(dict.fromkeys(unit.hunk_ids))
    splits = {}
    for hunk_id, some in parts.items():
        if len({unit.id for unit in some}) == len(some[0].parts):
            names[hunk_id] = None
        else:
            splits[hunk_id] = some[0].parts
            names.update(dict.fromkeys(unit.id for unit in some))
    return Choice(hunk_ids=tuple(names), splits=splits)


def part_id(hunk_id: str, number: int) -> str:
    """The id of a part of a hunk, counted from 1."""
    return f"{hunk_id}.{number}"


@dataclass(kw_only=True)
class _Group:
    """Hunks whose passages overlap."""

    span: Span
    hunks: list[tuple[Hunk, Granularity]]
    # Whether it must be one unit; whether it may become one.
    whole: bool
    auto: bool


def _grouped(
    text: str, hunks: Sequence[Hunk], passages: Passages, granularity: Granularity, apart: Mapping[str, Granularity]
) -> list[_Group]:
    groups: list[_Group] = []
    ends = [-FAR, *(hunk.end for hunk in hunks)]
    starts = [*(hunk.start for hunk in hunks[1:]), len(text) + FAR]
    for hunk, end_before, start_behind in zip(hunks, ends, starts, strict=False):
        level = _level(hunk.id, apart, granularity) if apart else granularity
        passage = Passage.SENTENCE if level is Granularity.AUTO else _COARSE.get(level)
        if level is Granularity.AUTO and min(hunk.start - end_before, start_behind - hunk.end) >= FAR:
            # One word with others far away is never most of a sentence: thousands of sentences need not be looked for.
            one = " " not in hunk.before and " " not in hunk.after and hunk.before.isascii()
            passage = None if one else passage
        group = _Group(
            span=hunk.span if passage is None else passages.around(hunk.span, passage),
            hunks=[(hunk, level)],
            whole=level in _COARSE,
            auto=level is Granularity.AUTO,
        )
        # A paragraph can reach back over several.
        while groups and groups[-1].span.end > group.span.start:
            before = groups.pop()
            group = _Group(
                span=Span(min(before.span.start, group.span.start), max(before.span.end, group.span.end)),
                hunks=before.hunks + group.hunks,
                whole=before.whole or group.whole,
                auto=before.auto or group.auto,
            )
        groups.append(group)
    return groups


def _level(hunk_id: str, apart: Mapping[str, Granularity], otherwise: Granularity) -> Granularity:
    while hunk_id:
        if hunk_id in apart:
            return apart[hunk_id]
        hunk_id = hunk_id.rpartition(".")[0]
    return otherwise


def _mostly_new(text: str, group: _Group) -> bool:
    deleted = sum(_count(hunk.before) for hunk, _ in group.hunks)
    inserted = sum(_count(hunk.after) for hunk, _ in group.hunks)
    changed = max(deleted, inserted)
    # One word of a long sentence: most groups need not be counted.
    if changed <= 1 and group.span.length > 40:
        return False
    kept = _count(text[group.span.start : group.span.end]) - deleted
    return (kept > 0 or len(group.hunks) > 1) and changed > REPLACED_SHARE * (kept + changed)


def _count(text: str) -> int:
    return len(text.split()) if text.isascii() else sum(map(is_word, words(text)))


def _whole(text: str, group: _Group) -> Unit:
    hunks = [hunk for hunk, _ in group.hunks]
    after: list[str] = []
    said: list[str] = []
    at = group.span.start
    for hunk in hunks:
        kept = text[at : hunk.start]
        after += (kept, hunk.after)
        said += (kept, hunk.after if hunk.suggested is None else hunk.suggested)
        at = hunk.end
    end = text[at : group.span.end]
    least = min(hunks, key=lambda hunk: hunk.confidence)
    edited = any(hunk.suggested is not None for hunk in hunks)
    return Unit(
        id=hunks[0].id,
        start=group.span.start,
        end=group.span.end,
        before=text[group.span.start : group.span.end],
        after="".join((*after, end)),
        confidence=least.confidence,
        provenance=least.provenance,
        hunk_ids=tuple(hunk.id for hunk in hunks),
        whole=True,
        suggested="".join((*said, end)) if edited else None,
    )


def _parts(hunk: Hunk, *, fine: bool) -> list[Unit]:
    """A hunk as one unit or several. One that a person rewrote stays in one piece."""
    parts = () if hunk.suggested is not None else difference(hunk.before, hunk.after, fine=fine)
    if len(parts) < 2:
        # Without the words at its ends that stay.
        only = parts[0] if parts else _all_of(hunk)
        return [_unit(hunk, hunk.id, only, suggested=hunk.suggested)]
    return [_unit(hunk, part_id(hunk.id, number), part, parts=parts) for number, part in enumerate(parts, 1)]


def _all_of(hunk: Hunk) -> Change:
    return Change(start=0, end=len(hunk.before), before=hunk.before, after=hunk.after)


def _inserts(unit: Unit, place: int) -> bool:
    return unit.start == unit.end == place


def _unit(hunk: Hunk, name: str, part: Change, *, parts: tuple[Change, ...] = (), suggested: str | None = None) -> Unit:
    return Unit(
        id=name,
        start=hunk.start + part.start,
        end=hunk.start + part.end,
        before=part.before,
        after=part.after,
        confidence=hunk.confidence,
        provenance=hunk.provenance,
        hunk_ids=(hunk.id,),
        parts=parts,
        suggested=suggested,
    )


def difference(before: str, after: str, *, fine: bool) -> tuple[Change, ...]:
    """What of `before` becomes another: in phrases, or word by word. No two touch, so each can be decided alone."""
    if len(before) < 12 and " " not in before.strip():
        # The ordinary case, thousands of times: there is one word.
        return (Change(start=0, end=len(before), before=before, after=after),)
    return _difference(before, after, fine)


@lru_cache(maxsize=REMEMBERED)
def _difference(before: str, after: str, fine: bool) -> tuple[Change, ...]:
    found = word_changes(before, after) if fine else changes(before, after)
    apart: list[Change] = found[:1]
    for left, right in pairwise(found):
        if left.end == right.start:
            left = apart.pop()
            right = Change(
                start=left.start, end=right.end, before=left.before + right.before, after=left.after + right.after
            )
        apart.append(right)
    return tuple(apart)
