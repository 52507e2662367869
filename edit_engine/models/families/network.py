"""What every family answers to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import ClassVar, cast

import torch
from torch import Tensor, nn

from edit_engine.models.errors import WrongVocabulary
from edit_engine.models.families.attention import Sight, WholeSight, positions_of, rotations


@dataclass(frozen=True, kw_only=True)
class SpecialTokens:
    """Ids that mean something to a model; None where it has no such token."""

    # A slot to be filled; None for a model whose noise is random tokens.
    mask_id: int | None
    # Fills up short rows of a batch. Often the same as `end_id`, so rows say by a mask, not by this id, what is real.
    pad_id: int | None = None
    # Begins a text.
    begin_id: int | None = None
    # Ends a text.
    end_id: int | None = None
    # Ends a turn of a chat.
    turn_end_id: int | None = None
    # As an answer at a slot: the slot becomes two.
    expand_id: int | None = None
    # As an answer at a slot: the slot goes away.
    delete_id: int | None = None

    def by_name(self) -> Mapping[str, int]:
        """Those that there are."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: number for name, number in values.items() if number is not None}


class Network(nn.Module, ABC):
    """A denoiser with the weight names of its original.

    Args:
        vocab_size: token ids, special ones included.
        max_tokens: longest row it was made for.
        special: its special tokens.
        depth: layers with attention.
        key_width: channels of all keys of a position in one layer, and of all values.
        rotated: channels of a head that are rotated.
        rope_base: of the powers that slow down the angles.
        takes_sigma: whether it must be told how noisy its input is.

    Raises:
        WrongVocabulary: a special token lies outside the vocabulary.
    """

    # Names in the checkpoint of the tensors that have one row for each token.
    vocabulary_tables: ClassVar[tuple[str, ...]]
    # Name in the network of the list of its blocks: layers of attention, in order.
    blocks_at: ClassVar[str]
    # Names in the checkpoint of tensors that may be there and that are computed here instead.
    recomputed: ClassVar[frozenset[str]] = frozenset()
    # Whether each position sees the whole row, so that a change anywhere reaches everything.
    sees_all: ClassVar[bool] = True

    def __init__(
        self,
        *,
        vocab_size: int,
        max_tokens: int,
        special: SpecialTokens,
        depth: int,
        key_width: int,
        rotated: int,
        rope_base: float,
        takes_sigma: bool = False,
    ) -> None:
        super().__init__()
        self.vocab_size = vocab_size
        self.max_tokens = max_tokens
        self.special = special
        self.depth = depth
        self.key_width = key_width
        self.rotated = rotated
        self.rope_base = rope_base
        self.takes_sigma = takes_sigma
        for name, number in special.by_name().items():
            if number >= vocab_size:
                raise WrongVocabulary(
                    f"{name} is {number}, outside a vocabulary of {vocab_size}: "
                    "use the config.json that belongs to this checkpoint"
                )

    @property
    def blocks(self) -> nn.ModuleList:
        """The blocks, `depth` of them. Each takes the stream first and gives it back."""
        return cast(nn.ModuleList, self.get_submodule(self.blocks_at))

    def logits(
        self,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """What the family predicts for the token at each position; the docstring of its `answers` says in which form.

        Args:
            tokens: (B, T) ids.
            real: (B, T) bool, false at padding, which may stand on either side; all real by default.
            slots: (B, T) bool, where logits are wanted; everywhere by default. The head is most of the memory of a
                forward, so ask for what is needed.
            sigma: (B,) total noise of each row, for a network that `takes_sigma` and for no other.

        Returns:
            (B, T, vocabulary) float32, or with `slots` (N, vocabulary), one line for each true entry in row order.
            Those at padding mean nothing.

        Raises:
            ValueError: shapes do not fit, a token is none of the vocabulary, a row has nothing real or more than
                `max_tokens`, or sigma is given or absent against `takes_sigma`, or below 0.
        """
        self.check_input(tokens, real, slots, sigma)
        positions = positions_of(tokens, real)
        sight = WholeSight(rotation=self.rotation(positions), visible=self.visible(positions, positions, real))
        hidden = self.run(tokens, [sight] * self.depth, sigma)
        return self.answers(hidden, tokens, real=real, slots=slots, sigma=sigma)

    @abstractmethod
    def run(self, tokens: Tensor, sights: Sequence[Sight], sigma: Tensor | None = None) -> Tensor:
        """The stream behind the last layer, (B, T, width), before the last norm.

        Args:
            tokens: (B, T) ids: of whole rows, or of the positions that are to be computed.
            sights: what each layer sees, `depth` of them.
            sigma: as in `logits`.
        """

    @abstractmethod
    def answers(
        self,
        hidden: Tensor,
        tokens: Tensor,
        *,
        real: Tensor | None = None,
        slots: Tensor | None = None,
        sigma: Tensor | None = None,
    ) -> Tensor:
        """The logits of whole rows from the streams (B, T, width) that `run` gives; the rest as in `logits`."""

    def visible(self, queries: Tensor, keys: Tensor, real: Tensor | None) -> Tensor | None:
        """What may be read, for `attend`: here all but padding.

        Args:
            queries: (B, C) positions that read.
            keys: (B, T) positions that can be read.
            real: (B, T) bool, or None.
        """
        return None if real is None else real[:, None, None, :]

    def reach(self, changed: Tensor, positions: Tensor) -> Tensor:
        """Which positions a change of some tokens changes the streams of, (B, T) bool: here all of their row.

        Args:
            changed: (B, T) bool.
            positions: (B, T), as `attention.positions_of` has them.
        """
        return changed.any(dim=1, keepdim=True).expand_as(changed)

    def sources(self, slots: Tensor, real: Tensor | None) -> Tensor:
        """Where the streams are that the logits at slots (B, T) are made of, (B, T) bool: here at the slots."""
        return slots

    def rotation(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """Rotary angles of positions (B, T), see `attention.rotations`."""
        return rotations(positions, width=self.rotated, base=self.rope_base)

    def stored_name(self, name: str) -> str:
        """Name in the checkpoint of one of this network's tensors: its own, where a family says no other."""
        return name

    def check_input(self, tokens: Tensor, real: Tensor | None, slots: Tensor | None, sigma: Tensor | None) -> None:
        """Raise the ValueErrors of `logits`."""
        if tokens.dim() != 2:
            raise ValueError(f"tokens must be (rows, tokens), got shape {tuple(tokens.shape)}")
        # On a GPU an id outside the table would end the process.
        if tokens.numel() and not 0 <= int(tokens.min()) <= int(tokens.max()) < self.vocab_size:
            raise ValueError(f"tokens must be 0..{self.vocab_size - 1}, got {int(tokens.min())}..{int(tokens.max())}")
        for name, mask in (("real", real), ("slots", slots)):
            if mask is not None and (mask.shape != tokens.shape or mask.dtype != torch.bool):
                raise ValueError(
                    f"{name} must be bool of shape {tuple(tokens.shape)}, got {mask.dtype} of {tuple(mask.shape)}"
                )
        # Softmax over nothing is not a number.
        if real is not None and not bool(real.any(dim=1).all()):
            raise ValueError("real is false for a whole row; leave that row out")
        longest = tokens.shape[1] if real is None else int(real.sum(dim=1).max())
        if longest > self.max_tokens:
            raise ValueError(f"a row has {longest} tokens, this model reads at most {self.max_tokens}: cut it")
        if (sigma is not None) != self.takes_sigma:
            wanted = "needs sigma, its noise level" if self.takes_sigma else "takes no sigma: it has no time input"
            raise ValueError(f"{type(self).__name__} {wanted}")
        if sigma is not None and sigma.shape != tokens.shape[:1]:
            raise ValueError(f"sigma must have shape {tuple(tokens.shape[:1])}, got {tuple(sigma.shape)}")
        if sigma is not None and not bool((sigma >= 0).all()):
            raise ValueError(f"sigma must be at least 0, got {sigma.tolist()}")


def chosen(hidden: Tensor, slots: Tensor | None) -> Tensor:
    """Hidden states (B, T, width) at slots (B, T), (N, width); all of them where slots is None."""
    return hidden if slots is None else hidden[slots]
