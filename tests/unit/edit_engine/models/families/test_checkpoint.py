"""A checkpoint is known before it is loaded, and refused with words that say what to do."""

from __future__ import annotations

import json
import os
import pickle
import struct
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from edit_engine.models.errors import (
    DamagedModel,
    MissingShard,
    ModelError,
    UnknownFamily,
    UnknownModel,
    UnsafeWeights,
    WrongTensors,
    WrongVocabulary,
)
from edit_engine.models.families.checkpoint import INDEX, WEIGHTS, open_checkpoint
from edit_engine.models.families.registry import load_network


EMBEDDING, HEAD = "model.transformer.wte.weight", "model.transformer.ff_out.weight"


class Trap:
    """A pickle of this makes a file when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return os.mkdir, (str(self.path),)


def refused(folder: Path, error: type[ModelError], message: str) -> None:
    with pytest.raises(error, match=message):
        load_network(folder, dtype=torch.float32)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "last.ckpt", "model.pt", "consolidated.00.pth"])
def test_a_pickle_is_refused_and_never_opened(name: str, tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path / "model")
    (folder / WEIGHTS).unlink()
    (folder / name).write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    refused(folder, UnsafeWeights, f"{name} is a pickle.*use a checkpoint in safetensors")
    refused(folder / name, UnsafeWeights, f"{name} is a pickle")
    assert not (tmp_path / "sprung").exists()


def test_a_pickle_under_the_name_of_safetensors_is_refused_and_never_opened(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path / "model")
    (folder / WEIGHTS).write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    refused(folder, DamagedModel, "is not a whole safetensors file.*download it again")
    assert not (tmp_path / "sprung").exists()


def test_safetensors_beside_a_pickle_are_loaded_and_the_pickle_is_not(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path / "model")
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps(Trap(tmp_path / "sprung")))
    load_network(folder, dtype=torch.float32)
    assert not (tmp_path / "sprung").exists()


def test_code_in_the_folder_is_reported_and_never_run(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path / "model")
    trap = f"import os\nos.mkdir({str(tmp_path / 'sprung')!r})\n"
    for name in ("modeling_llada.py", "configuration_llada.py"):
        (folder / name).write_text(trap)
    loaded = load_network(folder, dtype=torch.float32)
    assert loaded.checkpoint.remote_code == ("configuration_llada.LLaDAConfig", "modeling_llada.LLaDAModelLM")
    assert not (tmp_path / "sprung").exists()


def test_a_missing_shard_is_named(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path, shards=3)
    (folder / "model-00002-of-00003.safetensors").unlink()
    refused(folder, MissingShard, "model-00002-of-00003.safetensors is missing.*download that file again")


@pytest.mark.parametrize(
    ("file", "error", "message"),
    [
        ("../other/model.safetensors", DamagedModel, "expected a .safetensors file in the same folder"),
        ("/etc/model.safetensors", DamagedModel, "expected a .safetensors file in the same folder"),
        ("model.npz", DamagedModel, "expected a .safetensors file in the same folder"),
        ("pytorch_model.bin", UnsafeWeights, "is a pickle"),
    ],
)
def test_an_index_leads_to_safetensors_of_its_own_folder_only(
    file: str, error: type[ModelError], message: str, tiny: Any, tmp_path: Path
) -> None:
    folder = tiny("llada").write(tmp_path / "model", shards=2)
    tiny("llada").write(tmp_path / "other")
    index = json.loads((folder / INDEX).read_text())
    index["weight_map"][EMBEDDING] = file
    (folder / INDEX).write_text(json.dumps(index))
    refused(folder, error, f"{file}.*{message}")


def test_an_index_that_disagrees_with_its_files_is_refused(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path, shards=2)
    index = json.loads((folder / INDEX).read_text())
    del index["weight_map"][EMBEDDING]
    (folder / INDEX).write_text(json.dumps(index))
    refused(folder, WrongTensors, f"disagree on {EMBEDDING}; download both again")
    (folder / INDEX).write_text(json.dumps({"weight_map": {}}))
    refused(folder, DamagedModel, "has no weight_map")


def test_missing_unexpected_and_misshapen_tensors_are_named(tiny: Any, tmp_path: Path) -> None:
    checkpoint, norm = tiny("llada"), "model.transformer.ln_f.weight"
    tensors = checkpoint.tensors()
    checkpoint.write(tmp_path, tensors={name: tensor for name, tensor in tensors.items() if name != norm})
    refused(tmp_path, WrongTensors, f"do not fit its config.json: {norm} is missing. Use the original")
    checkpoint.write(tmp_path, tensors={**tensors, "model.extra": torch.ones(1)})
    refused(tmp_path, WrongTensors, "model.extra is unexpected")
    checkpoint.write(tmp_path, tensors={**tensors, norm: torch.ones(17)})
    refused(tmp_path, WrongTensors, rf"{norm} has shape \(17,\), expected \(16,\)")
    checkpoint.write(tmp_path, tensors={EMBEDDING: tensors[EMBEDDING]})
    refused(tmp_path, WrongTensors, "is missing; and 15 more")


@pytest.mark.parametrize("name", [EMBEDDING, HEAD])
def test_a_vocabulary_of_another_size_is_refused(name: str, tiny: Any, tmp_path: Path) -> None:
    checkpoint = tiny("llada")
    checkpoint.write(tmp_path, tensors={**checkpoint.tensors(), name: torch.ones(22, 16)})
    refused(tmp_path, WrongVocabulary, rf"{name} has shape \(22, 16\).* a vocabulary of 23")


@pytest.mark.parametrize(
    ("family", "table"),
    [
        ("llada2", "model.word_embeddings.weight"),
        ("dream", "lm_head.weight"),
        ("mdlm", "backbone.output_layer.linear.bias"),
        ("sedd", "vocab_embed.embedding"),
    ],
)
def test_every_family_knows_its_vocabulary(family: str, table: str, tiny: Any, tmp_path: Path) -> None:
    checkpoint = tiny(family)
    tensors = checkpoint.tensors()
    checkpoint.write(tmp_path, tensors={**tensors, table: tensors[table][1:].clone()})
    refused(tmp_path, WrongVocabulary, f"{table} has shape")


def test_a_special_token_outside_the_vocabulary_is_refused(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path, config={"mask_token_id": 23})
    refused(folder, WrongVocabulary, "mask_id is 23, outside a vocabulary of 23")
    folder = tiny("llada").write(tmp_path, config={"mask_token_id": None})
    refused(folder, WrongVocabulary, "mask_id is 126336")


@pytest.mark.parametrize("dtype", [torch.int8, torch.int64, torch.uint8, torch.float8_e4m3fn])
def test_weights_that_are_no_floating_point_are_refused(dtype: torch.dtype, tiny: Any, tmp_path: Path) -> None:
    checkpoint = tiny("llada")
    tensors = checkpoint.tensors()
    checkpoint.write(tmp_path, tensors={**tensors, HEAD: tensors[HEAD].to(dtype)})
    refused(tmp_path, WrongTensors, f"{HEAD} is stored as .*use the checkpoint in bfloat16")


def test_a_precision_that_is_none_is_refused(tiny: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must be a floating point type, got torch.int8"):
        load_network(tiny("llada").write(tmp_path), dtype=torch.int8)


@pytest.mark.parametrize("keep", [0, 4, 100, -1])
def test_a_file_that_was_cut_off_is_refused(keep: int, tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path)
    whole = (folder / WEIGHTS).read_bytes()
    (folder / WEIGHTS).write_bytes(whole[:keep])
    with pytest.raises(DamagedModel, match="is not a whole safetensors file.*download it again"):
        open_checkpoint(folder)


def with_header(folder: Path, header: bytes, size: int) -> None:
    """Weights of `size` zeros behind a header; the file is a hole."""
    with (folder / WEIGHTS).open("wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        file.truncate(8 + len(header) + size)


@pytest.mark.parametrize(
    "header", [b"[]", b"{", b'{"a": 1}', b'{"a": {"dtype": "F32"}}', b'{"a": {"dtype": "F32", "shape": 4}}', b"\xff"]
)
def test_a_header_that_is_none_is_refused(header: bytes, tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path)
    with_header(folder, header, 0)
    refused(folder, DamagedModel, "is not a whole safetensors file")


def test_tensors_that_overlap_are_refused(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path)
    whole = (folder / WEIGHTS).read_bytes()
    length = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8 : 8 + length])
    first, second = list(header)[:2]
    header[first]["data_offsets"] = header[second]["data_offsets"]
    with_header(folder, json.dumps(header).encode(), len(whole) - 8 - length)
    refused(folder, DamagedModel, "is not a whole safetensors file")


@pytest.mark.parametrize("content", ["{", "[]", "\x00"])
def test_a_config_that_is_no_json_object_is_refused(content: str, tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path)
    (folder / "config.json").write_text(content)
    refused(folder, DamagedModel, "config.json .*JSON.*download it again")


def test_a_folder_without_a_checkpoint_is_refused(tiny: Any, tmp_path: Path) -> None:
    refused(tmp_path / "nowhere", UnknownModel, "holds no config.json")
    folder = tiny("llada").write(tmp_path)
    (folder / WEIGHTS).unlink()
    refused(folder, DamagedModel, "holds neither model.safetensors nor model.safetensors.index.json")


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"]}, "gpt2, gpt2lmheadmodel"),
        ({"vocab_size": 3, "architectures": None}, "no model_type and no architectures"),
    ],
)
def test_an_unknown_family_is_told_the_known_ones(config: dict[str, Any], named: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config))
    save_file({"a": torch.ones(1)}, tmp_path / WEIGHTS)
    refused(tmp_path, UnknownFamily, f"says {named}; this version knows llada, llada2, dream, mdlm, sedd")


def test_a_family_is_found_by_either_name(any_family: str, tiny: Any, tmp_path: Path) -> None:
    family = any_family.split()[0]
    checkpoint = tiny(any_family)
    assert load_network(checkpoint.write(tmp_path), dtype=torch.float32).family == family
    if family == "sedd":
        return
    names = {"model_type": None} if family == "dream" else {"architectures": None}
    assert load_network(checkpoint.write(tmp_path, config=names), dtype=torch.float32).family == family


@pytest.mark.parametrize("shards", [1, 3])
def test_memory_is_that_of_the_loaded_weights(shards: int, tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path, shards=shards)
    for dtype in (torch.float32, torch.bfloat16):
        loaded = load_network(folder, dtype=dtype)
        taken = sum(parameter.nbytes for parameter in loaded.network.parameters())
        assert open_checkpoint(folder).memory_bytes(dtype) == taken


def test_memory_is_known_without_reading_the_weights(tiny: Any, tmp_path: Path) -> None:
    folder = tiny("llada").write(tmp_path)
    # A true header, and a hole where 32 GB of weights would be: more than this process could map.
    values = 2**34
    entry = {"dtype": "BF16", "shape": [values], "data_offsets": [0, 2 * values]}
    with_header(folder, json.dumps({EMBEDDING: entry}).encode(), 2 * values)
    assert open_checkpoint(folder).memory_bytes(torch.bfloat16) == 2 * values
    assert open_checkpoint(folder).memory_bytes(torch.float32) == 4 * values
