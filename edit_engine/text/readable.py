"""Makes raw token differences fit to read: slid to where a person would cut, joined into phrases, kept in paragraphs.

Knows tokens only. An edit says that tokens `[a_start, a_end)` of a become tokens `[b_start, b_end)` of b; edits come
sorted, and between two of them at least one token is equal (except where one was cut at a paragraph break).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import NamedTuple

from edit_engine.text.words import is_word


# Two edits of a sentence become one when no more words than this stand between them.
JOINED_WORDS = 2
# A sentence that keeps less than the rest of this share of its words is shown as one change.
REPLACED_SHARE = 0.6
# How far an insertion or deletion may slide (tokens): a cost limit for texts that repeat themselves.
LONGEST_SLIDE = 64

_SENTENCE_END = frozenset(".!?…。！？")
_CLOSING = frozenset("\"'”’»)]}」』")


class Tokens(NamedTuple):
    """One side of a difference."""

    # The tokens (see words.py).
    all: Sequence[str]
    # Places of the tokens that are paragraph breaks.
    breaks: Set[int]


class Edit(NamedTuple):
    """Tokens `[a_start, a_end)` become tokens `[b_start, b_end)` of the other side."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def readable(edits: Sequence[Edit], a: Tokens, b: Tokens, *, phrases: bool = True) -> list[Edit]:
    """The same change in edits a person can judge one by one.

    Args:
        edits: raw edits, sorted.
        a, b: both sides.
        phrases: join what a person would change in one go; else every changed word stays by itself.
    """
    slid = _slid([part for edit in edits for part in _cut_at_breaks(edit, a, b)], a, b)
    return _joined_in_sentences(_joined(slid, a), a, b) if phrases else slid


def _cut_at_breaks(edit: Edit, a: Tokens, b: Tokens) -> list[Edit]:
    """`edit` in parts that each lie within one paragraph of a (its break included), common ends trimmed."""
    if not any(place in a.breaks for place in range(edit.a_start, edit.a_end - 1)):
        return [edit]
    ends_a = [*(at + 1 for at in range(edit.a_start, edit.a_end - 1) if at in a.breaks), edit.a_end]
    ends_b = [at + 1 for at in range(edit.b_start, edit.b_end - 1) if at in b.breaks][: len(ends_a) - 1]
    ends_b += [edit.b_end] * (len(ends_a) - len(ends_b))
    parts: list[Edit] = []
    start_a, start_b = edit.a_start, edit.b_start
    for end_a, end_b in zip(ends_a, ends_b, strict=True):
        part = _trimmed(Edit(start_a, end_a, start_b, end_b), a, b)
        if part.a_start < part.a_end or part.b_start < part.b_end:
            parts.append(part)
        start_a, start_b = end_a, end_b
    return parts


def _trimmed(edit: Edit, a: Tokens, b: Tokens) -> Edit:
    start_a, end_a, start_b, end_b = edit
    while start_a < end_a and start_b < end_b and a.all[start_a] == b.all[start_b]:
        start_a, start_b = start_a + 1, start_b + 1
    while start_a < end_a and start_b < end_b and a.all[end_a - 1] == b.all[end_b - 1]:
        end_a, end_b = end_a - 1, end_b - 1
    return Edit(start_a, end_a, start_b, end_b)


def _slid(edits: Sequence[Edit], a: Tokens, b: Tokens) -> list[Edit]:
    """Pure insertions and deletions moved to the best of the places where they mean the same."""
    slid: list[Edit] = []
    for number, edit in enumerate(edits):
        if edit.a_start < edit.a_end and edit.b_start < edit.b_end:
            slid.append(edit)
            continue
        left = edit.a_start - (slid[-1].a_end if slid else 0)
        right = (edits[number + 1].a_start if number + 1 < len(edits) else len(a.all)) - edit.a_end
        inserts = edit.a_start == edit.a_end
        tokens, start, end = (b.all, edit.b_start, edit.b_end) if inserts else (a.all, edit.a_start, edit.a_end)
        by = _best_slide(tokens, start, end, min(left, LONGEST_SLIDE), min(right, LONGEST_SLIDE))
        slid.append(Edit(edit.a_start + by, edit.a_end + by, edit.b_start + by, edit.b_end + by))
    return slid


