"""What boldness does to an edit: thresholds follow it, and the same request gives the same hunks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import WildDenoiser

from edit_engine.editing import Editor
from edit_engine.models.registry import ThresholdCurve, Thresholds
from edit_engine.request import BALANCED, BOLD, CAUTIOUS, EditRequest, EventKind, Hunk, Instruction, Intent
from edit_engine.text.spans import Span


TEXT = "the quick brown fox and the lazy dog are in the house with the other one. " * 6
CURVE = ThresholdCurve(
    cautious=Thresholds(locate=1.0, gap=1.0, gain=1e9, doubt=0.0),
    balanced=Thresholds(locate=0.5, gap=0.5, gain=-1e9, doubt=0.8),
    bold=Thresholds(locate=0.5, gap=0.5, gain=-1e9, doubt=1.0),
)


@pytest.fixture(scope="module")
def editor() -> Editor:
    denoiser = WildDenoiser(wildness=0.2)
    denoiser.about = replace(denoiser.about, thresholds={Intent.FIX: CURVE})
    return Editor(denoiser)


def hunks(editor: Editor, boldness: float) -> list[Hunk]:
    asked = Instruction(intent=Intent.FIX, boldness=boldness)
    request = EditRequest(id="a.0", text=TEXT, core=Span(0, len(TEXT)), instruction=asked)
    return [hunk for event in editor.edit([request]) if event.kind is EventKind.HUNKS for hunk in event.hunks]


def test_the_thresholds_of_that_boldness_decide(editor: Editor) -> None:
    assert hunks(editor, CAUTIOUS) == []
    balanced, bold = hunks(editor, BALANCED), hunks(editor, BOLD)
    assert 0 < len(balanced) < len(bold)
    assert all(hunk.provenance.scores["doubt"] <= 0.8 for hunk in balanced)
    assert {hunk.provenance.boldness for hunk in bold} == {BOLD}


def test_the_same_boldness_gives_the_same_hunks(editor: Editor) -> None:
    assert hunks(editor, 0.6) == hunks(editor, 0.6)
