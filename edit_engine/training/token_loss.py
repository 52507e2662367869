"""The token loss and its gradient in one go: logits over the vocabulary are made part by part and never kept twice."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn import functional


# Places whose logits over the vocabulary are made and judged together: they stay in the cache, and oneDNN meets one
# shape (see `row_attention`).
_TOGETHER = 256
_SMALLEST = torch.finfo(torch.float32).tiny


def token_loss(hidden: Tensor, table: Tensor, bias: Tensor, answers: Tensor, weights: Tensor) -> Tensor:
    """Weighted sum of the cross-entropies of `answers` under logits `hidden @ table.T + bias`.

    Args:
        hidden: (P, width), in the precision of the products.
        table: (vocabulary, width).
        bias: (vocabulary,).
        answers: (P,) ids.
        weights: (P,).
    """
    if hidden.device.type != "cpu":
        logits = functional.linear(hidden, table.to(hidden.dtype), bias.to(hidden.dtype))
        return functional.cross_entropy(logits.float(), answers, reduction="none") @ weights
    loss: Tensor = _TokenLoss.apply(hidden, table, bias, answers, weights)  # type: ignore[no-untyped-call]
    return loss


class _TokenLoss(torch.autograd.Function):
    """The gradient is made with the loss, while the probabilities are at hand."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, table: Tensor, bias: Tensor, answers: Tensor, weights: Tensor) -> Tensor:
        # Padding has weight zero, and so neither loss nor gradient.
        padding = -len(hidden) % _TOGETHER
        places = functional.pad(hidden, (0, 0, 0, padding))
        answers = functional.pad(answers, (0, padding))[:, None]
        weights = functional.pad(weights.float(), (0, padding))[:, None]
        low_table, low_bias = table.to(hidden.dtype), bias.to(hidden.dtype)
        loss = torch.zeros((), dtype=torch.float32)
        to_logits = hidden.new_empty(len(places), len(table))
        for at in range(0, len(places), _TOGETHER):
            part = slice(at, at + _TOGETHER)
            logits = torch.addmm(low_bias, places[part], low_table.t()).float()
            answer, weight = answers[part], weights[part]
            chance = logits.softmax(1)
            # An answer of no chance in float32 would have an endless loss; its gradient is right all the same.
            loss -= (chance.gather(1, answer).clamp_min(_SMALLEST).log() * weight).sum()
            to_logits[part] = chance.mul_(weight).scatter_add_(1, answer, -weight)
        ctx.count = len(hidden)
        ctx.save_for_backward(to_logits @ low_table, to_logits.t() @ places, to_logits.sum(0, dtype=torch.float32))
        ctx.dtypes = table.dtype, bias.dtype
        return loss

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor, None, None]:
        to_hidden, to_table, to_bias = ctx.saved_tensors
        table_type, bias_type = ctx.dtypes
        return (
            to_hidden[: ctx.count] * gradient.to(to_hidden.dtype),
            to_table.to(table_type) * gradient,
            (to_bias * gradient).to(bias_type),
            None,
            None,
        )
