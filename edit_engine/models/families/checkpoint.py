"""What is in a checkpoint folder, known before any weight is loaded.

Only json files and the headers of safetensors files are read here (a header says name, type and shape of each tensor:
https://github.com/huggingface/safetensors#format). A pickle is never opened and no module of the folder is imported.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from edit_engine.models.errors import DamagedModel, MissingShard, UnknownModel, UnsafeWeights, WrongTensors
from edit_engine.models.families.fields import Fields


CONFIG = "config.json"
WEIGHTS = "model.safetensors"
INDEX = "model.safetensors.index.json"
_GENERATION = "generation_config.json"
_TOKENIZER = "tokenizer_config.json"
# What torch.save and others write with pickle.
_PICKLES = ("*.bin", "*.ckpt", "*.pt", "*.pth", "*.pkl", "*.pickle")
_PICKLE_ENDS = tuple(pattern[1:] for pattern in _PICKLES)
# A safetensors file: the length of its header, the header in JSON, the tensors' bytes. The longest header is the
# library's limit.
_LENGTH_BYTES = 8
_MOST_HEADER_BYTES = 100_000_000

# Counts that older versions of transformers stored among the weights; networks make them themselves.
_COUNTS = ("embeddings.position_ids", "embeddings.token_type_ids")

# Names of types in a safetensors header -> torch's; types of other kinds than floating point are none of ours.
_FLOATS = {"F64": torch.float64, "F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16}


@dataclass(frozen=True, kw_only=True)
class StoredTensor:
    """One tensor as a header describes it."""

    file: Path
    shape: tuple[int, ...]
    # As the header names it, e.g. "BF16".
    type: str


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A folder that was looked through."""

    folder: Path
    # config.json.
    config: Fields
    # generation_config.json; empty where there is none.
    generation: Fields
    # Ids of the tokens that were added to the tokenizer, special ones among them, by their text.
    added_tokens: Mapping[str, int]
    tensors: Mapping[str, StoredTensor]
    # Python code that config.json names, e.g. "modeling_llada.LLaDAModelLM". It is never run; this is for a report.
    remote_code: tuple[str, ...]

    def memory_bytes(self, dtype: torch.dtype) -> int:
        """Bytes that the weights take once they are loaded in a precision; those of a forward come on top."""
        return sum(torch.Size(tensor.shape).numel() for tensor in self.tensors.values()) * dtype.itemsize


def open_checkpoint(folder: Path) -> Checkpoint:
    """Look through a checkpoint folder; no weight is loaded.

    Raises:
        UnknownModel: there is no such folder, or no config.json in it.
        UnsafeWeights: its weights are a pickle.
        MissingShard: a file of weights that the index names is absent.
        WrongTensors: a tensor is not in the file that the index names, or is no floating point.
        DamagedModel: there are no weights, or a file is not what its name says.
    """
    if folder.is_file() and folder.suffix in _PICKLE_ENDS:
        raise _unsafe(folder)
    if not (folder / CONFIG).is_file():
        raise UnknownModel(f"{folder} holds no {CONFIG}: give the folder of a checkpoint, with {CONFIG} and {WEIGHTS}")
    config = _fields(folder / CONFIG)
    return Checkpoint(
        folder=folder,
        config=config,
        generation=_fields(folder / _GENERATION),
        added_tokens=_added_tokens(folder / _TOKENIZER),
        tensors=_tensors(folder),
        remote_code=_remote_code(config),
    )


def _tensors(folder: Path) -> dict[str, StoredTensor]:
    """All tensors, by name. One file of weights goes before an index, as in the original loaders."""
    if (folder / WEIGHTS).is_file():
        tensors = _header(folder / WEIGHTS)
    elif (folder / INDEX).is_file():
        tensors = _sharded(folder)
    else:
        pickles = sorted(path for pattern in _PICKLES for path in folder.glob(pattern))
        if pickles:
            raise _unsafe(pickles[0])
        raise DamagedModel(f"{folder} holds neither {WEIGHTS} nor {INDEX}; download the checkpoint again")
    tensors = {name: tensor for name, tensor in tensors.items() if not name.endswith(_COUNTS)}
    for name, tensor in tensors.items():
        if tensor.type not in _FLOATS:
            raise WrongTensors(
                f"{tensor.file}: {name} is stored as {tensor.type}, expected one of {', '.join(_FLOATS)}; "
                "quantised weights are not supported, use the checkpoint in bfloat16"
            )
    return tensors


