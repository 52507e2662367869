"""Reads the tables of the style pairs: rows `left/frame: right, right` parted by `|` or a new line."""

from __future__ import annotations

from edit_engine.training.corruption.lexicon import Lexicon
from edit_engine.training.corruption.style_hard_table import HARD_NOUNS, HARD_VERBS, HARD_WORDS


# What is found, the condition or frame, and what may stand there instead.
Row = tuple[str, str, tuple[str, ...]]


def rows(text: str) -> list[Row]:
    """The rows of a table."""
    found: list[Row] = []
    for row in text.strip().replace("\n", "|").split("|"):
        left, rights = row.split(": ")
        phrase, _, frame = left.partition("/")
        found.append((phrase, frame, tuple(rights.split(", "))))
    return found


def hard_verbs(lexicon: Lexicon) -> list[Row]:
    """Easy verbs in their base form with harder ones."""
    return _harder(rows(HARD_VERBS), lexicon)


def hard_words(lexicon: Lexicon) -> list[Row]:
    """Easy words and phrases with harder ones; nouns in both numbers."""
    found = _harder(rows(HARD_WORDS), lexicon)
    for single, _, rights in _harder(rows(HARD_NOUNS), lexicon):
        found.append((single, "one-noun", rights))
        plural = lexicon.plurals.get(single)
        plurals = tuple(lexicon.plurals[right] for right in rights if right in lexicon.plurals)
        if plural is not None and plurals:
            found.append((plural, "nouns", plurals))
    return found


def _harder(table: list[Row], lexicon: Lexicon) -> list[Row]:
    """The rows with only what our prose has more seldom than the easy word; a phrase counts as seldom."""
    count = lexicon.frequency.get
    found: list[Row] = []
    for easy, frame, rights in table:
        hard = tuple(right for right in rights if " " in right or count(right, 0) <= count(easy, 0) or " " in easy)
        if hard:
            found.append((easy, frame, hard))
    return found
