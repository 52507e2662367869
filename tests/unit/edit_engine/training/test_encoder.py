"""A network that begins with an encoder's weights computes what the encoder does."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import read_canvas, read_source
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import Transformer
from edit_engine.training.encoder import start_folder


WIDTH, HEADS, MLP, POSITIONS = 32, 4, 48, 40
PIECES = ["[PAD]", "[CLS]", "[SEP]", "[MASK]", "the", "a", "##n", "##a", "e", ".", ",", "th", "##e"]


def checkpoint(folder: Path, **shape: object) -> Path:
    """A tiny encoder in BERT's own layout."""
    torch.manual_seed(3)

    def linear(name: str, out: int, into: int) -> dict[str, Tensor]:
        return {f"{name}.weight": torch.randn(out, into) * 0.2, f"{name}.bias": torch.randn(out) * 0.2}

    def norm(name: str) -> dict[str, Tensor]:
        return {f"{name}.weight": 1 + torch.randn(WIDTH) * 0.1, f"{name}.bias": torch.randn(WIDTH) * 0.1}

    weights = {
        "embeddings.word_embeddings.weight": torch.randn(len(PIECES), WIDTH),
        "embeddings.position_embeddings.weight": torch.randn(POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": torch.randn(2, WIDTH),
        **norm("embeddings.LayerNorm"),
    }
    for layer in range(2):
        at = f"encoder.layer.{layer}"
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            weights |= linear(f"{at}.{name}", WIDTH, WIDTH)
        weights |= norm(f"{at}.attention.output.LayerNorm") | norm(f"{at}.output.LayerNorm")
        weights |= linear(f"{at}.intermediate.dense", MLP, WIDTH) | linear(f"{at}.output.dense", WIDTH, MLP)
    folder.mkdir()
    save_file(weights, folder / "model.safetensors")
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n")
    known = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": WIDTH,
        "num_hidden_layers": 2,
        "num_attention_heads": HEADS,
        "intermediate_size": MLP,
        "max_position_embeddings": POSITIONS,
    }
    (folder / "config.json").write_text(json.dumps(known | shape))
    return folder


def bert(weights: dict[str, Tensor], words: Tensor) -> Tensor:
    """The last hidden states of words (T, width) at places 0, 1, ..., as the paper has it: one head after the other."""

    def linear(name: str, x: Tensor) -> Tensor:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(name: str, x: Tensor) -> Tensor:
        return functional.layer_norm(x, (WIDTH,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    x = words + weights["embeddings.position_embeddings.weight"][: len(words)]
    x = norm("embeddings.LayerNorm", x + weights["embeddings.token_type_embeddings.weight"][0])
    for layer in range(2):
        at = f"encoder.layer.{layer}"
        query, key, value = (linear(f"{at}.attention.self.{name}", x) for name in ("query", "key", "value"))
        heads = []
        for part in torch.arange(WIDTH).chunk(HEADS):
            score = query[:, part] @ key[:, part].T / math.sqrt(WIDTH // HEADS)
            heads.append(score.softmax(dim=-1) @ value[:, part])
        x = norm(f"{at}.attention.output.LayerNorm", x + linear(f"{at}.attention.output.dense", torch.cat(heads, -1)))
        inner = linear(f"{at}.intermediate.dense", x)
        inner = inner * 0.5 * (1 + torch.erf(inner / math.sqrt(2)))
        x = norm(f"{at}.output.LayerNorm", x + linear(f"{at}.output.dense", inner))
    return x


@pytest.fixture
def made(tmp_path: Path, tokenizer: EditTokenizer) -> tuple[Path, Path]:
    """The encoder's folder, and the one to begin with."""
    folder, file = checkpoint(tmp_path / "encoder"), tmp_path / "tokenizer.json"
    tokenizer._tokenizer.save(str(file))
    start_folder(folder, file, tmp_path / "start")
    return folder, tmp_path / "start"


def network(start: Path) -> Transformer:
    found = Transformer(ModelConfig(**json.loads((start / "config.json").read_text())))
    found.load_state_dict(load_file(start / "model.safetensors"))
    return found.eval()


@torch.inference_mode()
def test_a_source_is_read_as_the_encoder_reads_it(made: tuple[Path, Path]) -> None:
    encoder, start = made
    ours = network(start)
    ids = torch.tensor([2, 30, 31, 200, 5, 7])
    expected = bert(load_file(encoder / "model.safetensors"), ours.embedding.weight[ids])
    expected = functional.rms_norm(expected, (WIDTH,), eps=1e-6)
    found, source = read_source(ours, ids, [len(ids)])
    assert torch.allclose(found, expected, rtol=1e-5, atol=1e-5)
    # A canvas of the same tokens at the same places would be the same, were the source not there as well.
    canvas = read_canvas(ours, ids, torch.arange(6.0), [6], source, [0])
    assert canvas.shape == found.shape
    between = read_canvas(ours, ids, torch.arange(6.0) + 0.5, [6], source, [0])
    assert not torch.allclose(canvas, between, atol=1e-2)


def test_tokens_begin_as_the_mean_of_their_pieces(made: tuple[Path, Path], tokenizer: EditTokenizer) -> None:
    encoder, start = made
    theirs = load_file(encoder / "model.safetensors")["embeddings.word_embeddings.weight"]
    table = network(start).embedding.weight

    def near(token: int, *pieces: str) -> bool:
        wanted = theirs[[PIECES.index(piece) for piece in pieces]].mean(dim=0)
        return bool((table[token] - wanted).abs().max() < 0.06)

    written = {word: number for number, word in enumerate(tokenizer.token_bytes()) if word}
    assert near(tokenizer.mask_id, "[MASK]")
    assert near(written[b" the"], "the")
    assert near(written[b"."], ".")
    assert near(written[b"n"], "##n")
    assert near(written[b"E"], "e")
    assert near(written[b"\n"], "[SEP]")


@pytest.mark.parametrize("shape", [{"model_type": "roberta"}, {"hidden_act": "relu"}])
def test_another_kind_of_encoder_is_refused(tmp_path: Path, tokenizer: EditTokenizer, shape: dict[str, str]) -> None:
    folder, file = checkpoint(tmp_path / "encoder", **shape), tmp_path / "tokenizer.json"
    tokenizer._tokenizer.save(str(file))
    with pytest.raises(ValueError, match="must be a BERT"):
        start_folder(folder, file, tmp_path / "start")


def test_a_folder_without_a_checkpoint_is_refused(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    folder, file = checkpoint(tmp_path / "encoder"), tmp_path / "tokenizer.json"
    tokenizer._tokenizer.save(str(file))
    (folder / "vocab.txt").unlink()
    with pytest.raises(ValueError, match="no BERT checkpoint"):
        start_folder(folder, file, tmp_path / "start")
    assert not (tmp_path / "start").exists()
