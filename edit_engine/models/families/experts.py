"""A mixture of experts as in DeepSeek-V3 (arXiv 2412.19437, section 2.1.2).

Scores are logistic; a bias helps to choose and does not count in the sum; groups of experts are chosen before experts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.errors import DamagedModel
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.gated import GatedMlp


@dataclass(frozen=True, kw_only=True)
class ExpertsConfig:
    """Shape of a layer of experts."""

    experts: int
    # How many of them read each token.
    chosen: int
    groups: int
    # How many groups the chosen ones may come from.
    chosen_groups: int
    # Hidden width of an expert.
    width: int
    # Experts that read every token.
    shared: int
    # What the sum of the chosen ones is multiplied by.
    scale: float

    @classmethod
    def read(cls, config: Fields) -> ExpertsConfig:
        """From config.json; the names are those of LLaDA 2.

        Raises:
            DamagedModel: a value is absent or makes no sense.
            UnsupportedModel: experts are chosen in another way.
        """
        config.demand(score_function="sigmoid", norm_topk_prob=True, moe_router_enable_expert_bias=True)
        experts, groups = config.size("num_experts"), config.size("n_group")
        of_group = config.share("num_experts", "n_group", whole=experts, count=groups)
        found = cls(
            experts=experts,
            chosen=config.size("num_experts_per_tok"),
            groups=groups,
            chosen_groups=config.size("topk_group"),
            width=config.size("moe_intermediate_size"),
            shared=config.whole("num_shared_experts", 0),
            scale=config.number("routed_scaling_factor"),
        )
        # A group is worth the sum of its two best.
        if of_group < 2 or found.chosen_groups > groups or found.chosen > found.chosen_groups * of_group:
            raise DamagedModel(
                f"{config.source}: {found.chosen} experts of {found.chosen_groups} groups cannot be chosen from "
                f"{experts} in {groups} groups; use the config.json of the original checkpoint"
            )
        return found


class Router(nn.Module):
    """Which experts read a token, and how much each counts."""

    def __init__(self, width: int, config: ExpertsConfig) -> None:
        super().__init__()
        self.config = config
        self.weight = nn.Parameter(torch.empty(config.experts, width))
        # A buffer, so it is kept in float32.
        self.register_buffer("expert_bias", torch.zeros(config.experts))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Numbers of the chosen experts, (N, chosen), and their weights, float32, of x (N, width)."""
        config = self.config
        scores = functional.linear(x.float(), self.weight.float()).sigmoid()
        biased = scores + cast(Tensor, self.expert_bias)
        grouped = biased.view(len(x), config.groups, -1)
        worth = grouped.topk(2, dim=-1).values.sum(dim=-1)
        best = worth.topk(config.chosen_groups, dim=-1).indices
        left_out = torch.ones_like(worth, dtype=torch.bool).scatter(-1, best, False)
        experts = grouped.masked_fill(left_out[..., None], -torch.inf).flatten(-2).topk(config.chosen, dim=-1).indices
        weights = scores.gather(-1, experts)
        if config.chosen > 1:
            weights = weights / (weights.sum(dim=-1, keepdim=True) + 1e-20)
        return experts, weights * config.scale


class Experts(nn.Module):
    """Gated MLPs of which each token is read by a few, and one that reads all."""

    def __init__(self, width: int, config: ExpertsConfig) -> None:
        super().__init__()
        self.gate = Router(width, config)
        self.experts = nn.ModuleList(GatedMlp(width, config.width) for _ in range(config.experts))
        self.shared_experts = GatedMlp(width, config.width * config.shared) if config.shared else None

    def forward(self, x: Tensor) -> Tensor:
        """What is added to the stream, (B, T, width)."""
        flat = x.flatten(0, 1)
        experts, weights = self.gate(flat)
        mixed = torch.zeros_like(flat, dtype=torch.float32)
        for number in experts.unique().tolist():
            rows, ranks = torch.where(experts == number)
            mixed.index_add_(0, rows, self.experts[number](flat[rows]).float() * weights[rows, ranks, None])
        found = mixed.to(x.dtype).view_as(x)
        return found if self.shared_experts is None else found + cast(Tensor, self.shared_experts(x))
