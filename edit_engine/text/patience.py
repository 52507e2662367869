"""Patience differences between two sequences, exact where that is affordable.

Tokens that occur once on both sides are matched first, in the longest common order (that is patience); between them
the same is tried again. Where nothing is unique, small gaps are solved exactly; large ones are anchored on runs of 2,
4, 8 or 16 tokens that are unique; and what is left is solved exactly up to a cost limit and replaced whole above it.
The limits count work, never time, so the answer does not depend on the machine.

Source of the idea: Bram Cohen's patience diff; the exact part is the longest common subsequence (Indel distance).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel


# A run of equal tokens: start in a, start in b, length.
Block = tuple[int, int, int]

_RUNS = (2, 4, 8, 16)  # tokens
# Where longer runs are hardly more varied than shorter ones the text repeats itself, and still longer ones do not help.
_LEAST_GROWTH = 1.1
_STRIDE = 512  # tokens compared at once while trimming


class Tag(StrEnum):
    """What an opcode does with its range of a."""

    EQUAL = "equal"
    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, kw_only=True)
class Opcode:
    """One step from a to b: `a[a_start:a_end]` becomes `b[b_start:b_end]`."""

    tag: Tag
    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much work a difference may cost. A cell is one token of a beside one token of b."""

    # A gap without unique tokens is solved exactly at once when it has no more cells.
    small_gap_cells: int = 1 << 16
    # The largest gap that is ever solved exactly (memory: an eighth of a byte a cell).
    gap_cells: int = 100_000_000
    # All exact gaps of one difference together.
    total_cells: int = 20_000_000_000
    # How often a gap may be split again at unique tokens.
    depth: int = 32


DEFAULT_LIMITS = Limits()


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable], *, limits: Limits = DEFAULT_LIMITS) -> list[Opcode]:
    """The steps that turn `a` into `b`, in order and without holes.

    Args:
        a, b: sequences of anything hashable.
        limits: where exactness ends; the default keeps millions of tokens within seconds.
    """
    steps: list[Opcode] = []
    at_a = at_b = 0
    for start_a, start_b, length in [*matching_blocks(a, b, limits=limits), (len(a), len(b), 0)]:
        if at_a < start_a or at_b < start_b:
            tag = Tag.INSERT if at_a == start_a else Tag.DELETE if at_b == start_b else Tag.REPLACE
            steps.append(Opcode(tag=tag, a_start=at_a, a_end=start_a, b_start=at_b, b_end=start_b))
        at_a, at_b = start_a + length, start_b + length
        if length:
            steps.append(Opcode(tag=Tag.EQUAL, a_start=start_a, a_end=at_a, b_start=start_b, b_end=at_b))
    return steps


def matching_blocks(a: Sequence[Hashable], b: Sequence[Hashable], *, limits: Limits = DEFAULT_LIMITS) -> list[Block]:
    """The runs that `a` and `b` share, in order, none touching the next on both sides."""
    numbers: dict[Hashable, int] = {}
    numbered_a = [numbers.setdefault(token, len(numbers)) for token in a]
    numbered_b = [numbers.setdefault(token, len(numbers)) for token in b]
    return _joined(_Matcher(numbered_a, numbered_b, limits).blocks())


