"""Any masked language model of transformers as one more family: filling masks is denoising in one step.

BERT, RoBERTa, ModernBERT and others were trained to write what is masked, so they find and mend what does not belong in
a sentence, and know no instructions. Their code is that of the installed transformers; none comes with a checkpoint.
transformers is imported when such a model is opened, and nowhere else.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from edit_engine.models.errors import UnknownFamily, UnsupportedModel, WrongTensors, WrongVocabulary
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import Filling, Manner
from edit_engine.models.families.network import SpecialTokens
from edit_engine.request import Intent


FAMILY = "masked-lm"
MANNER = Manner(
    title="Masked language model",
    filling=Filling.ENTROPY,
    intents=(Intent.FIX, Intent.INFILL),
    limits="Follows no instructions: it mends what is unlikely where it stands, and fills places that are named.",
)
_HEAD = "ForMaskedLM"
# What tokenizers call their tokens, where config.json does not say.
_MASKS, _PADS = ("[MASK]", "<mask>"), ("[PAD]", "<pad>")


class MaskedLm:
    """A masked language model; see `slots.SlotNetwork`."""

    def __init__(self, model: Any, *, vocab_size: int, max_tokens: int, special: SpecialTokens) -> None:
        self._model = model
        self.vocab_size = vocab_size
        self.max_tokens = max_tokens
        self.special = special

    @torch.inference_mode()
    def logits(self, tokens: Tensor, *, real: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        """See `SlotNetwork.logits`; these models take no time."""
        device = self._model.device
        # Some models count positions by what is no padding.
        shown = tokens.masked_fill(~real, self.special.pad_id or 0).to(device)
        found: Tensor = self._model(input_ids=shown, attention_mask=real.long().to(device)).logits
        return found[slots.to(device)].float().cpu()


def is_masked_lm(config: Fields) -> bool:
    """Whether a config.json is that of a masked language model."""
    named = config.values.get("architectures")
    return isinstance(named, list) and any(isinstance(one, str) and one.endswith(_HEAD) for one in named)


def check_masked_lm(checkpoint: Checkpoint) -> SpecialTokens:
    """What can be known of a masked language model before it is loaded.

    Raises:
        UnsupportedModel: code comes with it, or it is an encoder and decoder.
        UnknownFamily: the installed transformers does not know its architecture.
        WrongVocabulary: it has no mask.
    """
    from transformers.models.auto.modeling_auto import MODEL_FOR_MASKED_LM_MAPPING_NAMES

    config = checkpoint.config
    if checkpoint.remote_code:
        raise UnsupportedModel(
            f"{config.source} wants code that comes with the checkpoint to be run "
            f"({', '.join(checkpoint.remote_code)}), which is never done: use a checkpoint of an architecture that is "
            "part of transformers, without auto_map"
        )
    kind = str(config.values.get("model_type"))
    if kind not in MODEL_FOR_MASKED_LM_MAPPING_NAMES:
        raise UnknownFamily(
            f"{config.source} has model_type {kind!r}, which the installed transformers does not know as a masked "
            "language model: upgrade transformers, or use another checkpoint"
        )
    if config.values.get("is_encoder_decoder") is True:
        raise UnsupportedModel(f"{config.source} is an encoder and decoder; use a model that is an encoder only")
    # Under the names of the older files, only tokenizer.json says what ids these tokens have.
    ids = {**_ids(checkpoint.folder / "tokenizer.json"), **checkpoint.added_tokens}
    mask_id = next((ids[name] for name in _MASKS if name in ids), None)
    if mask_id is None:
        raise WrongVocabulary(
            f"{checkpoint.folder} names no mask token ({' or '.join(_MASKS)}): use the tokenizer.json that belongs to "
            "this checkpoint"
        )
    pad_id = next((ids[name] for name in _PADS if name in ids), None)
    return SpecialTokens(
        mask_id=mask_id, pad_id=config.token("pad_token_id") if pad_id is None else pad_id, end_id=None, begin_id=None
    )


def load_masked_lm(checkpoint: Checkpoint, *, dtype: torch.dtype, device: torch.device) -> MaskedLm:
    """Load it.

    Raises:
        as `check_masked_lm`, and WrongTensors: tensors are missing, above all the head that fills masks.
    """
    from transformers import AutoModelForMaskedLM
    from transformers.utils import logging as chatter

    special = check_masked_lm(checkpoint)
    chatter.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers types only some of it
    chatter.disable_progress_bar()  # type: ignore[no-untyped-call]  # the same
    model, told = AutoModelForMaskedLM.from_pretrained(
        checkpoint.folder,
        local_files_only=True,
        trust_remote_code=False,
        use_safetensors=True,
        dtype=dtype,
        output_loading_info=True,
    )
    # transformers would make up what it does not find.
    lacking = sorted({*told["missing_keys"], *(str(key) for key in told["mismatched_keys"])})
    if lacking:
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        raise WrongTensors(
            f"{checkpoint.folder} lacks {', '.join(lacking[:3])}{more}: use a checkpoint that was saved with its head "
            f"for masked language modelling ({_HEAD})"
        )
    config = checkpoint.config
    vocab_size = config.size("vocab_size")
    positions = config.size("max_position_embeddings", 512)
    # RoBERTa and its kin begin to count behind the padding id.
    offset = (special.pad_id or 0) + 1 if "roberta" in str(config.values.get("model_type")) else 0
    return MaskedLm(model.eval().to(device), vocab_size=vocab_size, max_tokens=positions - offset, special=special)


def _ids(path: Path) -> dict[str, int]:
    """Added tokens of a tokenizer.json; none if it cannot be read, which is told where it is opened."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return {str(one["content"]): int(one["id"]) for one in plain["added_tokens"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
