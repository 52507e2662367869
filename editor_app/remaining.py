"""How long a job will take still, from how its share grew; and that in words a person would use. No Qt."""

from __future__ import annotations


# Seconds and share before a guess is worth saying.
LEAST_S, LEAST_SHARE = 3.0, 0.03
# How much a new speed counts against those before.
NEW = 0.3


class Remaining:
    """Guesses for one job at a time."""

    def __init__(self) -> None:
        self._job = ""
        self._began = self._last = (0.0, 0.0)
        self._speed = 0.0

    def note(self, job_id: str, now: float, share: float) -> None:
        """A job has that share done, 0..1, at a time on the monotonic clock."""
        if job_id != self._job or share < self._last[1]:
            self._job, self._began, self._last, self._speed = job_id, (now, share), (now, share), 0.0
        elif share > self._last[1] and now > self._last[0]:
            speed = (share - self._last[1]) / (now - self._last[0])
            self._speed = speed if not self._speed else NEW * speed + (1 - NEW) * self._speed
            self._last = (now, share)

    def seconds(self, now: float) -> float | None:
        """About how long it will take from now; None while that cannot be said."""
        spent, grown = self._last[0] - self._began[0], self._last[1] - self._began[1]
        if not self._speed or spent < LEAST_S or grown < LEAST_SHARE:
            return None
        # The average of the whole steadies the speed of the moment.
        speed = (self._speed + grown / spent) / 2
        return max(0.0, (1 - self._last[1]) / speed - (now - self._last[0]))
