"""The preferences as the running program has them: one object that is changed, written and listened to."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor_app.errors import FileError
from editor_app.preferences import Preferences, load, save


logger = logging.getLogger(__name__)


class PreferenceStore(QObject):
    """See the module.

    Signals:
        changed(Preferences): something is another way now.
        failed(Exception): it is, but could not be written.

    Args:
        file: where they are kept.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._now = load(file)

    @property
    def now(self) -> Preferences:
        """As they are."""
        return self._now

    def change(self, section: str, **values: object) -> None:
        """Change fields of a section, and keep that.

        Raises:
            ValidationError: a value is not one the field can have; nothing was changed.
        """
        old = getattr(self._now, section)
        self.replace(self._now.model_copy(update={section: type(old).model_validate(old.model_dump() | values)}))

    def replace(self, preferences: Preferences) -> None:
        """Take all of them anew, and keep that."""
        if preferences == self._now:
            return
        self._now = preferences
        self.changed.emit(preferences)
        try:
            save(self._file, preferences)
        except FileError as error:
            logger.warning("preferences are not kept: %s", error)
            self.failed.emit(error)