def _joined(blocks: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in sorted(blocks):
        if joined:
            start_a, start_b, length = joined[-1]
            if (start_a + length, start_b + length) == block[:2]:
                joined[-1] = (start_a, start_b, length + block[2])
                continue
        joined.append(block)
    return joined


class _Matcher:
    """One difference in work: the two numbered sequences, what was found, and what may still be spent."""

    def __init__(self, a: list[int], b: list[int], limits: Limits) -> None:
        self.a = a
        self.b = b
        self.limits = limits
        self.cells_left = limits.total_cells
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        """All runs found, in no order. A stack instead of recursion: depth must not depend on the input."""
        stack = [(0, len(self.a), 0, len(self.b), 0)]
        while stack:
            start_a, end_a, start_b, end_b, depth = stack.pop()
            start_a, end_a, start_b, end_b = self.trim(start_a, end_a, start_b, end_b)
            if start_a == end_a or start_b == end_b:
                continue
            anchors = self.anchors(start_a, end_a, start_b, end_b) if depth < self.limits.depth else []
            if not anchors:
                self.solve(start_a, end_a, start_b, end_b)
                continue
            for anchor_a, anchor_b, length in [*anchors, (end_a, end_b, 0)]:
                if start_a < anchor_a and start_b < anchor_b:
                    stack.append((start_a, anchor_a, start_b, anchor_b, depth + 1))
                if length:
                    self.found.append((anchor_a, anchor_b, length))
                start_a, start_b = anchor_a + length, anchor_b + length
        return self.found

    def trim(self, start_a: int, end_a: int, start_b: int, end_b: int) -> tuple[int, int, int, int]:
        """Takes the common prefix and suffix off a gap and keeps them as runs."""
        a, b = self.a, self.b
        most = min(end_a - start_a, end_b - start_b)
        same = 0
        while same + _STRIDE <= most and (
            a[start_a + same : start_a + same + _STRIDE] == b[start_b + same : start_b + same + _STRIDE]
        ):
            same += _STRIDE
        while same < most and a[start_a + same] == b[start_b + same]:
            same += 1
        if same:
            self.found.append((start_a, start_b, same))
            start_a, start_b = start_a + same, start_b + same
            most -= same
        same = 0
        while same + _STRIDE <= most and (
            a[end_a - same - _STRIDE : end_a - same] == b[end_b - same - _STRIDE : end_b - same]
        ):
            same += _STRIDE
        while same < most and a[end_a - same - 1] == b[end_b - same - 1]:
            same += 1
        if same:
            end_a, end_b = end_a - same, end_b - same
            self.found.append((end_a, end_b, same))
        return start_a, end_a, start_b, end_b

    def anchors(self, start_a: int, end_a: int, start_b: int, end_b: int) -> list[Block]:
        """Runs that are unique on both sides of a gap, in the longest common order; empty if there are none."""
        grams_a, grams_b = self.a[start_a:end_a], self.b[start_b:end_b]
        pairs = _unique_pairs(grams_a, grams_b)
        length = 1
        if not pairs and len(grams_a) * len(grams_b) > self.limits.small_gap_cells:
            length, pairs = _unique_runs(grams_a, grams_b)
        anchors: list[Block] = []
        free_a = free_b = 0
        for at_a, at_b in _longest_increasing(pairs):
            if at_a >= free_a and at_b >= free_b:
                anchors.append((start_a + at_a, start_b + at_b, length))
                free_a, free_b = at_a + length, at_b + length
        return _joined(anchors)

    def solve(self, start_a: int, end_a: int, start_b: int, end_b: int) -> None:
        """Adds the runs of an exact solution, if it is affordable."""
        cells = (end_a - start_a) * (end_b - start_b)
        if cells > min(self.limits.gap_cells, self.cells_left):
            return
        self.cells_left -= cells
        for step in Indel.opcodes(self.a[start_a:end_a], self.b[start_b:end_b]):
            if step.tag == "equal":
                self.found.append((start_a + step.src_start, start_b + step.dest_start, step.src_end - step.src_start))


def _unique_pairs(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """Positions (in a, in b) of what occurs once in each, in the order of a."""
    places_b: dict[int, int] = {}
    for at, token in enumerate(b):
        places_b[token] = -1 if token in places_b else at
    places_a: dict[int, int] = {}
    for at, token in enumerate(a):
        if token in places_b:
            places_a[token] = -1 if token in places_a else at
    return [(at, places_b[token]) for token, at in places_a.items() if at >= 0 and places_b[token] >= 0]


def _unique_runs(a: list[int], b: list[int]) -> tuple[int, list[tuple[int, int]]]:
    """The shortest length of `_RUNS` at which runs are unique in both, and the places of those."""
    distinct = len(set(a))
    for length in _RUNS:
        half = length // 2
        # A run of twice the length gets its number from the numbers of its halves.
        base = max(max(a, default=0), max(b, default=0)) + 1
        numbers: dict[int, int] = {}
        a = [numbers.setdefault(x * base + y, len(numbers)) for x, y in zip(a, a[half:], strict=False)]
        more = len(numbers)
        b = [numbers.setdefault(x * base + y, len(numbers)) for x, y in zip(b, b[half:], strict=False)]
        pairs = _unique_pairs(a, b)
        if pairs:
            return length, pairs
        if more < distinct * _LEAST_GROWTH:
            break
        distinct = more
    return 1, []


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both places (pairs come in the order of the first).

    Of several, the one whose last pair stands first in b, then whose last but one does, and so on.
    """
    if not pairs:
        return []
    # tops[k]: smallest place in b that ends a rising run of k + 1 pairs; holders[k]: the pair that is there.
    tops: list[int] = []
    holders: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, at_b) in enumerate(pairs):
        pile = len(tops) if not tops or at_b > tops[-1] else bisect_left(tops, at_b)
        if pile == len(tops):
            tops.append(at_b)
            holders.append(number)
        else:
            tops[pile] = at_b
            holders[pile] = number
        if pile:
            before[number] = holders[pile - 1]
    rising: list[tuple[int, int]] = []
    number = holders[-1]
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    rising.reverse()
    return rising
