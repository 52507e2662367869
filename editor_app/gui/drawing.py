"""Icons drawn from the SVG files beside this module, in the colours of a theme and sharp at every scale."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor_app.gui.theme import Theme


# Pixels of the pixmaps an icon offers.
_SIZES = (18, 36, 54)
_FOLDER = files("editor_app.gui") / "icons"


def icon(name: str, theme: Theme) -> QIcon:
    """The icon of that name; empty if there is no such file.

    Args:
        name: of a file in `icons`, without its ending.
        theme: gives the colours: soft for use, faint where it cannot be used.
    """
    file = _FOLDER / f"{name}.svg"
    if not file.is_file():
        return QIcon()
    drawing = file.read_text(encoding="utf-8")
    made = QIcon()
    for mode, colour in (
        (QIcon.Mode.Normal, theme.soft),
        (QIcon.Mode.Active, theme.ink),
        (QIcon.Mode.Disabled, theme.border),
    ):
        for size in _SIZES:
            made.addPixmap(_pixmap(drawing.replace("currentColor", colour), size), mode)
    return made


def app_icon() -> QIcon:
    """The program's own icon."""
    drawing = (_FOLDER / "redraft.svg").read_text(encoding="utf-8")
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(_pixmap(drawing, size))
    return made


def _pixmap(drawing: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
