"""Any masked language model of transformers as one more family: filling masks is denoising in one step.

BERT, RoBERTa, ModernBERT and others were trained to write what is masked, so they find and mend what does not belong in
a sentence, and know no instructions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from edit_engine.models.adapters.borrowed import (
    Borrowed,
    Outline,
    added_ids,
    check_borrowable,
    check_shapes,
    device_of,
    pretrained,
)
from edit_engine.models.adapters.slots import Forgetful, Run, Shown
from edit_engine.models.errors import UnknownFamily, UnsupportedModel, WrongVocabulary
from edit_engine.models.families.checkpoint import Checkpoint
from edit_engine.models.families.fields import Fields
from edit_engine.models.families.manner import Filling, Manner
from edit_engine.models.families.network import SpecialTokens
from edit_engine.models.families.placement import Placement
from edit_engine.request import Intent


_MANNER = Manner(
    title="Masked language model",
    filling=Filling.ENTROPY,
    intents=(Intent.FIX, Intent.INFILL),
    limits="Follows no instructions: it mends what is unlikely where it stands, and fills places that are named.",
)
_HEAD = "ForMaskedLM"
# Those that count positions from behind the padding id, and so read that many tokens less than they have positions.
_COUNT_BEHIND_PADDING = frozenset(
    {
        *("camembert", "data2vec-text", "esm", "ibert", "longformer", "luke", "mpnet", "roberta"),
        *("roberta-prelayernorm", "xlm-roberta", "xlm-roberta-xl", "xmod"),
    }
)
# Those whose code in transformers mixes other precisions with its own, or knows no transform in them.
_FLOAT32_ONLY = frozenset({"deberta", "fnet"})
# What tokenizers call their tokens, where config.json does not say.
_MASKS, _PADS = ("[MASK]", "<mask>"), ("[PAD]", "<pad>")


class MaskedLm:
    """A masked language model; see `slots.SlotNetwork`."""

    def __init__(self, model: Any, outline: Outline) -> None:
        self._model = model
        self.vocab_size = outline.vocab_size
        self.max_tokens = self.max_canvas = outline.max_tokens
        self.special = outline.special

    @torch.inference_mode()
    def logits(self, shown: Shown) -> Tensor:
        """See `SlotNetwork.logits`; these models take no time."""
        device = device_of(self._model)
        found = torch.zeros(int(shown.slots.sum()), self.vocab_size)
        rows = shown.slots.nonzero()[:, 0]
        lengths = shown.real.sum(dim=1)
        # Rows of one length together: convolutions, Fourier transforms and averages read padding whatever a mask says.
        for length in sorted(set(lengths.tolist())):
            alike = lengths == length
            slots = shown.slots[alike, :length].to(device)
            answers: Tensor = self._model(input_ids=shown.tokens[alike, :length].to(device)).logits
            found[alike[rows]] = answers[slots].float().cpu()
        return found

    def run(self, lengths: Sequence[int]) -> Run:
        """See `SlotNetwork.run`: nothing is kept."""
        return Forgetful(self)


def _recognises(config: Fields) -> bool:
    named = config.values.get("architectures")
    return isinstance(named, list) and any(isinstance(one, str) and one.endswith(_HEAD) for one in named)


def _outline(checkpoint: Checkpoint) -> Outline:
    """What can be known of a masked language model before it is loaded.

    Raises:
        UnsupportedModel: transformers is missing, code comes with it, or it is an encoder and decoder.
        UnknownFamily: the installed transformers does not know its architecture.
        WrongVocabulary: it has no mask.
        DamagedModel: see `borrowed.check_shapes`.
    """
    config = checkpoint.config
    check_borrowable(checkpoint)
    from transformers.models.auto.modeling_auto import MODEL_FOR_MASKED_LM_MAPPING_NAMES

    kind = str(config.values.get("model_type"))
    if kind not in MODEL_FOR_MASKED_LM_MAPPING_NAMES:
        raise UnknownFamily(
            f"{config.source} has model_type {kind!r}, which the installed transformers does not know as a masked "
            "language model: upgrade transformers, or use another checkpoint"
        )
    if config.values.get("is_encoder_decoder") is True:
        raise UnsupportedModel(f"{config.source} is an encoder and decoder; use a model that is an encoder only")
    check_shapes(MODEL_FOR_MASKED_LM_MAPPING_NAMES[kind], checkpoint)
    ids = added_ids(checkpoint)
    mask_id = next((ids[name] for name in _MASKS if name in ids), None)
    if mask_id is None:
        raise WrongVocabulary(
            f"{checkpoint.folder} names no mask token ({' or '.join(_MASKS)}): use the tokenizer.json that belongs to "
            "this checkpoint"
        )
    pad_id = next((ids[name] for name in _PADS if name in ids), None)
    padding = config.token("pad_token_id")
    special = SpecialTokens(mask_id=mask_id, pad_id=padding if pad_id is None else pad_id, end_id=None, begin_id=None)
    before = ((special.pad_id or 0) if padding is None else padding) + 1 if kind in _COUNT_BEHIND_PADDING else 0
    return Outline(
        special=special,
        vocab_size=config.size("vocab_size"),
        max_tokens=config.size("max_position_embeddings", 512) - before,
        manner=_MANNER,
    )


def _load(checkpoint: Checkpoint, outline: Outline, dtype: torch.dtype, placement: Placement) -> MaskedLm:
    """Load it.

    Raises:
        WrongTensors: tensors are missing, above all the head that fills masks.
        UnsupportedModel: it does not compute in that precision.
    """
    kind = checkpoint.config.values.get("model_type")
    if kind in _FLOAT32_ONLY and dtype != torch.float32:
        raise UnsupportedModel(
            f"{checkpoint.folder}: a {kind} computes in float32 only, got {dtype}: add it with --precision float32 "
            "(redraft models add)"
        )
    head = f"its head for masked language modelling ({_HEAD})"
    return MaskedLm(pretrained("AutoModelForMaskedLM", checkpoint, head, outline, dtype, placement), outline)


MASKED_LM = Borrowed(name="masked-lm", recognises=_recognises, outline=_outline, load=_load)
