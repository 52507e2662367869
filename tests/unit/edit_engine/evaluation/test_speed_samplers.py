"""The samplers' benchmark fills the same slots in all ways, and says what it measured."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch

from edit_engine.evaluation import speed_samplers
from edit_engine.evaluation.random_network import hundred_million, random_llada


# The window of 1,500 tokens stays; the network is as small as can be.
TINY = replace(hundred_million(), vocab_size=64, width=16, depth=1, heads=2, key_heads=2, head_width=8, mlp_width=16)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(TINY, special=replace(TINY.special, mask_id=63))
    monkeypatch.setattr(speed_samplers, "hundred_million", lambda: config)


@pytest.mark.usefixtures("small")
def test_all_ways_commit_the_same_tokens_and_a_part_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert speed_samplers.main(["--device", "cpu", "--parts", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {found[f"{way}.tokens"] for way in ("plain", "dual_one", "dual_bound")} == {800}
    assert found["plain.steps"] == found["dual_one.steps"] == 800
    assert 20 <= found["dual_bound.steps"] <= 800
    assert found["tokens_a_step"] == pytest.approx(800 / found["dual_bound.steps"], abs=1e-3)
    assert (found["measured_regions"], found["plain.measured_steps"], found["dual_one.measured_steps"]) == (2, 4, 80)
    for way in ("dual_one", "dual_bound"):
        ratio = found["plain.seconds"] / found[f"{way}.seconds"]
        assert found[f"ratio_{way}"] == pytest.approx(ratio, rel=0.02)


@pytest.mark.usefixtures("small")
def test_the_table_says_when_it_was_multiplied_from_a_part(capsys: pytest.CaptureFixture[str]) -> None:
    speed_samplers.main(["--device", "cpu", "--parts", "1"])
    told = capsys.readouterr().out
    assert "those of the measured part, multiplied" in told
    assert "2 steps" in told
    assert "40 steps, 1 regions" in told


def test_the_slots_are_twenty_separate_regions_of_forty() -> None:
    slots = speed_samplers.places()
    assert len(slots.unique()) == 800
    assert int(slots.max()) < speed_samplers.WINDOW
    assert int((slots.diff() > 1).sum()) == 19


def test_a_plain_step_starts_with_what_the_steps_before_it_would_have_filled() -> None:
    network = random_llada(replace(TINY, special=replace(TINY.special, mask_id=63)), device=torch.device("cpu"))
    assert int((speed_samplers.window(network, 0) == 63).sum()) == 800
    late = speed_samplers.window(network, 790)
    assert int((late == 63).sum()) == 10
    assert (late[speed_samplers.places()[:790]] != 63).all()


def test_weights_come_from_the_seed() -> None:
    config = replace(TINY, special=replace(TINY.special, mask_id=63))
    one, same, other = (random_llada(config, device=torch.device("cpu"), seed=seed) for seed in (1, 1, 2))
    tokens = torch.arange(9)[None]
    assert torch.equal(one.logits(tokens), same.logits(tokens))
    assert not torch.allclose(one.logits(tokens), other.logits(tokens))


def test_a_number_of_parts_that_makes_no_sense_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        speed_samplers.main(["--parts", "21"])
    assert "--parts 21: choose 1 to 20" in capsys.readouterr().err
