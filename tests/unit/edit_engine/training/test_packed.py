"""Packed rows are read as editing reads them, and their gradients are those of plain operations."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
import torch
from torch import Tensor

from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import read_canvas, read_source
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import CANVAS, SOURCE, Transformer
from edit_engine.training import packed
from edit_engine.training.network import SpellingTransformer, initialise
from edit_engine.training.packed import attend_padded
from edit_engine.training.row_attention import Row, attend_batches, plan_rows


SMALL = ModelConfig(vocab_size=360, width=64, depth=2, heads=2, mlp_width=128)
ROWS = (Row(source=7, canvas=0), Row(source=3, canvas=5), Row(source=30, canvas=4), Row(source=2, canvas=3))


def network(tokenizer: EditTokenizer, body: Literal["rotary", "bert"] = "rotary") -> SpellingTransformer:
    torch.manual_seed(0)
    made = SpellingTransformer(replace(SMALL, body=body), tokenizer.token_bytes())
    initialise(made)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return made


def inputs() -> tuple[Tensor, Tensor, Tensor]:
    """Tokens, positions and segments of ROWS."""
    count = sum(row.length for row in ROWS)
    tokens, positions = torch.randint(10, 300, (count,)), torch.rand(count) * 9
    at = 0
    for row in ROWS:
        positions[at : at + row.source] = torch.arange(row.source)
        at += row.length
    segments = torch.tensor([kind for row in ROWS for kind in [SOURCE] * row.source + [CANVAS] * row.canvas])
    return tokens, positions, segments


def read_rows(plain: Transformer, tokens: Tensor, positions: Tensor) -> Tensor:
    """Hidden states of ROWS as editing reads them, row by row."""
    found = []
    at = 0
    for row in ROWS:
        middle, end = at + row.source, at + row.length
        hidden, source = read_source(plain, tokens[at:middle], [row.source])
        found.append(hidden)
        if row.canvas:
            found.append(read_canvas(plain, tokens[middle:end], positions[middle:end], [row.canvas], source, [0]))
        at = end
    return torch.cat(found)


@pytest.mark.parametrize(("together", "body"), [(15, "rotary"), (2048, "rotary"), (2048, "bert")])
def test_packed_rows_and_their_gradients_are_those_of_rows_read_one_by_one(
    tokenizer: EditTokenizer, together: int, body: Literal["rotary", "bert"], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "_CACHED", together)
    ours = network(tokenizer, body)
    plain = Transformer(replace(SMALL, body=body))
    plain.load_state_dict(ours.export())
    tokens, positions, segments = inputs()
    weight = torch.randn(len(tokens), SMALL.width)
    hidden, expected = ours(tokens, positions, segments, ROWS), read_rows(plain, tokens, positions)
    assert torch.allclose(hidden, expected, atol=1e-4)
    (hidden * weight).sum().backward()
    (expected * weight).sum().backward()
    gradients = {name: parameter.grad for name, parameter in ours.named_parameters()}
    for name, parameter in plain.named_parameters():
        theirs, found = parameter.grad, gradients[name]
        if theirs is None:  # a head, which no hidden state depends on
            assert found is None
            continue
        assert found is not None
        assert torch.allclose(found, theirs, rtol=1e-3, atol=1e-3 * float(theirs.abs().max())), name


def test_in_bfloat16_gradients_are_those_of_float32_up_to_rounding(tokenizer: EditTokenizer) -> None:
    ours = network(tokenizer)
    tokens, positions, segments = inputs()
    weight = torch.randn(len(tokens), SMALL.width)
    found: list[dict[str, Tensor]] = []
    for low in (False, True):
        ours.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
            hidden = ours(tokens, positions, segments, ROWS)
        (hidden.float() * weight).sum().backward()
        found.append({name: p.grad for name, p in ours.named_parameters() if p.grad is not None})
    for name, exact in found[0].items():
        assert float((found[1][name] - exact).norm() / exact.norm()) < 0.05, name


def test_batched_attention_and_its_gradient_are_those_of_padded_attention() -> None:
    count = sum(row.length for row in ROWS)
    torch.manual_seed(0)
    whole = torch.randn(count + 9, 3, 2, 8, dtype=torch.float64)
    weight = torch.randn(count, 16, dtype=torch.float64)
    ours, theirs = whole.clone().requires_grad_(), whole.clone().requires_grad_()
    plan = plan_rows(ROWS, positions=count + 9, heads=2, dtype=whole.dtype)
    found, expected = attend_batches(ours, plan), attend_padded(theirs[:count], ROWS)
    assert torch.allclose(found[:count], expected, atol=1e-12)
    assert not found[count:].any()
    (found[:count] * weight).sum().backward()
    (expected * weight).sum().backward()
    assert ours.grad is not None
    assert theirs.grad is not None
    assert torch.allclose(ours.grad, theirs.grad, atol=1e-12)
