"""The settings as the running program has them: one object that is changed, written and listened to."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from editor_app import entries
from editor_app.entries import Entry
from editor_app.errors import FileError
from editor_app.preferences import Preferences, load, save
from editor_app.settings import TABLE, AppSettings, variable


logger = logging.getLogger(__name__)


class PreferenceStore(QObject):
    """See the module. What another program writes into the file is taken over at once.

    Signals:
        changed(Preferences): something is another way now.
        editing_changed(AppSettings): the model, the boldness or the language of new documents is.
        failed(Exception): it is, but could not be written.

    Args:
        file: where they are kept.
        settings: those of editing; None reads them anew.
    """

    changed = Signal(object)
    editing_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, file: Path, settings: AppSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._now = load(file)
        self._editing = settings or AppSettings()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._look)
        self._watcher.directoryChanged.connect(self._look)
        self._watch()

    @property
    def now(self) -> Preferences:
        """As they are."""
        return self._now

    @property
    def folder(self) -> Path:
        """Where what belongs to the person is kept."""
        return self._file.parent

    @property
    def editing(self) -> AppSettings:
        """What is asked when nothing else is said."""
        return self._editing

    def change(self, section: str, **values: object) -> None:
        """Change fields of a section, and keep that.

        Raises:
            ValidationError: a value is not one the field can have; nothing was changed.
        """
        old = getattr(self._now, section)
        self.replace(self._now.model_copy(update={section: type(old).model_validate(old.model_dump() | values)}))

    def set_shortcuts(self, own: Mapping[str, Sequence[str]]) -> None:
        """Take keys in place of those of the command table, and keep that."""
        self.replace(self._now.model_copy(update={"shortcuts": {name: list(keys) for name, keys in own.items()}}))

    def replace(self, preferences: Preferences) -> None:
        """Take all of them anew, and keep that."""
        if preferences == self._now:
            return
        before, self._now = self._now, preferences
        self.changed.emit(preferences)
        try:
            save(self._file, preferences, before)
        except FileError as error:
            self._not_kept(error)
        self._watch()

    def value(self, entry: Entry) -> object:
        """What an entry of the schemas is set to."""
        return entries.value(entry, self._now, self._editing)

    def set(self, entry: Entry, value: object) -> None:
        """Set an entry of the schemas, and keep that.

        Raises:
            ValidationError: it cannot have that value; nothing was changed.
        """
        if entry.section != TABLE:
            self.change(entry.section, **{entry.name: value})
        elif value != self.value(entry):
            try:
                self._editing = self._editing.keep(entry.name, value)
            except FileError as error:
                self._not_kept(error)
                return
            self.editing_changed.emit(self._editing)
            self._watch()

    def fixed(self, entry: Entry) -> str | None:
        """The variable of the environment that decides about an entry in place of the person; None if none does."""
        return variable(entry.name) if entry.section == TABLE else None

    def _look(self) -> None:
        """Take over what another program wrote."""
        self._watch()
        if (found := load(self._file)) != self._now:
            self._now = found
            self.changed.emit(found)
        if (settings := self._editing.reread()) != self._editing:
            self._editing = settings
            self.editing_changed.emit(settings)

    def _watch(self) -> None:
        """A file that is replaced as a whole has to be watched anew; one that is not there yet, by its folder."""
        place = self._file if self._file.exists() else self._file.parent
        if place.exists() and str(place) not in (*self._watcher.files(), *self._watcher.directories()):
            self._watcher.addPath(str(place))

    def _not_kept(self, error: FileError) -> None:
        logger.warning("settings are not kept: %s", error)
        self.failed.emit(error)
