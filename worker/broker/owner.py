"""Who holds a message: one process, told apart from a later one with the same id by when it was born."""

from __future__ import annotations

import os
import platform
from functools import cache
from typing import NamedTuple

import psutil


# Two readings of one birth differ by the rounding of the boot time; a reused process id is younger than this.
BIRTH_TOLERANCE_S = 1.5


class Owner(NamedTuple):
    """One process of one machine."""

    # Name of the machine or container: process ids of another one say nothing here.
    host: str
    pid: int
    # Seconds since boot where the system counts so (a changed clock then changes nothing), else since 1970.
    birth: float


def this_process() -> Owner:
    """The process that calls."""
    return _owner(os.getpid())


def alive(owner: Owner) -> bool | None:
    """Whether `owner` still runs; None if it is on another machine and nothing is known."""
    if owner.host != platform.node():
        return None
    try:
        process = psutil.Process(owner.pid)
        return process.status() != psutil.STATUS_ZOMBIE and abs(_birth(process) - owner.birth) < BIRTH_TOLERANCE_S
    except psutil.AccessDenied:
        return True  # it exists and belongs to somebody else: do not take its message away
    except psutil.NoSuchProcess:
        return False


# Keyed by process id because a fork keeps the cache of its parent.
@cache
def _owner(pid: int) -> Owner:
    return Owner(platform.node(), pid, _birth(psutil.Process(pid)))


def _birth(process: psutil.Process) -> float:
    born = float(process.create_time())
    # On Linux psutil adds the boot time, which moves with the clock; taking it off again gives a steady number.
    return round(born - psutil.boot_time(), 2) if psutil.LINUX else born
