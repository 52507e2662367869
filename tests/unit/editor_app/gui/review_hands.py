"""What a person's hands do in the review, and what must hold after it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from edit_engine.text import apply
from editor_app.gui.projection import RunKind
from editor_app.units import units


Key, Hold = Qt.Key, Qt.KeyboardModifier


def press(bench, *keys: Qt.Key, hold: Qt.KeyboardModifier = Hold.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(bench.page.review, key, hold)


def at(bench, text: str, kind: RunKind = RunKind.KEPT, *, end: bool = False) -> None:
    """Put the caret at (the end of) some text of a kind."""
    review = bench.page.review
    review.set_typing(True)
    place = 0
    for run in review.projection.runs:
        if run.kind is kind and text in run.text:
            review.set_caret(place + run.text.index(text) + (len(text) if end else 0))
            review._find_at_caret()
            return
        place += len(run.text)
    raise AssertionError(f"no {kind} run holds {text!r}")


def consistent(bench) -> None:
    """What is on the screen is what is stored."""
    bench.settle()
    review, stored = bench.page.review, bench.stored
    seen = units(stored, bench.workspace.pending(bench.id))
    assert bench.page.editor.text() == review.projection.document == stored
    assert review.text() == review.projection.text
    assert review.projection.applied == apply(stored, seen)
    assert [hunk.id for hunk in review.projection.hunks] == [unit.id for unit in seen]


def do(bench, name: str) -> None:
    bench.window.do(name)
    bench.settle()


def pending(bench) -> list[tuple[str, str, str | None]]:
    bench.settle()
    return [(hunk.before, hunk.after, hunk.suggested) for hunk in bench.workspace.pending(bench.id)]
