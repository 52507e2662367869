"""What is known of the change that replacements make: their scores, whether it opens a sentence, and how sure it is."""

from __future__ import annotations

import pytest
from fakes import small_tokenizer

from edit_engine.editing.confidence import OPENS, SCORES, confidence, features
from edit_engine.editing.judge import Judge, Judged
from edit_engine.editing.splice import Replacement
from edit_engine.editing.windows import windows_of
from edit_engine.models.registry import UNCALIBRATED, Calibration
from edit_engine.request import EditRequest, Instruction, Intent
from edit_engine.text import protected_spans
from edit_engine.text.spans import Span


SCORED = dict.fromkeys(SCORES, 0.5)


def judged(text: str, *changes: tuple[str, str], calibration: Calibration = UNCALIBRATED) -> list[Judged]:
    """The changes of the first place of each word to another."""
    request = EditRequest(
        id="a.0", text=text, core=Span(0, len(text)), instruction=Instruction(intent=Intent.FIX),
        protected=tuple(found.span for found in protected_spans(text)),
    )  # fmt: skip
    (window,) = windows_of(0, request, small_tokenizer())
    several = [
        Replacement(start=at, end=at + len(before), after=after, steps=1, scores=SCORED)
        for before, after in changes
        for at in [window.text.index(before)]
    ]
    return list(Judge(window, calibration).judged(several))


@pytest.mark.parametrize(
    ("text", "word", "opens"),
    [
        ("fox and dog", "fox", True),
        ("the fox and dog", "fox", False),
        ("The dog. fox and dog", "fox", False),
        ("The dog. Fox and dog", "Fox", True),
        ("A dog\n\nfox and dog", "fox", True),
        ("- a dog\n- fox and dog", "fox", True),
        ("1. fox and dog", "fox", True),
        ("A dog\nfox and cat", "fox", False),
        ("`the` fox and dog", "fox", False),
    ],
)
def test_it_is_known_whether_a_sentence_begins_there(text: str, word: str, opens: bool) -> None:
    (found,) = judged(text, (word, "cat"))
    assert found.scores[OPENS] == float(opens)
    assert found.spliced.change.after.strip() == "cat"


def test_confidence_is_that_of_the_calibration() -> None:
    calibration = Calibration(bias=-0.5, weights={"gain": 2.0, "name": 1.0})
    (found,) = judged("Fox and dog", ("Fox", "Cat"), calibration=calibration)
    assert found.confidence == confidence(calibration, features("Fox", "Cat", SCORED | {OPENS: 1.0}))
    (other,) = judged("The Fox and dog", ("Fox", "Cat"), calibration=calibration)
    assert other.confidence > found.confidence


def test_changes_apart_are_judged_apart() -> None:
    first, second = judged("the fox and the other lazy dog", ("fox", "cat"), ("dog", "cow"))
    assert first.spliced.change.before.strip() == "fox"
    assert second.spliced.change.before.strip() == "dog"
