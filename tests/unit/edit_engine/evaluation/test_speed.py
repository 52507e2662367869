"""What `fix` is timed on, and that the clean text is one the model finds nothing in."""

from __future__ import annotations

import pytest

from edit_engine.editing import Editor, load_editor
from edit_engine.evaluation import speed
from edit_engine.evaluation.dev_sets import Half, edit_text
from edit_engine.evaluation.own_sets import CORRECT, error_items
from edit_engine.request import Intent


def test_every_second_sentence_of_the_document_has_its_mistake() -> None:
    for half in Half:
        items = [item for item in error_items(half) if item.type != CORRECT]
        text = speed.suite_text(half)
        with_mistake = [item.source in text for item in items]
        assert with_mistake == [True, False] * (len(items) // 2)
        assert all(item.targets[0] in text for item in items[1::2])


def test_the_speeds_are_of_that_text_and_of_it_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = load_editor("built-in", threads=1)
    timed: list[str] = []
    measure = speed.fix_against_forward

    def watched(editor: Editor, text: str, *, tokens: int) -> dict[str, float]:
        timed.append(text)
        return measure(editor, text, tokens=tokens, repeats=1)

    monkeypatch.setattr(speed, "fix_against_forward", watched)
    monkeypatch.setattr(speed, "suite_text", lambda half: "He go to school every day. They was late, and we was not.")
    found = speed.speed_scores(editor, Half.TUNING, tokens=200)
    assert set(found) == {
        f"speed.{kind}.{name}" for kind in ("errors", "clean") for name in ("fix_per_forward", "tokens_per_s")
    }
    assert all(value > 0 for value in found.values())
    with_errors, clean = timed
    assert edit_text(editor, with_errors, Intent.FIX)
    assert not edit_text(editor, clean, Intent.FIX)
