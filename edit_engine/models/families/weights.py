"""From files to a network: names and shapes are compared first, then one tensor after another is mapped and moved.

The network is made on the meta device, so nothing is allocated twice. Files are memory-mapped: at most one tensor more
than the network itself is held. On the CPU in the stored precision the weights stay views of the files, so several
workers share one copy; replace such a file by a new one, and never write into it, while a worker runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from edit_engine.load_options import Quantization
from edit_engine.models.errors import DamagedModel, WrongTensors, WrongVocabulary
from edit_engine.models.families.checkpoint import Checkpoint, StoredTensor
from edit_engine.models.families.network import Network
from edit_engine.models.families.placement import Placement
from edit_engine.models.families.rounding import roundable, rounded


def check_weights(network: Network, checkpoint: Checkpoint) -> None:
    """Compare what a network wants with what a checkpoint has, by name and shape.

    Args:
        network: on any device, meta too.

    Raises:
        WrongVocabulary: the table of token embeddings has not as many rows as the config says.
        WrongTensors: tensors are missing, unexpected or of another shape.
    """
    wanted = {network.stored_name(name): tuple(tensor.shape) for name, tensor in network.state_dict().items()}
    found = {name: tensor.shape for name, tensor in checkpoint.tensors.items() if name not in network.recomputed}
    for name in network.vocabulary_tables:
        if name in found and found[name][:1] != (network.vocab_size,):
            raise WrongVocabulary(
                f"{checkpoint.folder}: {name} has shape {found[name]}, and config.json says a vocabulary of "
                f"{network.vocab_size}; use the config.json that belongs to these weights"
            )
    wrong = [
        *(f"{name} is missing" for name in sorted(wanted.keys() - found.keys())),
        *(f"{name} is unexpected" for name in sorted(found.keys() - wanted.keys())),
        *(
            f"{name} has shape {found[name]}, expected {wanted[name]}"
            for name in sorted(wanted.keys() & found.keys())
            if found[name] != wanted[name]
        ),
    ]
    if wrong:
        more = f"; and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        raise WrongTensors(
            f"{checkpoint.folder}: its weights do not fit its config.json: {'; '.join(wrong[:5])}{more}. "
            "Use the original checkpoint, whole, and with its own config.json"
        )


def fill(
    network: Network,
    checkpoint: Checkpoint,
    *,
    dtype: torch.dtype,
    placement: Placement,
    quantize: Quantization = Quantization.NONE,
) -> None:
    """Put the weights of a checkpoint into a network that `check_weights` found to fit.

    Args:
        network: on the meta device.
        dtype: of its parameters. Its buffers stay in float32: they are small, and a router's bias decides by
            differences that bfloat16 would round away.
        placement: where to.
        quantize: what the weights of its linear layers are rounded to.

    Raises:
        DamagedModel: a file is not in the order that safetensors demands.
    """
    stored = {name: tensor for name, tensor in checkpoint.tensors.items() if name not in network.recomputed}
    own_names = {network.stored_name(name): name for name in network.state_dict()}
    buffers = dict(network.named_buffers()).keys()
    linear = roundable(network).keys()

    def file_of(entry: tuple[str, StoredTensor]) -> str:
        return str(entry[1].file)

    for path, entries in groupby(sorted(stored.items(), key=file_of), key=file_of):
        for name, tensor in _mapped(path, [name for name, _ in entries]):
            own = own_names[name]
            place, _, leaf = own.rpartition(".")
            module, device = network.get_submodule(place), placement.of(own, network.blocks_at)
            if own in buffers:
                setattr(module, leaf, tensor.to(device, torch.float32))
                continue
            weight = tensor.to(device, dtype)
            weight = rounded(weight, quantize) if own in linear else weight
            setattr(module, leaf, nn.Parameter(weight, requires_grad=False))


def _mapped(path: str, names: Iterable[str]) -> Iterator[tuple[str, Tensor]]:
    """Tensors of one file, one at a time."""
    try:
        with safe_open(path, framework="pt") as file:
            for name in names:
                yield name, file.get_tensor(name)
    except SafetensorError as error:
        raise DamagedModel(f"{path} is not a whole safetensors file: {error}; download it again") from error
