"""Patience differences: always right, exact on small input, as a readable brute force says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.text import Limits, Opcode, Tag, opcodes
from edit_engine.text.patience import matching_blocks


FEW = st.text("abc", max_size=9)
MANY = st.lists(st.integers(0, 30), max_size=40)


def rebuild(a: Sequence[object], b: Sequence[object], steps: Sequence[Opcode]) -> list[object]:
    """`b` from `a` and the steps; fails where they leave holes or call different things equal."""
    built: list[object] = []
    at_a = at_b = 0
    for step in steps:
        assert (step.a_start, step.b_start) == (at_a, at_b)
        old, new = a[step.a_start : step.a_end], b[step.b_start : step.b_end]
        match step.tag:
            case Tag.EQUAL:
                assert old == new
                assert len(old) > 0
            case Tag.DELETE:
                assert len(old) > 0
                assert len(new) == 0
            case Tag.INSERT:
                assert len(old) == 0
                assert len(new) > 0
            case Tag.REPLACE:
                assert min(len(old), len(new)) > 0
        built.extend(new)
        at_a, at_b = step.a_end, step.b_end
    assert (at_a, at_b) == (len(a), len(b))
    return built


@given(MANY, MANY)
def test_opcodes_rebuild_b_from_a(a: list[int], b: list[int]) -> None:
    assert rebuild(a, b, opcodes(a, b)) == b


@given(FEW, FEW)
def test_opcodes_rebuild_b_when_nothing_may_cost_anything(a: str, b: str) -> None:
    limits = Limits(small_gap_cells=0, gap_cells=0, total_cells=0, depth=2)
    assert rebuild(a, b, opcodes(a, b, limits=limits)) == list(b)


@pytest.mark.parametrize(
    ("a", "b", "blocks"),
    [
        ("", "", []),
        ("abc", "abc", [(0, 0, 3)]),
        ("abc", "xyz", []),
        ("abcd", "bcde", [(1, 0, 3)]),
        # Moved: the longer run stays.
        ("abcXY", "XYabc", [(0, 2, 3)]),
        # Two runs of one length: the one that ends first in b stays.
        ("abXY", "XYab", [(2, 0, 2)]),
        # The unique "k" is kept although the "x" around it are more.
        ("xxkw", "kxxz", [(2, 0, 1)]),
        # A function put before another: the braces stay with their own.
        ("f{}g{}", "f{}h{}g{}", [(0, 0, 3), (3, 6, 3)]),
        # Nothing is unique: the longest common subsequence.
        ("aabb", "abab", [(0, 0, 1), (2, 1, 1), (3, 3, 1)]),
        ("abab", "baba", [(0, 1, 3)]),
    ],
)
def test_blocks_of_tiny_strings(a: str, b: str, blocks: list[tuple[int, int, int]]) -> None:
    assert matching_blocks(a, b) == blocks


def longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """By trying all: the longest; of those, the one whose last pair is first in b, then its last but one, and so on."""
    rising = [
        list(chosen)
        for size in range(len(pairs) + 1)
        for chosen in combinations(pairs, size)
        if all(left[1] < right[1] for left, right in pairwise(chosen))
    ]
    return min(rising, key=lambda chosen: (-len(chosen), [b for _, b in reversed(chosen)]))


def longest_common(a: str, b: str) -> int:
    if not a or not b:
        return 0
    if a[0] == b[0]:
        return 1 + longest_common(a[1:], b[1:])
    return max(longest_common(a[1:], b), longest_common(a, b[1:]))


def readable_pairs(a: str, b: str) -> tuple[list[tuple[int, int]], int]:
    """Patience as one would explain it: the pairs matched as unique, and how many more are matched in all."""
    if not a or not b:
        return [], 0
    if a[0] == b[0]:
        pairs, more = readable_pairs(a[1:], b[1:])
        return [(0, 0), *((x + 1, y + 1) for x, y in pairs)], more
    if a[-1] == b[-1]:
        pairs, more = readable_pairs(a[:-1], b[:-1])
        return [*pairs, (len(a) - 1, len(b) - 1)], more
    unique = [(x, b.index(token)) for x, token in enumerate(a) if a.count(token) == b.count(token) == 1]
    if not unique:
        return [], longest_common(a, b)
    matched: list[tuple[int, int]] = []
    total = at_a = at_b = 0
    for x, y in [*longest_rising(unique), (len(a), len(b))]:
        pairs, more = readable_pairs(a[at_a:x], b[at_b:y])
        matched += [(at_a + p, at_b + q) for p, q in pairs]
        matched += [(x, y)] if x < len(a) else []
        total += more
        at_a, at_b = x + 1, y + 1
    return matched, total


@given(st.permutations("abcdefg"), st.permutations("cdefghi"))
def test_unique_tokens_are_matched_as_the_brute_force_says(a: list[str], b: list[str]) -> None:
    expected, more = readable_pairs("".join(a), "".join(b))
    found = [(x + k, y + k) for x, y, length in matching_blocks(a, b) for k in range(length)]
    assert (found, more) == (expected, 0)


@given(st.text("abcd", max_size=7), st.text("abcd", max_size=7))
def test_as_many_tokens_are_matched_as_the_brute_force_says(a: str, b: str) -> None:
    expected, more = readable_pairs(a, b)
    found = {(x + k, y + k) for x, y, length in matching_blocks(a, b) for k in range(length)}
    assert set(expected) <= found
    assert len(found) == len(expected) + more


def test_repeating_text_is_anchored_on_longer_runs() -> None:
    draw = random.Random(1)
    a = [draw.randrange(20) for _ in range(3000)]
    b = [*a[:1000], 99, *a[1001:2000], *a[2005:]]
    limits = Limits(small_gap_cells=0, gap_cells=10_000)
    changed = [step for step in opcodes(a, b, limits=limits) if step.tag is not Tag.EQUAL]
    assert sum(step.a_end - step.a_start for step in changed) == 6


def test_a_gap_above_the_cost_limit_is_replaced_whole() -> None:
    a, b = "ab" * 100, "ba" * 100 + "b"
    limits = Limits(small_gap_cells=0, gap_cells=100)
    replaced = [step for step in opcodes(a + "X", b + "Y", limits=limits) if step.tag is not Tag.EQUAL]
    assert replaced == [Opcode(tag=Tag.REPLACE, a_start=0, a_end=201, b_start=0, b_end=202)]


def test_the_total_cost_limit_ends_exactness_from_some_gap_on() -> None:
    # Three gaps without unique tokens, two cells squared each; the budget pays for one.
    a, b = "1xyxy2xyxy3xyxy4", "1yxyx2yxyx3yxyx4"
    full = sum(block[2] for block in matching_blocks(a, b))
    poor = sum(block[2] for block in matching_blocks(a, b, limits=Limits(total_cells=16)))
    assert (full, poor) == (13, 7)
