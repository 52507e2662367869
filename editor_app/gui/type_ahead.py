"""What is pressed while a decision is on its way waits for it, for it is meant for what comes to light then."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable


class TypeAhead:
    """See the module."""

    def __init__(self) -> None:
        self._held = False
        self._waiting: deque[Callable[[], None]] = deque()

    def do(self, act: Callable[[], None]) -> None:
        """Do something now, or in turn if something is held up."""
        if self._held:
            self._waiting.append(act)
        else:
            act()

    def hold(self, held: bool) -> None:
        """Hold up what comes, or do what waits until something of it has to be waited for."""
        self._held = held
        while self._waiting and not self._held:
            self._waiting.popleft()()

    def forget(self) -> None:
        """Let nothing wait any longer: it was meant for what is not there now."""
        self._waiting.clear()
