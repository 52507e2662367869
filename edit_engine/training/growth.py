"""Make a trained network deeper without changing what it computes: new blocks are copies whose branches end in zeros.

As in stacking (Gong et al. 2019), a new block begins with what the one below it reads; as in `network.initialise`, it
begins as the identity, so that no step is lost on getting back to where the shallower network was.
"""

from __future__ import annotations

import torch
from torch import Tensor


# Projections that end a block's branches.
_ENDS = ("attention.out.weight", "down.weight")


def deepened(state: dict[str, Tensor], depth: int, wanted: int) -> dict[str, Tensor]:
    """`state` of a network of `depth` blocks as that of one of `wanted` blocks, the new ones spread evenly among them.

    Args:
        state: exported weights of a network with a rotary body.
        depth, wanted: blocks there are, and blocks there shall be; at most twice as many.

    Raises:
        ValueError: the wanted depth is smaller than the present one, or more than twice that.
    """
    added = wanted - depth
    if not 0 <= added <= depth:
        raise ValueError(
            f"weights of {depth} blocks can begin a network of {depth} to {2 * depth} blocks, not {wanted}"
        )
    doubled = {(number + 1) * depth // added - 1 for number in range(added)}
    grown = {name: value for name, value in state.items() if not name.startswith("blocks.")}
    place = 0
    for block in range(depth):
        start = f"blocks.{block}."
        weights = {name.removeprefix(start): value for name, value in state.items() if name.startswith(start)}
        grown |= {f"blocks.{place}.{name}": value for name, value in weights.items()}
        place += 1
        if block in doubled:
            copied = {n: torch.zeros_like(v) if n in _ENDS else v.clone() for n, v in weights.items()}
            grown |= {f"blocks.{place}.{name}": value for name, value in copied.items()}
            place += 1
    return grown
