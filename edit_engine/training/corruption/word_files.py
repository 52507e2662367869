"""Reads the tab separated lists of `data/lexicon` and keeps of them what is fit for making errors."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz.distance import OSA

from edit_engine.training.corruption.confusion_table import RISKY_PAIRS


# Endings that British and American writers spell differently: -ise and -ize, -lled and -led.
SUFFIX_Z = re.compile(r"(?<=[iy])s(?=e|ing|ation)")
SUFFIX_L = re.compile(r"ll(?=ed|ing|er|or|ous|ment)")


class LexiconError(Exception):
    """A word list is missing or damaged: the text names the file and what is wrong with it."""


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a tab separated file after its header line."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            next(reader, None)
            for number, row in enumerate(reader, start=2):
                if len(row) < columns:
                    raise LexiconError(f"{path}, line {number}: {len(row)} columns, expected {columns}.")
                yield row
    except OSError as error:
        raise LexiconError(
            f"Cannot read the word list {path}: {error.strerror}. Point --data at the data folder."
        ) from error


def spelling_variants(folder: Path) -> dict[str, str]:
    """British spelling -> American: a change between them is no error."""
    return {row[1].lower(): row[0].lower() for row in rows(folder / "us_uk.tsv", 2)}


def same_word(one: str, other: str, variants: dict[str, str]) -> bool:
    """Whether the two are spellings of one word on the two sides of the Atlantic."""

    def plain(word: str) -> str:
        word = SUFFIX_Z.sub("z", variants.get(word, word))
        return SUFFIX_L.sub("l", word.replace("our", "or"))

    return plain(one) == plain(other)


def read_misspellings(folder: Path, frequency: dict[str, int], variants: dict[str, str]) -> dict[str, list[str]]:
    """Right -> wrong, without real words and spelling variants; a pair in several lists counts several times."""
    found: dict[str, list[str]] = defaultdict(list)
    for wrong, right, _, sources in rows(folder / "misspellings.tsv", 4):
        if wrong != wrong.lower() or not wrong.isalpha() or not right.isalpha() or wrong in frequency:
            continue
        if wrong.endswith("s") != right.endswith("s") or right.lower() not in frequency:
            continue
        # Pairs that a single list has are often noise: one slip at most.
        if OSA.distance(wrong, right.lower()) > (1 if sources == "typos" else 2) or same_word(wrong, right, variants):
            continue
        weight = 6 * ("wikipedia" in sources) + 3 * ("misspell" in sources) + 2 * ("codespell" in sources) or 1
        found[right.lower()].extend([wrong] * weight)
    return dict(found)


def read_confusions(folder: Path, frequency: dict[str, int], variants: dict[str, str]) -> dict[str, list[str]]:
    """Word -> words written for it, both ways, without pairs that often both fit."""
    found: dict[str, list[str]] = defaultdict(list)

    def add(word: str, other: str) -> None:
        both = frozenset((word, other))
        if word != other and both not in RISKY_PAIRS and not same_word(word, other, variants):
            found[word].append(other)

    for members, wrong in ((row[0], row[1]) for row in rows(folder / "confusion_sets.tsv", 3)):
        words = members.split("|")
        if any(" " in word for word in words):
            continue
        bad = set(wrong.split("|"))
        for word in words:
            for other in words:
                if word not in bad and (other in bad or frequency.get(other, 0) >= 100):
                    add(word, other)
    for word, other, kind, *_ in rows(folder / "confusables.tsv", 5):
        known = min(frequency.get(word, 0), frequency.get(other, 0)) >= 300 and min(len(word), len(other)) >= 4
        if kind == "homophone" and known and "'" not in word + other and other not in found[word]:
            add(word, other)
    return {word: others for word, others in found.items() if others}
