"""Dream's commit rule: how many slots go by the time that passes, which ones by an order that may be noisy."""

from __future__ import annotations

import math
from dataclasses import dataclass

from torch import Tensor

from edit_engine.diffusion.commit import Order, Proposals, best, scores
from edit_engine.diffusion.draws import gumbel
from edit_engine.diffusion.schedules import even_times


@dataclass(frozen=True, kw_only=True)
class DreamSteps:
    """Commits int(m (1 - s/t)) of m masked slots in the step from time t to s, all at the last (Dream, Ye et al. 2025).

    `order` is Dream's `alg`: CONFIDENCE is `maskgit_plus`, MARGIN `topk_margin`, ENTROPY `entropy`; for `origin` use
    `Ancestral(end=1e-3)`. Where Dream would commit none, the first in order goes: asking again changes nothing.
    """

    order: Order = Order.ENTROPY
    # Dream's `alg_temp`: slots are drawn without replacement from softmax(score / temperature); 0: the best go.
    temperature: float = 0.0
    # Dream's `eps`, the time at the end of the last step.
    end: float = 1e-3

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < math.inf:
            raise ValueError(f"temperature must be 0 or more, got {self.temperature}")
        if not 0 <= self.end < 1:
            raise ValueError(f"end must lie in [0, 1), got {self.end}")

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        if step >= steps_total:
            return proposals.masked
        t, s = even_times(steps_total, end=self.end)[step - 1 : step + 1].tolist()
        counts = (proposals.masked.sum(dim=1).double() * (1 - s / t)).long().clamp(min=1)
        worth = scores(self.order, proposals, uniforms).double()
        # Dream's confidence is the probability, not its logarithm: with a temperature that makes a difference.
        worth = worth.exp() if self.order is Order.CONFIDENCE else worth
        if self.temperature:
            # The k largest of score + Gumbel noise are k draws without replacement (Vieira 2014).
            worth = worth / self.temperature + gumbel(uniforms)
        return best(worth, proposals.masked, counts)
