"""A sheet that shows a projection: kept text plain, deleted text struck, inserted text underlined. It is read only."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from edit_engine.text import Span
from editor_app.gui.positions import Border, Units
from editor_app.gui.projection import Projection, Run, RunKind, patch
from editor_app.gui.text_view import TextView
from editor_app.gui.theme import Theme


# When more code points than this are shown another way, a document made anew is sooner ready.
LARGE = 50_000
# Pixels between deleted text and what replaces it.
AIR_PX = 5.0


class ProjectionView(TextView):
    """See the module.

    Attributes:
        projection: what it shows.
        places: the way between places of the projection and positions in the widget.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.projection = Projection((), ())
        self.places = Units("")

    def draw(self, projection: Projection, border: Border) -> None:
        """Show a projection, changing only what differs from what is shown.

        Args:
            projection: it.
            border: made for all of its text.
        """
        anew = border.alphabet != self.border.alphabet or not self.projection.runs
        change = None if anew else patch(self.projection, projection)
        if anew or (change is not None and change.removed > LARGE):
            self._fill(projection, border)
        elif change is not None:
            self._replace(Span(change.start, change.start + change.removed), change.runs)
        self.projection = projection
        self.places = self.units()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.refill()

    def refill(self) -> None:
        self._fill(self.projection, self.border)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        cursor = self.textCursor()
        start, end = self.places.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        pieces = self.projection.pieces(start, end)
        # What is copied reads as the text would; the selection of deleted text alone is meant as it is.
        coming = "".join(run.text for run in pieces if run.kind is not RunKind.DELETED)
        data = QMimeData()
        data.setText(coming or "".join(run.text for run in pieces))
        return data

    def _fill(self, projection: Projection, border: Border) -> None:
        bar = self.verticalScrollBar()
        scroll = bar.value()
        self.fill(border, lambda cursor: self._insert(cursor, projection.runs))
        if scroll:
            self.document().size()  # lays all of it out, or there would be nothing to scroll to yet
            bar.setValue(scroll)

    def _replace(self, places: Span, runs: Iterable[Run]) -> None:
        self.lay_out()
        start, end = self.places.units(places)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._insert(cursor, runs)
        cursor.endEditBlock()

    def _insert(self, cursor: QTextCursor, runs: Iterable[Run]) -> None:
        formats = {kind: self._format(kind) for kind in RunKind}
        for run, after in pairwise([*runs, None]):
            assert run is not None  # only the last of a pair is
            text = self.border.to_qt(run.text)
            if run.kind is RunKind.DELETED and after is not None and after.hunk_id == run.hunk_id:
                # A little air between what goes and what comes, after the last letter.
                cursor.insertText(text[:-1], formats[run.kind])
                spaced = QTextCharFormat(formats[run.kind])
                spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                spaced.setFontLetterSpacing(AIR_PX)
                cursor.insertText(text[-1], spaced)
            else:
                cursor.insertText(text, formats[run.kind])

    def _format(self, kind: RunKind) -> QTextCharFormat:
        made = QTextCharFormat()
        if kind is RunKind.DELETED:
            made.setForeground(QColor(self.theme.deleted))
            made.setBackground(QColor(self.theme.deleted_under))
            made.setFontStrikeOut(True)
        elif kind is RunKind.INSERTED:
            made.setForeground(QColor(self.theme.inserted))
            made.setBackground(QColor(self.theme.inserted_under))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(QColor(self.theme.inserted))
        else:
            made.setForeground(QColor(self.theme.ink))
        return made
