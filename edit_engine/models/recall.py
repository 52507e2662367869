"""How the network takes in what the phrase memory says of each source token (`memory`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from edit_engine.models.kin_fit import LEVELS
from edit_engine.models.memory import CALLS, COUNTS, Recall


@dataclass(frozen=True, kw_only=True, eq=False)
class RecallInput:
    """What is remembered at S source positions, as tensors."""

    # (S, COUNTS + CALLS) rows of the table of levels.
    levels: Tensor
    # (S, CALLS) token ids; 0, which is padding, where no word is called for.
    called: Tensor

    @classmethod
    def of(cls, recall: Recall, device: torch.device | None = None) -> RecallInput:
        """From what the memory found."""
        both = np.concatenate([recall.counts, recall.levels], axis=1).astype(np.int64)
        return cls(
            levels=torch.from_numpy(both + LEVELS * np.arange(COUNTS + CALLS)).to(device),
            called=torch.from_numpy(recall.called).to(device),
        )

    def to(self, device: torch.device) -> RecallInput:
        """The same on `device`."""
        return RecallInput(levels=self.levels.to(device), called=self.called.to(device))


class RecallEmbedding(nn.Module):
    """A vector for each level of each count, and the vectors of the words that are called for, each kind turned by a
    matrix of its own. All start at zero: a network that never saw a memory reads as it did.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.levels = nn.Embedding((COUNTS + CALLS) * LEVELS, width)
        self.calls = nn.Linear(CALLS * width, width, bias=False)
        nn.init.zeros_(self.levels.weight)
        nn.init.zeros_(self.calls.weight)

    def forward(self, recall: RecallInput, table: Tensor) -> Tensor:
        """What to add to the embeddings of the S positions, (S, width).

        Args:
            recall: what is remembered there.
            table: (vocab, width) token embeddings.
        """
        levels = functional.embedding_bag(recall.levels, self.levels.weight, mode="sum")
        called = functional.embedding(recall.called, table) * recall.called.ne(0)[..., None]
        return levels + cast(Tensor, self.calls(called.flatten(1)))
