"""What was asked before, brought back with the up and down keys. Pure values, no Qt."""

from __future__ import annotations

from collections.abc import Sequence


# How many instructions are kept.
MOST = 100


def remembered(words: str, before: Sequence[str]) -> list[str]:
    """What was asked before, newest first, with `words` as the newest; each once, whatever its capitals and spaces."""
    new = " ".join(words.split())
    if not new:
        return list(before)
    return [new, *(each for each in before if each.casefold() != new.casefold())][:MOST]


class Recall:
    """Walks through what was asked before, and back to what was being written.

    Args:
        asked: newest first.
    """

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = list(asked)
        # How far back one is; 0 is what is being written.
        self._at = 0
        self._draft = ""

    def older(self, shown: str) -> str | None:
        """What was asked before what is `shown`; None if nothing was."""
        self._note(shown)
        step = self._at + 1
        while step <= len(self._asked) and self._asked[step - 1] == shown:
            step += 1
        if step > len(self._asked):
            return None
        self._at = step
        return self._asked[step - 1]

    def newer(self, shown: str) -> str | None:
        """What was asked after what is `shown`, at last what was being written; None if nothing was."""
        self._note(shown)
        if not self._at:
            return None
        self._at -= 1
        return self._asked[self._at - 1] if self._at else self._draft

    def _note(self, shown: str) -> None:
        """Whoever changes what was brought back writes anew."""
        if not self._at or shown != self._asked[self._at - 1]:
            self._at, self._draft = 0, shown
