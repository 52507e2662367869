"""Column types that lose nothing: text with lone surrogates, exact times, and numbers that STRICT tables accept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import REAL, BigInteger, Double, Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from edit_engine.request import dump, load
from storage.errors import DamagedError


T = TypeVar("T")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Double precision on every database; SQLite's STRICT tables know it only by this name.
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")


def to_bytes(text: str) -> bytes:
    """`text` in UTF-8, with lone surrogates kept as they are (a strict encoder would refuse them)."""
    return text.encode("utf-8", "surrogatepass")


def to_text(stored: bytes) -> str:
    """The text that `to_bytes` made `stored` from.

    Raises:
        UnicodeDecodeError: `stored` is not such a text.
    """
    return str(stored, "utf-8", "surrogatepass")  # some databases give a view of bytes


class LosslessText(TypeDecorator[str]):
    """Any Python string, NUL and lone surrogates included. A TEXT column would refuse or cut some of them."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        """The bytes to store."""
        return None if value is None else to_bytes(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], str | None]:
        """What makes the text of what was stored, in one call: a review reads it ten thousand times."""

        def process(value: bytes | None) -> str | None:
            try:
                return None if value is None else to_text(value)
            except UnicodeDecodeError as error:
                raise DamagedError(f"a stored text is damaged: {error}. Run a check.") from error

        return process


class OneOf(TypeDecorator[StrEnum]):
    """A member of an enumeration, stored by its value."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self._members: dict[str, StrEnum] = {member.value: member for member in words}

    def process_bind_param(self, value: StrEnum | None, _dialect: Dialect) -> str | None:
        """The word to store."""
        return None if value is None else value.value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], StrEnum | None]:
        """What finds the member of a word, in one call, as above."""
        members: dict[str | None, StrEnum | None] = {None: None}
        members.update(self._members)

        def process(value: str | None) -> StrEnum | None:
            try:
                return members[value]
            except KeyError:
                what = self.words.__name__
                raise DamagedError(f"a stored {what} is damaged: {value!r}. Run a check.") from None

        return process


class Instant(TypeDecorator[datetime]):
    """A point in time: whole microseconds since 1970 in UTC."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Microseconds since 1970."""
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """The time in UTC."""
        try:
            return None if value is None else _EPOCH + timedelta(microseconds=value)
        except OverflowError as error:
            raise DamagedError(f"a stored time is damaged: {value}. Run a check.") from error


def to_json(record: object) -> str:
    """A record of `edit_engine.request` as it is stored."""
    return json.dumps(dump(record), separators=(",", ":"))


def from_json(record: type[T], stored: str) -> T:
    """The record that `to_json` stored.

    Raises:
        DamagedError: `stored` is not one.
    """
    try:
        return load(record, json.loads(stored))
    except ValueError as error:
        raise DamagedError(f"a stored {record.__name__} is damaged: {error}. Run a check.") from error


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)
