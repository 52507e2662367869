"""Any sequence of typing, jobs, accepting, rejecting, undoing and restoring, against an oracle in plain Python.

All characters of all texts are different, so the oracle follows each of them by hand: it knows nothing of revisions,
deltas or traces. Only what was deleted and restored is a new character that looks like the old one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from edit_engine.request import HunkState
from storage import Library, writing


Step = tuple[str, int, int, int]
KINDS = ["type", "type", "type", "job", "job", "accept", "accept", "reject", "undo", "undo", "restore"]
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 99), st.integers(0, 99), st.integers(0, 7)), max_size=14
)
# A character: what it looks like, and which one it is.
Character = tuple[str, int]


@dataclass
class Suggestion:
    """A hunk as the oracle sees it."""

    before: list[Character]
    after: str
    # What stood on both sides; None at an end of the text.
    beside: tuple[Character | None, Character | None]
    state: HunkState = HunkState.PENDING
    # The characters it put in.
    put: list[Character] = field(default_factory=list)


class Oracle:
    """One document."""

    def __init__(self) -> None:
        self.looks = (chr(code) for code in range(0x4E00, 0x9FFF))
        self.numbers = count()
        self.text: list[Character] = []
        # Texts of the revisions on the line to the head.
        self.states: dict[str, list[Character]] = {}
        self.hunks: dict[str, Suggestion] = {}
        # Of decisions that stand: ids of hunks.
        self.decisions: list[list[str]] = []

    def new(self, length: int) -> str:
        return "".join(next(self.looks) for _ in range(length))

    def characters(self, looks: str) -> list[Character]:
        return [(look, next(self.numbers)) for look in looks]

    def place(self, hunk: Suggestion) -> int | None:
        """Where a hunk could go in: for an insertion, between its neighbours while they stand side by side."""
        if hunk.before:
            return self.find(hunk.before)
        around = [None, *self.text, None]
        pairs = list(pairwise(around))
        return pairs.index(hunk.beside) if hunk.beside in pairs else None

    def find(self, wanted: list[Character]) -> int | None:
        """Where these characters stand together."""
        if wanted[0] not in self.text:
            return None
        at = self.text.index(wanted[0])
        return at if self.text[at : at + len(wanted)] == wanted else None

    def replace(self, wanted: list[Character], by: list[Character]) -> None:
        at = self.find(wanted)
        assert at is not None
        self.text[at : at + len(wanted)] = by

    def become(self, looks: str) -> None:
        """The characters that are still there stay the same ones."""
        here = dict(self.text)
        self.text = [(look, here[look]) if look in here else (look, next(self.numbers)) for look in looks]

    def __str__(self) -> str:
        return "".join(look for look, _ in self.text)


class Session:
    """Takes steps in the library and in the oracle, and compares them."""

    def __init__(self, library: Library, review) -> None:
        self.library = library
        self.review = review
        self.oracle = Oracle()
        self.oracle.text = self.oracle.characters(self.oracle.new(30))
        document = library.import_text(str(self.oracle), title="any")
        self.id = document.id
        self.keep()

    def keep(self) -> None:
        self.oracle.states[self.library.head(self.id).id] = list(self.oracle.text)

    def take(self, step: Step) -> None:
        kind, *numbers = step
        getattr(self, kind)(*numbers)
        self.keep()
        self.compare()

    def compare(self) -> None:
        head = self.library.head(self.id)
        assert self.library.text(head.id) == str(self.oracle)
        expected = {}
        for name, hunk in self.oracle.hunks.items():
            if hunk.state is HunkState.PENDING:
                at = self.oracle.place(hunk)
                expected[name] = (None, HunkState.STALE) if at is None else (at, HunkState.PENDING)
        found = self.library.pending(self.id)
        assert {hunk.id: hunk.state for hunk in found} == {name: state for name, (_, state) in expected.items()}
        for hunk in found:
            if hunk.state is HunkState.PENDING:
                assert (hunk.start, hunk.end - hunk.start) == (expected[hunk.id][0], len(hunk.before))

    def type(self, a: int, b: int, size: int) -> None:
        """One or two edits, each of up to three characters."""
        looks = str(self.oracle)
        at, later = sorted((a % (len(looks) + 1), b % (len(looks) + 1)))
        end = min(at + size % 4, len(looks))
        typed = looks[:at] + self.oracle.new((a + size) % 3)
        if later >= end and b % 2:
            typed += looks[end:later] + self.oracle.new(1) + looks[later + size % 2 :]
        else:
            typed += looks[end:]
        self.library.record_typing(self.id, self.library.head(self.id).id, typed)
        self.oracle.become(typed)

    def job(self, a: int, b: int, size: int) -> None:
        """Hunks about the head or an older revision, with gaps or side by side."""
        base_id = list(self.oracle.states)[-1 - b % min(4, len(self.oracle.states))]
        base = self.oracle.states[base_id]
        changes = []
        at = a % 5
        while at < len(base):
            end = min(at + (1 + size % 4) * (at % 3 > 0), len(base))
            changes.append((at, end, self.oracle.new(1 + b % 3)))
            at = max(at + 1, end + (a + b + at) % 7)
        ids = self.review(self.id, changes, base_id)
        for name, (start, end, after) in zip(ids, changes, strict=True):
            beside = base[start - 1] if start else None, base[end] if end < len(base) else None
            self.oracle.hunks[name] = Suggestion(base[start:end], after, beside)

    def some(self, a: int, b: int) -> list[str]:
        waiting = [name for name, hunk in self.oracle.hunks.items() if hunk.state is HunkState.PENDING]
        return waiting[a % 4 :: 1 + b % 3]

    def accept(self, a: int, b: int, _: int) -> None:
        names = self.some(a, b)
        decision = self.library.decide(self.id, accept=names)
        placed = []
        for name in names:
            hunk = self.oracle.hunks[name]
            at = self.oracle.place(hunk)
            if at is not None:
                placed.append((at, at + len(hunk.before), name))
        accepted, before = [], (-1, 0)
        going_in = []
        for at, end, name in sorted(placed):
            if at >= before[1] and (at, end) != before:
                accepted.append(name)
                going_in.append((at, end, name))
                before = at, end
        for at, end, name in reversed(going_in):
            hunk = self.oracle.hunks[name]
            hunk.put = self.oracle.characters(hunk.after)
            self.oracle.text[at:end] = hunk.put
            hunk.state = HunkState.ACCEPTED
        assert list(decision.accepted) == accepted
        assert set(decision.stale) == set(names) - set(accepted)
        if accepted:
            self.oracle.decisions.append(accepted)

    def reject(self, a: int, b: int, _: int) -> None:
        names = self.some(a, b)[:3]
        assert self.library.decide(self.id, reject=names).rejected == tuple(names)
        for name in names:
            self.oracle.hunks[name].state = HunkState.REJECTED
        if names:
            self.oracle.decisions.append(names)

    def undo(self, *_: int) -> None:
        undone = self.library.undo_decision(self.id)
        if not self.oracle.decisions:
            assert undone is None
            return
        assert undone is not None
        back, stale = set(), set()
        for name in self.oracle.decisions.pop():
            hunk = self.oracle.hunks[name]
            if hunk.state is HunkState.ACCEPTED:
                if self.oracle.find(hunk.put) is None:
                    stale.add(name)
                    continue
                self.oracle.replace(hunk.put, hunk.before)
            hunk.state = HunkState.PENDING
            back.add(name)
        assert (set(undone.pending), set(undone.stale)) == (back, stale)

    def restore(self, a: int, *_: int) -> None:
        revision_id = list(self.oracle.states)[a % len(self.oracle.states)]
        self.library.restore(self.id, revision_id)
        self.oracle.become("".join(look for look, _ in self.oracle.states[revision_id]))


@pytest.mark.parametrize("chain_steps", [3, 50])
def test_the_library_does_what_the_oracle_says(
    library: Library, review, monkeypatch: pytest.MonkeyPatch, chain_steps: int
) -> None:
    monkeypatch.setattr(writing, "CHAIN_STEPS", chain_steps)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    # A decision on top of another, text typed between, and both taken back.
    @example(
        steps=[("job", 0, 0, 1), ("accept", 0, 0, 0), ("job", 2, 0, 3), ("accept", 1, 1, 0), ("type", 9, 9, 0)] * 2
    )
    @example(
        steps=[("job", 0, 0, 1), ("accept", 0, 1, 0), ("job", 2, 0, 3), ("accept", 0, 0, 0), *[("undo", 0, 0, 0)] * 2]
    )
    def run(steps: list[Step]) -> None:
        session = Session(library, review)
        for step in steps:
            session.take(step)

    run()
    assert library.check() == []
