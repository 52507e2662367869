"""Where a cut does not split what a reader sees as one character (an extended grapheme cluster, Unicode UAX 29)."""

from __future__ import annotations

import regex  # type: ignore[import-untyped]  # ships no types


# How far back a cut looks for a place that is certainly a border. Only runs of flags or of combining marks need any
# of it; a longer run than this may be cut between two flags.
LOOKBACK = 4096  # code points

_CLUSTER = regex.compile(r"\X")
# After one of these, what stands further left decides whether there is a border.
_NEEDS_MORE_LEFT = regex.compile(r"[\p{M}\p{Grapheme_Extend}\p{Regional_Indicator}\u200d]")


def _certain(text: str, pos: int) -> bool:
    """Whether the two code points around `pos` alone prove that a cluster ends there."""
    left, right = text[pos - 1], text[pos]
    if left < "\x80" and right < "\x80":
        return not (left == "\r" and right == "\n")
    if _NEEDS_MORE_LEFT.match(left):
        return False
    cluster = _CLUSTER.match(left + right)
    return cluster is not None and cluster.end() == 1


def boundary_before(text: str, pos: int) -> int:
    """The last grapheme border at or before `pos` (code points)."""
    if pos <= 0:
        return 0
    if pos >= len(text):
        return len(text)
    at = pos
    lowest = max(0, pos - LOOKBACK)
    while at > lowest and not _certain(text, at):
        at -= 1
    for cluster in _CLUSTER.finditer(text, at):
        if cluster.end() > pos:
            return cluster.start()
        if cluster.end() == pos:
            break
    return pos


def boundary_after(text: str, pos: int) -> int:
    """The first grapheme border at or after `pos` (code points)."""
    start = boundary_before(text, pos)
    if start == pos or pos <= 0:
        return max(start, 0)
    end: int = _CLUSTER.match(text, start).end()
    return end
