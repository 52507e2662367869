"""How fast the word difference is, beside the standard library's, in the same run on the same text."""

from __future__ import annotations

import difflib
import random
import time

from edit_engine import text


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOCABULARY = 20_000  # words
_SENTENCE = 17  # words
_PARAGRAPH = 85  # words
_EDITED = 0.01  # share of the words that are replaced, inserted beside or deleted


def worddiff_against_difflib(words: int = 20_000, seed: int = 0) -> dict[str, float]:
    """Times `changes` and `difflib.SequenceMatcher` (its defaults, on the same words) on text with 1 % edits.

    Args:
        words: length of the text. difflib's time grows with the square: minutes at 100,000.
        seed: of the text and the edits.

    Returns:
        own_seconds and difflib_seconds (wall clock), ratio (difflib's by ours), changes (number found).

    Raises:
        RuntimeError: the changes found do not give the edited text.
    """
    before, after = _texts(words, random.Random(seed))
    started = time.perf_counter()
    found = text.changes(before, after)
    own = time.perf_counter() - started
    if text.apply(before, found) != after:
        raise RuntimeError(f"the changes of {words} words with seed {seed} do not give the edited text")
    started = time.perf_counter()
    difflib.SequenceMatcher(None, text.words(before), text.words(after)).get_opcodes()
    peer = time.perf_counter() - started
    return {"own_seconds": own, "difflib_seconds": peer, "ratio": peer / own, "changes": float(len(found))}


def _texts(count: int, draw: random.Random) -> tuple[str, str]:
    """English-like text (word frequencies by Zipf's law) and the same with edits."""
    vocabulary = ["".join(draw.choices(_LETTERS, k=draw.randint(2, 9))) for _ in range(_VOCABULARY)]
    drawn = draw.choices(vocabulary, [1 / rank for rank in range(1, _VOCABULARY + 1)], k=count)
    before: list[str] = []
    after: list[str] = []
    for number, word in enumerate(drawn, 1):
        end = ".\n\n" if number % _PARAGRAPH == 0 else ". " if number % _SENTENCE == 0 else " "
        before += [word, end]
        if draw.random() >= _EDITED:
            after += [word, end]
        else:
            kind = draw.randrange(3)
            after += [draw.choice(vocabulary), end] if kind == 0 else [word, " and", end] if kind == 1 else []
    return "".join(before), "".join(after)
