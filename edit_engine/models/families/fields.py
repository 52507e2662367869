"""Reading a config.json that somebody else wrote: every value is checked for its kind before it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from edit_engine.models.errors import DamagedModel, UnsupportedModel


_REQUIRED = object()


@dataclass(frozen=True, kw_only=True)
class Fields:
    """Values of one JSON object."""

    values: Mapping[str, Any]
    # The file, for messages.
    source: str

    def whole(self, name: str, default: object = _REQUIRED) -> int:
        """A whole number of at least 0.

        Raises:
            DamagedModel: it is absent and has no default, or is no such number.
        """
        found = self._get(name, default)
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise self._wrong(name, found, "a whole number of at least 0")
        return found

    def size(self, name: str, default: object = _REQUIRED) -> int:
        """A whole number of at least 1; raises as `whole`."""
        found = self.whole(name, default)
        if not found:
            raise self._wrong(name, found, "a whole number of at least 1")
        return found

    def number(self, name: str, default: object = _REQUIRED) -> float:
        """A number greater than 0; raises as `whole`."""
        found = self._get(name, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < float("inf"):
            raise self._wrong(name, found, "a number greater than 0")
        return float(found)

    def flag(self, name: str, default: object = _REQUIRED) -> bool:
        """true or false; raises as `whole`."""
        found = self._get(name, default)
        if not isinstance(found, bool):
            raise self._wrong(name, found, "true or false")
        return found

    def one_of(self, name: str, options: tuple[str, ...]) -> str:
        """One of several words.

        Raises:
            DamagedModel: it is absent.
            UnsupportedModel: it is another word.
        """
        found = self._get(name, _REQUIRED)
        self.demand(**{name: options})
        return str(found)

    def token(self, name: str) -> int | None:
        """A token id, or None where it is absent; raises as `whole`. Where there are several, the first."""
        found = self.values.get(name)
        if isinstance(found, list) and found:
            found = found[0]
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise self._wrong(name, found, "a token id")
        return found

    def share(self, name: str, parts: str, *, whole: int, count: int, multiple_of: int = 1) -> int:
        """One of `count` equal parts of a whole, e.g. the width of a head.

        Args:
            name: of the whole, for the message.
            parts: name of the count, for the message.
            whole: what is divided.
            count: by how many.
            multiple_of: what the part must be a multiple of.

        Raises:
            DamagedModel: it does not divide.
        """
        if whole % (count * multiple_of):
            of = f" times {multiple_of}" if multiple_of > 1 else ""
            raise DamagedModel(
                f"{self.source}: {name} {whole} is no multiple of {parts} {count}{of}; "
                "use the config.json of the original checkpoint"
            )
        return whole // count

    def inner(self, name: str) -> Fields:
        """The object within this one.

        Raises:
            DamagedModel: there is none.
        """
        found = self._get(name, _REQUIRED)
        if not isinstance(found, dict):
            raise self._wrong(name, found, "an object")
        return Fields(values=found, source=f"{self.source}: {name}")

    def demand(self, **wanted: object) -> None:
        """Refuse a value that would need what is not built here; one that is absent is the original's default.

        Args:
            wanted: the name of each value, and what it may be: one value, or a tuple of them.

        Raises:
            UnsupportedModel: a value is another.
        """
        for name, allowed in wanted.items():
            if name not in self.values:
                continue
            options = allowed if isinstance(allowed, tuple) else (allowed,)
            found = self.values[name]
            # 0 is not False here, nor 1 True.
            if not any(found == option and isinstance(found, bool) == isinstance(option, bool) for option in options):
                raise UnsupportedModel(
                    f"{self.source}: {name} is {found!r}, and this version builds only "
                    f"{' or '.join(repr(option) for option in options)}; use a checkpoint with that"
                )

    def _get(self, name: str, default: object) -> object:
        # null means the same as absent in these files.
        found = self.values.get(name)
        if found is None:
            if default is _REQUIRED:
                raise DamagedModel(
                    f"{self.source} does not say {name!r}; use the config.json of the original checkpoint"
                )
            return default
        return found

    def _wrong(self, name: str, found: object, wanted: str) -> DamagedModel:
        return DamagedModel(
            f"{self.source}: {name} is {found!r}, expected {wanted}; use the config.json of the original checkpoint"
        )
