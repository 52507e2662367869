"""The commands of the menu View."""

from __future__ import annotations

from PySide6.QtCore import Qt

from editor_app.gui.controls.group import Group


class ViewControls(Group):
    """What each method does is said in the command table."""

    def zoom_in(self) -> None:
        self.window.zoom_by(+1)

    def zoom_out(self) -> None:
        self.window.zoom_by(-1)

    def zoom_reset(self) -> None:
        self.window.set_zoom(100)

    def toggle_outline(self) -> None:
        self._toggle("outline")

    def toggle_focus(self) -> None:
        self._toggle("focus")

    def toggle_typewriter(self) -> None:
        self._toggle("typewriter")

    def toggle_spelling(self) -> None:
        self._toggle("spelling")

    def next_document(self) -> None:
        self.window.step_page(+1)

    def previous_document(self) -> None:
        self.window.step_page(-1)

    def toggle_full_screen(self) -> None:
        self.window.setWindowState(self.window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_palette(self) -> None:
        from editor_app.gui.offers import open_palette  # here, as is said in the package

        open_palette(self.window)

    def _toggle(self, name: str) -> None:
        preferences = self.desk.preferences
        preferences.change("writing", **{name: not getattr(preferences.now.writing, name)})
        self.page.changed.emit()
