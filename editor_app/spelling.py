"""Which words a dictionary does not know. No Qt; a checker may be used from any one thread at a time.

The dictionary is that of pyspellchecker, loaded when the first text is checked: it takes a moment and some memory.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import regex

from edit_engine.text import Span, protected_spans
from editor_app.british import american
from editor_app.errors import FileError
from editor_app.files import read_text_file, write_bytes


# Most corrections that are offered.
MOST = 5
# A word: letters, with apostrophes inside. Hyphens part words.
_WORD = regex.compile(r"\p{L}\p{M}*(?:[\p{L}\p{M}]|['’](?=\p{L}))*")
# A word within something that is none: a name with digits or an underscore, a path, an address.
_BESIDE = regex.compile(r"[\p{N}_@/\\#&=]")
# One word of the package's JSON and how often it occurs.
_ENTRY = regex.compile(r'"([^"\\\\]+)": ?(\d+)')
_POSSESSIVE = ("'s", "’s", "'", "’")
LANGUAGES = ("en",)


class Dictionary(Protocol):
    """Knows words."""

    def knows(self, word: str) -> bool:
        """Whether it is right as it is, in lower case."""

    def corrections(self, word: str) -> list[str]:
        """What it may have been meant to be, in lower case, the likeliest first."""


class PackagedDictionary:
    """The dictionary of pyspellchecker.

    Args:
        language: one of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        # Here, as it loads hundreds of thousands of words: a program that checks nothing must not wait for that.
        from spellchecker import SpellChecker

        self._checker = SpellChecker(language=None, distance=2)
        # Read word by word instead of by the package at once, which would keep the interpreter from the window.
        file = files("spellchecker") / "resources" / f"{language}.json.gz"
        entries = gzip.decompress(file.read_bytes()).decode()
        self._checker.word_frequency.load_json({found[1]: int(found[2]) for found in _ENTRY.finditer(entries)})

    def knows(self, word: str) -> bool:
        # The package has words as Americans spell them.
        return word in self._checker or any(other in self._checker for other in american(word))

    def corrections(self, word: str) -> list[str]:
        # Two changes in a long word are so many candidates that it takes seconds.
        self._checker.distance = 2 if len(word) <= 9 else 1
        found = self._checker.candidates(word) or set()
        return sorted(found - {word}, key=lambda other: (-self._checker[other], other))[:MOST]


@lru_cache(maxsize=len(LANGUAGES))
def dictionary(language: str) -> Dictionary | None:
    """The dictionary of a language tag such as en-GB; None if there is none."""
    base = language.split("-")[0].lower()
    return PackagedDictionary(base) if base in LANGUAGES else None


def misspelled(
    text: str, knows: Callable[[str], bool], *, own: Iterable[str] = (), markdown: bool = True
) -> list[Span]:
    """The words of `text` that are in no dictionary.

    Left out are words in capitals, words with digits, what stands in code, links and other protected places, and what
    looks like an address or a path.

    Args:
        text: a paragraph or more.
        knows: whether a word in lower case is right.
        own: words the person calls right, in lower case.
        markdown: whether the text is Markdown.

    Returns:
        spans in `text`, code points, in order.
    """
    kept = set(own)
    found = []
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'")
        if len(word) < 2 or word.isupper() or _in_something(text, match.start(), match.end()):
            continue
        lower = word.lower()
        forms = {lower, *(lower.removesuffix(ending) for ending in _POSSESSIVE)}
        if kept.isdisjoint(forms) and not any(knows(form) for form in forms):
            found.append(Span(*match.span()))
    if not found:
        return []
    protected = [each.span for each in protected_spans(text, markdown=markdown)]
    return [span for span in found if not any(each.start < span.end and span.start < each.end for each in protected)]


def corrections(word: str, known: Dictionary) -> list[str]:
    """What a misspelled word may have been meant to be, written as it is: with a capital, or in capitals."""
    found = known.corrections(word.replace("’", "'").lower())
    if word[:1].isupper():
        found = [other[:1].upper() + other[1:] for other in found]
    return [other.replace("'", "’") if "’" in word else other for other in found]


class OwnWords:
    """Words a person calls right, one a line in a text file.

    Args:
        file: where they are kept; it need not be there yet.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._words: list[str] | None = None

    @property
    def words(self) -> Sequence[str]:
        """In lower case."""
        if self._words is None:
            try:
                text = read_text_file(self._file).text if self._file.exists() else ""
            except FileError:  # somebody put something else there: it is left alone until a word is added
                text = ""
            self._words = [line.strip().lower() for line in text.splitlines() if line.strip()]
        return self._words

    def add(self, word: str) -> None:
        """Keep a word.

        Raises:
            FileError: it cannot be written; it counts until the program ends.
        """
        lower = word.replace("’", "'").lower()
        if lower in self.words:
            return
        self._words = sorted({*self.words, lower})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(self._file, "".join(f"{word}\n" for word in self._words).encode())


def _in_something(text: str, start: int, end: int) -> bool:
    """Whether letters are part of a longer thing that is no word."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if _BESIDE.match(before) or _BESIDE.match(behind):
        return True
    # "example.com", "file.txt": a full stop with letters on both sides.
    return (behind == "." and text[end + 1 : end + 2].isalnum()) or (
        before == "." and text[start - 2 : start - 1].isalnum()
    )
