"""Markdown made visible, quietly: headings larger, markup faint, code in its own face. No parser.

What may not be edited is for `edit_engine.text.protect` to say; this is only for the eye.
"""

from __future__ import annotations

import re
from enum import IntEnum

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from edit_engine.text import Span
from editor_app.gui import typography
from editor_app.gui.positions import Units
from editor_app.gui.theme import Theme


# Longer lines are data; looking through them would be felt at every key.
LONGEST_LINE = 20_000
# A heading's size against the text's, by level.
SIZES = (1.45, 1.22, 1.1)
_HEADING = re.compile(r"(#{1,6})(\s+)(?=\S)")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_START = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|>)\s+(?:\[[ xX]\]\s)?")
_TABLE = re.compile(r"\s*\|")
_INLINE = re.compile(
    r"(?P<code>`+)(?P<inside>.+?)(?P=code)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])(?P<mild>\*|_)(?=[^\s*_])(?P<italic>.+?)(?<=[^\s*_])(?P=mild)(?![\w*])"
    r"|(?P<open>!?\[)(?P<label>[^\]]*)(?P<target>\]\([^)\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<url><?https?://[^\s<>]+>?)"
    r"|(?P<html></?[a-zA-Z][^<>]*>)"
)
# A line without any of these has no inline markup.
_SIGNS = re.compile(r"[`*_\[<]|://")


class State(IntEnum):
    """What a line leaves open for the next one."""

    PROSE = 0
    FRONT_MATTER = 1
    FENCE = 2


class Highlighter(QSyntaxHighlighter):
    """Paints a document's Markdown. Positions are those of the widget; nothing in the document changes.

    Args:
        document: what to paint. It takes the painter with it when it goes: one that outlives its document would first
            take the paint off, line by line.
        theme: its colours.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._dress(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours, and in the sizes that fit the document's font. Repaints everything."""
        self._dress(theme)
        self.rehighlight()

    def _dress(self, theme: Theme) -> None:
        size = self.document().defaultFont().pointSizeF()
        self._faint = _format(theme.faint)
        self._soft = _format(theme.soft)
        self._code = _format(theme.soft)
        self._code.setFontFamilies([typography.code_family()])
        self._code.setFontPointSize(size * 0.88)
        self._code.setBackground(QColor(theme.code_under))
        self._block_code = _format(theme.soft)
        self._block_code.setFontFamilies([typography.code_family()])
        self._block_code.setFontPointSize(size * 0.88)
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)
        self._italic = QTextCharFormat()
        self._italic.setFontItalic(True)
        self._link = _format(theme.accent)
        self._headings = []
        for ratio in (*SIZES, 1.0, 1.0, 1.0):
            heading = QTextCharFormat()
            heading.setFontWeight(QFont.Weight.Bold)
            heading.setFontPointSize(size * ratio)
            self._headings.append(heading)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's name
        before = self.previousBlockState()
        self.setCurrentBlockState(State.PROSE)
        if len(text) > LONGEST_LINE:
            return
        self._units = Units(text)
        if before == -1 and text.rstrip() == "---" and self.currentBlock().blockNumber() == 0:
            self._whole(text, self._faint, State.FRONT_MATTER)
        elif before == State.FRONT_MATTER:
            ends = text.rstrip() in ("---", "...")
            self._whole(text, self._faint, State.PROSE if ends else State.FRONT_MATTER)
        elif fence := _FENCE.match(text):
            inside = before == State.FENCE
            self._whole(text, self._faint, State.PROSE if inside and not text[fence.end() :].strip() else State.FENCE)
        elif before == State.FENCE:
            self._whole(text, self._block_code, State.FENCE)
        else:
            self._prose(text)

    def _whole(self, text: str, how: QTextCharFormat, after: State) -> None:
        self._paint(0, len(text), how)
        self.setCurrentBlockState(after)

    def _prose(self, text: str) -> None:
        if not text:
            return
        if text[0] == "#" and (heading := _HEADING.match(text)):
            level = self._headings[len(heading[1]) - 1]
            self._paint(0, len(text), level)
            marks = QTextCharFormat(level)
            marks.setForeground(self._faint.foreground())
            self._paint(0, heading.end(), marks)
            return
        if _TABLE.match(text):
            self._all(text, "|", self._faint)
        elif start := _START.match(text):
            self._paint(0, start.end(), self._faint)
        if _SIGNS.search(text):
            for found in _INLINE.finditer(text):
                self._inline(found)

    def _inline(self, found: re.Match[str]) -> None:
        paint = self._paint
        start, end = found.span()
        if found["code"]:
            paint(start, end, self._code)
        elif found["strong"]:
            paint(start, end, self._faint)
            paint(*found.span("bold"), self._bold)
        elif found["mild"]:
            paint(start, end, self._faint)
            paint(*found.span("italic"), self._italic)
        elif found["open"]:
            paint(start, end, self._faint)
            paint(*found.span("label"), self._link)
        else:
            paint(start, end, self._soft if found["html"] else self._link)

    def _all(self, text: str, sign: str, how: QTextCharFormat) -> None:
        at = text.find(sign)
        while at >= 0:
            self._paint(at, at + 1, how)
            at = text.find(sign, at + 1)

    def _paint(self, start: int, end: int, how: QTextCharFormat) -> None:
        """Format code points of the line; Qt counts UTF-16 units."""
        first, last = self._units.units(Span(start, end))
        self.setFormat(first, last - first, how)


def _format(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made
