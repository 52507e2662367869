"""The pictures can be made of every family that fills masks."""

from __future__ import annotations

from pathlib import Path

import pytest
from editable_checkpoints import FAMILIES, write_checkpoint

from edit_engine.diffusion import EntropyBound, Sampling
from edit_engine.evaluation.explain.break_even import break_even
from edit_engine.evaluation.explain.place import NoPlace, place_of
from edit_engine.evaluation.explain.sampling import distributions
from edit_engine.evaluation.explain.steps import steps_curve
from edit_engine.evaluation.explain.trajectory import trajectory
from edit_engine.models.loading import load_model
from edit_engine.request import Intent
from edit_engine.text.spans import Span


TEXT = "the quick brown fox and the lazy dog are in the house with the other one"
WITHOUT_MASKS = ("sedd-uniform", "diffusion-gemma")
SPAN = Span(TEXT.index("lazy"), TEXT.index(" in the"))


@pytest.mark.parametrize("family", [family for family in FAMILIES if family not in WITHOUT_MASKS])
def test_a_family_that_fills_masks_can_be_explained(family: str, tmp_path: Path) -> None:
    model = load_model(str(write_checkpoint(family, tmp_path)))
    place = place_of(model, TEXT, SPAN, Intent.INFILL)
    assert model.tokenizer.decode(place.old).strip() == "lazy dog are"
    assert place.layout.tokens[: place.start] == place.window.encoded.ids[: place.start]
    walked = trajectory(place, EntropyBound(bound=1.0), sampling=Sampling(), max_steps=3)
    assert 1 <= len(walked.words) <= 3
    assert (walked.kept_at > 0).all()
    # In bfloat16 a few tokens may share the third place.
    assert 3 <= distributions(place).left["top-k 3"] < 10
    assert steps_curve(place, samples=2, repeats=1).points[-1].steps == len(place.slots)
    found = break_even(place, bound=1.0, longest=2, repeats=1)
    # It reads all of the text in every forward, so there is none over a new token alone.
    assert all(length.one_by_one_kept_s is None for length in found.lengths)


@pytest.mark.parametrize("family", WITHOUT_MASKS)
def test_a_model_without_masks_is_refused_with_the_reason(family: str, tmp_path: Path) -> None:
    model = load_model(str(write_checkpoint(family, tmp_path)))
    with pytest.raises(NoPlace, match="has no masks"):
        place_of(model, TEXT, SPAN, Intent.INFILL)
