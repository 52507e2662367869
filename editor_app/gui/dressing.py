"""Which theme it is: as the person says, else as the system does, and at once when either changes its mind."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from editor_app.gui import drawing, style
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.theme import THEMES, Theme, palette, theme_for
from editor_app.preferences import Scheme


_ASKED = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}


class Dressing(QObject):
    """See the module. The application wears the theme from the moment this is made.

    Signals:
        changed(Theme): it is another one, and the application wears it already.

    Args:
        preferences: what the person likes.
    """

    changed = Signal(object)

    def __init__(self, preferences: PreferenceStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._hints = QGuiApplication.styleHints()
        self._asked: Scheme | None = None
        self._ask_system()
        # One folder a theme: Qt reads each file once.
        self._drawings = QTemporaryDir()
        self.theme = self._wanted()
        self._wear()
        preferences.changed.connect(self._look)
        self._hints.colorSchemeChanged.connect(self._look)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._look)

    def close(self) -> None:
        """Listen no longer."""
        self._preferences.changed.disconnect(self._look)
        self._hints.colorSchemeChanged.disconnect(self._look)
        self._hints.accessibility().contrastPreferenceChanged.disconnect(self._look)

    def _look(self) -> None:
        self._ask_system()
        if (wanted := self._wanted()) is not self.theme:
            self.theme = wanted
            self._wear()
            self.changed.emit(wanted)

    def _ask_system(self) -> None:
        """Let title bars and the system's own dialogs follow as well, where it can."""
        scheme = self._preferences.now.appearance.scheme
        if scheme is self._asked:
            return
        self._asked = scheme
        if scheme in _ASKED:
            self._hints.setColorScheme(_ASKED[scheme])
        else:
            self._hints.unsetColorScheme()

    def _wanted(self) -> Theme:
        likes = self._preferences.now.appearance
        asked = self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        return theme_for(_ASKED.get(likes.scheme, self._hints.colorScheme()), contrast=likes.contrast or asked)

    def _wear(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # nothing is dressed without one
        folder = Path(self._drawings.path()) / str(THEMES.index(self.theme))
        folder.mkdir(exist_ok=True)
        for name, colour in style.DRAWINGS.items():
            drawing.write(name, getattr(self.theme, colour), folder)
        app.setPalette(palette(self.theme))
        app.setStyleSheet(style.sheet(self.theme, folder.as_posix()))
