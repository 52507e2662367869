"""The menu of recent files: short names, whole paths as tooltips, greyed where a file is not there any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from editor_app import recent
from editor_app.gui.dispatcher import Lane
from editor_app.gui.memory import Memory


class RecentMenu(QObject):
    """See the module.

    Args:
        menu: what is filled when it is about to be seen.
        memory: which files they are.
        lane: where it is found out which of them are there: a network drive may take its time.
        opened: opens a file.
    """

    def __init__(self, menu: QMenu, memory: Memory, lane: Lane, opened: Callable[[Path], None]) -> None:
        super().__init__(menu)
        self._menu, self._memory, self._lane, self._opened = menu, memory, lane, opened
        # Those that were not there when that was found out last.
        self._missing: frozenset[Path] = frozenset()
        self._files: dict[Path, QAction] = {}
        self._clear_missing = QAction(self.tr("Clear Missing Files"), self)
        self._clear_missing.triggered.connect(lambda: self._forget(self._missing))
        self._clear = QAction(self.tr("Clear List"), self)
        self._clear.triggered.connect(lambda: self._forget(frozenset(self._memory.recent())))
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """List the files as they are remembered now."""
        paths = self._memory.recent()
        self._menu.clear()
        for old in self._files.values():
            old.deleteLater()
        self._files = {}
        for path, title in zip(paths, recent.titles(paths), strict=True):
            action = QAction(title.replace("&", "&&"), self)
            action.triggered.connect(lambda _=False, path=path: self._opened(path))
            self._menu.addAction(action)
            self._files[path] = action
        if not paths:
            self._menu.addAction(self.tr("No recent files")).setEnabled(False)
        self._menu.addSeparator()
        self._menu.addActions([self._clear_missing, self._clear])
        self._clear.setEnabled(bool(paths))
        self._show(self._missing)
        if paths:
            self._lane.run(lambda: frozenset(path for path in paths if not _there(path)), self._show, lambda _: None)

    def _show(self, missing: frozenset[Path]) -> None:
        self._missing = missing & self._files.keys()
        for path, action in self._files.items():
            action.setEnabled(path not in self._missing)
            gone = self.tr("%1 is not there any more").replace("%1", str(path))
            action.setToolTip(gone if path in self._missing else str(path))
        self._clear_missing.setEnabled(bool(self._missing))

    def _forget(self, paths: frozenset[Path]) -> None:
        self._memory.forget_recent(paths)
        self.fill()


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # it cannot be looked at, which is not to say that it is gone
        return True
