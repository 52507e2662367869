"""Where thousands of runs start, when one of them grows and shrinks with every key. Pure values, no Qt."""

from __future__ import annotations

from collections.abc import Sequence


class Offsets(Sequence[int]):
    """Rising numbers, of which all behind one place may be moved at once; typing on in one place costs nothing.

    Args:
        numbers: they.
    """

    def __init__(self, numbers: list[int]) -> None:
        self._numbers = numbers
        # All from this one on are larger by so much.
        self._first = len(numbers)
        self._by = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, index: int) -> int:  # type: ignore[override]  # no slices: nobody needs one
        if index < 0:
            index += len(self._numbers)
        number = self._numbers[index]
        return number + self._by if index >= self._first else number

    def moved(self, first: int, by: int) -> Offsets:
        """The same with all from the number at `first` on larger by `by`."""
        made = Offsets(self._numbers)
        made._first, made._by = first, by
        if first == self._first:
            made._by += self._by
        elif self._by:
            held = [number + self._by for number in self._numbers[self._first :]]
            made._numbers = [*self._numbers[: self._first], *held]
        return made