def _sharded(folder: Path) -> dict[str, StoredTensor]:
    """Tensors of the files that the index names. Each must be where the index says, and no others may be there."""
    shards = _json(folder / INDEX).get("weight_map")
    if not isinstance(shards, dict) or not shards or not all(isinstance(file, str) for file in shards.values()):
        raise DamagedModel(f"{folder / INDEX} has no weight_map of names to files; download the checkpoint again")
    files = sorted(set(shards.values()))
    for file in files:
        if file.endswith(_PICKLE_ENDS):
            raise _unsafe(folder / file)
        # An index must not lead to files elsewhere on the disk.
        if Path(file).name != file or not file.endswith(".safetensors"):
            raise DamagedModel(
                f"{folder / INDEX} names {file!r}, expected a .safetensors file in the same folder; "
                "download the checkpoint again"
            )
        if not (folder / file).is_file():
            raise MissingShard(f"{folder / file} is missing, and {INDEX} names it; download that file again")
    tensors: dict[str, StoredTensor] = {}
    for file in files:
        header = _header(folder / file)
        named = {name for name, home in shards.items() if home == file}
        if header.keys() != named:
            raise WrongTensors(
                f"{folder / file} and {INDEX} disagree on {_some(header.keys() ^ named)}; download both again"
            )
        tensors |= header
    return tensors


def _header(path: Path) -> dict[str, StoredTensor]:
    """What a file says of its tensors. Read by hand: the library maps the whole file, and a small machine has no room
    to map one of many gigabytes only to learn that it is too large.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
            if length > _MOST_HEADER_BYTES:
                raise ValueError(f"its header would have {length} bytes")
            entries: Any = json.loads(file.read(length))
        tensors, end = {}, 0
        for name, entry in entries.items():
            if name == "__metadata__":
                continue
            tensors[name] = StoredTensor(file=path, shape=tuple(map(int, entry["shape"])), type=str(entry["dtype"]))
            end = max(end, int(entry["data_offsets"][1]))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise _cut(path, error) from error
    expected = _LENGTH_BYTES + length + end
    if path.stat().st_size != expected:
        raise _cut(path, f"it has {path.stat().st_size} bytes, its header says {expected}")
    return tensors


def _added_tokens(path: Path) -> dict[str, int]:
    """Ids of added tokens by text. A tokenizer_config.json of another shape, or none, tells nothing."""
    entries = (_json(path) if path.is_file() else {}).get("added_tokens_decoder")
    if not isinstance(entries, dict):
        return {}
    return {
        entry["content"]: int(number)
        for number, entry in entries.items()
        if number.isdecimal() and isinstance(entry, dict) and isinstance(entry.get("content"), str)
    }


def _remote_code(config: Fields) -> tuple[str, ...]:
    named = config.values.get("auto_map")
    if not isinstance(named, dict):
        return ()
    return tuple(sorted({value for value in named.values() if isinstance(value, str)}))


def _fields(path: Path) -> Fields:
    return Fields(values=_json(path) if path.is_file() else {}, source=str(path))


def _json(path: Path) -> dict[str, Any]:
    try:
        plain: Any = json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise DamagedModel(f"{path} is not JSON: {error}; download it again") from error
    if not isinstance(plain, dict):
        raise DamagedModel(f"{path} holds no JSON object; download it again")
    return plain


def _some(names: set[str]) -> str:
    """A few names and how many more there are."""
    first = sorted(names)[:3]
    return ", ".join(first) + (f" and {len(names) - len(first)} more" if len(names) > len(first) else "")


def _cut(path: Path, why: object) -> DamagedModel:
    return DamagedModel(f"{path} is not a whole safetensors file: {why}; download it again")


def _unsafe(path: Path) -> UnsafeWeights:
    return UnsafeWeights(
        f"{path} is a pickle, which can run any code when it is opened, so it is refused: use a checkpoint in "
        "safetensors, or convert this one where you trust it"
    )
