"""Loads the modules of the window without the garbage collector, which would go through them again and again.

Loading makes some hundred thousand objects that stay as long as the program. The collector looks at the young ones
after every few hundred, and ever so often at all of them, and finds nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect nothing until the block ends, and nothing afterwards of what there is by then."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # Else the first look would go through all of it after all. `Garbage` lets go of it when the windows are gone.
        gc.freeze()
        if was_on:
            gc.enable()
