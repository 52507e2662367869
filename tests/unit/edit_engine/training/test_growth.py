"""A deeper network begins as the one it grew from, and its new blocks learn."""

from __future__ import annotations

import pytest
import torch

from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import read_source
from edit_engine.models.transformer import Transformer
from edit_engine.training.growth import deepened


def network(depth: int) -> Transformer:
    torch.manual_seed(3)
    return Transformer(ModelConfig(vocab_size=300, width=32, depth=depth, heads=2, mlp_width=48)).eval()


@pytest.mark.parametrize("wanted", [3, 4, 5, 6])
def test_a_deeper_network_computes_the_same(wanted: int) -> None:
    small, large = network(3), network(wanted)
    large.load_state_dict(deepened(small.state_dict(), 3, wanted))
    tokens = torch.randint(8, 300, (17,))
    with torch.inference_mode():
        before, after = (read_source(one, tokens, [9, 8], None)[0] for one in (small, large))
    assert torch.allclose(before.float(), after.float(), atol=1e-5)


def test_new_blocks_are_spread_and_read_what_the_ones_below_them_read() -> None:
    state = network(4).state_dict()
    grown = deepened(state, 4, 6)
    for name in ("gate_up.weight", "attention.queries_keys_values.weight"):
        for new, copied in ((2, 1), (5, 3)):
            assert torch.equal(grown[f"blocks.{new}.{name}"], state[f"blocks.{copied}.{name}"])
    empty = {n.split(".")[1] for n, v in grown.items() if n.endswith("down.weight") and not v.any()}
    assert empty == {"2", "5"}


@pytest.mark.parametrize("wanted", [2, 7])
def test_no_network_grows_down_or_beyond_twice_its_depth(wanted: int) -> None:
    with pytest.raises(ValueError, match="3 to 6 blocks"):
        deepened(network(3).state_dict(), 3, wanted)
