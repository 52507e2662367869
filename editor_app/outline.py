"""The headings of a Markdown text: where they are, how deep, and which one a place belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


_LINE = re.compile(
    r"^(?:(?P<fence> {0,3}(?:`{3,}|~{3,}))|(?P<marks> {0,3}#{1,6})(?:[ \t]+(?P<title>[^\n]*))?$)", re.MULTILINE
)
_END = re.compile(r"[ \t]+#+[ \t]*$")
_FRONT = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One heading."""

    # Code point position of its line.
    start: int
    # 1 for the highest, 6 for the lowest.
    level: int
    # Without marks; may be empty.
    title: str


def outline(text: str) -> tuple[Heading, ...]:
    """The headings of `text` that begin with number signs (CommonMark "ATX headings"), but for those in fenced code."""
    found = []
    front = _FRONT.match(text)
    at, fence = front.end() if front is not None else 0, ""
    for line in _LINE.finditer(text, at):
        if line["fence"]:
            sign = line["fence"].strip()
            if not fence:
                fence = sign
            elif sign[0] == fence[0] and len(sign) >= len(fence):
                fence = ""
        elif not fence:
            title = _END.sub("", (line["title"] or "").strip())
            found.append(Heading(start=line.start(), level=len(line["marks"].strip()), title=title.strip("#").strip()))
    return tuple(found)


def heading_at(headings: Sequence[Heading], position: int) -> int:
    """The index of the heading that a place stands under; -1 before the first."""
    return bisect_right(headings, position, key=lambda heading: heading.start) - 1


def section(headings: Sequence[Heading], position: int, length: int) -> tuple[int, int]:
    """The span of the section a place is in: from its heading to the next that is not deeper.

    Args:
        headings: of the text.
        position: code points.
        length: of the text.
    """
    at = heading_at(headings, position)
    if at < 0:
        return 0, headings[0].start if headings else length
    own = headings[at]
    return own.start, next((other.start for other in headings[at + 1 :] if other.level <= own.level), length)
