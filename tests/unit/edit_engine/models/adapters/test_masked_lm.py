"""Masked language models of transformers: BERT's equations, rows beside others, and how much each kind reads."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from editable_checkpoints import write_checkpoint
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn.functional import gelu, layer_norm

from edit_engine.load_options import LoadOptions, Precision
from edit_engine.models.adapters.framed import FramedDenoiser
from edit_engine.models.adapters.opening import open_rewriter, sketch
from edit_engine.models.adapters.slots import Shown
from edit_engine.models.errors import DamagedModel, UnsupportedModel, WrongTensors, WrongVocabulary


FULL = LoadOptions(precision=Precision.FLOAT32)


def opened(folder: Path) -> FramedDenoiser:
    return open_rewriter(folder, devices=[torch.device("cpu")], options=FULL)


@pytest.fixture
def bert(tmp_path: Path) -> Path:
    return write_checkpoint("masked-lm", tmp_path / "bert")


@pytest.fixture
def of_kind(bert: Path) -> Callable[[str], Path]:
    """Writes a checkpoint of a kind, with one layer and 66 positions."""

    def make(kind: str) -> Path:
        import transformers

        vocabulary = json.loads((bert / "config.json").read_text())["vocab_size"]
        config = transformers.AutoConfig.for_model(
            kind,
            vocab_size=vocabulary,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=66,
            pad_token_id=1 if kind == "mpnet" else 0,
        )
        torch.manual_seed(7)
        folder = bert.parent / f"of-{kind}"
        made: Any = transformers.AutoModelForMaskedLM
        made.from_config(config).save_pretrained(folder)
        shutil.copy(bert / "tokenizer.json", folder)
        return folder

    return make


def shown(tokens: Tensor, real: Tensor, place: int) -> Shown:
    """A question about one place of each row."""
    slots = torch.zeros_like(real)
    slots[:, place] = True
    rows = len(tokens)
    return Shown(
        tokens=tokens,
        real=real,
        slots=slots,
        starts=torch.zeros(rows, dtype=torch.long),
        time=torch.zeros(rows, dtype=torch.float64),
    )


def bert_logits(w: dict[str, Tensor], tokens: list[int], heads: int) -> Tensor:
    """(T, vocabulary) by the equations (Devlin et al. 2019; Vaswani et al. 2017), in float64."""

    def through(name: str, x: Tensor) -> Tensor:
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    def normed(name: str, x: Tensor) -> Tensor:
        return layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], 1e-12)

    table = w["bert.embeddings.word_embeddings.weight"]
    x = table[tokens] + w["bert.embeddings.position_embeddings.weight"][: len(tokens)]
    x = normed("bert.embeddings.LayerNorm", x + w["bert.embeddings.token_type_embeddings.weight"][0])
    for layer in (f"bert.encoder.layer.{number}" for number in range(2)):
        query, key, value = (
            through(f"{layer}.attention.self.{name}", x).view(len(x), heads, -1).transpose(0, 1)
            for name in ("query", "key", "value")
        )
        weights = (query @ key.transpose(1, 2) / math.sqrt(query.shape[-1])).softmax(-1)
        mixed = (weights @ value).transpose(0, 1).flatten(1)
        x = normed(f"{layer}.attention.output.LayerNorm", x + through(f"{layer}.attention.output.dense", mixed))
        inner = through(f"{layer}.output.dense", gelu(through(f"{layer}.intermediate.dense", x)))
        x = normed(f"{layer}.output.LayerNorm", x + inner)
    head = "cls.predictions.transform"
    return normed(f"{head}.LayerNorm", gelu(through(f"{head}.dense", x))) @ table.T + w["cls.predictions.bias"]


def test_logits_are_those_of_the_equations(bert: Path) -> None:
    weights = {name: value.double() for name, value in load_file(bert / "model.safetensors").items()}
    tokens = [2, 9, 4, 30, 12, 4, 3]
    question = shown(torch.tensor([tokens]), torch.ones(1, len(tokens), dtype=torch.bool), 2)
    found = opened(bert).network.logits(question)
    torch.testing.assert_close(found[0].double(), bert_logits(weights, tokens, 2)[2], rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("kind", ["bert", "roberta", "convbert", "fnet", "nystromformer"])
def test_padding_changes_nothing_not_even_beside_it(kind: str, of_kind: Callable[[str], Path]) -> None:
    network = opened(of_kind(kind)).network
    lengths = [24, 60, 40, 24, 31, 60, 25, 24]
    tokens = torch.randint(5, 90, (8, 60), generator=torch.Generator().manual_seed(1))
    real = torch.arange(60) < torch.tensor(lengths)[:, None]
    together = network.logits(shown(tokens, real, 23))
    for row, length in enumerate(lengths):
        alone = network.logits(shown(tokens[row : row + 1, :length], real[row : row + 1, :length], 23))
        torch.testing.assert_close(together[row : row + 1], alone, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("kind", "longest"), [("bert", 66), ("roberta", 65), ("camembert", 65), ("mpnet", 64)])
def test_a_row_is_as_long_as_there_are_positions_for(kind: str, longest: int, of_kind: Callable[[str], Path]) -> None:
    network = opened(of_kind(kind)).network
    assert network.max_tokens == longest
    tokens = torch.full((1, longest), 7)
    assert network.logits(shown(tokens, tokens > 0, 5)).isfinite().all()


def test_what_computes_in_one_precision_only_says_so(of_kind: Callable[[str], Path]) -> None:
    half = LoadOptions(precision=Precision.BFLOAT16)
    with pytest.raises(UnsupportedModel, match="a fnet computes in float32 only.*--precision float32"):
        open_rewriter(of_kind("fnet"), devices=[torch.device("cpu")], options=half)


def test_counts_among_the_weights_of_older_checkpoints_are_no_weights(bert: Path) -> None:
    weights = load_file(bert / "model.safetensors")
    weights["bert.embeddings.position_ids"] = torch.arange(512)[None]
    save_file(weights, bert / "model.safetensors", metadata={"format": "pt"})
    assert sketch(bert).checkpoint.tensors.keys() == weights.keys() - {"bert.embeddings.position_ids"}
    opened(bert)


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"vocab_size": 300}, WrongVocabulary, "word_embeddings.weight has shape"),
        ({"intermediate_size": 48}, WrongTensors, "intermediate.dense.weight has shape"),
        ({"num_attention_heads": 3}, DamagedModel, "cannot be built: The hidden size .16."),
        ({"hidden_size": "x"}, DamagedModel, "cannot be built.*'hidden_size'"),
    ],
)
def test_a_config_of_another_checkpoint_is_refused_before_weights_are_loaded(
    bert: Path, change: dict[str, Any], error: type[DamagedModel], said: str
) -> None:
    config = json.loads((bert / "config.json").read_text()) | change
    (bert / "config.json").write_text(json.dumps(config))
    with pytest.raises(error, match=said):
        sketch(bert)


def test_a_tensor_of_an_older_name_and_another_shape_is_refused_when_it_is_loaded(bert: Path) -> None:
    weights = load_file(bert / "model.safetensors")
    name = "bert.embeddings.LayerNorm."
    weights[f"{name}gamma"] = weights.pop(f"{name}weight")[:8]
    weights[f"{name}beta"] = weights.pop(f"{name}bias")
    save_file(weights, bert / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(WrongTensors, match=r"lacks bert\.embeddings\.LayerNorm\.weight"):
        opened(bert)
