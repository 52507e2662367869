"""From a checkpoint folder in the layout of the Hugging Face hub to a denoiser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from edit_engine.load_options import USUAL, LoadOptions, Quantization
from edit_engine.models.adapters.about import TOKENIZER, Sketch, about_checkpoint
from edit_engine.models.adapters.borrowed import Borrowed, Outline
from edit_engine.models.adapters.diffusion_gemma import DIFFUSION_GEMMA
from edit_engine.models.adapters.framed import FramedDenoiser
from edit_engine.models.adapters.frames import Framer
from edit_engine.models.adapters.masked_lm import MASKED_LM
from edit_engine.models.adapters.need import load_of, place
from edit_engine.models.adapters.piece_tokenizer import PieceTokenizer
from edit_engine.models.adapters.slots import NativeSlots, SlotNetwork
from edit_engine.models.errors import UnknownFamily, UnsupportedModel
from edit_engine.models.families.checkpoint import Checkpoint, open_checkpoint
from edit_engine.models.families.network import Network, SpecialTokens
from edit_engine.models.families.placement import Load, Placement
from edit_engine.models.families.registry import find_family, load_network
from edit_engine.models.families.rounding import check_available
from edit_engine.models.families.weights import check_weights
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.precision import dtype_of, small_precision


_BORROWED = (DIFFUSION_GEMMA, MASKED_LM)


def sketch(folder: Path) -> Sketch:
    """Look a checkpoint through: whether its family is known, its tensors fit its config, and its tokenizer both.

    Raises:
        ModelError: it cannot be used; each subclass says why and what to do.
    """
    checkpoint = open_checkpoint(folder)
    special: SpecialTokens
    network: Network | None = None
    outline: Outline | None = None
    if (borrowed := _borrowed(checkpoint)) is not None:
        outline = borrowed.outline(checkpoint)
        special, manner, name = outline.special, outline.manner, borrowed.name
        vocab_size, max_tokens = outline.vocab_size, outline.max_tokens
    else:
        try:
            family = find_family(checkpoint)
        except UnknownFamily as error:
            if checkpoint.remote_code:
                raise UnknownFamily(
                    f"{error}. Its code ({', '.join(checkpoint.remote_code)}, named by auto_map) would have to be run, "
                    "which is never done: use a checkpoint of one of these families, or a masked language model"
                ) from error
            raise
        with torch.device("meta"):
            network = family.build(checkpoint)
        check_weights(network, checkpoint)
        special, manner, name = network.special, family.manner(network), family.name
        vocab_size, max_tokens = network.vocab_size, network.max_tokens
    tokenizer = PieceTokenizer.load(folder / TOKENIZER, vocab_size, special)
    Framer(tokenizer, manner.chat)  # a chat that its tokenizer cannot spell is refused now
    return Sketch(
        checkpoint=checkpoint,
        family=name,
        manner=manner,
        vocab_size=vocab_size,
        max_tokens=max_tokens,
        network=network,
        outline=outline,
    )


def open_rewriter(
    folder: Path,
    *,
    devices: Sequence[torch.device],
    options: LoadOptions = USUAL,
    name: str = "",
    known: KnownHashes | None = None,
    sha256: str = "",
) -> FramedDenoiser:
    """Load a checkpoint.

    Args:
        folder: with config.json, tokenizer.json and weights in safetensors.
        devices: where it may go: on the first that has room, else over several.
        options: how.
        name: what it is called; its folder by default.
        known: hashes of files that were read before.
        sha256: of `checkpoint_hash`, if it was just found out.

    Raises:
        ModelError: it cannot be used; each subclass says why and what to do. TooLarge: there is no room for it.
    """
    seen = sketch(folder)
    fitted = fit(seen, devices, options)
    network: SlotNetwork
    if (borrowed := _borrowed(seen.checkpoint)) is not None and seen.outline is not None:
        network = borrowed.load(seen.checkpoint, seen.outline, fitted.dtype, fitted.placement)
    else:
        loaded = load_network(folder, dtype=fitted.dtype, placement=fitted.placement, quantize=options.quantize)
        network = NativeSlots(loaded.network, options.cache)
    tokenizer = PieceTokenizer.load(folder / TOKENIZER, network.vocab_size, network.special)
    return FramedDenoiser(network, tokenizer, about_checkpoint(seen, name, sha256, known), seen.manner)


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """How a checkpoint would be loaded here."""

    dtype: torch.dtype
    load: Load
    placement: Placement


def fit(seen: Sketch, devices: Sequence[torch.device], options: LoadOptions) -> Fitted:
    """Where a checkpoint goes and in what precision; nothing is loaded.

    Raises:
        UnsupportedModel: its weights cannot be rounded as the options say.
        TooLarge: there is no room for it.
    """
    dtype, load = estimate(seen, devices[0], options)
    return Fitted(
        dtype=dtype, load=load, placement=place(seen.checkpoint, load, devices, precision_name(dtype, options))
    )


def estimate(seen: Sketch, device: torch.device, options: LoadOptions) -> tuple[torch.dtype, Load]:
    """The precision of a checkpoint on a kind of device, and what it takes in it.

    Raises:
        UnsupportedModel: its weights cannot be rounded as the options say.
    """
    dtype = dtype_of(options.precision, device, auto=small_precision)
    if options.quantize is not Quantization.NONE and seen.network is None:
        raise UnsupportedModel(
            f"{seen.checkpoint.folder}: the weights of a {seen.manner.title} are not rounded here, for its layers are "
            "those of transformers: leave --quantize out"
        )
    check_available(options.quantize, dtype, device)
    return dtype, load_of(
        seen.checkpoint, seen.network, dtype, outline=seen.outline, quantize=options.quantize, device=device
    )


def precision_name(dtype: torch.dtype, options: LoadOptions) -> str:
    """As people read it, e.g. "bfloat16" or "int8 with bfloat16"."""
    plain = str(dtype).removeprefix("torch.")
    return plain if options.quantize is Quantization.NONE else f"{options.quantize} with {plain}"


def _borrowed(checkpoint: Checkpoint) -> Borrowed | None:
    """The family of transformers that it is of; None for one whose network is built in, or an unknown one."""
    try:
        find_family(checkpoint)
    except UnknownFamily:
        return next((family for family in _BORROWED if family.recognises(checkpoint.config)), None)
    return None
