"""Where a cut does not split what a reader sees as one character (an extended grapheme cluster, Unicode UAX 29)."""

from __future__ import annotations

import regex


# How far around it a cut looks for places that are certainly borders. Only runs of flags or of combining marks need any
# of it; a longer run than this may be cut.
LOOKBACK = 4096  # code points

# One grapheme, from a border on. A flag is a pair of letters and has a rule of its own because the engine would count
# all flags before it again for each one.
GRAPHEME = r"(?:\p{Regional_Indicator}{2}[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}]*+|\X)"

_GRAPHEME = regex.compile(GRAPHEME)
# After one of these, what stands further left decides whether there is a border.
_NEEDS_MORE_LEFT = regex.compile(r"[\p{M}\p{Grapheme_Extend}\p{Regional_Indicator}\u200d]")


def _certain(text: str, pos: int) -> bool:
    """Whether the two code points around `pos` alone prove that a grapheme ends there."""
    left, right = text[pos - 1], text[pos]
    if left < "\x80" and right < "\x80":
        return not (left == "\r" and right == "\n")
    if _NEEDS_MORE_LEFT.match(left):
        return False
    first = _GRAPHEME.match(left + right)
    return first is not None and first.end() == 1


def _around(text: str, pos: int) -> tuple[int, int]:
    """The range of the grapheme that `pos` is inside of; `(pos, pos)` at a border."""
    if pos <= 0 or pos >= len(text):
        at = min(max(pos, 0), len(text))
        return at, at
    at = pos
    lowest = max(0, pos - LOOKBACK)
    while at > lowest and not _certain(text, at):
        at -= 1
    while at < pos:
        grapheme = _GRAPHEME.match(text, at, pos + LOOKBACK)
        end = grapheme.end() if grapheme else at + 1
        if end > pos:
            return at, end
        at = end
    return pos, pos


def boundary_before(text: str, pos: int) -> int:
    """The last grapheme border at or before `pos` (code points)."""
    return _around(text, pos)[0]


def boundary_after(text: str, pos: int) -> int:
    """The first grapheme border at or after `pos` (code points)."""
    return _around(text, pos)[1]
