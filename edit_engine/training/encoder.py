"""A model folder to begin a run with, from a BERT encoder that others trained on far more text than is at hand here.

The blocks are the encoder's. Its vocabulary is not ours, so each of our tokens begins as the mean of the pieces that
it cuts it into (in the spirit of WECHSEL, Minixhofer et al. 2022). An encoder without capitals has one vector for "The"
and for "the"; what tells them apart is learned. Heads and memory begin untrained.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from edit_engine.models.config import ModelConfig
from edit_engine.models.registry import CONFIG, TOKENIZER, WEIGHTS
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import Transformer


# Names of BERT's files and special pieces.
_VOCABULARY, _CHECKPOINT, _SHAPE = "vocab.txt", "model.safetensors", "config.json"
_MASK, _PAD, _END, _START = "[MASK]", "[PAD]", "[SEP]", "[CLS]"
# What BERT cuts words and marks apart with.
_PARTS = re.compile(r"[^\W_]+|[^\s]")
# Spread of what is added so that no two tokens begin alike.
_SPREAD = 0.01


def start_folder(encoder: Path, tokenizer_file: Path, out: Path) -> int:
    """Write config, tokenizer and weights to `out`, for `train --weights`.

    Args:
        encoder: folder of a BERT checkpoint: config.json, vocab.txt, model.safetensors.
        tokenizer_file: ours.
        out: model folder, made if absent.

    Returns:
        how many of our tokens are one piece of the encoder's.

    Raises:
        ValueError: the folder is no such checkpoint.
    """
    try:
        shape = json.loads((encoder / _SHAPE).read_text(encoding="utf-8"))
        weights = {name.removeprefix("bert."): value for name, value in load_file(encoder / _CHECKPOINT).items()}
        pieces = (encoder / _VOCABULARY).read_text(encoding="utf-8").splitlines()
        tokenizer = EditTokenizer.load(tokenizer_file)
        config = _config(shape, tokenizer.size)
        network = Transformer(config)
        names = dict(_names(config.depth))
        table, whole = _table(tokenizer, {piece: number for number, piece in enumerate(pieces)}, weights)
        with torch.no_grad():
            network.embedding.weight.copy_(table)
            network.segment.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].expand(2, -1))
            state = network.state_dict()
            for ours, theirs in names.items():
                state[ours].copy_(torch.cat([weights[name] for name in theirs]))
    except (OSError, SafetensorError, KeyError, json.JSONDecodeError) as error:
        raise ValueError(f"{encoder} is no BERT checkpoint with safetensors and vocab.txt: {error!r}") from error
    out.mkdir(parents=True, exist_ok=True)
    save_file({name: value.contiguous() for name, value in state.items()}, out / WEIGHTS)
    (out / CONFIG).write_text(json.dumps(asdict(config), indent=1) + "\n")
    shutil.copyfile(tokenizer_file, out / TOKENIZER)
    return whole


def _config(shape: Mapping[str, Any], vocab_size: int) -> ModelConfig:
    if shape.get("model_type") != "bert" or shape.get("hidden_act") != "gelu":
        raise ValueError("the encoder must be a BERT with GELU (model_type, hidden_act in its config.json)")
    return ModelConfig(
        vocab_size=vocab_size,
        width=shape["hidden_size"],
        depth=shape["num_hidden_layers"],
        heads=shape["num_attention_heads"],
        mlp_width=shape["intermediate_size"],
        positions=shape["max_position_embeddings"],
        body="bert",
    )


def _names(depth: int) -> Iterator[tuple[str, list[str]]]:
    """Names of our weights, and of those of the encoder that they are made of, one behind the other."""
    yield "entry.positions.weight", ["embeddings.position_embeddings.weight"]
    for kind in ("weight", "bias"):
        yield f"entry.norm.{kind}", [f"embeddings.LayerNorm.{kind}"]
        for block in range(depth):
            theirs = f"encoder.layer.{block}"
            three = [f"{theirs}.attention.self.{name}.{kind}" for name in ("query", "key", "value")]
            yield f"blocks.{block}.queries_keys_values.{kind}", three
            for ours, name in (
                ("out", "attention.output.dense"),
                ("attention_norm", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("mlp_norm", "output.LayerNorm"),
            ):
                yield f"blocks.{block}.{ours}.{kind}", [f"{theirs}.{name}.{kind}"]


def _table(tokenizer: EditTokenizer, pieces: Mapping[str, int], weights: Mapping[str, Tensor]) -> tuple[Tensor, int]:
    """Our token embeddings, (vocab, width), and how many of them are one piece."""
    theirs = weights["embeddings.word_embeddings.weight"].float()
    special = {tokenizer.mask_id: _MASK, tokenizer.pad_id: _PAD, tokenizer.end_id: _END}
    table = torch.empty(tokenizer.size, theirs.shape[1])
    nn.init.normal_(table, std=_SPREAD, generator=torch.Generator().manual_seed(0))
    whole = 0
    for token, written in enumerate(tokenizer.token_bytes()):
        if token in tokenizer.special_ids:
            table[token] += theirs[pieces[special.get(token, _START)]]
            continue
        found = [pieces[piece] for piece in _cut(written.decode(errors="replace"), pieces)]
        # Line breaks and spaces alone end something; what the encoder cannot write is like the mean of all.
        at_rest = theirs[pieces[_END]] if not written.strip() else theirs.mean(dim=0)
        table[token] += theirs[found].mean(dim=0) if found else at_rest
        whole += len(found) == 1
    return table, whole


def _cut(token: str, pieces: Mapping[str, int]) -> list[str]:
    """The encoder's pieces of a token's text: the longest that fits, again and again, as WordPiece does."""
    found: list[str] = []
    # A token without a space before it goes on a word; with a capital it rather begins a text.
    inside = bool(token) and token[0].islower()
    for number, part in enumerate(_PARTS.findall(token.lower())):
        at, goes_on = 0, inside and number == 0
        while at < len(part):
            ends = range(len(part), at, -1)
            end = next((end for end in ends if _as(part[at:end], goes_on) in pieces), None)
            if end is not None:
                found.append(_as(part[at:end], goes_on))
            at, goes_on = end or at + 1, True
    return found


def _as(piece: str, goes_on: bool) -> str:
    return f"##{piece}" if goes_on else piece
