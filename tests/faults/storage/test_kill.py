"""A process that types and accepts is killed without warning, again and again: nothing it was told is lost."""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from edit_engine.request import HunkState
from storage import Library


KILLS = 20
AT_ONCE = 3  # hunks accepted by one decision
LIVES_S = (0.0, 0.2)  # between the first acknowledgement and the kill


def edit_forever(path: Path, document_id: str, acknowledge: int) -> None:
    """Type a word and accept three hunks, in turn; write down each of them once the library says it is done."""
    with Library.open(path) as library:
        waiting = [hunk.id for hunk in library.pending(document_id)]
        while True:
            head = library.head(document_id)
            typed = library.record_typing(document_id, head.id, library.text(head.id) + " typed")
            os.write(acknowledge, f"typed {typed.id} {typed.sha256}\n".encode())
            names, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            decision = library.decide(document_id, accept=names)
            os.write(acknowledge, f"accepted {decision.revision.id} {' '.join(decision.accepted)}\n".encode())


def live_and_die(path: Path, document_id: str, life_s: float) -> list[list[str]]:
    """What a process acknowledged before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            edit_forever(path, document_id, writing)
        finally:
            os._exit(1)
    os.close(writing)
    seen = os.read(reading, 1)
    until = time.monotonic() + life_s
    while (left := until - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            seen += os.read(reading, 1 << 16)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    while more := os.read(reading, 1 << 16):
        seen += more
    os.close(reading)
    # A line without its end was not written yet.
    return [line.split() for line in seen.decode().split("\n")[:-1]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
# The child runs nothing but the library, and has no thread of its parent to wait for.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_editor_loses_nothing_and_leaves_nothing_half_done(
    path: Path, renew: Callable[[Library, str], list[str]]
) -> None:
    random.seed(11)
    with Library.open(path) as library:
        document = library.import_text(" ".join(f"old{number}." for number in range(900)), title="killed")
        renew(library, document.id)
    accepted: set[str] = set()
    acknowledged = 0
    for _ in range(KILLS):
        lines = live_and_die(path, document.id, random.uniform(*LIVES_S))
        acknowledged += len(lines)
        with Library.open(path) as library:
            for kind, revision_id, *rest in lines:
                if kind == "typed":
                    library.text(revision_id)
                    assert library.revision(revision_id).sha256 == rest[0]
                else:
                    accepted.update(rest)
            text = library.text(library.head(document.id).id)
            words = set(text.split(" "))
            went_in = set()
            for stored in library.hunks(document.id):
                hunk = stored.hunk
                assert (hunk.after in words) == (hunk.state is HunkState.ACCEPTED)
                assert (hunk.before in words) == (hunk.state is HunkState.PENDING)
                if hunk.state is HunkState.ACCEPTED:
                    went_in.add(hunk.id)
            assert accepted <= went_in
            assert len(went_in) % AT_ONCE == 0
            # At most the one that was under way when it died.
            assert len(went_in - accepted) <= AT_ONCE
            accepted = went_in
    assert acknowledged > 2 * KILLS
    with Library.open(path) as library:
        assert library.check() == []
