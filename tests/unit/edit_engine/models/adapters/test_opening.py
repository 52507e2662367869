"""What is refused, before any weight is loaded, and what is said of it."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from editable_checkpoints import write_checkpoint
from safetensors.torch import load_file, save_file

from edit_engine.evaluation import checkpoints
from edit_engine.load_options import LoadOptions, Precision, Quantization
from edit_engine.models.adapters import hub, need
from edit_engine.models.adapters.opening import estimate, fit, open_rewriter, sketch
from edit_engine.models.adapters.runs import TOKENS_AT_ONCE
from edit_engine.models.errors import (
    MissingShard,
    ModelError,
    TooLarge,
    UnknownFamily,
    UnsafeWeights,
    UnsupportedModel,
    WrongTensors,
    WrongVocabulary,
)
from edit_engine.request import Intent


FULL = LoadOptions(precision=Precision.FLOAT32)
CPU = torch.device("cpu")


@pytest.fixture
def llada(tmp_path: Path) -> Path:
    return write_checkpoint("llada", tmp_path / "llada")


def change(folder: Path, **values: Any) -> Path:
    config = json.loads((folder / "config.json").read_text()) | values
    (folder / "config.json").write_text(json.dumps(config))
    return folder


def test_a_pickle_is_refused(llada: Path) -> None:
    (llada / "model.safetensors").rename(llada / "pytorch_model.bin")
    with pytest.raises(UnsafeWeights, match="is a pickle"):
        sketch(llada)


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    folder = write_checkpoint("dream", tmp_path / "dream", shards=3)
    sketch(folder)
    (folder / "model-00002-of-00003.safetensors").unlink()
    with pytest.raises(MissingShard, match="model-00002-of-00003.safetensors is missing"):
        sketch(folder)


def test_code_of_an_unknown_family_is_named_and_not_run(llada: Path) -> None:
    (llada / "modeling_own.py").write_text("raise SystemExit('run')")
    change(llada, model_type="own", architectures=["Own"], auto_map={"AutoModel": "modeling_own.Own"})
    with pytest.raises(UnknownFamily, match=r"modeling_own\.Own, named by auto_map.*never done"):
        sketch(llada)


def test_a_masked_language_model_with_code_of_its_own_is_refused(tmp_path: Path) -> None:
    folder = write_checkpoint("masked-lm", tmp_path / "bert")
    assert sketch(folder).family == "masked-lm"
    change(folder, auto_map={"AutoModelForMaskedLM": "modeling_own.Own"})
    with pytest.raises(UnsupportedModel, match=r"modeling_own\.Own.*never done"):
        sketch(folder)


@pytest.mark.parametrize("family", ["masked-lm", "diffusion-gemma"])
def test_without_transformers_its_families_are_refused_with_the_reason(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_checkpoint(family, tmp_path / family)
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(UnsupportedModel, match=r"needs the package transformers.*with pip"):
        sketch(folder)


def test_an_architecture_that_transformers_lacks_is_refused(tmp_path: Path) -> None:
    folder = change(write_checkpoint("masked-lm", tmp_path / "bert"), model_type="nobert")
    with pytest.raises(UnknownFamily, match="'nobert'.*upgrade transformers"):
        sketch(folder)


def test_a_masked_language_model_without_its_head_is_refused_rather_than_made_up(tmp_path: Path) -> None:
    folder = write_checkpoint("masked-lm", tmp_path / "bert")
    weights = {name: value for name, value in load_file(folder / "model.safetensors").items() if "cls." not in name}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(WrongTensors, match=r"lacks cls\.predictions.*ForMaskedLM"):
        open_rewriter(folder, devices=[CPU], options=FULL)


def test_another_vocabulary_is_refused(llada: Path) -> None:
    vocabulary = json.loads((llada / "config.json").read_text())["vocab_size"]
    change(llada, vocab_size=vocabulary + 1, embedding_size=vocabulary + 1)
    with pytest.raises(WrongVocabulary, match="belongs to these weights"):
        sketch(llada)


def test_a_tokenizer_of_another_model_is_refused(llada: Path, tmp_path: Path) -> None:
    other = write_checkpoint("mdlm", tmp_path / "mdlm")
    shutil.copy(other / "tokenizer.json", llada / "tokenizer.json")
    with pytest.raises(WrongVocabulary, match=r"lacks <\|startoftext\|>.*instruct"):
        sketch(llada)


def test_quantised_weights_are_refused(llada: Path) -> None:
    weights = load_file(llada / "model.safetensors")
    save_file({name: value.to(torch.int8) for name, value in weights.items()}, llada / "model.safetensors")
    with pytest.raises(WrongTensors, match="use the checkpoint in bfloat16"):
        sketch(llada)


def test_too_little_memory_is_told_before_anything_is_loaded(llada: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(need, "free_bytes", lambda device: 10_000)
    with pytest.raises(TooLarge, match=r"needs about .* MB of memory in bfloat16, and 0\.0 MB are free"):
        open_rewriter(llada, devices=[CPU], options=LoadOptions(precision=Precision.BFLOAT16))


def test_half_the_precision_needs_half_the_memory_for_weights(llada: Path) -> None:
    seen = sketch(llada)
    (_, full), (_, half) = (
        estimate(seen, CPU, LoadOptions(precision=precision)) for precision in (Precision.FLOAT32, Precision.BFLOAT16)
    )
    kept = 2 * TOKENS_AT_ONCE * 16  # keys and values of a block, 16 channels
    assert full.outer + sum(full.blocks) == 4 * (seen.parameters + 2 * kept)
    assert full.outer + sum(full.blocks) == 2 * (half.outer + sum(half.blocks))
    assert half.outer + sum(half.blocks) < half.total < full.total


@pytest.mark.parametrize(("how", "bits"), [(Quantization.INT8, 8), (Quantization.INT4, 8)])
def test_rounded_weights_are_counted_as_they_are_stored(tmp_path: Path, how: Quantization, bits: int) -> None:
    folder = write_checkpoint("dream", tmp_path / "dream")
    seen = sketch(folder)
    full, less = (estimate(seen, CPU, replace(FULL, quantize=one))[1] for one in (Quantization.NONE, how))
    assert less.outer == full.outer
    network = open_rewriter(folder, devices=[CPU], options=replace(FULL, quantize=how)).network.network  # type: ignore[attr-defined]  # native
    kept = 2 * TOKENS_AT_ONCE * network.key_width * 4
    for block, promised in zip(network.blocks, less.blocks, strict=True):
        assert promised - kept == sum(stored_bytes(tensor) for tensor in block.state_dict().values())
    # Of this family only the way down from the MLP, 20 channels, is in no groups of 32; and none of width 24.
    assert (sum(less.blocks) < sum(full.blocks)) is (how is Quantization.INT8)


def stored_bytes(tensor: torch.Tensor) -> int:
    """Of what a tensor of torchao is made of, or of a plain one."""
    names = getattr(tensor, "tensor_data_names", None)
    return tensor.nbytes if names is None else sum(getattr(tensor, name).nbytes for name in names)


def test_layers_of_transformers_are_not_rounded(tmp_path: Path) -> None:
    folder = write_checkpoint("masked-lm", tmp_path / "bert")
    with pytest.raises(UnsupportedModel, match="leave --quantize out"):
        open_rewriter(folder, devices=[CPU], options=LoadOptions(quantize=Quantization.INT8))


@pytest.mark.parametrize("family", ["llada", "llada2", "diffusion-gemma"])
def test_a_model_too_large_for_one_device_is_laid_over_several_and_writes_the_same(
    family: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_checkpoint(family, tmp_path / family)
    # Two names of one device stand for two devices.
    devices = [torch.device("cpu"), torch.device("cpu", 0)]
    load = estimate(sketch(folder), CPU, FULL)[1]
    room = {devices[0]: load.total - load.blocks[-1], devices[1]: load.forward + load.blocks[-1]}
    monkeypatch.setattr(need, "free_bytes", lambda device: room[device])
    wanted_places = (devices[0],) * (len(load.blocks) - 1) + (devices[1],)
    assert fit(sketch(folder), devices, FULL).placement.blocks == wanted_places
    spread = open_rewriter(folder, devices=devices, options=FULL)
    monkeypatch.setattr(need, "free_bytes", lambda device: 10**12)
    whole = open_rewriter(folder, devices=devices, options=FULL)
    assert fit(sketch(folder), devices, FULL).placement.blocks == ()
    ids = whole.tokenizer.encode("the quick brown fox").ids
    tokens = torch.tensor([[*ids, whole.tokenizer.end_id]])
    which = torch.ones_like(tokens, dtype=torch.bool)
    found, wanted = (
        one.conditionals(one.frame([ids], Intent.FIX), [0], tokens, which).chance for one in (spread, whole)
    )
    assert torch.equal(found, wanted)
    monkeypatch.setattr(need, "free_bytes", lambda device: room[device] - 1)
    with pytest.raises(TooLarge, match="--quantize int8|of memory"):
        open_rewriter(folder, devices=devices, options=FULL)


def test_describe_tells_without_loading_and_check_edits(llada: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checkpoints.main(["describe", str(llada)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["family"], told["licence"], told["stored_as"]) == ("llada", "mit", ["F32"])
    assert "free" in told["intents"]
    assert told["remote_code"]
    assert checkpoints.main(["check", str(llada)]) == 0
    checked = json.loads(capsys.readouterr().out)
    assert checked["sha256"] == told["sha256"]
    assert checked["tokens_per_second"] > 0
    assert checked["asked"] == "make this friendlier"


def test_another_byte_is_another_hash(llada: Path) -> None:
    before = checkpoints.describe(llada)["sha256"]
    text = (llada / "tokenizer.json").read_text()
    (llada / "tokenizer.json").write_text(text + "\n")
    assert checkpoints.describe(llada)["sha256"] != before


def test_what_cannot_be_used_is_one_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checkpoints.main(["describe", str(tmp_path)]) == checkpoints.FAILED
    assert "holds no config.json" in json.loads(capsys.readouterr().out)["error"]


def test_without_a_network_the_hub_is_said_to_be_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=r"owner/name cannot be downloaded.*give the folder"):
        hub.fetch("owner/name", tmp_path / "name")
