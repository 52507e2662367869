"""Protected spans inside one run of Markdown text: code, math, links, images, tags, citations, footnote markers.

One pass from left to right, as CommonMark describes it (code and tags bind tighter than brackets), in time linear in
the text for any input. tree-sitter's inline grammar is not: it may hang or overflow the stack on hostile text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set

from edit_engine.text.protected import ProtectedKind
from edit_engine.text.spans import Span


Found = tuple[Span, ProtectedKind]

# Every place where something may begin or end.
_MARKS = re.compile(r"\\.|`++|<|!?\[|\]|\$++|&", re.DOTALL)
_TICKS = re.compile(r"`+")
_LONGEST_TAG = 2000  # code points; bounds the work for each "<"
_LONGEST_LABEL = 999  # code points (CommonMark 0.31.2, 4.7)
_URI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+>")
_ADDRESS = re.compile(r"<[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++>")
_TAG = re.compile(
    r"""</[A-Za-z][\w-]*+\s*+>|<[A-Za-z][\w-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?)*+"""
    r"\s*+/?>|<\?.*?\?>|<![A-Za-z][^>]*+>|<!\[CDATA\[.*?\]\]>",
    re.DOTALL,
)
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_WIKI = re.compile(r"!?\[\[[^\[\]\n]++\]\](?!\()")
_TEXT_IN_PARENTHESES = r"(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.|\([^\s()]*+\))*+\))"
# "(destination "title")" after a link's text.
_TARGET = re.compile(
    rf"""\(\s*+(?:<(?:[^<>\n\\]|\\.)*+>|{_TEXT_IN_PARENTHESES}*+)"""
    r"""(?:\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)""",
    re.DOTALL,
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_NUMBERS = re.compile(r"\d++(?:\s*+[,;–-]\s*+\d++)*+")
_KEYS = re.compile(r"(?:^|[\s;\-])@[\w{]")
_SPACES = re.compile(r"\s+")


def normal_label(label: str) -> str:
    """A link label as it is compared: case and white space do not count."""
    return _SPACES.sub(" ", label.strip()).casefold()


def inline_spans(text: str, labels: Set[str]) -> list[Found]:
    """What is protected in `text`, one paragraph, heading or table cell; spans count from its start.

    Args:
        text: its characters, with continuation markers blanked.
        labels: the normal labels that the document defines.
    """
    return _Scan(text, labels).run() if _MARKS.search(text) else []


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, labels: Set[str]) -> None:
        self.text = text
        self.labels = labels
        self.found: list[Found] = []
        # Open brackets: where they are, and whether they open an image.
        self.open: list[tuple[int, bool]] = []
        # Links cannot hold links: open brackets below this depth can no longer begin one.
        self.closed_below = 0
        # Where runs of so many backticks begin.
        self.ticks: dict[int, list[int]] = {}
        for run in _TICKS.finditer(text):
            self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        # Closing marks already known to be missing from here on: looked for once only.
        self.missing: set[str] = set()

    def run(self) -> list[Found]:
        at = 0
        while mark := _MARKS.search(self.text, at):
            at = self.step(mark.group(), mark.start(), mark.end())
        return self.found

    def add(self, start: int, end: int, kind: ProtectedKind) -> int:
        self.found.append((Span(start, end), kind))
        return end

    def step(self, mark: str, start: int, end: int) -> int:
        """Handles one mark and says where to go on."""
        match mark[0]:
            case "\\":
                close = self.find("\\)", end) if mark == "\\(" else -1
                return self.add(start, close + 2, ProtectedKind.MATH) if close >= 0 else end
            case "`":
                return self.code(start, end)
            case "<":
                return self.angle(start, end)
            case "$":
                return self.math(start, end)
            case "&":
                character = _CHARACTER.match(self.text, start)
                return self.add(start, character.end(), ProtectedKind.HTML) if character else end
            case "]":
                return self.close(start, end)
        wiki = _WIKI.match(self.text, start)
        if wiki:
            return self.add(start, wiki.end(), ProtectedKind.IMAGE if mark == "![" else ProtectedKind.LINK)
        self.open.append((start, mark == "!["))
        return end

    def find(self, mark: str, start: int) -> int:
        """Where `mark` is next; -1 if nowhere. A mark that is missing is looked for once."""
        if mark in self.missing:
            return -1
        at = self.text.find(mark, start)
        if at < 0:
            self.missing.add(mark)
        return at

    def code(self, start: int, end: int) -> int:
        places = self.ticks.get(end - start, [])
        following = bisect_left(places, end)
        if following == len(places):
            return end
        return self.add(start, places[following] + end - start, ProtectedKind.CODE_SPAN)

    def angle(self, start: int, end: int) -> int:
        if self.text.startswith("<!--", start):
            close = self.find("-->", end)
            return self.add(start, close + 3, ProtectedKind.COMMENT) if close >= 0 else end
        limit = start + _LONGEST_TAG
        for pattern, kind in ((_URI, ProtectedKind.URL), (_ADDRESS, ProtectedKind.EMAIL), (_TAG, ProtectedKind.HTML)):
            whole = pattern.match(self.text, start, limit)
            if whole:
                return self.add(start, whole.end(), kind)
        return end

    def math(self, start: int, end: int) -> int:
        """`$x$` by Pandoc's rule, which leaves prices alone: no white space inside the dollars, no digit after them."""
        text = self.text
        if end - start != 1 or text[end : end + 1].isspace() or (start and text[start - 1].isalnum()):
            return end
        close = self.find("$", end)
        while close > 0 and text[close - 1] == "\\":
            close = self.find("$", close + 1)
        if close < 0 or text[close - 1].isspace() or text[close + 1 : close + 2].isdigit():
            return end
        return self.add(start, close + 1, ProtectedKind.MATH)

    def close(self, start: int, end: int) -> int:
        """Handles a closing bracket."""
        if not self.open:
            return end
        opened, image = self.open.pop()
        may_link = image or len(self.open) >= self.closed_below
        self.closed_below = min(self.closed_below, len(self.open))
        # Nested brackets without end must not each copy what is between them.
        inner = self.text[opened + (2 if image else 1) : start] if start - opened <= _LONGEST_LABEL else ""
        target = _TARGET.match(self.text, end) if may_link else None
        if target:
            return self.link(opened, start, target.end(), image)
        label = _LABEL.match(self.text, end) if may_link else None
        if label and normal_label(label.group(1)) in self.labels:
            return self.link(opened, start, label.end(), image)
        after = end + 2 if self.text.startswith("[]", end) else end
        if may_link and self.labels and normal_label(inner) in self.labels:
            # The text is the label here, so it cannot change either.
            self.closed_below = len(self.open) if not image else self.closed_below
            return self.add(opened, after, ProtectedKind.IMAGE if image else ProtectedKind.LINK)
        if inner.startswith("^") and len(inner) > 1 and not _SPACES.search(inner):
            colon = self.text[max(0, opened - 1) : opened] in ("", "\n") and self.text.startswith(":", end)
            return self.add(opened, end + colon, ProtectedKind.FOOTNOTE)
        if _NUMBERS.fullmatch(inner) or _KEYS.search(inner):
            return self.add(opened, end, ProtectedKind.CITATION)
        return end

    def link(self, opened: int, closed: int, end: int, image: bool) -> int:
        if image:
            return self.add(opened, end, ProtectedKind.IMAGE)
        self.closed_below = len(self.open)
        self.add(opened, opened + 1, ProtectedKind.LINK)
        return self.add(closed, end, ProtectedKind.LINK)
