"""Icons drawn from the SVG files beside this module, in the colours of a theme and sharp at every scale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from editor_app.gui.theme import Theme


_FOLDER = files("editor_app.gui") / "icons"


class _Drawing(QIconEngine):
    """Draws one file at whatever size and scale it is asked for.

    Args:
        drawing: the SVG, with `currentColor` where the colour goes.
        colours: by mode; the first is used for modes without one.
    """

    def __init__(self, drawing: str, colours: Mapping[QIcon.Mode, str]) -> None:
        super().__init__()
        self._drawing = drawing
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it into a rectangle."""
        colour = self._colours.get(mode, next(iter(self._colours.values()), ""))
        drawing = self._drawing.replace("currentColor", colour) if colour else self._drawing
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A picture of it, `size` in pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, pixmap.rect(), mode, state)
        painter.end()
        return pixmap

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        """A picture of it for a screen with `scale` pixels to one of `size`."""
        return self.pixmap(QSize(round(size.width() * scale), round(size.height() * scale)), mode, state)


def icon(name: str, theme: Theme) -> QIcon:
    """The icon of that name; empty if there is no such file.

    Args:
        name: of a file in `icons`, without its ending.
        theme: gives the colours: soft for use, faint where it cannot be used.
    """
    drawing = _read(name)
    if not drawing:
        return QIcon()
    colours = {QIcon.Mode.Normal: theme.soft, QIcon.Mode.Active: theme.ink, QIcon.Mode.Disabled: theme.border}
    return QIcon(_Drawing(drawing, colours))


def app_icon() -> QIcon:
    """The program's own icon, in sizes that the system asks for without a window."""
    engine = _Drawing(_read("redraft"), {})
    made = QIcon()
    for size in (16, 32, 64, 128, 256):
        made.addPixmap(engine.pixmap(QSize(size, size), QIcon.Mode.Normal, QIcon.State.Off))
    return made


def write(name: str, colour: str, folder: Path) -> None:
    """Put a drawing into a folder, in a colour."""
    (folder / f"{name}.svg").write_text(_read(name).replace("currentColor", colour), encoding="utf-8")


@cache
def _read(name: str) -> str:
    file = _FOLDER / f"{name}.svg"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
