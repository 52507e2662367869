"""Every colour of the window, in one table for light and one for dark, and both once more with high contrast.

Deleted and inserted text never differ by colour alone: they are struck through and underlined as well.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours, as #rrggbb."""

    name: str
    # The sheet people write on, and the frame around it.
    paper: str
    chrome: str
    # Fields and cards that lie on the frame.
    raised: str
    hover: str
    # What a switch lies in.
    well: str
    border: str
    # Text on paper; less important text; hints and markup.
    ink: str
    soft: str
    faint: str
    # The one colour that asks for attention, and text on it.
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    # Deleted and inserted text, what lies under it, and under the current suggestion.
    deleted: str
    deleted_under: str
    deleted_current: str
    inserted: str
    inserted_under: str
    inserted_current: str
    # Places with suggestions while one writes; matches of a search.
    mark: str
    match: str
    code_under: str
    warning: str


LIGHT = Theme(
    name="light",
    paper="#fdfcf9",
    chrome="#f4f2ed",
    raised="#ffffff",
    hover="#e8e5dd",
    well="#e6e3da",
    border="#dfdbd1",
    ink="#262421",
    soft="#5d5952",
    faint="#6e6960",
    accent="#21696b",
    on_accent="#ffffff",
    accent_hover="#195557",
    selection="#c9e0df",
    deleted="#a3271d",
    deleted_under="#fbeae7",
    deleted_current="#f8d2cb",
    inserted="#176136",
    inserted_under="#e6f3e9",
    inserted_current="#c2e5cc",
    mark="#b67d12",
    match="#fae6a6",
    code_under="#f1eee7",
    warning="#9c4a11",
)

DARK = Theme(
    name="dark",
    paper="#202124",
    chrome="#191a1c",
    raised="#27292c",
    hover="#303236",
    well="#101112",
    border="#35373b",
    ink="#dedad2",
    soft="#aeaaa2",
    faint="#98948c",
    accent="#6cb8b2",
    on_accent="#10211f",
    accent_hover="#86cbc5",
    selection="#2f4f50",
    deleted="#f2a79e",
    deleted_under="#392523",
    deleted_current="#5a302b",
    inserted="#93d4a7",
    inserted_under="#1f3427",
    inserted_current="#285238",
    mark="#d9a441",
    match="#5c4c17",
    code_under="#2a2b2f",
    warning="#eab07c",
)


# Black and white where the others have shades, and lines that are seen.
LIGHT_CONTRAST = replace(
    LIGHT,
    name="light, high contrast",
    paper="#ffffff",
    chrome="#ffffff",
    raised="#ffffff",
    hover="#e2e2e2",
    well="#e2e2e2",
    border="#6b6b6b",
    ink="#000000",
    soft="#1f1f1f",
    faint="#3d3d3d",
    accent="#004a4d",
    accent_hover="#003133",
    selection="#b5dbda",
    deleted="#8a0f06",
    deleted_under="#fdecea",
    inserted="#00471f",
    mark="#8a5a00",
    warning="#7a3200",
)

DARK_CONTRAST = replace(
    DARK,
    name="dark, high contrast",
    paper="#000000",
    chrome="#000000",
    raised="#0c0c0c",
    hover="#2e2e2e",
    well="#1c1c1c",
    border="#8c8c8c",
    ink="#ffffff",
    soft="#e6e6e6",
    faint="#cfcfcf",
    accent="#7fe0d8",
    on_accent="#000000",
    accent_hover="#a9ede8",
    selection="#1f5a5c",
    deleted="#ffbcb3",
    inserted="#a9f0bf",
    mark="#ffc14d",
    warning="#ffc999",
)

# Ink on paper, whatever the screen wears.
PRINTED = replace(
    LIGHT,
    name="printed",
    ink="#000000",
    soft="#333333",
    faint="#6e6e6e",
    accent="#000000",
    code_under="#f2f2f2",
    paper="#ffffff",
)

THEMES = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)


def theme_for(scheme: Qt.ColorScheme, *, contrast: bool = False) -> Theme:
    """The theme of a colour scheme; light where the system does not say.

    Args:
        scheme: light or dark.
        contrast: whether lines and letters are to be stronger.
    """
    if scheme is Qt.ColorScheme.Dark:
        return DARK_CONTRAST if contrast else DARK
    return LIGHT_CONTRAST if contrast else LIGHT


def palette(theme: Theme) -> QPalette:
    """What widgets without a rule of their own are painted with."""
    roles = {
        QPalette.ColorRole.Window: theme.chrome,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.paper,
        QPalette.ColorRole.AlternateBase: theme.chrome,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.faint,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Shadow: theme.border,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made


def colours(theme: Theme) -> dict[str, str]:
    """The table by name, for the style sheet and the icons."""
    return {field.name: getattr(theme, field.name) for field in fields(theme)}
