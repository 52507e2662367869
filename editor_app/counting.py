"""How long a text is, and how long it takes to read."""

from __future__ import annotations

from dataclasses import dataclass


# Words of English non-fiction an adult reads silently in a minute. Brysbaert, "How many words do we read per minute?",
# Journal of Memory and Language 109 (2019).
READING_SPEED = 238


@dataclass(frozen=True, kw_only=True)
class Count:
    """The length of a text."""

    # Runs of anything but spaces.
    words: int
    # Code points, spaces and line ends included.
    characters: int

    @property
    def minutes(self) -> int:
        """To read it, rounded, at least one unless there is nothing."""
        return max(1, round(self.words / READING_SPEED)) if self.words else 0


def count(text: str) -> Count:
    """The length of `text`."""
    return Count(words=len(text.split()), characters=len(text))
