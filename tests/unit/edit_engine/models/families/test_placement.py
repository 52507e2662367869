"""One network over several devices: the plan, and that every tensor meets the others where it should."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch._subclasses.fake_tensor import FakeTensorMode

from edit_engine.models.families.attention import WholeSight
from edit_engine.models.families.caching import KeyValueStore
from edit_engine.models.families.checkpoint import open_checkpoint
from edit_engine.models.families.placement import Load, Placement, connect, moved, plan
from edit_engine.models.families.registry import find_family, load_network


# A kind of device that torch knows by name everywhere, so that fake tensors can be on two of them without a GPU.
FIRST, SECOND = torch.device("lazy", 0), torch.device("lazy", 1)


def load(*blocks: int, outer: int = 10, forward: int = 5, answers: int = 2) -> Load:
    return Load(outer=outer, blocks=blocks, forward=forward, answers=answers)


@pytest.mark.parametrize(
    ("free", "wanted"),
    [
        ([100, 100], (0, 0, 0, 0)),
        ([57, 0], (0, 0, 0, 0)),
        ([56, 100], (0, 0, 0, 1)),
        ([17, 45], (1, 1, 1, 1)),
        ([17, 44], None),
        ([27, 14, 25, 25], (0, 2, 2, 3)),
        ([16, 100], None),
        ([30], None),
    ],
)
def test_devices_are_filled_one_after_the_other(free: list[int], wanted: tuple[int, ...] | None) -> None:
    assert plan(load(10, 10, 10, 10), free) == wanted


@given(
    blocks=st.lists(st.integers(1, 40), min_size=1, max_size=12),
    free=st.lists(st.integers(0, 200), min_size=1, max_size=4),
)
def test_no_device_gets_more_than_it_has_room_for(blocks: list[int], free: list[int]) -> None:
    found = plan(load(*blocks), free)
    if found is None:
        assert len(free) > 1 or load(*blocks).total > free[0]
        return
    assert list(found) == sorted(found)
    for device, room in enumerate(free):
        mine = sum(block for block, place in zip(blocks, found, strict=True) if place == device)
        if device == 0:
            assert 10 + 5 + 2 + mine <= room
        elif mine:
            assert 5 + mine <= room


def spread(folder: Path) -> tuple[Any, Placement]:
    """A network on two devices that are not there: shapes and devices only. Call it within a FakeTensorMode."""
    checkpoint = open_checkpoint(folder)
    network = find_family(checkpoint).build(checkpoint).requires_grad_(False)
    half = network.depth // 2
    placement = Placement(outer=FIRST, blocks=(FIRST,) * half + (SECOND,) * (network.depth - half))
    for name, tensor in [*network.named_parameters(), *network.named_buffers()]:
        place, _, leaf = name.rpartition(".")
        there = torch.empty(tensor.shape, device=placement.of(name, network.blocks_at))
        module = network.get_submodule(place)
        setattr(module, leaf, torch.nn.Parameter(there) if isinstance(tensor, torch.nn.Parameter) else there)
    return network, placement


def through(network: Any) -> torch.Tensor:
    """Logits of a row on the first device, without the checks that look at values."""
    tokens = torch.zeros(1, 6, dtype=torch.long, device=FIRST)
    positions = torch.arange(6, device=FIRST)[None]
    sigma = torch.ones(1, device=FIRST) if network.takes_sigma else None
    sight = WholeSight(rotation=network.rotation(positions), visible=network.visible(positions, positions, None))
    hidden = network.run(tokens, [sight] * network.depth, sigma)
    found: torch.Tensor = network.answers(hidden, tokens, sigma=sigma)
    return found


# LLaDA 2 sends tokens to experts by their values, of which fake tensors have none.
@pytest.mark.parametrize("family", ["llada", "dream", "mdlm", "mdlm with time", "sedd", "sedd uniform"])
def test_the_stream_moves_with_the_blocks_and_comes_back(family: str, tiny: Any, tmp_path: Path) -> None:
    folder = tiny(family).write(tmp_path)
    with FakeTensorMode():
        network, placement = spread(folder)
        with pytest.raises(RuntimeError, match="device"):
            through(network)
        connect(network.blocks, placement)
        found = through(network)
    assert (found.device, tuple(found.shape)) == (FIRST, (1, 6, network.vocab_size))


@pytest.mark.parametrize("family", ["llada", "dream", "llada2"])
def test_what_is_kept_of_a_layer_is_where_the_layer_is(family: str, tiny: Any, tmp_path: Path) -> None:
    network = load_network(tiny(family).write(tmp_path), dtype=torch.float32).network
    moved: list[torch.device] = []
    # On one device the hooks move nothing, but they are asked to.
    other = torch.device("cpu", 0)
    placement = Placement(outer=torch.device("cpu"), blocks=(torch.device("cpu"),) + (other,) * (network.depth - 1))
    tokens = torch.tensor([[4, 9, 2, 11, 3, 8, 1, 6]])
    real = torch.ones_like(tokens, dtype=torch.bool)
    wanted = network.logits(tokens)
    connect(network.blocks, placement)
    for block in network.blocks:
        block.register_forward_pre_hook(lambda block, given: moved.append(given[0].device))
    store = KeyValueStore(network, tokens, real)
    store.compute(real)
    some = torch.zeros_like(real)
    some[0, 3:] = True
    store.compute(some)
    torch.testing.assert_close(store.answers(real), wanted[0], rtol=1e-5, atol=1e-5)
    assert len(moved) == 2 * network.depth


def test_whatever_a_block_is_given_moves_and_nothing_else_does() -> None:
    tensor, other = torch.ones(2), object()
    far = torch.device("meta")
    found = moved((tensor, (tensor, None), {"a": tensor, "b": other}, 3), far)
    assert (found[0].device, found[1][0].device, found[2]["a"].device) == (far, far, far)
    assert (found[1][1], found[2]["b"], found[3]) == (None, other, 3)


def test_tensors_of_blocks_are_told_from_those_outside() -> None:
    placement = Placement(outer=FIRST, blocks=(FIRST, SECOND))
    assert placement.of("model.layers.1.mlp.weight", "model.layers") == SECOND
    assert placement.of("model.layers.0.mlp.weight", "model.layers") == FIRST
    assert placement.of("model.norm.weight", "model.layers") == FIRST
    assert Placement(outer=SECOND).of("model.layers.0.mlp.weight", "model.layers") == SECOND
    assert not Placement(outer=SECOND).spread
