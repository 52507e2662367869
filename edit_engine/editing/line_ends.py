"""Guards of marks at the ends of lines: a line break, a heading or a list item looks like a reason for one.

Each looks at a range of a text and what would take its place, and says whether something about marks comes to be wrong.
"""

from __future__ import annotations

import re

from edit_engine.text.paragraphs import pieces


# The end of a sentence, and a small letter behind it.
_BROKEN_OFF = re.compile(r"[.!?][\"'\u201d\u2019)]*\s+(?=[a-z])")
# A sentence or the lead to a list that ends with a line within a paragraph, and a sentence that begins with a line
# though none ended before it. Where lines are broken, the break looks like a reason for a mark, and is none.
_LINE_STOP = re.compile(r"[.!?:][\"'\u201d\u2019)]*\n[ \t>]*(?=\S)")
_LINE_START = re.compile(r"[^\s.!?:*_\"'\u201d\u2019)]\n[ \t>]*(?=[A-Z])")
_MARKER = r"(?:[-*+\u2022]|\d+[.)])[ \t]"
_NEXT_ITEM = re.compile(rf"\n[ \t]*{_MARKER}")
_ITEM = re.compile(rf"[ \t>]*{_MARKER}")
_STOP = re.compile(r"[.!?](?=\s|$)")
_FINAL_MARKS = (".", "!", "?", ":", ",", ";")
_HEADING = re.compile(r" {0,3}#{1,6} ")
# Most words of a paragraph on one line that is a heading or a caption if it ends in no mark.
_SHORT_LINE = 7


def breaks_off(window: str, start: int, end: int, after: str) -> bool:
    """Whether there are more ends of sentences before a small letter than were: line breaks look like ends."""
    before, behind = window[max(0, start - 40) : start], window[end : end + 40]
    return len(_BROKEN_OFF.findall(before + after + behind)) > len(
        _BROKEN_OFF.findall(before + window[start:end] + behind)
    )


def gets_mark(window: str, end: int, after: str) -> bool:
    """Whether a line would end in a mark that it did not end in."""
    closes = end == len(window) or window[end] == "\n"
    return closes and after[-1:] in _FINAL_MARKS and window[end - 1 : end] not in (".", "!", "?", ":")


def is_heading(window: str, start: int, end: int) -> bool:
    """Whether the line that ends at `end` is a heading.

    One is a line that Markdown calls so, and a short paragraph on a line of its own.
    """
    first = window.rfind("\n", 0, start) + 1
    line = window[first:end]
    alone = (not first or window[:first].endswith("\n\n")) and window[end : end + 2] in ("\n\n", "\n", "")
    return _HEADING.match(line) is not None or (alone and (line.isupper() or len(line.split()) <= _SHORT_LINE))


def ends_bare_item(window: str, end: int) -> bool:
    """Whether a list item ends at `end`, without a full stop, as those beside it: that is a way to set lists."""
    found, at = False, 0
    items: list[str] = []
    for piece in pieces(window):
        if marker := _ITEM.match(piece):
            items.append(piece[marker.end() :])
            found = found or at + len(piece.rstrip()) == end
        at += len(piece)
    return found and not any(_STOP.search(item) for item in items)


def ends_with_line(window: str, start: int, end: int, after: str) -> bool:
    """Whether more sentences would end at line breaks within paragraphs, or begin there, than did."""
    if "\n" not in window:
        return False
    old, new = pieces(window), pieces(window[:start] + after + window[end:])
    return any(
        sum(len(pattern.findall(piece)) for piece in new) > sum(len(pattern.findall(piece)) for piece in old)
        for pattern in (_LINE_STOP, _LINE_START)
    )


def ends_item(text: str, start: int, end: int, after: str) -> bool:
    """Whether a list item that ends in a comma or semicolon, with another behind it, would end in a full stop.

    Args:
        text: of the request: items are windows of their own.
        start, end: the range replaced, code points.
        after: the new text.
    """
    return text[start:end][-1:] in (",", ";") and after[-1:] in (".", ":") and bool(_NEXT_ITEM.match(text, end))
