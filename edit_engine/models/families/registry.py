"""From a checkpoint folder to a network. To add a family: write its file, and put it into FAMILIES."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from edit_engine.load_options import Quantization
from edit_engine.models.errors import UnknownFamily
from edit_engine.models.families.checkpoint import Checkpoint, open_checkpoint
from edit_engine.models.families.dream import DREAM
from edit_engine.models.families.family import Family, declared_names
from edit_engine.models.families.llada import LLADA
from edit_engine.models.families.llada2 import LLADA2
from edit_engine.models.families.manner import Manner
from edit_engine.models.families.mdlm import MDLM
from edit_engine.models.families.network import Network
from edit_engine.models.families.placement import ON_CPU, Placement, connect
from edit_engine.models.families.rounding import check_available
from edit_engine.models.families.sedd import SEDD
from edit_engine.models.families.weights import check_weights, fill


FAMILIES = (LLADA, LLADA2, DREAM, MDLM, SEDD)


@dataclass(frozen=True, kw_only=True)
class LoadedNetwork:
    """A network with its weights, and where it comes from."""

    network: Network
    # Name of its family.
    family: str
    # How it is used for editing.
    manner: Manner
    # What was found in its folder; `remote_code` in it was not run.
    checkpoint: Checkpoint


def find_family(checkpoint: Checkpoint) -> Family:
    """The family of a checkpoint.

    Raises:
        UnknownFamily: it is none of FAMILIES.
    """
    for family in FAMILIES:
        if family.recognises(checkpoint.config):
            return family
    named = ", ".join(sorted(declared_names(checkpoint.config))) or "no model_type and no architectures"
    raise UnknownFamily(
        f"{checkpoint.config.source} says {named}; this version knows {', '.join(family.name for family in FAMILIES)}"
    )


def load_network(
    folder: Path,
    *,
    dtype: torch.dtype,
    placement: Placement = ON_CPU,
    quantize: Quantization = Quantization.NONE,
) -> LoadedNetwork:
    """Load a checkpoint of any known family. Whether there is memory for it, `Checkpoint.memory_bytes` says before.

    Args:
        folder: with config.json and model.safetensors, or model.safetensors.index.json and its files.
        dtype: floating point type of the weights, whatever they are stored in.
        placement: where they go.
        quantize: what the weights of linear layers are rounded to.

    Raises:
        UnknownModel: there is no checkpoint in the folder.
        UnknownFamily: its family is not known.
        UnsafeWeights: its weights are a pickle.
        UnsupportedModel: its config asks for something that is not built here, or weights cannot be rounded so here.
        DamagedModel: files are missing or do not fit together; its subclasses say how.
        ValueError: dtype is no floating point type.
    """
    if not dtype.is_floating_point:
        raise ValueError(f"dtype must be a floating point type, got {dtype}")
    checkpoint = open_checkpoint(folder)
    family = find_family(checkpoint)
    with torch.device("meta"):
        network = family.build(checkpoint)
    check_weights(network, checkpoint)
    for device in {placement.outer, *placement.blocks}:
        check_available(quantize, dtype, device)
    fill(network, checkpoint, dtype=dtype, placement=placement, quantize=quantize)
    connect(network.blocks, placement)
    return LoadedNetwork(
        network=network.eval(), family=family.name, manner=family.manner(network), checkpoint=checkpoint
    )
