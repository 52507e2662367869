"""Text as words: the units a difference is shown in.

A token is a word (with its inner apostrophes), one run of line breaks, one run of other white space, or one other
character. Scripts that write without spaces give one token a character. No token splits a grapheme, and the tokens
joined give the text back.
"""

from __future__ import annotations

import re

import regex

from edit_engine.text.graphemes import GRAPHEME


# One run of line breaks with the blank lines between; the same run is one token here and one border in paragraphs.py.
LINE_BREAKS = r"(?:\r\n|\n|\r)(?:[^\S\r\n]*+(?:\r\n|\n|\r))*+"

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = rf"(?:(?=\w)(?![{_UNSPACED}])\X)++"
# An apostrophe joins two halves of a word, unless a mark sits on it.
_APOSTROPHE = r"['’](?![\p{M}\p{Grapheme_Extend}\u200d])"
_ANY = regex.compile(rf"{_WORD}(?:{_APOSTROPHE}{_WORD})*+|{LINE_BREAKS}|(?:(?=[^\S\r\n])\X)++|{GRAPHEME}")

# Characters that are a grapheme each, whatever stands beside them, and on which `re` and `regex` agree what a word
# is. For texts of these alone the standard library's engine gives the same tokens five times as fast.
_PLAIN = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\xa9\xab\xac\xae-\xb1\xb6-\xb8\xbb\xbf-\u02af\u0391-\u03a1\u03a3-\u03ff\u0400-\u0481\u048a-\u052f"
    r"\u1e00-\u1eff\u2010-\u2027\u2030-\u203b\u20ac\u2580-\u259f]*+"
)
_FAST = re.compile(rf"\w++(?:['’]\w++)*+|{LINE_BREAKS}|[^\S\r\n]++|.", re.DOTALL)


def words(text: str) -> list[str]:
    """The tokens of `text`, in order; joined they are `text` again."""
    pattern = _FAST if _PLAIN.fullmatch(text) else _ANY
    found: list[str] = pattern.findall(text)
    return found


def is_word(token: str) -> bool:
    """Whether a token of `words` is a word (not white space, not punctuation)."""
    return token[0].isalnum() or token[0] == "_"
