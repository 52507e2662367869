"""A row gets the same numbers whatever is packed beside it, read in one way or the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from edit_engine.models import inference
from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import attend_padded, attend_rows, gather, read_canvas, read_source
from edit_engine.models.transformer import Transformer


SMALL = ModelConfig(vocab_size=50, width=32, depth=2, heads=2, mlp_width=48)
SOURCES, CANVASES = (5, 11, 7), (4, 9, 3, 6)
# Which source each canvas belongs to.
OF = (0, 2, 2, 1)


@pytest.fixture(scope="module", params=["rotary", "bert"])
def network(request: pytest.FixtureRequest) -> Transformer:
    torch.manual_seed(0)
    made = Transformer(replace(SMALL, body=request.param)).eval()
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return made


def tokens(lengths: tuple[int, ...]) -> tuple[Tensor, ...]:
    return torch.randint(0, 50, (sum(lengths),), generator=torch.Generator().manual_seed(1)).split(list(lengths))


def places(lengths: tuple[int, ...]) -> tuple[Tensor, ...]:
    return (torch.rand(sum(lengths), generator=torch.Generator().manual_seed(2)) * 9).split(list(lengths))


@torch.inference_mode()
def canvases(network: Transformer) -> Tensor:
    _, source = read_source(network, torch.cat(tokens(SOURCES)), SOURCES)
    return read_canvas(network, torch.cat(tokens(CANVASES)), torch.cat(places(CANVASES)), CANVASES, source, OF)


@torch.inference_mode()
def test_a_source_reads_the_same_alone_and_among_others(network: Transformer) -> None:
    together, _ = read_source(network, torch.cat(tokens(SOURCES)), SOURCES)
    for found, ids in zip(together.split(list(SOURCES)), tokens(SOURCES), strict=True):
        alone, _ = read_source(network, ids, [len(ids)])
        assert torch.allclose(found, alone, atol=1e-4)


@torch.inference_mode()
def test_a_canvas_sees_its_own_source_and_itself_only(network: Transformer) -> None:
    each = zip(canvases(network).split(list(CANVASES)), tokens(CANVASES), places(CANVASES), OF, strict=True)
    for found, ids, positions, number in each:
        own = tokens(SOURCES)[number]
        _, source = read_source(network, own, [len(own)])
        assert torch.allclose(found, read_canvas(network, ids, positions, [len(ids)], source, [0]), atol=1e-4)


@torch.inference_mode()
def test_rows_gathered_from_several_readings_are_the_rows_they_were(network: Transformer) -> None:
    first, last = tokens(SOURCES)[:2], tokens(SOURCES)[2:]
    _, one = read_source(network, torch.cat(first), [len(ids) for ids in first])
    _, two = read_source(network, torch.cat(last), [len(ids) for ids in last])
    source = gather([(two, 0), (one, 1), (one, 0)])
    order = [{2: 0, 1: 1, 0: 2}[number] for number in OF]
    found = read_canvas(network, torch.cat(tokens(CANVASES)), torch.cat(places(CANVASES)), CANVASES, source, order)
    assert torch.allclose(found, canvases(network), atol=1e-4)


def test_padded_attention_computes_what_attention_by_rows_does(
    network: Transformer, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_rows = canvases(network)
    assert attend_rows is inference.attend_rows
    monkeypatch.setattr(inference, "attend_rows", attend_padded)
    assert torch.allclose(canvases(network), by_rows, atol=1e-4)
