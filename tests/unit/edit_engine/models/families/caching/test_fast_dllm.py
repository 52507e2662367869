"""Prefix and dual cache do what Fast-dLLM publishes, written here a second time as plain loops in float64."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Blocks, Canvas, ConfidenceThreshold, Sampling, denoise
from edit_engine.models.families.caching import CachedPredict, DualCache, PrefixCache, Refresh
from edit_engine.models.families.registry import load_network


MASK, HEADS, DEPTH = 20, 4, 2
THRESHOLD = 0.35


class PlainLlada:
    """LLaDA of one row that is given the keys and values of some positions instead of computing them."""

    def __init__(self, weights: dict[str, Tensor], plain: Any) -> None:
        self.w = {name.removeprefix("model.transformer."): tensor.double() for name, tensor in weights.items()}
        self.plain = plain

    def rotated(self, x: Tensor, positions: list[int]) -> Tensor:
        """x (C, heads, width) turned by the positions they stand at."""
        whole = torch.zeros(max(positions) + 1, *x.shape[1:], dtype=x.dtype)
        whole[positions] = x
        return self.plain.rotate(whole, 500000.0)[positions]

    def forward(self, tokens: list[int], places: list[int], past: list[dict[int, Any]] | None) -> tuple[Tensor, Any]:
        """Logits (C, V) at places, and keys and values by position, layer by layer, with those of places replaced."""
        w, plain = self.w, self.plain
        x = w["wte.weight"][[tokens[place] for place in places]]
        layers = [dict(layer) for layer in past] if past else [{} for _ in range(DEPTH)]
        for number, layer in enumerate(layers):
            block = f"blocks.{number}."
            read = plain.rms(x, w[block + "attn_norm.weight"], 1e-5)
            query, key, value = (
                (read @ w[f"{block}{name}_proj.weight"].T).view(len(places), HEADS, -1) for name in ("q", "k", "v")
            )
            query, key = self.rotated(query, places), self.rotated(key, places)
            for at, place in enumerate(places):
                layer[place] = (key[at], value[at])
            mixed = torch.zeros_like(query)
            for at in range(len(places)):
                for head in range(HEADS):
                    scores = {
                        place: query[at, head] @ pair[0][head] / query.shape[-1] ** 0.5 for place, pair in layer.items()
                    }
                    total = sum(score.exp() for score in scores.values())
                    mixed[at, head] = sum(
                        score.exp() / total * layer[place][1][head] for place, score in scores.items()
                    )
            x = x + mixed.flatten(1) @ w[block + "attn_out.weight"].T
            read = plain.rms(x, w[block + "ff_norm.weight"], 1e-5)
            x = x + plain.gated(read, *(w[f"{block}{name}.weight"] for name in ("ff_proj", "up_proj", "ff_out")))
        return plain.rms(x, w["ln_f.weight"], 1e-5) @ w["ff_out.weight"].T, layers


def fast_dllm(
    model: PlainLlada, tokens: list[int], blocks: list[range], *, dual: bool
) -> list[tuple[list[int], Tensor]]:
    """Fast-dLLM's generation (threshold, temperature 0): the tokens after each step, and its logits in the block."""
    tokens = list(tokens)
    told = []
    for block in blocks:
        past: Any = None
        while any(tokens[place] == MASK for place in block):
            if past is None:
                logits, past = model.forward(tokens, list(range(len(tokens))), None)
                logits = logits[block.start : block.stop]
                if not dual:
                    past = [{place: pair for place, pair in layer.items() if place < block.start} for layer in past]
            elif dual:
                logits, past = model.forward(tokens, list(block), past)
            else:
                logits, _ = model.forward(tokens, list(range(block.start, len(tokens))), past)
                logits = logits[: len(block)]
            allowed = logits.clone()
            allowed[:, MASK] = -torch.inf
            sure = {
                place: float(allowed[at].softmax(-1).max()) for at, place in enumerate(block) if tokens[place] == MASK
            }
            best = max(sure.values())
            for at, place in enumerate(block):
                if place in sure and (sure[place] > THRESHOLD or sure[place] == best):
                    tokens[place] = int(allowed[at].argmax())
            told.append((list(tokens), logits))
    return told


@pytest.mark.parametrize(("refresh", "dual"), [(PrefixCache(), False), (DualCache(), True)])
def test_every_step_is_that_of_the_published_algorithm(
    refresh: Refresh, dual: bool, tiny: Callable[[str], Any], plain: Any, tmp_path: Path
) -> None:
    checkpoint = tiny("llada")
    network = load_network(checkpoint.write(tmp_path), dtype=torch.float32).network
    tokens = [4, 9, 1, MASK, MASK, MASK, MASK, MASK, MASK, MASK, MASK, 7]
    wanted = fast_dllm(PlainLlada(checkpoint.tensors(), plain), tokens, [range(3, 7), range(7, 11)], dual=dual)

    cached = CachedPredict(network, refresh, [len(tokens)])
    seen: list[Tensor] = []

    def predict(ids: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        seen.append(cached(ids, slots, rows))
        return seen[-1]

    start = torch.tensor(tokens)
    states = list(
        denoise(
            predict,
            [Canvas(tokens=start, free=start == MASK)],
            rule=Blocks(rule=ConfidenceThreshold(threshold=THRESHOLD), block_length=4, steps_per_block=9),
            sampling=Sampling(),
            mask_id=MASK,
            max_steps=20,
        )
    )
    assert [state.rows[0].tokens.tolist() for state in states] == [ids for ids, _ in wanted]
    before = tokens
    for found, (after, logits) in zip(seen, wanted, strict=True):
        block = range(3, 7) if any(before[place] == MASK for place in range(3, 7)) else range(7, 11)
        asked = [at for at, place in enumerate(block) if before[place] == MASK]
        torch.testing.assert_close(found.double(), logits[asked], rtol=1e-4, atol=1e-4)
        before = after
    # The second question was answered from stale keys and values: an answer without a cache is another.
    second = states[0].rows[0].tokens
    fresh = network.logits(second[None], slots=((second == MASK) & (torch.arange(len(tokens)) < 7))[None])
    assert not torch.allclose(seen[1], fresh, atol=1e-3)
