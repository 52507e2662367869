"""Scores are taken alike of whatever can fix texts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from edit_engine.evaluation.dev_sets import Half
from edit_engine.evaluation.own_sets import CORRECT, error_items, markdown_documents
from edit_engine.evaluation.scores import false_edit_rate, own_fix_scores
from edit_engine.evaluation.systems import fixed
from edit_engine.text import Change


class Oracle:
    """Knows the error suite by heart, but puts an "!" before each Markdown document and each correct sentence."""

    def __init__(self, half: Half) -> None:
        self.known = {item.source: item for item in error_items(half)}

    def sentences(self, sources: Sequence[str]) -> list[str]:
        return fixed(self, sources)

    def fixes(self, texts: Sequence[str], *, markdown: bool = True) -> list[list[Change]]:
        return [[self._fix(text)] for text in texts]

    def _fix(self, text: str) -> Change:
        item = self.known.get(text)
        if item is None or item.type == CORRECT:
            return Change(start=0, end=0, before="", after="!")
        return Change(start=0, end=len(text), before=text, after=item.targets[-1])


@pytest.mark.parametrize("half", list(Half))
def test_all_corrected_and_every_correct_sentence_touched(half: Half) -> None:
    scores = own_fix_scores(Oracle(half), half)
    assert scores["errors.corrected"] == 1.0
    assert scores["errors.touched_not_fixed"] == 0.0
    assert scores["errors.wrongly_touched"] == 1.0
    assert scores["tricky.touched"] == 1.0
    documents = markdown_documents(half)
    # One false edit a document.
    assert scores["markdown.false_edits_per_1000_words"] == false_edit_rate(documents, [1] * len(documents))


def test_false_edits_are_counted_by_words_that_hold_a_letter_or_digit() -> None:
    assert false_edit_rate(["# One two", "| 3 | - |"], [1, 2]) == 1000.0
