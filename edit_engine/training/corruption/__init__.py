"""Synthetic errors: clean English prose in, the same prose with the mistakes people make out.

    lexicon = Lexicon.read(Path("data/lexicon"))
    wrong = Corruptor(lexicon).corrupt("The cats are asleep.", random.Random(1), rate=0.1)

The model learns the inverse (`fix`); `constructed_pairs` makes pairs for shorten, simplify and formal the same way.
A text becomes a `Draft` (words and gaps). Each error is a function `(draft, index, rng, lexicon) -> Edit | None` in
one of the files by theme: `spelling`, `confusion`; `verbs`, `verb_patterns`, `distant_agreement`; `nouns`, `articles`,
`prepositions`, `adjectives`; `order` (small words), `word_order`; `punctuation`, `clauses`, `spacing`, `capitals`.
`kinds` names them, `weights` says how often each is drawn, `places` where it can stand, and `corruptor` draws. The
rule of all: an error must really be an error, because a change from one right text to another would teach the model
to suggest changes nobody needs.
"""

from edit_engine.training.corruption.corruptor import Corruptor
from edit_engine.training.corruption.kinds import ErrorKind
from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.style_pairs import ConstructedPairs, constructed_pairs
from edit_engine.training.corruption.weights import DEFAULT_WEIGHTS
from edit_engine.training.corruption.word_files import LexiconError


__all__ = [
    "DEFAULT_WEIGHTS",
    "ConstructedPairs",
    "Corruptor",
    "ErrorKind",
    "Lexicon",
    "LexiconError",
    "constructed_pairs",
]
