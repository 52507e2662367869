"""Where paragraphs end, by white space and line starts alone.

A paragraph ends at a blank line; at a line break before a list item, heading, quotation, table row or fence; after a
heading, a table row or a fence; and after a line too long to have been wrapped by hand (texts that hold one paragraph
a line). Other line breaks are soft: the paragraph goes on.
"""

from __future__ import annotations

import re

from edit_engine.text.spans import Span
from edit_engine.text.words import LINE_BREAKS


# Nobody wraps lines by hand beyond this many code points, but for an address, which cannot be wrapped.
LONGEST_WRAPPED_LINE = 120
_ADDRESS = re.compile(r"(?<=\])\([^\s()]*+\)|https?://[^\s<>]++")

_LINE_BREAKS = re.compile(LINE_BREAKS)
_SINGLE = {"\n", "\r", "\r\n"}
# What starts a block of its own at the start of a line.
_OPENS = re.compile(r"[ \t>]*+(?:[-*+][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|\||```|~~~|\$\$)")
# What ends with its line.
_CLOSES = re.compile(r"[ \t>]*+(?:#{1,6}[ \t]|\||```|~~~|\$\$|(?:=+|-+)[ \t]*+(?=[\r\n]))")
_QUOTED = re.compile(r"[ \t]*+>")
# What stands before the first word of a block.
BLOCK_MARKERS = re.compile(
    r"(?:[ \t]*+(?:>|#{1,6}(?=[ \t])|[-*+](?=[ \t])(?:[ \t]\[[ xX]\])?|\d{1,9}[.)](?=[ \t])))*+[ \t]*+"
)


def paragraph_breaks(text: str) -> list[Span]:
    """The runs of line breaks that end paragraphs, in order."""
    found: list[Span] = []
    line_start = 0
    for match in _LINE_BREAKS.finditer(text):
        start, end = match.span()
        if match.group() not in _SINGLE or _is_unwrapped(text, line_start, start) or _ends_here(text, line_start, end):
            found.append(Span(start, end))
        line_start = end
    return found


def _is_unwrapped(text: str, start: int, end: int) -> bool:
    """Whether the line text[start:end] is too long to have been wrapped."""
    return end - start > LONGEST_WRAPPED_LINE and len(_ADDRESS.sub("", text[start:end])) > LONGEST_WRAPPED_LINE


def _ends_here(text: str, line: int, following: int) -> bool:
    """Whether the single line break between the lines that start at `line` and at `following` ends a paragraph."""
    if _OPENS.match(text, following) or _CLOSES.match(text, line):
        return True
    return bool(_QUOTED.match(text, following)) and not _QUOTED.match(text, line)


def pieces(text: str) -> list[str]:
    """`text` cut after each paragraph break; joined they are `text` again."""
    cut: list[str] = []
    at = 0
    for found in paragraph_breaks(text):
        cut.append(text[at : found.end])
        at = found.end
    if at < len(text):
        cut.append(text[at:])
    return cut


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text`, without the white space around them; blank ones are left out."""
    found: list[Span] = []
    at = 0
    for end, following in [*paragraph_breaks(text), Span(len(text), len(text))]:
        body = text[at:end]
        inner = body.strip()
        if inner:
            start = at + len(body) - len(body.lstrip())
            found.append(Span(start, start + len(inner)))
        at = following
    return found
