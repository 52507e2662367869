"""The network's own mistakes as noise: what it writes into slots that it sees masked.

Random tokens (uniform noise) teach a head to doubt what no model would ever write. While editing it must doubt what
this network wrote in one parallel step, so it is trained on just that (as the token critic of Lezama et al. 2022,
"Improved Masked Image Generation with Token-Critic").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch

from edit_engine.training.batches import Pack
from edit_engine.training.network import SpellingTransformer
from edit_engine.training.shapes import rounded_up


@torch.no_grad()
def with_own_mistakes(
    network: SpellingTransformer, pack: Pack, banned: Sequence[int], generator: torch.Generator
) -> Pack:
    """The pack with tokens that the network draws, all in one step, at the places it fills itself.

    Args:
        network: as it is now; drawn from at temperature 1.
        pack: masked at `own_at`.
        banned: ids that no slot may hold.
        generator: source of chance, on the CPU; the same state gives the same pack.

    Returns:
        The pack with these tokens, and noise labels that say which of them are wrong. The pack itself if it has no
        such places.
    """
    if not len(pack.own_at):
        return pack
    hidden = network(pack.tokens, pack.positions, pack.segments, pack.rows, pack.recall)
    logits = network.token_logits(hidden[rounded_up(pack.own_at)])[: len(pack.own_at)].float().cpu()
    logits[:, list(banned)] = -torch.inf
    written = torch.multinomial(logits.softmax(dim=1), 1, generator=generator)[:, 0].to(pack.tokens.device)
    # Labels are in the order of their places.
    labels = torch.searchsorted(pack.noise_at, pack.own_at)
    return replace(
        pack,
        tokens=pack.tokens.index_copy(0, pack.own_at, written),
        noise=pack.noise.index_copy(0, labels, written.ne(pack.own_answers).to(pack.noise.dtype)),
    )
