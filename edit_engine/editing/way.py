"""How an editor gets from windows to new text: one way for models with heads for editing, one for those without."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from edit_engine.editing.locate import Region
from edit_engine.editing.splice import Replacement
from edit_engine.editing.windows import Window
from edit_engine.models.denoiser import Reading
from edit_engine.request import EditRequest, Instruction


@dataclass(frozen=True, kw_only=True)
class Located:
    """A window in which something is to change."""

    window: Window
    regions: Sequence[Region]
    # The reading of its source, and its row there.
    reading: Reading
    reading_row: int


class Written(Protocol):
    """A window as it stands while it is filled, and afterwards."""

    @property
    def done(self) -> bool:
        """Whether every slot is filled."""

    @property
    def steps(self) -> int:
        """Forwards it took so far."""

    def region_tokens(self, region: int) -> list[int]:
        """Ids in the slots of one region."""


class Way(Protocol):
    """See the module."""

    @property
    def batch(self) -> int:
        """Windows to locate in together."""

    @property
    def fill_batch(self) -> int:
        """Windows to fill together."""

    def locate(self, request: EditRequest, windows: Sequence[Window], stop: Callable[[], bool]) -> list[Located]:
        """Those of the windows in which something is to change, and where.

        Args:
            request: what is asked.
            windows: of it.
            stop: asked between forwards; what is not located by then is left.
        """

    def fill(
        self, request: EditRequest, located: Sequence[Located], stop: Callable[[], bool]
    ) -> Iterator[Sequence[Written]]:
        """Fill what was located; yields all of them, in their order, after each step.

        Args:
            request: what is asked.
            located: of it; at least one.
            stop: asked before each forward; windows that are not done then stay so.
        """

    def offers(
        self, instruction: Instruction, located: Sequence[Located], written: Sequence[Written]
    ) -> list[list[Replacement | None]]:
        """For each window and each of its regions what it offers, or None if it is not better or a guard refuses it.

        Args:
            instruction: what is asked.
            located: windows.
            written: each of them, filled.
        """
