"""A small tokenizer and a lexicon without words for the training tests."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from edit_engine.models.tokenizer import SPECIALS, EditTokenizer
from edit_engine.training.corruption import Lexicon


sys.path.insert(0, str(Path(__file__).parent))

from training_sentences import SENTENCES


# These networks are tiny: a second thread would only wait for the first.
torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def _denormal_numbers() -> Iterator[None]:
    """A training run flushes them for its whole process, which here goes on to other tests."""
    yield
    torch.set_flush_denormal(False)


@pytest.fixture(scope="session")
def tokenizer() -> EditTokenizer:
    """Byte-level BPE with 360 ids."""
    found = Tokenizer(models.BPE())
    found.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    found.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=360, special_tokens=list(SPECIALS), initial_alphabet=alphabet, show_progress=False
    )
    found.train_from_iterator(SENTENCES * 3, trainer)
    return EditTokenizer(found)


@pytest.fixture(scope="session")
def empty_lexicon() -> Lexicon:
    """Knows no word; `dataclasses.replace` gives it some."""
    return Lexicon(
        frequency={},
        names=frozenset(),
        misspellings={},
        confusions={},
        plurals={},
        singulars={},
        nouns=frozenset(),
        verbs={},
        vbz={},
        vbd={},
        vbn={},
        vbg={},
        comparatives={},
        superlatives={},
        variants={},
    )
