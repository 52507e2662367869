"""Ctrl+C waits for the end of a step that must not be halved, once."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from editor_app.cli.interrupts import in_one_go


@pytest.fixture(autouse=True)
def _interrupts_raise() -> Iterator[None]:
    """As in a program of one's own: what a shell runs in the background ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def step(done: list[str], *, interrupts: int) -> None:
    """A step that is interrupted in the middle."""
    with in_one_go():
        for _ in range(interrupts):
            signal.raise_signal(signal.SIGINT)
        done.append("all of it")


@pytest.mark.parametrize(("interrupts", "expected"), [(1, ["all of it"]), (2, [])])
def test_the_step_ends_before_the_first_interrupt_takes_effect_but_not_before_the_second(
    interrupts: int, expected: list[str]
) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        step(done, interrupts=interrupts)
    assert done == expected
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_within_stays_what_it_is() -> None:
    with pytest.raises(LookupError), in_one_go():
        raise LookupError
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_ignores_interrupts_goes_on_ignoring_them() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with in_one_go():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
