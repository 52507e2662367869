"""Train the built-in model's tokenizer: byte-level BPE on the view of clean prose.

Run as: python -m edit_engine.training tokenizer --data DIR --out runs/tokenizer.json
Digits stand alone, a word carries its leading space, and no merge crosses a word.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from edit_engine.models.tokenizer import SPECIALS, view
from edit_engine.training.corpus import Part, Prose


# A word with its leading space, one digit, a run of one punctuation mark, or spaces. Clitics ('s, n't) stand alone so
# that "its"/"it's" differ by a token.
_WORDS = r"""'(?:s|t|re|ve|m|ll|d)(?![\p{L}])| ?\p{L}[\p{L}\p{M}]*| ?\p{N}| ?([^\s\p{L}\p{N}])\1*|\s+(?!\S)|\s"""


def train_tokenizer(data: Path, out: Path, *, size: int = 16384, documents: int = 6000, seed: int = 0) -> Tokenizer:
    """Train on a seeded sample of `documents` documents and write `out`.

    Args:
        data: folder with `prose/`.
        out: path of the tokenizer.json to write.
        size: vocabulary size, special tokens included.
        documents: how many documents to read.
        seed: picks the sample.
    """
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(SPECIALS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
        min_frequency=3,
    )
    prose = Prose.read(data, part=Part.MEMORY)
    rng = random.Random(seed)

    def sample() -> Iterator[str]:
        for _ in range(documents):
            yield view(prose.passage(rng, characters=12_000))

    tokenizer.train_from_iterator(sample(), trainer)
    out.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(out))
    return tokenizer
