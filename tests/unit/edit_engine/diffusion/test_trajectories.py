"""Every step of the samplers that fill masks, beside their published loops written plainly, on the same numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import (
    Ancestral,
    Blocks,
    Canvas,
    CommitRule,
    ConfidenceThreshold,
    EntropyBound,
    FixedSteps,
    Guided,
    MaskGITCosine,
    Order,
    Sampling,
    denoise,
    row_generator,
)


V = 12
MASK = 11
STEPS = 6
TEXT = [3, 1, *[MASK] * 10, 4, MASK, MASK, 7]
SLOTS = [place for place, token in enumerate(TEXT) if token == MASK]
BLOCK = 4  # slots, filled in two steps


def model(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
    """Logits that depend on both neighbours and on the first token, the prompt."""
    table = torch.randn(4, V, V, generator=row_generator(0)) * 2
    around = torch.nn.functional.pad(tokens, (1, 1))
    row, place = slots.nonzero(as_tuple=True)
    near = table[0, around[row, place]] + table[1, around[row, place + 1]] + table[2, around[row, place + 2]]
    return near + table[3, tokens[row, 0]]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """What a plain loop knows of one open slot."""

    token: int
    p: float
    entropy: float
    # The number drawn for the commit rule.
    number: float


Step = Callable[[dict[int, Slot], int], set[int]]


def surest(slots: dict[int, Slot], count: int, worth: Callable[[Slot], float]) -> set[int]:
    return set(sorted(slots, key=lambda place: -worth(slots[place]))[:count])


def llada(worth: Callable[[Slot], float]) -> Step:
    """`generate.py`: blocks; in each, as many a step as divide evenly, the first steps taking what is over."""

    def step(slots: dict[int, Slot], number: int) -> set[int]:
        block, of_block = divmod(number - 1, 2)
        places = SLOTS[block * BLOCK : (block + 1) * BLOCK]
        base, over = divmod(len(places), 2)
        return surest({place: slots[place] for place in places if place in slots}, base + (of_block < over), worth)

    return step


def mdlm(slots: dict[int, Slot], number: int) -> set[int]:
    """`ddpm_cache`: from t to s each leaves with chance (t - s) / t; steps in which none would are left out."""
    t, s = 1 - (number - 1) / STEPS, 1 - number / STEPS
    if number == STEPS:
        return set(slots)
    leaves = {place for place, slot in slots.items() if slot.number < (t - s) / t}
    return leaves or surest(slots, 1, lambda slot: -slot.number)


def maskgit(slots: dict[int, Slot], number: int) -> set[int]:
    """ceil(N cos(pi/2 r/T)) stay, by log-probability with Gumbel noise that fades."""
    progress = number / STEPS
    # cos(pi/3) is a hair above 1/2.
    stay = 0 if number == STEPS else math.ceil(len(SLOTS) * math.cos(math.pi / 2 * progress) - 1e-9)

    def worth(slot: Slot) -> float:
        return math.log(slot.p) + 4.5 * (1 - progress) * -math.log(-math.log(slot.number))

    return surest(slots, max(1, len(slots) - stay), worth)


def entropy_bound(slots: dict[int, Slot], number: int) -> set[int]:
    """Sorted by entropy, slots are kept while those before them add up to at most the bound."""
    kept, total = set[int](), 0.0
    for place in sorted(slots, key=lambda place: slots[place].entropy):
        if total > 1:
            break
        kept.add(place)
        total += slots[place].entropy
    return kept


def threshold(slots: dict[int, Slot], number: int) -> set[int]:
    """All above the threshold, or the surest."""
    return {place for place, slot in slots.items() if slot.p > 0.8} | surest(slots, 1, lambda slot: slot.p)


def trajectory(step: Step, weight: float) -> list[list[int]]:
    """The tokens after each step."""
    generator = row_generator(9, "row")
    tokens, told = list(TEXT), []
    for number in range(1, STEPS + 1):
        for_tokens, for_rule = (torch.rand(len(TEXT), generator=generator, dtype=torch.float64) for _ in range(2))
        slots = {}
        for place in [place for place in SLOTS if tokens[place] == MASK]:
            asked = torch.zeros(1, len(TEXT), dtype=torch.bool)
            asked[0, place] = True
            with_prompt, without = torch.tensor([tokens]), torch.tensor([[MASK, MASK, *tokens[2:]]])
            said = model(with_prompt, asked, [0])[0]
            if weight:  # LLaDA: un + (w + 1) (cond - un)
                unprompted = model(without, asked, [0])[0]
                said = unprompted + (weight + 1) * (said - unprompted)
            chances = said[:MASK].double().softmax(-1).tolist()
            token, reach = 0, chances[0]
            while reach <= float(for_tokens[place]):
                token += 1
                reach += chances[token]
            slots[place] = Slot(
                token=token,
                p=chances[token],
                entropy=-sum(p * math.log(p) for p in chances),
                number=float(for_rule[place]),
            )
        for place in step(slots, number) if number < STEPS else slots:
            tokens[place] = slots[place].token
        told.append(list(tokens))
        if MASK not in tokens:
            return told
    return told


@pytest.mark.parametrize("weight", [0.0, 1.5])
@pytest.mark.parametrize(
    ("rule", "step"),
    [
        (Blocks(rule=FixedSteps(), block_length=BLOCK, steps_per_block=2), llada(lambda slot: slot.p)),
        (
            Blocks(rule=FixedSteps(order=Order.RANDOM), block_length=BLOCK, steps_per_block=2),
            llada(lambda slot: slot.number),
        ),
        (Ancestral(), mdlm),
        (MaskGITCosine(), maskgit),
        (EntropyBound(bound=1), entropy_bound),
        (ConfidenceThreshold(threshold=0.8), threshold),
    ],
    ids=["llada low confidence", "llada random", "mdlm", "maskgit", "entropy bound", "threshold"],
)
def test_every_step_is_that_of_the_published_loop(rule: CommitRule, step: Step, weight: float) -> None:
    start = torch.tensor(TEXT)
    prompt = torch.zeros_like(start, dtype=torch.bool)
    prompt[:2] = True
    states = denoise(
        Guided(predict=model, prompts=[prompt], weight=weight, mask_id=MASK) if weight else model,
        [Canvas(tokens=start, free=start == MASK, seed=9, key="row")],
        rule=rule,
        sampling=Sampling(temperature=1),
        mask_id=MASK,
        max_steps=STEPS,
    )
    found = [state.rows[0].tokens.tolist() for state in states]
    assert found == trajectory(step, weight)
    assert len(found) > 2