def _best_slide(tokens: Sequence[str], start: int, end: int, left: int, right: int) -> int:
    """How far to move the run `[start, end)`, by at most `left` or `right` tokens, leaving the same rest.

    Of equally good ways the last.
    """
    back = ahead = 0
    while back < left and tokens[start - 1 - back] == tokens[end - 1 - back]:
        back += 1
    while ahead < right and tokens[start + ahead] == tokens[end + ahead]:
        ahead += 1
    return max(range(-back, ahead + 1), key=lambda by: (_border(tokens, start + by) + _border(tokens, end + by), by))


def _border(tokens: Sequence[str], at: int) -> int:
    """How natural a cut before token `at` is: 4 at a line start or an end of the text, 0 within a phrase."""
    if at == 0 or at == len(tokens):
        return 4
    left, right = tokens[at - 1], tokens[at]
    if left[-1] in "\r\n":
        return 4
    if right[0] in "\r\n" or (right.isspace() and left[-1] in _SENTENCE_END):
        return 3
    return 1 if left.isspace() or right.isspace() else 0


def _joined(edits: Sequence[Edit], a: Tokens) -> list[Edit]:
    joined: list[Edit] = []
    for edit in edits:
        if joined and _thin(a, joined[-1].a_end, edit.a_start):
            joined[-1] = Edit(joined[-1].a_start, edit.a_end, joined[-1].b_start, edit.b_end)
        else:
            joined.append(edit)
    return joined


def _thin(a: Tokens, start: int, end: int) -> bool:
    """Whether tokens `[start, end)` are too little to keep two edits apart."""
    if start - 1 in a.breaks:
        return False
    seen = 0
    for at in range(start, end):
        if _ends_sentence(a, at):
            return False
        seen += is_word(a.all[at])
        if seen > JOINED_WORDS:
            return False
    return True


def _joined_in_sentences(edits: Sequence[Edit], a: Tokens, b: Tokens) -> list[Edit]:
    """The edits of a sentence that is mostly new become one."""
    joined: list[Edit] = []
    at = 0
    while at < len(edits):
        start = _sentence_start(a, edits[at].a_start)
        end = _sentence_end(a, max(edits[at].a_start, edits[at].a_end - 1))
        following = at + 1
        while following < len(edits) and edits[following].a_start < end:
            if edits[following].a_end > end:
                end = _sentence_end(a, edits[following].a_end - 1)
            following += 1
        group = edits[at:following]
        if len(group) > 1 and _mostly_new(group, start, end, a, b):
            group = [Edit(group[0].a_start, group[-1].a_end, group[0].b_start, group[-1].b_end)]
        joined.extend(group)
        at = following
    return joined


def _mostly_new(group: Sequence[Edit], start: int, end: int, a: Tokens, b: Tokens) -> bool:
    deleted = sum(_count_words(a, edit.a_start, edit.a_end) for edit in group)
    inserted = sum(_count_words(b, edit.b_start, edit.b_end) for edit in group)
    kept = _count_words(a, start, end) - deleted
    changed = max(deleted, inserted)
    return changed > REPLACED_SHARE * (kept + changed)


def _count_words(side: Tokens, start: int, end: int) -> int:
    return sum(is_word(side.all[at]) for at in range(start, end))


def _ends_sentence(a: Tokens, at: int) -> bool:
    """Whether token `at` is the white space after a sentence, or a paragraph break."""
    if at in a.breaks:
        return True
    if not a.all[at].isspace():
        return False
    at -= 1
    while at >= 0 and a.all[at] in _CLOSING:
        at -= 1
    return at >= 0 and a.all[at] in _SENTENCE_END


def _sentence_start(a: Tokens, at: int) -> int:
    while at > 0 and not _ends_sentence(a, at - 1):
        at -= 1
    return at


def _sentence_end(a: Tokens, at: int) -> int:
    """The end of the sentence that token `at` is in."""
    while at < len(a.all):
        if _ends_sentence(a, at):
            return at + 1
        at += 1
    return at
