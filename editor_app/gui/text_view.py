"""A sheet of plain text: a centred column, room around it, no rich text in or out. Both modes are built on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QWidget

from edit_engine.text import Span
from editor_app.gui import typography
from editor_app.gui.highlighter import Highlighter
from editor_app.gui.mark_bar import MarkBar
from editor_app.gui.positions import Border, Units, pasted
from editor_app.gui.theme import Theme
from editor_app.gui.typesetting import BOTTOM, GUTTER, TOP, Dress, Piece, Typeset, font, painting, remember
from editor_app.preferences import Appearance


# Seconds a new document is laid out until others have their turn, and UTF-16 units between looks at the clock.
TURN_S, STRIDE = 0.004, 4_000


class TextView(QTextEdit):
    """See the module.

    Signals:
        files_dropped(list[Path]): files were dropped on it.
        zoom_requested(int): the wheel asks for that many steps.
        settled(): a new document was painted, so that it is known what of it can be seen.
        menu_wanted(QMenu, int): a menu is about to be shown for a place, in UTF-16 units; others may add to it.
    """

    files_dropped = Signal(list)
    zoom_requested = Signal(int)
    settled = Signal()
    menu_wanted = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.border = Border()
        self.zoom = 100
        self.looks = Appearance()
        self.markdown = True
        # Whether a paragraph is so long that letters are set in the quick way.
        self.quick = False
        # Pixels that the view lacks on its right, because something stands there.
        self._beside = 0
        self._highlighter: Highlighter | None = None
        # Lays a new document out once it has been painted, which needs only what can be seen; and how far that is.
        self._settled, self._laid = True, 0
        self._settling = QTimer(self, interval=0)
        self._settling.timeout.connect(self._settle)
        # The document shown, if it was made here; the widget keeps only the first one, which it made itself.
        self._own: Typeset | None = None
        # Which keys belong to the window, though a text widget would take them.
        self.reserved: Callable[[QKeySequence], bool] = lambda _: False
        self.setObjectName("sheet")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.mark_bar = MarkBar(theme, lambda: self.document().toRawText(), self._letters, self._height, (TOP, BOTTOM))
        self.setVerticalScrollBar(self.mark_bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setCursorWidth(2)
        self.set_zoom(100)

    def text(self) -> str:
        """The text shown."""
        return self.border.to_text(self.document().toRawText())

    def units(self) -> Units:
        """The way between positions in `text` and in the widget."""
        return Units(self.document().toRawText())

    @property
    def dress(self) -> Dress:
        """What documents look like here."""
        return Dress(theme=self.theme, looks=self.looks, zoom=self.zoom, markdown=self.markdown)

    def fill(self, border: Border, pieces: Iterable[Piece]) -> None:
        """Show another document. What could be undone before cannot be any more, and nothing can until it is said so.

        It is written before it is shown: a document on the screen would be laid out while it grows, which takes ten
        times as long.

        Args:
            border: made for all of its text.
            pieces: the text.
        """
        made = Typeset(self.dress, border, self)
        made.make(pieces)
        before = self.put_up(made)
        if before is not None:
            before.document.deleteLater()

    def put_up(self, made: Typeset) -> Typeset | None:
        """Show a document that was made for this view; the one shown until now, if it was made so too."""
        before, self._own = self._own, made
        if before is not None:
            before.document.contentsChange.disconnect(self._grown)
            before.dress, before.quick, before.highlighter = self.dress, self.quick, self._highlighter
        self.border, self.quick, self._highlighter = made.border, made.quick, made.highlighter
        self.setExtraSelections([])
        made.document.contentsChange.connect(self._grown)
        self.setDocument(made.document)
        self._settled = False
        return before

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller."""
        self.zoom = percent
        self.document().setDefaultFont(self._font())
        if self._highlighter is not None:
            self._highlighter.set_theme(self.theme)  # sizes of headings are made for the font
        self._centre()

    def lay_out(self) -> None:
        """Find out how high all of the document is.

        WORKAROUND: Qt lays a document out as far as it is seen, and one that is edited before it is done with the rest
        keeps a wrong height for good.
        """
        self.document().size()

    def _settle(self) -> None:
        """Lay some more of the document out, so that keys find a turn between."""
        if not self._laid:
            self.settled.emit()
        document, end = self.document(), time.perf_counter() + TURN_S
        while time.perf_counter() < end:
            self._laid += STRIDE
            if self._laid >= document.characterCount():
                self._settling.stop()
                self.lay_out()
                return
            document.documentLayout().blockBoundingRect(document.findBlock(self._laid))

    def set_markdown(self, on: bool) -> None:
        """Show headings, emphasis and code as such, or as the plain text they are."""
        if on != self.markdown:
            self.markdown = on
            self.highlight()

    def highlight(self) -> None:
        """Paint the document anew."""
        # It goes with its document, or here.
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
        self._highlighter = painting(self.document(), self.dress)

    def set_looks(self, looks: Appearance) -> None:
        """Show the text in another font, line height and width."""
        before, self.looks = self.looks, looks
        if before == looks:
            return
        self.set_zoom(self.zoom)
        if (before.line_height, before.font_family) != (looks.line_height, looks.font_family):
            self.refill()

    def refill(self) -> None:
        """Show the same in a document made anew, where every paragraph is set as the looks say."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours from now on."""
        self.theme = theme
        self.mark_bar.set_theme(theme)
        if self._highlighter is not None:
            self._highlighter.set_theme(theme)

    def selected(self) -> Span | None:
        """The selection as a span of `text`; None if nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.units().points(Span(cursor.selectionStart(), cursor.selectionEnd()))

    def select(self, span: Span) -> None:
        """Select a span of `text` and show it."""
        start, end = self.units().units(span)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.reveal(start)

    def visible(self) -> Span:
        """The positions in the widget between which all is that can be seen."""
        first = self.cursorForPosition(self.viewport().rect().topLeft())
        last = self.cursorForPosition(self.viewport().rect().bottomRight())
        if self.quick:  # a paragraph may be a thousand times what can be seen of it
            return Span(max(0, first.position() - 1), last.position() + 1)
        return Span(first.block().position(), last.block().position() + last.block().length())

    def reveal(self, unit: int) -> None:
        """Scroll so that a position in the widget stands comfortably, if it is near an edge or out of sight."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(unit)
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        if rect.top() < height // 8 or rect.bottom() > height * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._settled:
            self._settled, self._laid = True, 0
            self._settling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._centre()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        # The margins beside the column belong to no viewport: there the wheel scrolls and the mouse selects as well.
        if event.type() == QEvent.Type.Wheel:
            return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            return self._from_margin(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_reserved(event):
            event.ignore()
            return True
        return super().event(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        return source.hasText() and not _files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        self.textCursor().insertText(self.border.to_qt(pasted(source.text())))
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        data = QMimeData()
        data.setText(self.border.to_text(self.textCursor().selectedText()))
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        if _files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        if files := _files(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        else:
            super().dropEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        # Qt's own menu would undo past the window, which knows of decisions.
        menu = QMenu(self)
        chosen = self.textCursor().hasSelection()
        if not self.isReadOnly():
            menu.addAction(self.tr("Cut"), self.cut).setEnabled(chosen)
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(chosen)
        if not self.isReadOnly():
            menu.addAction(self.tr("Paste"), self.paste).setEnabled(self.canPaste())
        menu.addSeparator()
        menu.addAction(self.tr("Select All"), self.selectAll)
        self.menu_wanted.emit(menu, self._place_of(event))
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _place_of(self, event: QContextMenuEvent) -> int:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            return self.textCursor().position()
        return self.cursorForPosition(self.viewport().mapFrom(self, event.pos())).position()

    def _height(self) -> float:
        """Of all of the text, margins included, in pixels; lays it out."""
        return self.document().size().height()

    def _letters(self) -> int:
        """How many letters fit into a line."""
        across = typography.column_width(self.document().defaultFont(), 100) / 100
        return max(1, round((self.lineWrapColumnOrWidth() - 2 * GUTTER) / max(across, 1)))

    def _font(self) -> QFont:
        return font(self.dress, quick=self.quick)

    def _grown(self, position: int, _: int, added: int) -> None:
        """Set letters in the quick way from now on, if a paragraph has become long."""
        document = self.document()
        # Both, as a paragraph that was split is two others.
        long = [remember(document.findBlock(place)) for place in (position, position + added)]
        if any(long) and not self.quick:
            self.quick = True
            # The document is in the middle of a change.
            QTimer.singleShot(0, self, lambda: self.set_zoom(self.zoom))

    def set_beside(self, pixels: int) -> None:
        """Something that wide came to stand on the right of the view: the column stays where it was, if it can."""
        if pixels != self._beside:
            self._beside = pixels
            self._centre()

    def _centre(self) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        width = min(room, typography.column_width(self.document().defaultFont(), self.looks.column_chars) + 2 * GUTTER)
        if self.lineWrapColumnOrWidth() != (column := max(width, 6 * GUTTER)):  # Qt would lay all of it out again
            self.setLineWrapColumnOrWidth(column)
        left = min((room + self._beside - width) // 2, room - width)
        right = room - width - left
        if (self.viewportMargins().left(), self.viewportMargins().right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def _from_margin(self, event: QMouseEvent) -> bool:
        """Give a mouse event beside the column to the nearest place in it."""
        viewport = self.viewport()
        place = QPointF(viewport.mapFrom(self, event.position().toPoint()))
        inside = QRect(viewport.rect())
        place.setX(min(max(place.x(), inside.left() + GUTTER), inside.right() - GUTTER))
        moved = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        return QCoreApplication.sendEvent(viewport, moved)

    def _is_reserved(self, event: QKeyEvent) -> bool:
        return self.reserved(QKeySequence(event.keyCombination()))


_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
