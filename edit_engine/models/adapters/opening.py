"""From a checkpoint folder in the layout of the Hugging Face hub to a denoiser, and to what there is to say of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from edit_engine.load_options import USUAL, LoadOptions, Quantization
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
from edit_engine.models.families.manner import Manner
from edit_engine.models.families.network import Network, SpecialTokens
from edit_engine.models.families.placement import Load, Placement
from edit_engine.models.families.registry import find_family, load_network
from edit_engine.models.families.rounding import check_available
from edit_engine.models.families.weights import check_weights
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.precision import dtype_of
from edit_engine.models.registry import ModelAbout, ThresholdCurve, Thresholds, file_hash
from edit_engine.request import Intent


TOKENIZER = "tokenizer.json"
_CARD = "README.md"
_BORROWED = (DIFFUSION_GEMMA, MASKED_LM)
# How sure a model without instructions must be that a token is wrong: how much less likely than the likeliest it is.
_BY_ITSELF = ThresholdCurve(
    cautious=Thresholds(locate=0.999, gain=4.0, doubt=0.5),
    balanced=Thresholds(locate=0.99, gain=2.0, doubt=0.75),
    bold=Thresholds(locate=0.9, gain=0.5, doubt=0.95),
)
# And one with instructions: how much less likely the instruction makes it than the instruction to change nothing does.
_AS_ASKED = ThresholdCurve(
    cautious=Thresholds(locate=0.9, gain=2.0, doubt=0.75),
    balanced=Thresholds(locate=0.7, gain=0.5, doubt=0.9),
    bold=Thresholds(locate=0.4, gain=0.0, doubt=0.98),
)


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What is known of a checkpoint before its weights are loaded."""

    checkpoint: Checkpoint
    family: str
    manner: Manner
    vocab_size: int
    max_tokens: int
    # Its network on the meta device, or what is known of one of transformers; one of them is None.
    network: Network | None
    outline: Outline | None

    @property
    def parameters(self) -> int:
        """Numbers in its tensors."""
        return sum(torch.Size(tensor.shape).numel() for tensor in self.checkpoint.tensors.values())


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
    dtype = dtype_of(options.precision, device)
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


def about_checkpoint(seen: Sketch, name: str = "", sha256: str = "", known: KnownHashes | None = None) -> ModelAbout:
    """What model.json says of our own models, for one that has none. Its thresholds are those of its kind."""
    digest = sha256 or checkpoint_hash(seen.checkpoint, known)
    curve = _BY_ITSELF if seen.manner.chat is None else _AS_ASKED
    return ModelAbout(
        name=name or str(seen.checkpoint.folder),
        version=digest[:12],
        family=seen.family,
        licence=licence_of(seen.checkpoint.folder),
        parameters=seen.parameters,
        sha256=digest,
        intents=seen.manner.intents,
        thresholds=dict.fromkeys(Intent, curve),
    )


def checkpoint_hash(checkpoint: Checkpoint, known: KnownHashes | None = None) -> str:
    """SHA-256, hex, of the names and SHA-256 of the files that decide what a model writes.

    Reads all of them, but for those whose hashes are known.
    """
    read = file_hash if known is None else known.of
    files: Mapping[str, Path] = {
        path.name: path
        for path in (
            checkpoint.folder / "config.json",
            checkpoint.folder / TOKENIZER,
            *(tensor.file for tensor in checkpoint.tensors.values()),
        )
    }
    lines = [f"{name} {read(path)}" for name, path in sorted(files.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def licence_of(folder: Path) -> str:
    """What the head of its model card says, or that it says nothing."""
    try:
        card = (folder / _CARD).read_text(encoding="utf-8", errors="replace")
    except OSError:
        card = ""
    head = re.match(r"---\n(.*?)\n---", card, re.DOTALL)
    said = re.search(r"^license:\s*['\"]?([^\s'\"]+)", head.group(1), re.MULTILINE) if head else None
    return said.group(1) if said else "unknown"


def _borrowed(checkpoint: Checkpoint) -> Borrowed | None:
    """The family of transformers that it is of; None for one whose network is built in, or an unknown one."""
    try:
        find_family(checkpoint)
    except UnknownFamily:
        return next((family for family in _BORROWED if family.recognises(checkpoint.config)), None)
    return None
