"""Tokenizer of the built-in model: byte-level BPE over a view of the text that keeps every position.

The model reads `view(text)`, in which typographic quotes, wide spaces and the line ends of wrapped lines are folded
onto plain ones, always one code point for one. So token offsets are offsets into the original text, no document is
ever decoded as a whole, and `restore` gives generated text the quotes that its surroundings use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from edit_engine.request import KINDS


PAD, MASK, DELETE, END = "<pad>", "<mask>", "<delete>", "<end>"
SPECIALS: tuple[str, ...] = (PAD, MASK, DELETE, END, *(f"<{intent}>" for intent in KINDS))

# One code point for one: curly quotes, tabs and the common wide spaces.
_FOLD = str.maketrans("\u2018\u2019\u201c\u201d\r\t\u00a0\u2009\u202f", "''\"\"     ")
# A line end inside a hard-wrapped paragraph, as opposed to one before a blank line, a list item or a heading.
_WRAP = re.compile(r"(?<=[^\n])\n(?=[^\W\d_]|[\"'(\u201c\u2018])")


def view(text: str) -> str:
    """`text` as the model reads it; same number of code points."""
    return _WRAP.sub(" ", text).translate(_FOLD)


def restore(after: str, before: str, around: str) -> str:
    """Generated text `after` with the quotes and line ends of the text it replaces.

    Args:
        after: generated text, plain quotes and spaces.
        before: the text it replaces.
        around: the window's original text; if it uses curly quotes and no straight ones, so will the result.
    """
    if "'" in after and "\u2019" in around and "'" not in around:
        # In prose nearly every lone single quote is an apostrophe; an opening one follows a space.
        after = "".join(
            "\u2018" if char == "'" and (index == 0 and before[:1] == "\u2018") else "\u2019" if char == "'" else char
            for index, char in enumerate(after)
        )
    if '"' in after and "\u201d" in around and '"' not in around:
        opened = before.count("\u201d") > before.count("\u201c")
        marks = []
        for char in after:
            if char == '"':
                marks.append("\u201d" if opened else "\u201c")
                opened = not opened
            else:
                marks.append(char)
        after = "".join(marks)
    for edge in ("\n", "\t", "\r", "\u00a0"):
        if before.count(edge) == 1 and after.count(" ") == before.count(" ") + 1 and edge not in after:
            at = len(before[: before.index(edge)].split())
            spaces = [index for index, char in enumerate(after) if char == " "]
            lead = 1 if after.startswith(" ") else 0
            pick = spaces[min(max(at - 1 + lead, 0), len(spaces) - 1)]
            after = after[:pick] + edge + after[pick + 1 :]
    return after


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """Tokens of a text, with where they stand in it."""

    # Token ids.
    ids: list[int]
    # Code-point start and end of each token in the text given (a leading space belongs to its word).
    starts: list[int]
    ends: list[int]
    # Index of the word (pre-token) each token belongs to, ascending.
    words: list[int]


def word_ranges(encoded: Encoded) -> list[tuple[int, int]]:
    """Token ranges [start, end) of the words of a text."""
    ranges: list[tuple[int, int]] = []
    for index, word in enumerate(encoded.words):
        if index and word == encoded.words[index - 1]:
            ranges[-1] = (ranges[-1][0], index + 1)
        else:
            ranges.append((index, index + 1))
    return ranges


class EditTokenizer:
    """Text to ids and back, with offsets."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        ids: list[int] = []
        for name in SPECIALS:
            found = tokenizer.token_to_id(name)
            if found is None:
                raise ValueError(f"the tokenizer lacks the special token {name}; use the one the model came with")
            ids.append(found)
        self.pad_id, self.mask_id, self.delete_id, self.end_id = ids[:4]
        self.intent_ids = dict(zip(KINDS, ids[4:], strict=True))
        self.special_ids = frozenset(ids)

    @classmethod
    def load(cls, path: Path) -> EditTokenizer:
        """Read a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    @property
    def size(self) -> int:
        """Number of ids, special ones included."""
        return int(self._tokenizer.get_vocab_size())

    def encode(self, text: str) -> Encoded:
        """Tokens of `view(text)`; offsets count code points of `text`."""
        return self.encode_batch([text])[0]

    def encode_batch(self, texts: Sequence[str]) -> list[Encoded]:
        """`encode` for several texts at once."""
        found = self._tokenizer.encode_batch([view(text) for text in texts], add_special_tokens=False)
        return [
            Encoded(
                ids=one.ids,
                starts=[start for start, _ in one.offsets],
                ends=[end for _, end in one.offsets],
                words=[word or 0 for word in one.word_ids],
            )
            for one in found
        ]

    def ids_of(self, texts: Sequence[str]) -> list[list[int]]:
        """Only the ids of `encode`, in half the time."""
        found = self._tokenizer.encode_batch_fast([view(text) for text in texts], add_special_tokens=False)
        return [one.ids for one in found]

    def decode(self, ids: Sequence[int]) -> str:
        """Text of `ids`; special tokens give nothing."""
        return str(self._tokenizer.decode([i for i in ids if i not in self.special_ids], skip_special_tokens=False))

    def token_bytes(self) -> list[bytes]:
        """The bytes each id stands for, special tokens empty. Used for spelling features."""
        table = _byte_alphabet()
        words = [self._tokenizer.id_to_token(i) or "" for i in range(self.size)]
        return [b"" if i in self.special_ids else bytes(table[c] for c in word) for i, word in enumerate(words)]


def _byte_alphabet() -> dict[str, int]:
    """Printable stand-in of each byte in byte-level BPE (Radford et al. 2019, GPT-2), reversed."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {chr(byte): byte for byte in plain}
    table.update({chr(256 + index): byte for index, byte in enumerate(b for b in range(256) if b not in plain)})
    return table
