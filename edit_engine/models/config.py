"""Shape of the built-in model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class ModelConfig:
    """Everything needed to build the network; stored as config.json beside the weights."""

    # Token ids, special ones included.
    vocab_size: int = 16384
    # Width of the residual stream.
    width: int = 256
    # Number of blocks.
    depth: int = 8
    # Attention heads; each has width / heads channels, an even number.
    heads: int = 4
    # Hidden width of the gated MLP.
    mlp_width: int = 704
    # What the blocks are: our own (`transformer`), or those of BERT, to begin with an encoder's weights (`bert`).
    body: Literal["rotary", "bert"] = "rotary"
    # Learned positions of a BERT body.
    positions: int = 512
    # Base of the rotary position embedding (Su et al. 2021).
    rope_base: float = 10_000.0
    # Classes of the gap head: 0, 1, ... slots to insert, the last one meaning "that many or more".
    gap_classes: int = 9
    # Whether the network reads what a phrase memory says of its source (`memory`).
    memory: bool = False

    def __post_init__(self) -> None:
        if self.width % self.heads or (self.width // self.heads) % 2:
            raise ValueError(f"width {self.width} must be an even multiple of heads {self.heads}")
