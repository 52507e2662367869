"""The network as it is trained: token embeddings see their spelling.

A token's vector is a learned one plus the sum of features of its bytes (byte at each place from the start and from the
end, and hashed byte pairs). A small model that has read little text then knows from the first step that "receive" and
"recieve" look alike. `export` folds both into one table, so the shipped model pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from edit_engine.models.config import ModelConfig
from edit_engine.models.recall import RecallInput
from edit_engine.models.transformer import Transformer
from edit_engine.training.feature_sums import bags_of_features, feature_sums
from edit_engine.training.packed import Row, packed_hidden


_FROM_START, _FROM_END, _PAIRS = 12, 6, 4096


class SpellingTransformer(Transformer):
    """`Transformer` whose table is embedding + spelling features."""

    features: Tensor
    offsets: Tensor
    bag_of_feature: Tensor
    feature_begins: Tensor

    def __init__(self, config: ModelConfig, token_bytes: list[bytes]) -> None:
        super().__init__(config)
        flat: list[int] = []
        starts: list[int] = []
        for word in token_bytes:
            starts.append(len(flat))
            flat.extend(spelling_features(word))
        self.register_buffer("features", torch.tensor(flat), persistent=False)
        self.register_buffer("offsets", torch.tensor(starts), persistent=False)
        self.spelling = nn.Parameter(torch.zeros((_FROM_START + _FROM_END) * 256 + _PAIRS, config.width))
        nn.init.normal_(self.spelling, std=0.01)
        bag, begins = bags_of_features(self.features, self.offsets, len(self.spelling))
        self.register_buffer("bag_of_feature", bag, persistent=False)
        self.register_buffer("feature_begins", begins, persistent=False)
        self._folded: Tensor | None = None

    def forward(
        self,
        tokens: Tensor,
        positions: Tensor,
        segments: Tensor,
        rows: Sequence[Row],
        recall: RecallInput | None = None,
    ) -> Tensor:
        """See `packed_hidden`; the table is folded once and serves until the next call."""
        self._folded = self._fold()
        return packed_hidden(self, tokens, positions, segments, rows, recall)

    def table(self) -> Tensor:
        """Folded token embeddings, (vocab, width)."""
        return self._fold() if self._folded is None else self._folded

    def _fold(self) -> Tensor:
        bags, turned = (self.features, self.offsets), (self.bag_of_feature, self.feature_begins)
        return self.embedding.weight + feature_sums(self.spelling, bags, turned)

    def export(self) -> dict[str, Tensor]:
        """State of the plain `Transformer` that computes the same."""
        state = {name: value.detach().clone() for name, value in self.state_dict().items() if name != "spelling"}
        state["embedding.weight"] = self._fold().detach().clone()
        return state


def spelling_features(word: bytes) -> list[int]:
    """Feature numbers of a token's bytes, its leading space included."""
    pairs_at = (_FROM_START + _FROM_END) * 256
    found = [place * 256 + byte for place, byte in enumerate(word[:_FROM_START])]
    found += [(_FROM_START + place) * 256 + byte for place, byte in enumerate(reversed(word[-_FROM_END:]))]
    found += [pairs_at + (a * 257 + b) % _PAIRS for a, b in pairwise(word)]
    return found


def initialise(network: Transformer) -> None:
    """Small normal weights; projections that end a branch start at zero, so that each block starts as the identity."""
    for name, module in network.named_modules():
        if isinstance(module, nn.Linear):
            if name.endswith(("attention.out", "down", "recall.calls")):
                nn.init.zeros_(module.weight)
            else:
                nn.init.normal_(module.weight, std=module.in_features**-0.5)
            if module.bias is not None:
                nn.init.zeros_(module.bias)
    nn.init.normal_(network.embedding.weight, std=0.02)
    nn.init.normal_(network.segment.weight, std=0.02)
