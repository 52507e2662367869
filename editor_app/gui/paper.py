"""A text on paper: its title above each page, its number below, the text in its own font. Any thread may do it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
)

from editor_app.gui import typography
from editor_app.gui.highlighter import Highlighter
from editor_app.gui.positions import Border
from editor_app.gui.theme import PRINTED
from editor_app.preferences import Appearance


# Paper is held nearer than a screen stands: letters there are smaller.
SHARE = 0.8
# Around the text, millimetres; and between it and the lines above and below, in heights of those.
MARGINS_MM = QMarginsF(25, 20, 25, 20)
MILLIMETRES = QPageLayout.Unit.Millimeter
AWAY = 1.5
# The size of title and number against the text's.
SMALL = 0.8


@dataclass(frozen=True, kw_only=True)
class Print:
    """What goes on paper."""

    title: str
    text: str
    looks: Appearance
    # Whether headings, emphasis and code are shown as such.
    markdown: bool


def page_size() -> QPageSize:
    """The paper people have here."""
    metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return QPageSize(QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter)


def to_pdf(what: Print, size: QPageSize) -> bytes:
    """It as the bytes of a PDF file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    writer.setTitle(what.title)
    writer.setCreator("Redraft")
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, MARGINS_MM, MILLIMETRES))
    put(writer, what)
    return bytes(buffer.data().data())


def put(device: QPagedPaintDevice, what: Print) -> int:
    """Paint it on the pages of a device, inside its margins. Returns the number of pages."""
    # WORKAROUND: laying a text out starts timers, and a thread that Qt did not begin has nothing to hold them without a
    # loop, though nothing ever waits for them.
    loop = QEventLoop()
    painter = QPainter(device)
    try:
        font = typography.prose_font(what.looks, round(100 * SHARE))
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * SMALL)
        away = AWAY * QFontMetricsF(small, device).height()
        room = QRectF(0, 0, device.width(), device.height())
        body = room.adjusted(0, 2 * away, 0, -2 * away)
        document = _document(what, font, device, body.size())
        pages = document.pageCount()
        for page in range(pages):
            if page:
                device.newPage()
            painter.save()
            painter.translate(0, body.top() - page * body.height())
            _draw(document, painter, QRectF(0, page * body.height(), body.width(), body.height()))
            painter.restore()
            painter.setFont(small)
            painter.setPen(PRINTED.faint)
            if page:  # on the first page stands the text's own beginning
                width = QFontMetricsF(small, device)
                title = width.elidedText(what.title, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, title)
            number = QLocale().toString(page + 1)
            painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, number)
        return pages
    finally:
        painter.end()
        del loop


def _document(what: Print, font: QFont, device: QPagedPaintDevice, size: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(typography.paragraph_format(what.looks))
    cursor.insertText(Border(what.text).to_qt(what.text.strip("\n")))
    cursor.endEditBlock()
    if what.markdown:
        Highlighter(document, PRINTED).rehighlight()
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(size)
    return document


def _draw(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    # mypy: the stubs know these only as Qt's fields
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, PRINTED.ink)
    context.palette = palette
    # The first line of the next page begins where this one ends.
    context.clip = part.adjusted(0, 0, 0, -1)
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
