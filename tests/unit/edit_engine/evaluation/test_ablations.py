"""What an ablation takes away is away, and the model it was taken from keeps it."""

from __future__ import annotations

import pytest
import torch

from edit_engine.editing import Editor, load_editor
from edit_engine.evaluation import ablations
from edit_engine.evaluation.ablations import in_int8, variants
from edit_engine.load_options import LoadOptions, Precision
from edit_engine.models.builtin import BuiltinDenoiser
from edit_engine.models.int8 import Int8Linear
from edit_engine.models.loading import load_model
from edit_engine.request import Intent


TEXT = "They was late, and we recieved there letter more then a week ago."


def test_only_the_copy_is_in_int8() -> None:
    whole = load_model("built-in", options=LoadOptions(precision=Precision.FLOAT32))
    assert isinstance(whole, BuiltinDenoiser)
    ids = whole.tokenizer.encode(TEXT).ids
    before = whole.read([ids], Intent.FIX).noise[0]
    small = in_int8(whole)
    rounded = small.read([ids], Intent.FIX).noise[0]
    assert any(isinstance(layer, Int8Linear) for layer in small.network.modules())
    assert not any(isinstance(layer, Int8Linear) for layer in whole.network.modules())
    assert torch.equal(whole.read([ids], Intent.FIX).noise[0], before)
    assert not torch.equal(rounded, before)
    assert (rounded - before).abs().max() < 0.3


@pytest.mark.parametrize("exact", [True, False])
def test_the_row_of_int8_is_there_where_its_sums_are_right(monkeypatch: pytest.MonkeyPatch, exact: bool) -> None:
    monkeypatch.setattr(ablations, "int8_is_exact", lambda: exact)
    whole = load_model("built-in", options=LoadOptions(precision=Precision.FLOAT32))
    assert isinstance(whole, BuiltinDenoiser)
    names = [[name for name, _ in variants(Editor(one))] for one in (whole, in_int8(whole))]
    assert [("blocks in int8" in one) for one in names] == [exact, False]


def test_each_variant_is_named_once_and_the_first_is_the_whole() -> None:
    editor = load_editor("built-in", threads=1)
    found = list(variants(editor))
    assert found[0][1] is editor
    assert len({name for name, _ in found}) == len(found)
