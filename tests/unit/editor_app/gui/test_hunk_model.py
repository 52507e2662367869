"""The rows of the review list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from edit_engine.request import Hunk, HunkState, Intent, Provenance
from editor_app.choosing import Order, Wanted
from editor_app.gui.hunk_model import BESIDE_ROLE, HINDRANCE_ROLE, HunkModel
from editor_app.gui.row_steps import row_steps


WHY = Provenance(model="m", model_hash="0" * 16, seed=0, intent=Intent.FIX)
TEXT = "teh cat " * 200


def hunks(count: int) -> list[Hunk]:
    return [
        Hunk(
            id=f"h{at}",
            start=at * 8,
            end=at * 8 + 3,
            before="teh",
            after="the",
            confidence=at % 10 / 10,
            provenance=WHY,
        )
        for at in range(count)
    ]


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.integers(0, 20), unique=True))
def test_the_steps_lead_from_one_list_to_the_other(old: list[int], new: list[int]) -> None:
    names, target = [str(each) for each in old], [str(each) for each in new]
    steps = row_steps(names, target)
    if steps is None:
        stay_old = [name for name in names if name in target]
        assert stay_old != [name for name in target if name in names]
        return
    for step in steps:
        if step.comes:
            names[step.first : step.first] = target[step.first : step.first + step.count]
        else:
            del names[step.first : step.first + step.count]
    assert names == target


@pytest.fixture
def model(qapp: object, qtbot: object) -> HunkModel:
    made = HunkModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Warning, made)
    made.want(Wanted(), Order.PLACE)
    made.set_suggestions(TEXT, hunks(100))
    return made


def names(model: HunkModel) -> list[str]:
    return [hunk.id for hunk in model.listed]


def test_a_decision_takes_one_row_out_and_resets_nothing(model: HunkModel, qtbot: object) -> None:
    resets, removed = [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.rowsRemoved.connect(lambda _, first, last: removed.append((first, last)))
    left = hunks(100)
    del left[40]
    model.set_suggestions(TEXT, left)
    assert removed == [(40, 40)]
    assert not resets
    assert names(model) == [hunk.id for hunk in left]


def test_what_comes_back_comes_where_it_was(model: HunkModel) -> None:
    some = hunks(100)
    inserted = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    model.set_suggestions(TEXT, some[:10] + some[13:])
    model.set_suggestions(TEXT, some)
    assert inserted == [(10, 12)]
    assert names(model) == [hunk.id for hunk in some]


def test_very_many_changes_are_one_reset(model: HunkModel) -> None:
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.want(Wanted(least=0.5), Order.LEAST_SURE)
    assert len(resets) == 1
    assert [hunk.confidence for hunk in model.listed] == sorted(hunk.confidence for hunk in model.listed)
    assert len(model.listed) == 50


def test_rows_know_why_they_cannot_be_taken(model: HunkModel) -> None:
    one, two, three = hunks(3)
    twin = replace(one, id="other", after="ten")
    model.set_suggestions(TEXT, [one], [twin, replace(three, state=HunkState.STALE)])
    why = {hunk.id: model.index(model.row_of(hunk.id)).data(HINDRANCE_ROLE) for hunk in model.listed}
    assert why == {"h0": "", "other": "overlaps another", "h2": "text changed since"}
    assert [hunk.id for hunk in model.decidable] == ["h0"]
    assert two.id not in why


def test_a_row_says_all_of_it_to_a_screen_reader(model: HunkModel) -> None:
    spoken = model.index(9).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Replace “teh” with “the”" in spoken
    assert "90%" in spoken
    assert model.index(9).data(BESIDE_ROLE)[1].startswith(" cat teh")


def test_after_filtering_out_its_rival_the_other_can_be_taken(model: HunkModel) -> None:
    one = hunks(1)[0]
    rival = replace(one, id="rival", after="ten", confidence=0.9)
    model.set_suggestions(TEXT, [one], [rival])
    model.want(Wanted(least=0.5), Order.PLACE)
    assert [hunk.id for hunk in model.decidable] == ["rival"]
