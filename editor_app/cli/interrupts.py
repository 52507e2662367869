"""Ctrl+C at a bad moment: some steps are short, and half of one is worse than all of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def in_one_go() -> Iterator[None]:
    """A Ctrl+C within takes effect at the end; a second one takes effect at once, should the end not come.

    Without it a job may be stored whose worker was only half started, or a library that is being imported may turn the
    interrupt into an error of its own.

    Raises:
        KeyboardInterrupt: at the end, if it was asked for within.
    """
    usual = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or usual is not signal.default_int_handler:
        yield
        return
    asked = False

    def later(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True

    signal.signal(signal.SIGINT, later)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if asked:
        raise KeyboardInterrupt
