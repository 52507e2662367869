"""Where places of a text, as it was, are while it is typed in: a place goes through every edit."""

from __future__ import annotations

from edit_engine.text import Span


# Edits noted before one gives up: then nothing is found any more.
MOST = 5000


class Following:
    """See the module. It counts in whatever it is told in, code points or UTF-16 units."""

    def __init__(self) -> None:
        self._edits: list[tuple[int, int, int]] = []
        self._lost = False

    def edited(self, position: int, removed: int, added: int) -> None:
        """At `position`, so many gave way to so many others."""
        if self._lost or (not removed and not added):
            return
        if self._edits and not removed:
            # Letters typed one after the other are one edit.
            before = self._edits[-1]
            if position == before[0] + before[2]:
                self._edits[-1] = (before[0], before[1], before[2] + added)
                return
        self._edits.append((position, removed, added))
        self._lost = self._lost or len(self._edits) > MOST

    def place(self, span: Span) -> Span | None:
        """Where a span of the text as it was is now; None if something in it was changed."""
        if self._lost:
            return None
        start, end = span
        for position, removed, added in self._edits:
            if end <= position and not (start == end == position and removed):
                continue
            if start < position + removed:
                return None
            start, end = start + added - removed, end + added - removed
        return Span(start, end)
