"""Collects the words that are like each word: what `edit_engine.models.kin` looks candidates up in.

Sources, in the order in which they are kept where there are too many: irregular forms made regular with the right ones,
words that people replaced by one another in the real edits, the lists of confused sets and of confusables, forms of one
word, and words that differ in a letter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from edit_engine.models.kin import MOST_WORDS, NEAR, TOKENS, Kin
from edit_engine.models.sound import sound_of
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.corpus import Pair, read_pairs
from edit_engine.training.corruption.word_files import rows


# Words less frequent than this in the prose are unknown: many of them are misspellings.
_LEAST_FREQUENT = 20
# A pair of words has to be replaced this often in the real edits, in both directions together, to be kin.
_LEAST_REPLACED = 2
# Of words that differ in a letter only those that are at least this much as frequent: slips lead from frequent to rare.
_LEAST_RATIO = 0.05
_LEXICON = "lexicon"
_VOWELS = "aeiou"


def collect_kin(data: Path, tokenizer: EditTokenizer) -> Kin:
    """Words of `data`/lexicon with those that are like each.

    Raises:
        LexiconError: a list is missing or damaged.
    """
    folder = data / _LEXICON
    frequency = _frequency(folder)
    words = sorted(frequency, key=lambda word: (-frequency[word], word))[:MOST_WORDS]
    alike = _spelled_alike([word.encode() for word in words], words, frequency)
    # Forms that nobody should write come last, and are nobody's kin.
    wrong = list(regular_forms(folder))
    words = [*words, *dict.fromkeys(form for form, _ in wrong if form not in frequency)][:MOST_WORDS]
    encoded = [word.encode() for word in words]
    number = {word: at for at, word in enumerate(words)}
    near: dict[int, dict[int, None]] = defaultdict(dict)
    for pairs in (wrong, replaced(read_pairs(data)), _listed(folder), _forms(folder), alike):
        for one, other in pairs:
            if one != other and one in number and other in frequency and other in number:
                near[number[one]][number[other]] = None
    table = np.zeros((len(words), NEAR), dtype=np.uint16)
    for at, others in near.items():
        kept = [other + 1 for other in others][:NEAR]
        table[at, : len(kept)] = kept
    tokens = np.zeros((len(words), TOKENS), dtype=np.uint16)
    for at, ids in enumerate(tokenizer.ids_of([f" {word}" for word in words])):
        if words[at] in frequency:
            tokens[at, : len(ids)] = ids[:TOKENS]
    return Kin(encoded, table, tokens, np.array([sound_of(word) for word in words], dtype=np.uint32))


def replaced(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    """Words that people replaced by one another while they corrected, both ways, the most frequent pairs first."""
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        if pair.intent is not Intent.FIX:
            continue
        before, after = pair.before.lower().split(), pair.after.lower().split()
        if len(before) != len(after):
            continue
        changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
        if len(changed) == 1 and all(word.isalpha() and word.isascii() for word in changed[0]):
            one, other = sorted(changed[0])
            counts[one, other] += 1
    for (one, other), count in counts.most_common():
        if count >= _LEAST_REPLACED:
            yield one, other
            yield other, one


def _frequency(folder: Path) -> dict[str, int]:
    """How often the prose has each word of ASCII letters, in small letters."""
    frequency: Counter[str] = Counter()
    for row in rows(folder / "word_freq.tsv", 2):
        if row[0].isalpha() and row[0].isascii():
            frequency[row[0].lower()] += int(row[1])
    return {word: count for word, count in frequency.items() if count >= _LEAST_FREQUENT}


def _listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of the lists of words that are taken for each other."""
    for row in rows(folder / "confusion_sets.tsv", 1):
        members = [member.strip().lower() for member in row[0].split("|")]
        yield from ((one, other) for one in members for other in members)
    for row in rows(folder / "confusables.tsv", 2):
        one, other = row[0].lower(), row[1].lower()
        yield one, other
        yield other, one


def _forms(folder: Path) -> Iterator[tuple[str, str]]:
    """Forms of one word, the base first."""
    forms: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(folder / "inflections.tsv", 4):
        forms[row[0].lower()] |= {row[0].lower(): None, row[3].lower(): None}
    for several in forms.values():
        yield from ((one, other) for one in several for other in several)


def regular_forms(folder: Path) -> Iterator[tuple[str, str]]:
    """Forms that irregular verbs and nouns would have if they were regular, and those they have: catched, caught."""
    for verb in rows(folder / "irregular_verbs.tsv", 3):
        base = verb[0].lower()
        short = len(base) > 2 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
        stems = [base.removesuffix("e"), *([base + base[-1]] if short else [])]
        yield from ((f"{stem}ed", form) for stem in stems for forms in verb[1:3] for form in forms.lower().split("|"))
    for noun in rows(folder / "irregular_nouns.tsv", 2):
        singular = noun[0].lower()
        yield from ((f"{singular}s", plural) for plural in noun[1].lower().split("|"))


def _spelled_alike(encoded: list[bytes], words: list[str], frequency: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Words that differ in a letter, for each the most frequent first."""
    bare = Kin(
        encoded,
        np.zeros((len(words), NEAR), dtype=np.uint16),
        np.ones((len(words), TOKENS), dtype=np.uint16),  # every word may be meant
        np.arange(len(words), dtype=np.uint32),  # no sounds: words of the same sound are listed
    )
    for one, other in zip(*bare.alike(encoded), strict=True):
        if frequency[words[other]] >= _LEAST_RATIO * frequency[words[one]]:
            yield words[one], words[other]
