"""How fast the word difference is, beside the standard library's, in the same run on the same text."""

from __future__ import annotations

import difflib
import multiprocessing
import random
import time
from multiprocessing.connection import Connection

from edit_engine import text


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOCABULARY = 20_000  # words
_SENTENCE = 17  # words
_PARAGRAPH = 85  # words
_EDITED = 0.01  # share of the words that are replaced, inserted beside or deleted


def worddiff_against_difflib(words: int = 100_000, seed: int = 0, *, patience_s: float = 60.0) -> dict[str, float]:
    """Times `changes` and `difflib.SequenceMatcher` (its defaults, on the same words) on text with 1 % edits.

    Args:
        words: length of the text.
        seed: of the text and the edits.
        patience_s: difflib's time grows with the square of the length; it is ended after so many seconds.

    Returns:
        own_seconds and difflib_seconds (wall clock), difflib_finished (1 or 0: was ended, so its time and the ratio are
        lower bounds), ratio (difflib's by ours), changes (number found).

    Raises:
        RuntimeError: the changes found do not give the edited text.
    """
    before, after = _texts(words, random.Random(seed))
    started = time.perf_counter()
    found = text.changes(before, after)
    own = time.perf_counter() - started
    if text.apply(before, found) != after:
        raise RuntimeError(f"the changes of {words} words with seed {seed} do not give the edited text")
    old, new = text.words(before), text.words(after)
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    # A process of its own, for nothing else can end it.
    peer = context.Process(target=_difflib, args=(old, new, there))
    peer.start()
    finished = here.poll(patience_s)
    taken = float(here.recv()) if finished else patience_s
    peer.kill()
    peer.join()
    return {
        "own_seconds": own,
        "difflib_seconds": taken,
        "difflib_finished": float(finished),
        "ratio": taken / own,
        "changes": float(len(found)),
    }


def _difflib(old: list[str], new: list[str], report: Connection) -> None:
    """Send the seconds that difflib took."""
    started = time.perf_counter()
    difflib.SequenceMatcher(None, old, new).get_opcodes()
    report.send(time.perf_counter() - started)


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
