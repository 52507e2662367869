"""Tells when something may have happened to one of some files. What it was, a look at the file tells."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal


# Milliseconds of quiet after which it is told: programs write a file in several steps.
QUIET_MS = 250


class FileWatch(QObject):
    """See the module.

    A file that is replaced as a whole drops out of Qt's watcher, and one that is deleted may come back: so the folders
    are watched as well, and what is there again is taken in again.

    Signals:
        stirred(set[Path]): something may have happened to these files.
    """

    stirred = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: set[Path] = set()
        # Those that were there when that was asked last.
        self._there: set[Path] = set()
        self._stirring: set[Path] = set()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._file_changed)
        self._watcher.directoryChanged.connect(self._folder_changed)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._tell)

    def watch(self, files: Iterable[Path]) -> None:
        """Watch these files, and no others."""
        wanted = set(files)
        if wanted == self._files:
            return
        folders = {str(file.parent) for file in wanted}
        known = set(self._watcher.files()) | set(self._watcher.directories())
        if old := known - {str(file) for file in wanted} - folders:
            self._watcher.removePaths(sorted(old))
        self._files = wanted
        self._there = {file for file in wanted if file.exists()}
        self._take_in({*folders, *(str(file) for file in self._there)})

    def _file_changed(self, name: str) -> None:
        self._stir(Path(name))
        self._take_in({name})

    def _folder_changed(self, name: str) -> None:
        for file in self._files:
            if str(file.parent) == name and file.exists() != (file in self._there):
                self._there ^= {file}
                self._stir(file)
        self._take_in({str(file) for file in self._there if str(file.parent) == name})

    def _stir(self, file: Path) -> None:
        if file in self._files:
            self._stirring.add(file)
            self._quiet.start()

    def _take_in(self, names: set[str]) -> None:
        known = {*self._watcher.files(), *self._watcher.directories()}
        # What is not there makes Qt warn.
        if new := sorted(name for name in names - known if Path(name).exists()):
            self._watcher.addPaths(new)

    def _tell(self) -> None:
        # One that was replaced just now is watched again by its new name.
        self._take_in({str(file) for file in self._stirring})
        stirred, self._stirring = self._stirring, set()
        self.stirred.emit(stirred)
