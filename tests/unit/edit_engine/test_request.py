"""Boldness travels with an instruction, and what it cannot be is refused where it comes in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.request import BALANCED, Instruction, Intent, RecordError, boldness_of, dump, load


@given(boldness=st.floats(0, 1))
def test_boldness_survives_the_journey(boldness: float) -> None:
    asked = Instruction(intent=Intent.FIX, boldness=boldness)
    assert load(Instruction, json.loads(json.dumps(dump(asked)))) == asked


def test_an_instruction_stored_before_there_was_boldness_is_balanced() -> None:
    plain = dump(Instruction(intent=Intent.FIX))
    del plain["boldness"]
    assert load(Instruction, plain).boldness == BALANCED


@pytest.mark.parametrize("boldness", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_number_out_of_range_is_refused(boldness: float) -> None:
    with pytest.raises(ValueError, match=f"a number from 0 to 1, got {boldness}"):
        Instruction(intent=Intent.FIX, boldness=boldness)
    with pytest.raises(ValueError, match="a number from 0 to 1"):
        boldness_of(boldness)
    with pytest.raises(RecordError, match="boldness"):
        load(Instruction, {"intent": "fix", "boldness": boldness})


@pytest.mark.parametrize(("said", "meant"), [(" Bold ", 1.0), ("cautious", 0.0), ("0.25", 0.25), (1, 1.0)])
def test_boldness_is_said_by_name_or_number(said: str | float, meant: float) -> None:
    assert boldness_of(said) == meant
