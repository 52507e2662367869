"""Keeps an eye on the files of all pages: told by the system, and looked at anew when a window comes to the front."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from editor_app.gui.dispatcher import Lane
from editor_app.gui.file_watch import FileWatch
from editor_app.on_disk import Standing, standing


if TYPE_CHECKING:  # the desk makes one
    from editor_app.gui.desk import Desk


class Watching(QObject):
    """See the module. It has a lane of its own: a network drive that does not answer holds nothing else up.

    Args:
        desk: its pages.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.lane = Lane("files", self)
        self.watch = FileWatch(self)
        self.watch.stirred.connect(self._look_at)
        self._app = QGuiApplication.instance()
        assert isinstance(self._app, QGuiApplication)  # nothing is shown without one
        self._app.applicationStateChanged.connect(self._came_or_went)

    def follow(self) -> None:
        """The pages have other files now."""
        paths = (page.file_following.path for page in self._desk.pages)
        self.watch.watch(path for path in paths if path is not None)

    def look(self, document_id: str, done: Callable[[Standing], None]) -> None:
        """Find out how the file of a document stands."""
        workspace = self._desk.workspace
        if workspace is not None:
            # What goes wrong with the library is told by whoever needs it.
            self.lane.run(lambda: standing(workspace, document_id), done, lambda _: None)

    def close(self) -> None:
        """Look no longer."""
        assert isinstance(self._app, QGuiApplication)
        self._app.applicationStateChanged.disconnect(self._came_or_went)
        self.watch.watch(())
        self.lane.close()

    def _came_or_went(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            for page in self._desk.pages:
                page.file_following.look()

    def _look_at(self, files: set[Path]) -> None:
        for page in self._desk.pages:
            if page.file_following.path in files:
                page.file_following.look()
