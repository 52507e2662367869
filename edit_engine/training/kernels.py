"""Builds and loads `kernels.cpp`, once for each machine; without a compiler, training does with PyTorch alone."""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import subprocess
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path


# Widest vector that the kernels normalise.
WIDEST = 4096

_SOURCE = Path(__file__).with_name("kernels.cpp")
_COMMAND = (
    *("g++", "-O3", "-march=native", "-mprefer-vector-width=512", "-shared", "-fPIC"),
    # What lets sums become vector code. -ffast-math would also change how the whole process rounds.
    *("-fno-math-errno", "-fno-trapping-math", "-fno-signed-zeros", "-fassociative-math", "-freciprocal-math"),
)


@cache
def kernels() -> ctypes.CDLL | None:
    """The built kernels, or None where they cannot be built."""
    try:
        processor = Path("/proc/cpuinfo").read_text().partition("\n\n")[0].partition("flags")[2].partition("\n")[0]
    except OSError:
        processor = platform.processor()
    named = hashlib.sha256(_SOURCE.read_bytes() + repr((_COMMAND, processor)).encode()).hexdigest()[:16]
    try:
        built = user_cache_path("redraft", appauthor=False, ensure_exists=True) / f"training-kernels-{named}.so"
        if not built.exists():
            # Processes that train together may build at the same time: each renames a whole file into place.
            partial = built.with_suffix(f".{os.getpid()}")
            subprocess.run([*_COMMAND, str(_SOURCE), "-o", str(partial)], check=True, capture_output=True)
            partial.replace(built)
        return ctypes.CDLL(str(built))
    except (OSError, subprocess.CalledProcessError):
        return None
