"""Tiny checkpoints that can edit text: those of `tiny_checkpoints`, with a tokenizer of a few hundred ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

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
_WRITTEN: dict[str, Callable[[Path], Path]] = {
    "masked-lm": lambda folder: write_bert(folder),
    "diffusion-gemma": lambda folder: write_gemma(folder),
}
FAMILIES = (*_MAKE, *_WRITTEN)
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
    if family in _WRITTEN:
        return _WRITTEN[family](folder)
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


def gemma_tokenizer() -> Tokenizer:
    """A BPE like Gemma's: spaces are a sign of their own, nothing cuts a text into words, bytes stand for the rest."""
    trained = Tokenizer(models.BPE())
    trained.normalizer = normalizers.Replace(" ", "\u2581")
    trained.pre_tokenizer = pre_tokenizers.Split("\u2581", "merged_with_next")
    trained.train_from_iterator(PROSE * 9, trainers.BpeTrainer(vocab_size=120, show_progress=False))
    plain = json.loads(trained.to_str())["model"]
    special = ["<pad>", "<eos>", "<bos>", "<unk>"]
    pieces = [*special, *(f"<0x{byte:02X}>" for byte in range(256)), *plain["vocab"]]
    tokenizer = Tokenizer(
        models.BPE(
            vocab={piece: number for number, piece in enumerate(pieces)},
            merges=[tuple(merge) for merge in plain["merges"]],
            unk_token="<unk>",
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    tokenizer.normalizer = normalizers.Replace(" ", "\u2581")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
    tokenizer.add_special_tokens([*special, "<|turn>", "<turn|>", "<|channel>", "<channel|>"])
    tokenizer.add_tokens(["\n\n"])
    return tokenizer


def gemma_model(vocab_size: int, canvas_length: int = 256) -> Any:
    """A DiffusionGemma with random weights: five layers in its original order, two of them with another head width."""
    import torch
    from transformers import DiffusionGemmaConfig, DiffusionGemmaForBlockDiffusion, DiffusionGemmaTextConfig
    from transformers.models.gemma4.configuration_gemma4 import Gemma4VisionConfig

    text = DiffusionGemmaTextConfig(
        vocab_size=vocab_size,
        hidden_size=16,
        intermediate_size=20,
        num_hidden_layers=3,
        num_attention_heads=4,
        num_key_value_heads=2,
        head_dim=8,
        global_head_dim=12,
        num_global_key_value_heads=1,
        max_position_embeddings=1024,
        sliding_window=6,
        layer_types=["sliding_attention", "full_attention", "full_attention"],
        num_experts=4,
        top_k_experts=2,
        moe_intermediate_size=8,
        initializer_range=0.3,
    )
    vision = Gemma4VisionConfig(
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=4,
    )
    torch.manual_seed(7)
    config = DiffusionGemmaConfig(text_config=text, vision_config=vision, canvas_length=canvas_length)
    model = DiffusionGemmaForBlockDiffusion(config).eval()
    with torch.no_grad():
        # Under which every part matters: nothing is zero, nothing is one.
        for name, weight in model.named_parameters():
            if weight.dim() == 1:
                weight.copy_(1 + 0.3 * torch.randn(weight.shape))
            elif "router" in name:
                weight.mul_(8)
        for name, buffer in model.named_buffers():
            if name.endswith("layer_scalar"):
                buffer.fill_(0.8)
    return model


def write_gemma(folder: Path) -> Path:
    """A DiffusionGemma as transformers writes one, that prefers words to single bytes."""
    import torch
    from transformers.utils import logging as chatter

    chatter.disable_progress_bar()
    tokenizer = gemma_tokenizer()
    known = tokenizer.get_vocab_size(with_added_tokens=True)
    model = gemma_model(known + 3)
    with torch.no_grad():
        model.model.decoder.embed_tokens.weight[4:260] = 0  # single bytes would seldom make text
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Tiny\n")
    return folder
