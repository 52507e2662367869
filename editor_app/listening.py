"""Several callers hear of the same changes: each has a line of its own, whoever collects them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from editor_app.changes import Change


class Line:
    """What one listener has not taken yet."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque()

    def add(self, changes: Iterable[Change]) -> None:
        """Something happened."""
        self._changes.extend(changes)

    def take(self) -> list[Change]:
        """What happened since the last call, oldest first."""
        return [self._changes.popleft() for _ in range(len(self._changes))]


class Exchange:
    """Hands every change to every line. Safe to share between threads."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._news = threading.Condition()

    def join(self) -> Line:
        """A line that hears everything from now on."""
        line = Line()
        with self._news:
            self._lines.append(line)
        return line

    @contextmanager
    def listen(self) -> Iterator[Line]:
        """A line for as long as the block runs."""
        line = self.join()
        try:
            yield line
        finally:
            with self._news:
                self._lines.remove(line)

    def tell(self, changes: Iterable[Change]) -> None:
        """Let every line have `changes`, and wake those who wait."""
        changes = list(changes)
        with self._news:
            for line in self._lines:
                line.add(changes)
            self._news.notify_all()

    def wait(self, timeout: float) -> None:
        """Wait until somebody tells something, at most `timeout` seconds."""
        with self._news:
            self._news.wait(timeout)
