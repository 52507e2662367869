"""What makes a family known: how to recognise its config.json, and how to build its network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import Manner
from edit_engine.models.families.network import Network


@dataclass(frozen=True, kw_only=True)
class Family:
    """One family of models."""

    name: str
    recognises: Callable[[Fields], bool]
    # The network without weights, on torch's current default device.
    build: Callable[[Checkpoint], Network]
    # How its network, which may be one of several kinds, is used for editing.
    manner: Callable[[Network], Manner]


def declared_names(config: Fields) -> frozenset[str]:
    """What a config.json calls its model: `model_type` and `architectures`, in small letters."""
    listed = config.values.get("architectures")
    names = [config.values.get("model_type"), *(listed if isinstance(listed, list) else ())]
    return frozenset(name.lower() for name in names if isinstance(name, str))
