"""The power fails while the write-ahead log is being written: what is left of it is always a state there once was."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from edit_engine.request import HunkState
from storage import Library


CUTS = 40


def test_a_log_cut_or_bent_anywhere_leaves_an_earlier_state(
    path: Path, tmp_path: Path, renew: Callable[[Library, str], list[str]]
) -> None:
    random.seed(3)
    with Library.open(path) as library:
        document = library.import_text(" ".join(f"old{number}" for number in range(90)), title="cut")
        document_id = document.id
        ids = renew(library, document_id)
        states = {document.head_id: library.text(document.head_id)}
        for number in range(25):
            head = library.head(document_id)
            typed = library.record_typing(document_id, head.id, f"{number} " + library.text(head.id))
            states[typed.id] = library.text(typed.id)
            decided = library.decide(document_id, accept=ids[3 * number : 3 * number + 3]).revision
            states[decided.id] = library.text(decided.id)
        # As the disk holds them at this moment.
        file, log = path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()
    assert len(log) > 50 * 4096
    order = list(states)
    reached = []
    for number, length in enumerate(sorted(random.sample(range(len(log)), CUTS))):
        left = log[:length]
        if number % 2:
            at = random.randrange(len(log))
            left = log[:at] + bytes([log[at] ^ 1 << number % 8]) + log[at + 1 :]
        copy = tmp_path / f"copy{number}"
        copy.write_bytes(file)
        copy.with_name(f"{copy.name}-wal").write_bytes(left)
        with Library.open(copy) as library:
            assert library.check() == []
            if not library.documents():
                if number % 2 == 0:
                    reached.append(-1)
                continue
            head = library.head(document_id)
            assert library.text(head.id) == states[head.id]
            accepted = sum(stored.hunk.state is HunkState.ACCEPTED for stored in library.hunks(document_id))
            assert accepted == states[head.id].count("new")
            assert accepted % 3 == 0
            if number % 2 == 0:
                reached.append(order.index(head.id))
    # The more of the log is left, the later the state; and cuts fell all over it.
    assert reached == sorted(reached)
    assert len(set(reached)) > CUTS / 6
