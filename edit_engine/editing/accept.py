"""Guards: reasons why a change must not be offered, whatever the model thinks of it. They only ever reject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from edit_engine.request import Intent


_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_MARKUP = set("`*_#|<>[]{}\\$~")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("\u201c", "\u201d"))
# Intents under which a name may be respelled at most.
_KEEPS_NAMES = frozenset(Intent) - {Intent.INFILL, Intent.NEUTRAL}


def refusal(window: str, start: int, end: int, after: str, intent: Intent) -> str | None:
    """Why `window[start:end] -> after` must not be offered, or None.

    Args:
        window: text of the window.
        start, end: the range replaced, code points.
        after: the new text.
        intent: what was asked.
    """
    before = window[start:end]
    checks = (
        ("characters that cannot be text", "\ufffd" in after or _controls(after) > _controls(before)),
        ("numbers differ", intent is not Intent.INFILL and _numbers(before) != _numbers(after)),
        ("markup differs", intent is not Intent.INFILL and _marks(before) != _marks(after)),
        ("a name is lost", intent in _KEEPS_NAMES and _loses_name(window, start, before, after)),
        ("a word is repeated", _repeats(window, start, end, after)),
        ("brackets or quotes do not close", _open_pairs(window[:start] + after + window[end:]) > _open_pairs(window)),
        ("a line or paragraph border moves", before.count("\n") != after.count("\n")),
        ("nothing is left of a paragraph", not after.strip() and not window[:start].strip() + window[end:].strip()),
    )
    return next((reason for reason, fails in checks if fails), None)


def _controls(text: str) -> int:
    return sum(1 for char in text if ord(char) < 32 and char not in "\n\t\r")


def _numbers(text: str) -> Counter[str]:
    return Counter(_NUMBER.findall(text))


def _marks(text: str) -> Counter[str]:
    return Counter(char for char in text if char in _MARKUP)


def _loses_name(window: str, start: int, before: str, after: str) -> bool:
    """Whether a capitalised word inside a sentence has no like word in the new text."""
    kept = _WORD.findall(after)
    for found in _WORD.finditer(before):
        word = found.group()
        lead = (window[:start] + before[: found.start()]).rstrip(" \"'\u201c\u2018(*_")
        opens = not lead or lead[-1] in ".!?:\n#>-"
        if opens or not word[0].isupper() or word == "I" or word.startswith(("I'", "I\u2019")):
            continue
        if all(ratio(word.lower(), other.lower()) < 60 for other in kept):
            return True
    return False


def _repeats(window: str, start: int, end: int, after: str) -> bool:
    """Whether the new text says a word twice in a row where the old did not."""
    around = _WORD.findall(window[max(0, start - 40) : start])[-1:], _WORD.findall(window[end : end + 40])[:1]
    return _doubles([*around[0], *_WORD.findall(after), *around[1]]) > _doubles(
        [*around[0], *_WORD.findall(window[start:end]), *around[1]]
    )


def _doubles(words: Sequence[str]) -> int:
    return sum(1 for left, right in pairwise(words) if left.lower() == right.lower())


def _open_pairs(text: str) -> int:
    return sum(abs(text.count(opening) - text.count(closing)) for opening, closing in _PAIRS) + text.count('"') % 2
