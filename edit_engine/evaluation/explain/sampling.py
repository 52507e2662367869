"""What temperature, top-k and top-p make of the model's distribution at one slot."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from edit_engine.diffusion import Sampling
from edit_engine.evaluation.explain.place import Place


# As they are drawn, the model's own distribution first.
SETTINGS = {
    "temperature 1": Sampling(temperature=1.0),
    "temperature 0.5": Sampling(temperature=0.5),
    "temperature 1.5": Sampling(temperature=1.5),
    "top-k 3": Sampling(temperature=1.0, top_k=3),
    "top-p 0.8": Sampling(temperature=1.0, top_p=0.8),
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Distributions:
    """The likeliest tokens of a slot under several settings."""

    # The slot's place in the region, from 0, and what stood there before.
    slot: int
    before: str
    # (K,) the likeliest tokens, best first.
    words: list[str]
    # Chances of these under each setting, (K,), and how many tokens of the vocabulary can still be drawn.
    chances: dict[str, Tensor]
    left: dict[str, int]


def distributions(place: Place, *, shown: int = 10) -> Distributions:
    """At the slot of the region of which the model is least sure while all are masked."""
    tokens = torch.tensor([place.layout.tokens])
    slots = torch.zeros_like(tokens, dtype=torch.bool)
    slots[0, place.slots] = True
    logits = place.allowed(place.predict(tokens, slots, [0]))
    slot = int(torch.special.entr(logits.softmax(dim=-1)).sum(dim=-1).argmax())
    line = logits[slot : slot + 1]
    nothing = torch.full((1, 1), -1)
    chances = {name: setting.filters()(line, nothing).softmax(dim=-1)[0] for name, setting in SETTINGS.items()}
    best = line[0].topk(min(shown, line.shape[-1])).indices
    return Distributions(
        slot=slot,
        before=place.named(place.old[slot]),
        words=[place.named(token) for token in best.tolist()],
        chances={name: chance[best] for name, chance in chances.items()},
        left={name: int((chance > 0).sum()) for name, chance in chances.items()},
    )
