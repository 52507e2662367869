"""How a checkpoint is loaded, as far as a person may choose. Imports no torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """Floating point type of the weights."""

    # What suits the hardware: bfloat16, or else float32; for the built-in model int8 comes before float32.
    AUTO = "auto"
    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    FLOAT16 = "float16"


class Quantization(StrEnum):
    """What the weights of linear layers are rounded to; activations stay as they are."""

    NONE = "none"
    # One scale for each output channel.
    INT8 = "int8"
    # One scale and zero point for each group of 32 input channels.
    INT4 = "int4"


class Cache(StrEnum):
    """What a run of a sampler keeps from one forward to the next."""

    # Keys and values of all but the slots and what is near to them, a few tokens old (Fast-dLLM, arXiv 2505.22618).
    DUAL = "dual"
    # Only what is certain to be what it would be computed to again.
    EXACT = "exact"


@dataclass(frozen=True, kw_only=True)
class LoadOptions:
    """All of it."""

    precision: Precision = Precision.AUTO
    quantize: Quantization = Quantization.NONE
    cache: Cache = Cache.DUAL


# Those of a folder that was not added.
USUAL = LoadOptions()
