"""What differs between the two sides of a real edit: changed words, facts, and the sentences around the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from edit_engine.training.corpus import sentences_of
from edit_engine.training.corruption.draft import like


_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")
_NUMBER = re.compile(r"\d[\d.,]*")


class Change(NamedTuple):
    """Words left out and put in at one place."""

    # In lower case.
    old: tuple[str, ...]
    new: tuple[str, ...]
    # Where the old words stand: code points of the text before, end exclusive.
    start: int
    end: int
    # The new words as written.
    text: str


def changes_of(before: str, after: str) -> list[Change]:
    """The places where the words of the two texts differ, in order; at least one word parts two of them."""
    left, right = (list(_TOKEN.finditer(side)) for side in (before, after))
    old, new = ([token[0].lower() for token in side] for side in (left, right))
    spans: list[list[int]] = []
    for op in Levenshtein.opcodes(old, new):
        if op.tag == "equal":
            continue
        if spans and spans[-1][1] == op.src_start and spans[-1][3] == op.dest_start:
            spans[-1][1], spans[-1][3] = op.src_end, op.dest_end
        else:
            spans.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
    found: list[Change] = []
    for first, stop, new_first, new_stop in spans:
        start = left[first].start() if first < len(left) else len(before)
        end = left[stop - 1].end() if stop > first else start
        text = after[right[new_first].start() : right[new_stop - 1].end()] if new_stop > new_first else ""
        found.append(Change(tuple(old[first:stop]), tuple(new[new_first:new_stop]), start, end, text))
    return found


def applied(before: str, changes: Sequence[Change]) -> str:
    """`before` with `changes` made and nothing else; each has old words. Spaces and capitals follow."""
    text = before
    for change in reversed(changes):
        head, tail = text[: change.start], text[change.end :]
        if change.text:
            # A comma may be among the old words and not among the new ones.
            space = " " if head[-1:].isalnum() and change.text[0].isalnum() else ""
            text = head + space + like(text[change.start :], change.text) + tail
            continue
        opens = not head.strip() or re.search(r"[.!?:][\"”’')]*\s+$", head) is not None
        if tail[:1].isspace() or not tail:
            tail = tail[1:] if not head or head[-1].isspace() else tail
        if tail[:1] in ",.;:!?" and head.endswith(" "):
            head = head[:-1]
        text = head + (tail[:1].upper() + tail[1:] if opens else tail)
    return text


def words_of(text: str) -> frozenset[str]:
    """The different words and marks of `text` in lower case."""
    return frozenset(_TOKEN.findall(text.lower()))


def keeps_facts(before: str, after: str) -> bool:
    """Whether the two have the same numbers, and each name of one stands somewhere in the other.

    A name may move to the start of a sentence, where a capital says nothing.
    """
    numbers = [sorted(number.rstrip(".,") for number in _NUMBER.findall(side)) for side in (before, after)]
    return (
        numbers[0] == numbers[1]
        and all(name in after for name in _NAME.findall(before))
        and all(name in before for name in _NAME.findall(after))
    )


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Both texts without the sentences that they begin and end with alike: what is left is dense in changes."""
    left, right = sentences_of(before), sentences_of(after)
    least = min(len(left), len(right)) - 1
    first = 0
    while first < least and left[first] == right[first]:
        first += 1
    last = 0
    while last < least - first and left[-1 - last] == right[-1 - last]:
        last += 1
    parts: list[str] = []
    for text, sentences in ((before, left), (after, right)):
        start = _place(text, sentences, first)
        end = _place(text, sentences, len(sentences) - 1 - last) + len(sentences[len(sentences) - 1 - last])
        # A quote mark or bracket between two sentences belongs to the first.
        tail = re.match(r"[\"'”’)]*", text[end:])
        parts.append(text[start : end + (tail.end() if tail else 0)])
    return parts[0], parts[1]


def _place(text: str, sentences: Sequence[str], index: int) -> int:
    at = 0
    for sentence in sentences[:index]:
        at = text.index(sentence, at) + len(sentence)
    return text.index(sentences[index], at)
