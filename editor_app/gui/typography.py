"""The letters: which face for prose, how wide a line, how far apart."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QTextBlockFormat

from editor_app.preferences import Appearance


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
INTERFACE_POINTS = 10.0
# Zoom steps, percent.
ZOOM = (60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_SAMPLE = "the quick brown fox jumps over the lazy dog, and then it rests a while in the sun"


def prose_font(looks: Appearance, zoom: int = 100) -> QFont:
    """The font of the text, at a zoom in percent."""
    family = looks.font_family or _installed(PROSE)
    font = QFont(family or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family())
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(looks.font_size_pt * zoom / 100)
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


def column_width(font: QFont, characters: int) -> int:
    """Pixels that so many characters of prose take."""
    return round(QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters)


def paragraph_format(looks: Appearance) -> QTextBlockFormat:
    """How every paragraph is set: a line is as high as is said against its letters, whatever its face thinks."""
    font = prose_font(looks)
    own = QFontMetricsF(font).height() / QFontInfo(font).pixelSize()
    made = QTextBlockFormat()
    made.setLineHeight(100 * looks.line_height / own, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return made


def _installed(families: tuple[str, ...]) -> str:
    known = set(QFontDatabase.families())
    return next((family for family in families if family in known), "")
