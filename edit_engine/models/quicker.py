"""Which of two ways of computing is quicker on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable


_RUNS = 7
# Where one way is worth it, it is nearly twice as quick, so that the answer does not change from one start to the next.
_CLEARLY = 1.25


def clearly_quicker(one: Callable[[], object], other: Callable[[], object]) -> bool:
    """Whether `one`, at its best of some runs, takes clearly less time than `other` at its best."""
    return _seconds(one) * _CLEARLY < _seconds(other)


def _seconds(run: Callable[[], object]) -> float:
    """The quickest of some runs: other programs only ever make one slower."""
    runs = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        run()
        runs.append(time.perf_counter() - started)
    return min(runs)
