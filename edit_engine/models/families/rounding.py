"""Weights of linear layers in 8 or 4 bits, with torchao; activations, norms, embeddings and heads stay as they are.

A weight is rounded as soon as it is read, so that never more than one is held in full. torchao is imported when the
first one is, and nowhere else.

int8: one scale for each output channel. int4: a scale and a zero for each 32 input channels; on CUDA in the layout of
torch's own kernel (tinygemm), which needs bfloat16 and compute capability 8.0. No CPU layout of torchao 0.18 packs two
values in a byte: there int4 rounds as it says and takes the memory of int8.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import torch
from torch import Tensor, nn

from edit_engine.load_options import Quantization
from edit_engine.models.errors import UnsupportedModel
from edit_engine.models.families.network import Network
from edit_engine.models.quiet import quiet_torchao


# Input channels that share a scale under int4.
GROUP = 32
# What tinygemm fills rows of a weight up to, and their number.
_ROW, _ROWS = 1024, 8
_LEAST_CAPABILITY = (8, 0)


def check_available(how: Quantization, dtype: torch.dtype, device: torch.device) -> None:
    """Whether weights can be rounded so here.

    Raises:
        UnsupportedModel: torchao is missing, or the device or precision does not do.
    """
    if how is Quantization.NONE:
        return
    if find_spec("torchao") is None:
        raise UnsupportedModel(
            f"{how} needs the package torchao: pip install 'redraft[quantize]', or leave --quantize out"
        )
    if how is not Quantization.INT4 or device.type != "cuda":
        return
    if dtype != torch.bfloat16:
        raise UnsupportedModel(f"int4 on CUDA multiplies bfloat16 only, got {dtype}: use --precision bfloat16, or int8")
    if (found := torch.cuda.get_device_capability(device)) < _LEAST_CAPABILITY:
        raise UnsupportedModel(
            f"int4 needs a GPU of compute capability 8.0, and {device} has {found[0]}.{found[1]}: use int8"
        )


def roundable(network: Network) -> dict[str, torch.Size]:
    """Names in the network, and shapes, of what is rounded: the weights of linear layers in its blocks.

    Args:
        network: on any device, meta too.
    """
    return {
        f"{network.blocks_at}.{name}.weight": module.weight.shape
        for name, module in network.blocks.named_modules()
        if isinstance(module, nn.Linear)
    }


def takes(shape: torch.Size, how: Quantization) -> bool:
    """Whether a weight of that shape can be rounded so; int4 needs whole groups."""
    return how is Quantization.INT8 or (how is Quantization.INT4 and shape[-1] % GROUP == 0)


def rounded_bytes(shape: torch.Size, how: Quantization, dtype: torch.dtype, device: torch.device) -> int:
    """What a weight takes when it was rounded, if it `takes` that; else in full."""
    rows, row = shape
    if not takes(shape, how):
        return rows * row * dtype.itemsize
    if how is Quantization.INT8:
        return rows * row + rows * dtype.itemsize
    if device.type == "cuda":
        rows, row = -(-rows // _ROWS) * _ROWS, -(-row // _ROW) * _ROW
        return rows * row // 2 + rows * (row // GROUP) * 2 * dtype.itemsize
    return rows * row + rows * (row // GROUP) * (1 + dtype.itemsize)


def rounded(weight: Tensor, how: Quantization) -> Tensor:
    """A weight (rows, row) of a linear layer, rounded where it stands; unchanged if it does not take that.

    Args:
        weight: on its device, in its precision; `check_available` said that this will do.
        how: to what.
    """
    if not takes(weight.shape, how):
        return weight
    with quiet_torchao():
        from torchao.quantization import quantize_
    holder = nn.Linear(weight.shape[1], weight.shape[0], bias=False, device="meta")
    holder.weight = nn.Parameter(weight, requires_grad=False)
    with quiet_torchao():
        quantize_(holder, _config(how, weight.device))
    return holder.weight.data


def _config(how: Quantization, device: torch.device) -> Any:
    from torchao import quantization

    if how is Quantization.INT8:
        return quantization.Int8WeightOnlyConfig(set_inductor_config=False)
    if device.type == "cuda":
        return quantization.Int4WeightOnlyConfig(
            group_size=GROUP, int4_packing_format="tile_packed_to_4d", set_inductor_config=False
        )
    four_bits = torch.int4  # type: ignore[attr-defined]  # there, and unknown to its type hints
    return quantization.IntxWeightOnlyConfig(weight_dtype=four_bits, granularity=quantization.PerGroup(GROUP))
