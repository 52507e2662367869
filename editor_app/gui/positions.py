"""The border between text and Qt: code points against UTF-16 units, and characters Qt would turn into line breaks.

A QTextDocument starts a new block at "\\n", but also at "\\r", U+2029 and two noncharacters, and breaks lines at
U+2028. All of them may stand inside a text. Each is shown as another character while it is in a widget and becomes
itself again on the way back, one for one, so that positions stay. Nothing here needs Qt; no other module converts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from edit_engine.text import Span


# What Qt breaks at, what stands for an object in it, and halves of pairs that no UTF-16 text can hold alone.
_STRANGE = re.compile("[\r\u2028\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")
_WIDE = re.compile("[\U00010000-\U0010ffff]")
# Signs a person understands, where the text does not use them itself.
_SIGNS = {"\r": "\u240d", "\u2028": "\u240a", "\u2029": "\u241e"}
# What ends a paragraph in a widget, and a line in it.
PARAGRAPH_END, _LINE = "\u2029", "\u2028"


class Border:
    """Turns texts into what a QTextDocument can hold, and back.

    Args:
        texts: every text that will be shown together; the stand-ins are chosen among characters none of them holds.
    """

    def __init__(self, *texts: str) -> None:
        strange = sorted(set(chain.from_iterable(_STRANGE.findall(text) for text in texts)))
        free = _private(texts) if strange else iter(())
        self._out = {
            character: sign if (sign := _SIGNS.get(character, "")) and not _held(sign, texts) else next(free)
            for character in strange
        }
        self._to_qt = str.maketrans(self._out)
        self._to_text = str.maketrans({sign: character for character, sign in self._out.items()})

    @property
    def alphabet(self) -> dict[str, str]:
        """Each character that has a stand-in, and that."""
        return self._out

    def to_qt(self, text: str) -> str:
        """`text` for a widget, as long as before. Characters this border was not made for become stand-ins too."""
        shown = text.translate(self._to_qt) if self._out else text
        return _STRANGE.sub("\ufffd", shown)

    def to_text(self, raw: str) -> str:
        """The text that a widget shows.

        Args:
            raw: from `QTextDocument.toRawText` or `QTextCursor.selectedText`, where blocks end with U+2029.
        """
        # A line separator in a widget was typed or pasted there: those of the text have stand-ins.
        text = raw.replace(PARAGRAPH_END, "\n").replace(_LINE, "\n")
        return text.translate(self._to_text) if self._out else text


def pasted(text: str) -> str:
    """Text from another program, with one kind of line break and without what a document cannot hold."""
    for newline in ("\r\n", "\r", _LINE, PARAGRAPH_END):
        text = text.replace(newline, "\n")
    return _STRANGE.sub("", text.replace("\0", ""))


class Units:
    """Positions in one text, in code points and in UTF-16 units.

    Args:
        text: the text; most have no character beyond U+FFFF, and then both are the same.
    """

    def __init__(self, text: str) -> None:
        # A widget's text has one character beyond ASCII for each of its paragraphs.
        plain = text.isascii() or text.replace(PARAGRAPH_END, "").isascii()
        self._points = [] if plain else [match.start() for match in _WIDE.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]

    def replaced(self, start: int, removed: int, text: str) -> Units:
        """Those of the text in which `text` stands for `removed` code points at `start`."""
        if not self._points and text.isascii():
            return self
        first, last = bisect_left(self._points, start), bisect_left(self._points, start + removed)
        by = len(text) - removed
        made = Units("")
        made._points = [
            *self._points[:first],
            *(start + match.start() for match in _WIDE.finditer(text)),
            *(point + by for point in self._points[last:]),
        ]
        made._units = [point + before for before, point in enumerate(made._points)]
        return made

    def unit(self, point: int) -> int:
        """The UTF-16 position of a code point position."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """The code point position of a UTF-16 position; inside a pair, that of its character."""
        return unit - bisect_left(self._units, unit)

    @property
    def same(self) -> bool:
        """Whether both are the same everywhere."""
        return not self._points

    def all(self, points: Sequence[int]) -> Sequence[int]:
        """The UTF-16 positions of code point positions."""
        return points if self.same else [self.unit(point) for point in points]

    def units(self, span: Span) -> Span:
        """A span of code points in UTF-16 units."""
        return Span(self.unit(span.start), self.unit(span.end))

    def points(self, span: Span) -> Span:
        """A span of UTF-16 units in code points."""
        return Span(self.point(span.start), self.point(span.end))


def _held(character: str, texts: tuple[str, ...]) -> bool:
    return any(character in text for text in texts)


def _private(texts: tuple[str, ...]) -> Iterator[str]:
    """Private-use characters no text holds. There are more of them than characters that need one."""
    for code in chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)):
        if not _held(chr(code), texts):
            yield chr(code)
