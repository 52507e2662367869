"""What there is to say of a checkpoint that was looked through: name, hash, licence, and how sure it must be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from edit_engine.models.adapters.borrowed import Outline
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.manner import Manner
from edit_engine.models.families.network import Network
from edit_engine.models.hashes import KnownHashes
from edit_engine.models.registry import ModelAbout, ThresholdCurve, Thresholds, file_hash
from edit_engine.request import Intent


TOKENIZER = "tokenizer.json"
_CARD = "README.md"
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
