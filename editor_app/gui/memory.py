"""What the window remembers from one day to the next: its place, the zoom, recent files, where one was in a text.

What was open is remembered by `tab_session`.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from editor_app.recall import remembered


MOST_RECENT = 12
# Documents whose caret is remembered, those left last.
MOST_CARETS = 300


class Memory:
    """A small file of its own; losing it loses comfort only.

    Args:
        file: where it is kept.
    """

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def recent(self) -> list[Path]:
        """The files opened last, newest first."""
        return [Path(name) for name in self._list("files/recent")]

    def opened(self, path: Path | None) -> None:
        """A document with that file, or without one, is on the screen now."""
        if path is not None:
            names = [str(path), *(str(other) for other in self.recent() if other != path)]
            self._settings.setValue("files/recent", names[:MOST_RECENT])

    def forget_recent(self, paths: Collection[Path]) -> None:
        """List some files no longer."""
        self._settings.setValue("files/recent", [str(path) for path in self.recent() if path not in paths])

    def caret(self, document_id: str) -> int:
        """Where the caret was in a document, a code point position."""
        return _number(self._settings.value(f"carets/{document_id}", 0), 0)

    def keep_caret(self, document_id: str, position: int) -> None:
        """Remember where the caret is."""
        self._settings.setValue(f"carets/{document_id}", position)
        kept = [document_id, *(other for other in self._list("documents/carets") if other != document_id)]
        for old in kept[MOST_CARETS:]:
            self._settings.remove(f"carets/{old}")
        self._settings.setValue("documents/carets", kept[:MOST_CARETS])

    def used(self) -> list[str]:
        """Names of the commands used lately from the palette, the last one first."""
        return self._list("commands/used")

    def use(self, name: str) -> None:
        """A command was used from the palette."""
        names = [name, *(other for other in self.used() if other != name)]
        self._settings.setValue("commands/used", names[:MOST_RECENT])

    def asked(self) -> list[str]:
        """The instructions given in words, the last one first."""
        return self._list("instructions/asked")

    def keep_asked(self, words: str) -> None:
        """An instruction was given in words."""
        self._settings.setValue("instructions/asked", remembered(words, self.asked()))

    @property
    def more(self) -> bool:
        """Whether the instruction bar shows all that can be said."""
        return str(self._settings.value("instructions/more", "false")).lower() == "true"

    @more.setter
    def more(self, shown: bool) -> None:
        self._settings.setValue("instructions/more", shown)

    @property
    def zoom(self) -> int:
        """Percent."""
        return _number(self._settings.value("window/zoom", 100), 100)

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._settings.setValue("window/zoom", percent)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at first."""
        found = self._settings.value("window/geometry", QByteArray())
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, place: QByteArray) -> None:
        self._settings.setValue("window/geometry", place)

    def _list(self, key: str) -> list[str]:
        found = self._settings.value(key, [])
        # Qt reads a list of one as that one.
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return [str(name) for name in names if name]


def _number(value: object, otherwise: int) -> int:
    try:
        return int(str(value))
    except ValueError:  # somebody wrote into the file
        return otherwise
