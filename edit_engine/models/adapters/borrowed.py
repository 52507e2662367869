"""What the families have in common whose networks are those of the installed transformers.

Their code is part of transformers; none comes with a checkpoint. transformers is imported when such a model is opened,
and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from edit_engine.models.adapters.slots import SlotNetwork
from edit_engine.models.errors import DamagedModel, UnsupportedModel, WrongTensors, WrongVocabulary
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import Manner
from edit_engine.models.families.network import SpecialTokens
from edit_engine.models.families.placement import Placement, connect
from edit_engine.models.quiet import quiet_torchao


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What is known of such a model before it is loaded."""

    special: SpecialTokens
    vocab_size: int
    max_tokens: int
    manner: Manner
    # Names of its lists of blocks, in the network and in the checkpoint, if it may be laid over several devices.
    blocks_at: tuple[str, ...] = ()
    # Slots whose logits are held at once, at most.
    answered: int = 512


@dataclass(frozen=True, kw_only=True)
class Borrowed:
    """One family."""

    name: str
    recognises: Callable[[Fields], bool]
    # Raises a ModelError for what cannot be used.
    outline: Callable[[Checkpoint], Outline]
    # The network with its weights in a precision, placed; raises WrongTensors where some are missing.
    load: Callable[[Checkpoint, Outline, torch.dtype, Placement], SlotNetwork]


def check_borrowable(checkpoint: Checkpoint) -> None:
    """Whether transformers is here, and all that the checkpoint needs.

    Raises:
        UnsupportedModel: transformers is missing, or the checkpoint wants its own code to be run.
    """
    try:
        import transformers  # noqa: F401  # whether it is there
    except ImportError as error:
        raise UnsupportedModel(
            f"{checkpoint.config.source} needs the package transformers, which this installation does not hold: use "
            "Redraft as it is installed with pip"
        ) from error
    if checkpoint.remote_code:
        raise UnsupportedModel(
            f"{checkpoint.config.source} wants code that comes with the checkpoint to be run "
            f"({', '.join(checkpoint.remote_code)}), which is never done: use a checkpoint of an architecture that is "
            "part of transformers, without auto_map"
        )


def check_shapes(kind: str, checkpoint: Checkpoint) -> None:
    """Compare a checkpoint with what its config.json builds, before any weight is loaded.

    What an older checkpoint has under another name is compared when it is loaded.

    Args:
        kind: name of the class.
        checkpoint: its folder.

    Raises:
        DamagedModel: transformers cannot build what config.json says.
        WrongTensors: a tensor is of another shape; WrongVocabulary: one of one row for each token.
    """
    with quiet_torchao():
        import transformers

        try:
            config = transformers.AutoConfig.from_pretrained(
                checkpoint.folder, local_files_only=True, trust_remote_code=False
            )
            with torch.device("meta"):
                model = getattr(transformers, kind)(config)
        except Exception as error:  # what checks a config there raises has many types
            said = " ".join(str(error).split())
            raise DamagedModel(
                f"{checkpoint.config.source} cannot be built: {said}; use the config.json of the original checkpoint"
            ) from error
    table = model.get_input_embeddings().weight
    for name, wanted in model.state_dict().items():
        stored = checkpoint.tensors.get(name)
        if stored is None or stored.shape == tuple(wanted.shape):
            continue
        wrong = WrongVocabulary if wanted.shape == table.shape else WrongTensors
        raise wrong(
            f"{checkpoint.folder}: {name} has shape {stored.shape}, and config.json says {tuple(wanted.shape)}: use "
            "the config.json that belongs to these weights"
        )


def pretrained(
    kind: str, checkpoint: Checkpoint, what: str, outline: Outline, dtype: torch.dtype, placement: Placement
) -> Any:
    """A model of transformers with the weights of a checkpoint, in evaluation mode.

    They go through the memory of the CPU, whatever device they end on.

    Args:
        kind: name of the class.
        checkpoint: its folder.
        what: the part that a checkpoint may lack, for the message.
        outline: says where its blocks are.
        dtype: of the weights.
        placement: where they go.

    Raises:
        WrongTensors: tensors are missing or of another shape, which transformers would make up.
    """
    with quiet_torchao():
        import transformers
        from transformers.utils import logging as chatter

        chatter.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers types only some of it
        chatter.disable_progress_bar()  # type: ignore[no-untyped-call]  # the same
        model, told = getattr(transformers, kind).from_pretrained(
            checkpoint.folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
            # Told below, with what to do.
            ignore_mismatched_sizes=True,
            dtype=dtype,
        )
    lacking = sorted({*told["missing_keys"], *(str(key[0]) for key in told["mismatched_keys"])})
    if lacking:
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        raise WrongTensors(
            f"{checkpoint.folder} lacks {', '.join(lacking[:3])}{more}: use a checkpoint that was saved whole, with "
            f"{what}"
        )
    model.eval()
    # One after the other, so that no device holds more than its own.
    for name, tensor in (*model.named_parameters(), *model.named_buffers()):
        tensor.data = tensor.data.to(placement.of(name, *outline.blocks_at))
    for blocks in outline.blocks_at:
        connect(model.get_submodule(blocks), placement)
    return model


def added_ids(checkpoint: Checkpoint) -> dict[str, int]:
    """Ids of added tokens by text. Under the names of older files, only tokenizer.json says them."""
    return {**_listed(checkpoint.folder / "tokenizer.json"), **checkpoint.added_tokens}


def device_of(model: Any) -> torch.device:
    """Where a model of transformers takes its input."""
    device: torch.device = model.get_input_embeddings().weight.device
    return device


def _listed(path: Path) -> dict[str, int]:
    """Added tokens of a tokenizer.json; none if it cannot be read, which is told where it is opened."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {str(one["content"]): int(one["id"]) for one in plain["added_tokens"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
