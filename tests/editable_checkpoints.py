"""Tiny checkpoints that can edit text: those of `tiny_checkpoints`, with a tokenizer of a few hundred ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tiny_checkpoints import Size, Tiny, dream, llada, llada2, mdlm, sedd
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers


PROSE = [
    "the quick brown fox and the lazy dog are in the house with the other one",
    "friendly letters make every reader feel welcome, and a short answer helps",
    "please write the new report about the river, the garden and the old bridge",
]
# What a tokenizer.json of each family adds; the mask of MDLM and SEDD is an id behind it.
_ADDED: dict[str, list[str]] = {
    "llada": [
        *("<|endoftext|>", "<|mdm_mask|>", "<|startoftext|>"),
        *("<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"),
    ],
    "llada2": ["<|endoftext|>", "<|mask|>", "<role>", "</role>", "<|role_end|>"],
    "dream": ["<|endoftext|>", "<|mask|>", "<|im_start|>", "<|im_end|>", "<|beginoftext|>"],
    "dreamon": ["<|endoftext|>", "<|mask|>", "<|expand|>", "<|beginoftext|>"],
    "mdlm": ["<|endoftext|>"],
    "sedd": ["<|endoftext|>"],
    "sedd-uniform": ["<|endoftext|>"],
}
_MAKE: dict[str, Callable[[Size], Tiny]] = {
    "llada": llada,
    "llada2": llada2,
    "dream": dream,
    "dreamon": dream,
    "mdlm": mdlm,
    "sedd": lambda size: sedd(size, absorbs=True),
    "sedd-uniform": lambda size: sedd(size, absorbs=False),
}
FAMILIES = (*_MAKE, "masked-lm")
_HEADS = ("ff_out.weight", "lm_head.weight", "output_layer.linear.weight")


def bpe(added: list[str]) -> Tokenizer:
    """Byte-level BPE with these tokens added behind its own."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=380, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator(PROSE * 9, trainer)
    tokenizer.add_special_tokens(added)
    return tokenizer


def write_checkpoint(family: str, folder: Path, *, shards: int = 1) -> Path:
    """A checkpoint of one of FAMILIES, with random weights that prefer whole words to single bytes."""
    if family == "masked-lm":
        return write_bert(folder)
    added = _ADDED[family]
    tokenizer = bpe(added)
    known = tokenizer.get_vocab_size(with_added_tokens=True)
    # Some ids behind the tokenizer's, as real networks have; the mask of some is the last one.
    size = Size(
        vocab=known + 3,
        length=1024,
        mask_id=tokenizer.token_to_id(added[1]) if len(added) > 1 else known + 2,
        end_id=tokenizer.token_to_id("<|endoftext|>"),
    )
    made = _MAKE[family](size)
    named = {str(tokenizer.token_to_id(name)): {"content": name} for name in added}
    made = replace(made, files={**made.files, "tokenizer_config.json": {"added_tokens_decoder": named}})
    tensors = made.tensors()
    for name, tensor in tensors.items():
        if name.endswith(_HEADS) and len(tensor) == size.vocab:
            tensor[:256] = 0  # single bytes would seldom make text
            tensor[256:] *= 2
    made.write(folder, tensors=tensors, shards=shards)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Tiny\n")
    return folder


def write_bert(folder: Path) -> Path:
    """A BERT with a cased WordPiece tokenizer, as transformers writes one."""
    import torch
    from transformers import BertConfig, BertForMaskedLM

    words = sorted({word for line in PROSE for word in line.replace(",", "").split()})
    letters = [chr(code) for code in range(33, 127)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words, *letters, *(f"##{one}" for one in letters)]
    tokenizer = Tokenizer(models.WordPiece({piece: at for at, piece in enumerate(dict.fromkeys(pieces))}))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(pieces[:5])
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=512,
        initializer_range=0.5,
    )
    torch.manual_seed(7)
    model = BertForMaskedLM(config)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({**config.to_dict(), "architectures": ["BertForMaskedLM"]}))
    from safetensors.torch import save_file

    state = {name: value.contiguous() for name, value in model.state_dict().items() if "decoder" not in name}
    state["cls.predictions.bias"][5 + len(words) :] = -100  # single letters would seldom make text
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
