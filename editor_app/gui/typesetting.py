"""Makes documents for text views, written and painted: all at once, or in steps between keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextFrameFormat
from PySide6.QtWidgets import QWidget

from editor_app.gui import typography
from editor_app.gui.highlighter import Highlighter, State
from editor_app.gui.positions import PARAGRAPH_END, Border
from editor_app.gui.theme import Theme
from editor_app.preferences import Appearance


# Pixels beside the column, where signs stand; above the first line; below the last one.
GUTTER, TOP, BOTTOM = 40, 44, 220
# A paragraph is laid out anew at every key. With one longer than this, UTF-16 units, letters are set without kerning
# and ligatures, and what was found out about them is kept for painting: together that takes a third of the time.
# Longer texts are not painted: to open one would take seconds.
LONG_PARAGRAPH, LONG_TEXT = 20_000, 3_000_000
# Pieces written and paragraphs painted in a step, which takes about a millisecond.
PIECES, PAINTED = 128, 64

# What is put in, in the characters of Qt, and how it looks.
Piece = tuple[str, QTextCharFormat]


@dataclass(frozen=True, kw_only=True)
class Dress:
    """What a document looks like beside its text; one made in another is made anew."""

    theme: Theme
    looks: Appearance
    # Percent.
    zoom: int = 100
    # Whether headings, emphasis and code are shown as such.
    markdown: bool = True


class Typeset:
    """A document in the making, and what a view must know of it.

    Attributes:
        document: it, without undo.
        border: made for all of its text.
        quick: whether a paragraph is so long that letters are set in the quick way.
        highlighter: what paints its Markdown, if that is painted. It goes with the document.

    Args:
        dress: what it should look like.
        border: as above.
        parent: whom the document goes with.
    """

    def __init__(self, dress: Dress, border: Border, parent: QWidget) -> None:
        self.dress = dress
        self.border = border
        self.quick = False
        self.highlighter: Highlighter | None = None
        self.document = document = QTextDocument(parent)
        document.setUndoRedoEnabled(False)
        frame = QTextFrameFormat()
        frame.setLeftMargin(GUTTER)
        frame.setRightMargin(GUTTER)
        frame.setTopMargin(TOP)
        frame.setBottomMargin(BOTTOM)
        document.rootFrame().setFrameFormat(frame)

    def make(self, pieces: Iterable[Piece]) -> None:
        """Write and paint it, ready to be shown; a view lays it out as far as it is seen."""
        for _ in self._write(pieces):
            pass
        self.highlighter = painting(self.document, self.dress)
        if self.highlighter is not None:
            cursor = QTextCursor(self.document)
            # Qt would do that soon, but when some of the text is laid out already.
            cursor.beginEditBlock()
            self.highlighter.rehighlight()
            # WORKAROUND: without the block, Qt would tell all that was painted again with the first edit.
            cursor.endEditBlock()
        self._begin_layout()

    def steps(self, pieces: Iterable[Piece]) -> Iterator[None]:
        """Do the same in steps of about a millisecond. A text widget lays out anew whatever it is given to show."""
        # Before there is text: then Qt need not paint all of it later, in one go.
        self.document.setDefaultFont(font(self.dress, quick=False))
        self.highlighter = painting(self.document, self.dress)
        if self.highlighter is not None:
            self.highlighter.rehighlight()
        yield from self._write(pieces)
        if self.highlighter is not None:
            yield from self._paint(self.highlighter)
        self._begin_layout()

    def _write(self, pieces: Iterable[Piece]) -> Iterator[None]:
        """Put the text in. No layout follows it yet, which would take ten times as long."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(typography.paragraph_format(self.dress.looks))
        for number, (text, how) in enumerate(pieces, 1):
            cursor.insertText(text, how)
            if number % PIECES == 0:
                yield
        cursor.endEditBlock()
        self.quick = max(map(len, self.document.toRawText().split(PARAGRAPH_END))) > LONG_PARAGRAPH
        self.document.setDefaultFont(font(self.dress, quick=self.quick))

    def _paint(self, highlighter: Highlighter) -> Iterator[None]:
        if not paintable(self.document):
            highlighter.setDocument(None)
            self.highlighter = None
            return
        block = self.document.begin()
        while block.isValid():
            # A line that leaves open what it did before ends the look at those behind it.
            block.setUserState(State.PROSE)
            block = block.next()
        yield
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        block, number = self.document.begin(), 0
        while block.isValid():
            highlighter.rehighlightBlock(block)
            block, number = block.next(), number + 1
            if number % PAINTED == 0:
                yield
        cursor.endEditBlock()

    def _begin_layout(self) -> None:
        self.document.blockSignals(True)  # the first layout says that all is new, and would be painted again
        self.document.documentLayout()
        self.document.blockSignals(False)
        if self.quick:
            block = self.document.begin()
            while block.isValid():
                remember(block)
                block = block.next()


def font(dress: Dress, *, quick: bool) -> QFont:
    """The font of a document."""
    made = typography.prose_font(dress.looks, dress.zoom)
    if quick:
        made.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        made.setKerning(False)
    return made


def remember(block: QTextBlock) -> bool:
    """Keep for painting what is found out in laying out a paragraph, if it is long; whether it is.

    Qt would find it out again for every paint, and for every question where the caret is.
    """
    if block.length() <= LONG_PARAGRAPH:
        return False
    block.layout().setCacheEnabled(True)
    return True


def painting(document: QTextDocument, dress: Dress) -> Highlighter | None:
    """What paints a document's Markdown from now on; None where that is not wanted, or would take too long."""
    return Highlighter(document, dress.theme) if dress.markdown and paintable(document) else None


def paintable(document: QTextDocument) -> bool:
    """Whether a document is short enough to be painted."""
    return document.characterCount() <= LONG_TEXT
