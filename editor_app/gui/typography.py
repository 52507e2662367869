"""The letters: which face for prose, how wide a line, how far apart."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QTextBlockFormat


# Faces made for long reading, the best first; every system has one of them or its own idea of a serif.
PROSE = (
    "Source Serif 4",
    "Source Serif Pro",
    "Literata",
    "Charter",
    "Iowan Old Style",
    "Georgia",
    "Gentium Book Plus",
    "Noto Serif",
    "Cambria",
    "Liberation Serif",
    "DejaVu Serif",
)
INTERFACE = ("Inter", "Segoe UI Variable Text", "Segoe UI", "Cantarell", "Noto Sans", "DejaVu Sans")
CODE = ("JetBrains Mono", "Cascadia Code", "SF Mono", "Menlo", "Consolas", "Noto Sans Mono", "DejaVu Sans Mono")
# Characters of prose in a line: what eyes follow without losing it.
MEASURE = 76
# Height of a line against the size of the letters. Faces come with very different ideas of their own.
LEADING = 1.62
PROSE_POINTS = 14.0
INTERFACE_POINTS = 10.0
# Zoom steps, percent.
ZOOM = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_SAMPLE = "the quick brown fox jumps over the lazy dog, and then it rests a while in the sun"


def prose_font(zoom: int = 100) -> QFont:
    """The font of the text, at a zoom in percent."""
    font = QFont(_installed(PROSE) or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(PROSE_POINTS * zoom / 100)
    return font


def interface_font() -> QFont:
    """The font of everything around the text."""
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if found := _installed(INTERFACE):
        font.setFamily(found)
    font.setPointSizeF(INTERFACE_POINTS)
    return font


def code_family() -> str:
    """The face of code in the text."""
    return _installed(CODE) or QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()


def column_width(font: QFont) -> int:
    """Pixels that `MEASURE` characters of prose take."""
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE)


def paragraph_format() -> QTextBlockFormat:
    """How every paragraph is set."""
    font = prose_font()
    own = QFontMetricsF(font).height() / QFontInfo(font).pixelSize()
    made = QTextBlockFormat()
    made.setLineHeight(100 * LEADING / own, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _installed(families: tuple[str, ...]) -> str:
    known = set(QFontDatabase.families())
    return next((family for family in families if family in known), "")
