"""Stretches a writer took out of every edit by comments in the text itself.

    <!-- redraft: off --> Nothing in here is touched. <!-- redraft: on -->

A stretch that is not closed goes on to the end. The comments are read in Markdown and in plain text alike; where they
are only quoted, as in code, they mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edit_engine.text.spans import Span


_MARK = re.compile(r"<!--[ \t]*+redraft[ \t]*+:[ \t]*+(?P<switch>on|off)[ \t]*+-->", re.IGNORECASE)


def zones(text: str, quoted: Sequence[Span] = ()) -> Iterator[Span]:
    """The stretches that are off, their comments included, in order.

    Args:
        text: a whole document.
        quoted: where a comment is only shown (code, front matter).
    """
    opened: int | None = None
    for mark in _MARK.finditer(text):
        place = Span(*mark.span())
        if any(other.contains(place) for other in quoted):
            continue
        off = mark["switch"].lower() == "off"
        if off and opened is None:
            opened = place.start
        elif not off and opened is not None:
            yield Span(opened, place.end)
            opened = None
    if opened is not None:
        yield Span(opened, len(text))
