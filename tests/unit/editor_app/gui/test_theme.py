"""Every colour comes from one table, can be told from what lies under it, and follows the person or the system."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon

from editor_app.gui import drawing, style
from editor_app.gui.dressing import Dressing
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.theme import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, THEMES, Theme, theme_for
from editor_app.preferences import Scheme


GUI = Path(str(files("editor_app.gui")))
ICONS = sorted(file.stem for file in (GUI / "icons").glob("*.svg"))
TEXT, MARK, ENHANCED = 4.5, 3.0, 7.0  # WCAG 2.2: 1.4.3, 1.4.11, 1.4.6


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = [
    *(("ink", under) for under in ("paper", "chrome", "raised", "hover", "well", "selection", "match", "code_under")),
    *(("soft", under) for under in ("paper", "chrome", "raised", "code_under", "hover", "well")),
    *(("faint", under) for under in ("paper", "chrome", "raised")),
    *(("deleted", under) for under in ("paper", "deleted_under", "deleted_current", "selection")),
    *(("inserted", under) for under in ("inserted_under", "inserted_current", "selection")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent", "paper"),
    ("warning", "raised"),
    ("warning", "chrome"),
]
MARKS = [
    ("mark", "paper"),
    ("accent", "chrome"),
    ("accent", "raised"),
    ("accent", "hover"),
    ("warning", "paper"),
    ("deleted", "paper"),
    ("inserted", "paper"),
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ink", "under"), TEXTS)
def test_text_can_be_read_on_what_lies_under_it(theme: Theme, ink: str, under: str) -> None:
    assert _contrast(getattr(theme, ink), getattr(theme, under)) >= TEXT


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("mark", "under"), MARKS)
def test_marks_can_be_seen_on_what_lies_under_them(theme: Theme, mark: str, under: str) -> None:
    assert _contrast(getattr(theme, mark), getattr(theme, under)) >= MARK


@pytest.mark.parametrize("theme", [LIGHT_CONTRAST, DARK_CONTRAST], ids=lambda theme: theme.name)
def test_high_contrast_is_high_for_every_text_and_line(theme: Theme) -> None:
    for ink in ("ink", "soft", "faint", "accent", "deleted", "inserted", "warning"):
        for under in ("paper", "chrome", "raised"):
            assert _contrast(getattr(theme, ink), getattr(theme, under)) >= ENHANCED, (ink, under)
    assert _contrast(theme.border, theme.paper) >= MARK
    assert _contrast(theme.border, theme.chrome) >= MARK


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_names_every_colour(theme: Theme) -> None:
    for field in fields(theme)[1:]:
        assert re.fullmatch("#[0-9a-f]{6}", getattr(theme, field.name)), field.name


def test_no_colour_is_named_outside_the_table() -> None:
    literal = re.compile(r"""["'(: ]#[0-9a-fA-F]{3,8}\b(?!\w)|QColor\(\s*(\d|["'])|GlobalColor\.(?!transparent)""")
    found = {
        file.name: literal.findall(text)
        for file in GUI.rglob("*.py")
        if file.name != "theme.py" and literal.search(text := _code(file))
    }
    assert found == {}


def _code(file: Path) -> str:
    """A module, without the names of widgets in the style sheet, which may look like a colour."""
    return re.sub(r"(?m)^#[a-zA-Z]+\b", "", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_style_sheet_leaves_nothing_open(theme: Theme) -> None:
    assert "$" not in style.sheet(theme, "/folder")


@pytest.mark.parametrize(
    ("scheme", "contrast", "theme"),
    [
        (Qt.ColorScheme.Light, False, LIGHT),
        (Qt.ColorScheme.Dark, False, DARK),
        (Qt.ColorScheme.Unknown, False, LIGHT),
        (Qt.ColorScheme.Light, True, LIGHT_CONTRAST),
        (Qt.ColorScheme.Dark, True, DARK_CONTRAST),
    ],
)
def test_a_scheme_has_its_theme(scheme: Qt.ColorScheme, contrast: bool, theme: Theme) -> None:
    assert theme_for(scheme, contrast=contrast) is theme


@pytest.fixture
def preferences(qapp: object, tmp_path: Path) -> PreferenceStore:
    return PreferenceStore(tmp_path / "settings.toml")


def test_the_person_decides_over_the_system_and_at_once(preferences: PreferenceStore) -> None:
    dressing, worn = Dressing(preferences), []
    dressing.changed.connect(worn.append)
    preferences.change("appearance", scheme=Scheme.DARK)
    preferences.change("appearance", contrast=True)
    preferences.change("appearance", line_height=1.2)  # is no matter of colours
    preferences.change("appearance", scheme=Scheme.LIGHT, contrast=False)
    assert worn == [DARK, DARK_CONTRAST, LIGHT]
    assert QGuiApplication.palette().window().color() == QColor(LIGHT.chrome)
    dressing.close()


def test_the_system_is_followed_only_while_the_person_says_so(preferences: PreferenceStore) -> None:
    dressing, worn = Dressing(preferences), []
    hints = QGuiApplication.styleHints()
    dressing.changed.connect(worn.append)
    # The offscreen platform has no scheme of its own: this is what a system that changes its mind sends.
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    preferences.change("appearance", scheme=Scheme.DARK)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert worn == [DARK]
    dressing.close()
    preferences.change("appearance", scheme=Scheme.LIGHT)
    assert worn == [DARK]


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_for_the_pixels_of_the_screen(qapp: object, name: str) -> None:
    icon = drawing.icon(name, LIGHT)
    for scale in (1.0, 1.5, 2.0, 3.0):
        pixmap = icon.pixmap(QSize(20, 20), scale)
        assert pixmap.size() == QSize(round(20 * scale), round(20 * scale))
        assert pixmap.devicePixelRatio() == scale


@pytest.mark.parametrize("name", [name for name in ICONS if name != "redraft"])
def test_an_icon_has_the_colours_of_its_theme_and_no_others(qapp: object, name: str) -> None:
    for theme in THEMES:
        modes = {QIcon.Mode.Normal: theme.soft, QIcon.Mode.Active: theme.ink, QIcon.Mode.Disabled: theme.border}
        for mode, colour in modes.items():
            image = drawing.icon(name, theme).pixmap(QSize(40, 40), 1.0, mode).toImage()
            pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
            solid = [pixel.rgb() for pixel in pixels if pixel.alpha() == 255]
            assert solid
            # Edges are blended in eight bits, which may be one off.
            assert max(_apart(QColor(rgb), QColor(colour)) for rgb in solid) <= 1, (theme.name, mode)


def _apart(one: QColor, other: QColor) -> int:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


def test_an_icon_that_is_not_there_is_empty(qapp: object) -> None:
    assert drawing.icon("no_such_drawing", LIGHT).isNull()
