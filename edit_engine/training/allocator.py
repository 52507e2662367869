"""Memory that a training step frees is kept for the next one."""

from __future__ import annotations

import ctypes
import platform


# From glibc's malloc.h; 32 MiB is the most that the threshold may be.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
_LARGEST = 32 * 1024 * 1024


def keep_freed_memory() -> None:
    """Have glibc keep freed blocks: else each step asks the system for the same pages anew, and they come zeroed.

    Does nothing with another C library.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    library = ctypes.CDLL(None)
    library.mallopt(_MMAP_THRESHOLD, _LARGEST)
    library.mallopt(_TRIM_THRESHOLD, 2**31 - 1)
