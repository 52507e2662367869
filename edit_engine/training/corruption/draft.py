"""A text cut into words and the gaps between them, and edits as replacements of a range of these pieces.

Knows nothing of kinds of error. `pieces` is gap, word, gap, word, ..., gap: word `i` is piece `2 * i + 1` and the gap
before it is piece `2 * i`. An error function returns an `Edit`; nothing is applied until `Draft.render`.
"""

from __future__ import annotations

import re
from typing import NamedTuple


WORD = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)*['’]?(?<=s['’])|[^\W\d_]+(?:['’][^\W\d_]+)*)")
# Signs that a chunk between white space is no plain prose: digits, code, URLs, CamelCase, dotted names.
CODE_LIKE = re.compile(r"[\d_`@\\/<>{}=#$%^*~|+]|\w[.:]\w|[^\W\d_A-Z][A-Z]")
CODE_SPAN = re.compile(r"`[^`]*`")
CHUNK = re.compile(r"\S+")
SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n")


class Edit(NamedTuple):
    """Replace the pieces `start` to `stop` (exclusive) by `text`."""

    start: int
    stop: int
    text: str


class Draft:
    """One clean text, indexed once, and the edits made to it so far.

    Args:
        text: prose, a sentence to a few paragraphs.
    """

    __slots__ = ("_taken", "edits", "free", "gaps", "lower", "pieces", "starts", "words")

    def __init__(self, text: str) -> None:
        pieces: list[str] = WORD.split(text)
        self.pieces = pieces
        self.words = words = pieces[1::2]
        self.gaps = gaps = pieces[0::2]
        self.lower = [word.lower() for word in words]
        # Word begins a sentence.
        self.starts = [gap != " " and SENTENCE_END.search(gap) is not None for gap in gaps[:-1]]
        if words:
            self.starts[0] = True
        # Word is plain prose and may be touched.
        self.free = [True] * len(words) if CODE_LIKE.search(text) is None else _plain(text, pieces)
        self.edits: list[Edit] = []
        self._taken = bytearray(len(pieces) + 2)

    def __len__(self) -> int:
        return len(self.words)

    def before(self, index: int) -> str:
        """The word before `index` in lower case if only a space parts them, else an empty string."""
        return self.lower[index - 1] if index > 0 and self.gaps[index] == " " else ""

    def after(self, index: int, step: int = 1) -> str:
        """The word `step` after `index` in lower case if only spaces lie between, else an empty string."""
        last = index + step
        if last >= len(self.words):
            return ""
        if step == 1:
            return self.lower[last] if self.gaps[last] == " " else ""
        for gap in range(index + 1, last + 1):
            if self.gaps[gap] != " ":
                return ""
        return self.lower[last]

    def replace(self, index: int, text: str) -> Edit:
        """Put `text` for word `index`, with the capital of the word it replaces."""
        return Edit(2 * index + 1, 2 * index + 2, like(self.words[index], text))

    def replace_gap(self, index: int, text: str) -> Edit:
        """Put `text` for the gap before word `index`."""
        return Edit(2 * index, 2 * index + 1, text)

    def span(self, first: int, last: int, text: str) -> Edit:
        """Put `text` for the words `first` to `last` (inclusive) and the gaps between them."""
        return Edit(2 * first + 1, 2 * last + 2, like(self.words[first], text))

    def insert(self, index: int, text: str) -> Edit:
        """Put `text` and a space before word `index`; at a sentence start the capital moves to `text`."""
        word = self.words[index]
        if self.starts[index] and word[0].isupper():
            follower = word if word == "I" or word.startswith(("I'", "I’")) else word[0].lower() + word[1:]
            return Edit(2 * index + 1, 2 * index + 2, f"{text[0].upper()}{text[1:]} {follower}")
        return Edit(2 * index + 1, 2 * index + 2, f"{text} {word}")

    def drop(self, index: int) -> Edit | None:
        """Leave out word `index` and the space after it; a capital at a sentence start moves to the next word."""
        if index + 1 >= len(self.words) or self.gaps[index + 1] != " ":
            if self.gaps[index] != " ":
                return None
            return Edit(2 * index, 2 * index + 2, "")
        follower = self.words[index + 1]
        if self.starts[index]:
            return Edit(2 * index + 1, 2 * index + 4, like(self.words[index], follower))
        return Edit(2 * index + 1, 2 * index + 3, "")

    def accepts(self, edit: Edit) -> bool:
        """Whether every word under or next to `edit` is plain prose and no earlier edit touches it."""
        start, stop, _ = edit
        if any(self._taken[start:stop]):
            return False
        # An edit that begins or ends with a gap touches the word on the other side of it.
        first = max(0, (start - 1) // 2)
        return all(self.free[first : stop // 2 + stop % 2])

    def add(self, edit: Edit) -> None:
        """Record `edit`; the caller asked `accepts` first."""
        for piece in range(edit.start, edit.stop):
            self._taken[piece] = 1
        self.edits.append(edit)

    def render(self) -> str:
        """The text with every edit applied."""
        if not self.edits:
            return "".join(self.pieces)
        out: list[str] = []
        place = 0
        for start, stop, text in sorted(self.edits):
            out.extend(self.pieces[place:start])
            out.append(text)
            place = stop
        out.extend(self.pieces[place:])
        return "".join(out)


def like(model: str, text: str) -> str:
    """`text` with the capitals of `model`: all capitals, a first capital, or as it is."""
    if not text or not model[:1].isupper():
        return text
    if len(model) > 1 and model.isupper():
        return text.upper()
    return text[0].upper() + text[1:]


def _plain(text: str, pieces: list[str]) -> list[bool]:
    """For each word, whether the chunk it stands in is plain prose and it lies in no code span."""
    barred: list[tuple[int, int]] = [
        match.span() for match in CHUNK.finditer(text) if CODE_LIKE.search(match.group()) is not None
    ]
    if "`" in text:
        barred = sorted(barred + [match.span() for match in CODE_SPAN.finditer(text)])
    free: list[bool] = []
    place = 0
    for number, piece in enumerate(pieces):
        if number % 2:
            free.append(not any(start <= place < stop for start, stop in barred))
        place += len(piece)
    return free
