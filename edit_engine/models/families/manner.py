"""How a family is used for editing, beside its network: what it can be asked, in what words, and how it fills slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from edit_engine.request import Intent


class Filling(StrEnum):
    """Which sampler a family was made for. `edit_engine.editing.samplers` has them."""

    # Masks, the surest slots first (LLaDA).
    SURE = "sure"
    # Masks, as many a step as time passes, lowest entropy first (Dream).
    DREAM = "dream"
    # Slots that may become two or go away (DreamOn).
    ELASTIC = "elastic"
    # Masks in blocks from left to right (LLaDA 2).
    BLOCKS = "blocks"
    # Masks that leave by chance (MDLM).
    ANCESTRAL = "ancestral"
    # Concrete scores under absorbing noise (SEDD absorb).
    ABSORBING_SCORES = "absorbing-scores"
    # Concrete scores under uniform noise: there is no mask (SEDD uniform).
    UNIFORM_SCORES = "uniform-scores"
    # Random tokens that are replaced until the text stands still (DiffusionGemma): there is no mask.
    RENOISED = "renoised"
    # Masks as far as entropy allows (BERT and others that fill masks in one step).
    ENTROPY = "entropy"

    @property
    def has_masks(self) -> bool:
        """Whether slots hold a mask before they are filled; else they hold random tokens."""
        return self not in (Filling.UNIFORM_SCORES, Filling.RENOISED)

    @property
    def leaves_out(self) -> bool:
        """Whether a token has to be hidden before a model can be asked what it is worth.

        Concrete scores under uniform noise are such conditionals of the text as it stands.
        """
        return self is not Filling.UNIFORM_SCORES

    @property
    def mends_itself(self) -> bool:
        """Whether the sampler takes back what it has written, so that nothing is masked again afterwards."""
        return self in (Filling.ELASTIC, Filling.UNIFORM_SCORES, Filling.RENOISED)


@dataclass(frozen=True, kw_only=True)
class Chat:
    """What stands around the words of a person in the chat that a model was trained on, special tokens in plain sight.

    What is asked stands between `opening` and `answer`; behind `answer` comes the model's text.
    """

    opening: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Renoising:
    """How a model of renoised tokens is sampled; the defaults are DiffusionGemma's."""

    # Temperature in the first step, and the one it falls towards.
    hot: float = 0.8
    cold: float = 0.4
    # Nats of joint entropy accepted in a step.
    bound: float = 0.1
    # Steps in which the best tokens must have stood still, and the mean entropy, nats, that ends a row.
    stable_steps: int = 1
    confident: float = 0.005


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How to edit with a model."""

    # The family as people call it.
    title: str
    filling: Filling
    # What it can be asked.
    intents: tuple[Intent, ...]
    # None for a model that was trained on no instructions.
    chat: Chat | None = None
    # One sentence on what to expect, shown where models are listed.
    limits: str = ""
    # For those that are filled by renoising.
    renoising: Renoising = field(default_factory=Renoising)


# What a model that follows instructions can be asked: everything.
ANYTHING: tuple[Intent, ...] = tuple(Intent)
# What a model without instructions can do: write what is likely in a place that is named, or for unlikely words.
ONLY_TEXT: tuple[Intent, ...] = (Intent.PARAPHRASE, Intent.INFILL)
