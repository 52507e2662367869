"""Word lists read once from `data/lexicon` and turned into the dictionaries that the error functions look up.

Nothing here is random. All keys are lower case; lists hold a likely member several times, so that a plain choice draws
it more often.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA

from edit_engine.training.corruption.confusion_table import RISKY_PAIRS
from edit_engine.training.corruption.wordlists import (
    ADJECTIVE_ENDINGS,
    COMMON_VERBS,
    NO_PLURAL,
    NOT_ADVERBS,
    NOT_COMPARATIVES,
    NOT_NOUNS,
    NOT_VBZ,
)


class LexiconError(Exception):
    """A word list is missing or damaged: the text names the file and what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class VerbForms:
    """The five forms of one verb."""

    base: str
    # Third person singular: goes.
    vbz: str
    # Past: went.
    vbd: str
    # Past participle: gone.
    vbn: str
    # Present participle: going.
    vbg: str


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """Everything known about words."""

    # Word -> how often our prose has it.
    frequency: dict[str, int]
    # Words that our prose has only with a capital, in lower case.
    names: frozenset[str]
    # Right word -> wrong spellings people made.
    misspellings: dict[str, list[str]]
    # Word -> words it is taken for.
    confusions: dict[str, list[str]]
    # Singular noun -> plural, and back; only where the two differ.
    plurals: dict[str, str]
    singulars: dict[str, str]
    # Every word, singular or plural, that some list has as a noun.
    nouns: frozenset[str]
    # Base form -> its forms; and each inflected form -> base form.
    verbs: dict[str, VerbForms]
    vbz: dict[str, str]
    vbd: dict[str, str]
    vbn: dict[str, str]
    vbg: dict[str, str]
    # Comparative and superlative -> adjective or adverb.
    comparatives: dict[str, str]
    superlatives: dict[str, str]
    # Rows of the phrase lists, by file name: (first column, second column).
    phrases: dict[str, list[tuple[str, str]]]
    # British spelling -> American.
    variants: dict[str, str]

    def same_word(self, one: str, other: str) -> bool:
        """Whether the two are spelling variants of one word (colour, color)."""
        return _same_word(one, other, self.variants)

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """Read the lists.

        Args:
            folder: holds `word_freq.tsv`, `misspellings.tsv` and the others of `data/lexicon`.

        Raises:
            LexiconError: a list is missing or has a row with too few columns.
        """
        frequency: dict[str, int] = {}
        names: set[str] = set()
        for row in _rows(folder / "word_freq.tsv", 2):
            word = row[0].lower()
            frequency[word] = frequency.get(word, 0) + int(row[1])
            if row[0] != word:
                names.add(word)
        forms: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in _rows(folder / "inflections.tsv", 4):
            forms[row[0].lower(), row[1]][row[2]].append(row[3].lower())
        listed = {
            lemma: tags["NNS"][0]
            for (lemma, part), tags in forms.items()
            if part == "noun" and tags["NNS"] and tags["NNS"][0] != lemma
        }
        plurals = {lemma: plural for lemma, plural in listed.items() if lemma not in NOT_NOUNS | COMMON_VERBS}
        verbs = {
            lemma: _verb(lemma, tags)
            for (lemma, part), tags in forms.items()
            if part == "verb" and tags["VBG"] and tags["VBD"]
        }
        for irregular in _rows(folder / "irregular_verbs.tsv", 3):
            known = verbs.get(irregular[0])
            if known is not None and "|" not in irregular[1] + irregular[2] and known.base != "be":
                verbs[known.base] = VerbForms(
                    base=known.base, vbz=known.vbz, vbd=irregular[1], vbn=irregular[2], vbg=known.vbg
                )
        by_use = sorted(verbs.values(), key=lambda verb: frequency.get(verb.base, 0))
        variants = _variants(folder)
        return cls(
            frequency=frequency,
            names=frozenset(names),
            misspellings=_misspellings(folder, frequency, variants),
            confusions=_confusions(folder, frequency, variants),
            plurals=plurals,
            singulars={plural: single for single, plural in plurals.items()},
            nouns=frozenset(listed) | frozenset(listed.values()),
            verbs=verbs,
            vbz={verb.vbz: verb.base for verb in by_use if verb.vbz.endswith("s")},
            vbd={verb.vbd: verb.base for verb in by_use},
            vbn={verb.vbn: verb.base for verb in by_use},
            vbg={verb.vbg: verb.base for verb in by_use},
            comparatives={
                tags[tag][0]: lemma
                for (lemma, _), tags in forms.items()
                for tag in ("JJR", "RBR")
                if tags[tag] and tags[tag][0] not in NOT_COMPARATIVES
            },
            superlatives={
                tags[tag][0]: lemma for (lemma, _), tags in forms.items() for tag in ("JJS", "RBS") if tags[tag]
            },
            phrases={
                name: [(row[0], row[1]) for row in _rows(folder / f"{name}.tsv", 2)]
                for name in ("redundancies", "wordy_concise", "simpler_words", "contractions", "informal_formal")
            },
            variants=variants,
        )

    @cached_property
    def countable(self) -> frozenset[str]:
        """Singular nouns whose plural is in real use."""
        count = self.frequency.get
        return frozenset(
            single
            for single, plural in self.plurals.items()
            if count(plural, 0) >= max(10, 0.04 * count(single, 0))
            and single not in NO_PLURAL
            and not single.endswith("ing")
        )

    @cached_property
    def plain_plurals(self) -> dict[str, str]:
        """Plural nouns that are no verb form as well -> singular."""
        return {
            plural: single
            for plural, single in self.singulars.items()
            if self.frequency.get(plural, 0) >= 10 and plural not in self.vbz and single in self.countable
        }

    @cached_property
    def plain_vbz(self) -> dict[str, str]:
        """Third person forms that are no plural noun as well -> base."""
        return {
            vbz: base
            for vbz, base in self.vbz.items()
            if vbz not in NOT_VBZ and (vbz not in self.nouns or base in COMMON_VERBS)
        }

    @cached_property
    def plain_verbs(self) -> frozenset[str]:
        """Base forms that are neither a noun nor a past form nor an adjective nor an adverb."""
        return frozenset(
            base
            for base in self.verbs
            if base in COMMON_VERBS
            or not (
                base in self.nouns or base in self.vbd or base in self.vbn or base in self.adverbs or base in NOT_NOUNS
            )
        )

    @cached_property
    def adverbs(self) -> dict[str, str]:
        """Adjective -> adverb in -ly."""
        found: dict[str, str] = {}
        for word, count in self.frequency.items():
            if count < 20 or not word.endswith("ly") or word in NOT_ADVERBS or "'" in word:
                continue
            stem = word[:-2]
            for adjective in (stem, stem[:-1] + "y" if stem.endswith("i") else "", stem + "le", stem[:-2]):
                if self.frequency.get(adjective, 0) >= 20 and (
                    adjective.endswith(ADJECTIVE_ENDINGS)
                    or adjective in self._graded
                    or (adjective not in self.plurals and adjective not in self.verbs)
                ):
                    found.setdefault(adjective, word)
                    break
        return found

    @cached_property
    def adjectives(self) -> dict[str, str]:
        """Adverb in -ly -> adjective."""
        return {adverb: adjective for adjective, adverb in self.adverbs.items()}

    @cached_property
    def _graded(self) -> frozenset[str]:
        return frozenset(self.comparatives.values())


def _verb(lemma: str, tags: dict[str, list[str]]) -> VerbForms:
    past = tags["VBD"][0]
    third = tags["VBZ"][0] if tags["VBZ"] else lemma
    if not third.endswith("s"):
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return VerbForms(
        base=lemma,
        vbz=third,
        vbd=past,
        vbn=tags["VBN"][0] if tags["VBN"] else past,
        vbg=tags["VBG"][0],
    )


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
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


def _variants(folder: Path) -> dict[str, str]:
    """British spelling -> American: a change between them is no error."""
    return {row[1].lower(): row[0].lower() for row in _rows(folder / "us_uk.tsv", 2)}


def _same_word(one: str, other: str, variants: dict[str, str]) -> bool:
    def plain(word: str) -> str:
        word = variants.get(word, word)
        return word.replace("is", "iz").replace("ys", "yz").replace("our", "or").replace("ll", "l")

    return plain(one) == plain(other)


def _misspellings(folder: Path, frequency: dict[str, int], variants: dict[str, str]) -> dict[str, list[str]]:
    """Right -> wrong, without real words and spelling variants; a pair in several lists counts several times."""
    found: dict[str, list[str]] = defaultdict(list)
    for wrong, right, _, sources in _rows(folder / "misspellings.tsv", 4):
        if wrong != wrong.lower() or not wrong.isalpha() or not right.isalpha() or wrong in frequency:
            continue
        if wrong.endswith("s") != right.endswith("s") or right.lower() not in frequency:
            continue
        # Pairs that a single list has are often noise: one slip at most.
        if OSA.distance(wrong, right.lower()) > (1 if sources == "typos" else 2) or _same_word(wrong, right, variants):
            continue
        weight = 6 * ("wikipedia" in sources) + 3 * ("misspell" in sources) + 2 * ("codespell" in sources) or 1
        found[right.lower()].extend([wrong] * weight)
    return dict(found)


def _confusions(folder: Path, frequency: dict[str, int], variants: dict[str, str]) -> dict[str, list[str]]:
    """Word -> words written for it, both ways, without pairs that often both fit."""
    found: dict[str, list[str]] = defaultdict(list)

    def add(word: str, other: str) -> None:
        both = frozenset((word, other))
        if word != other and both not in RISKY_PAIRS and not _same_word(word, other, variants):
            found[word].append(other)

    for members, wrong in ((row[0], row[1]) for row in _rows(folder / "confusion_sets.tsv", 3)):
        words = members.split("|")
        if any(" " in word for word in words):
            continue
        bad = set(wrong.split("|"))
        for word in words:
            for other in words:
                if word not in bad and (other in bad or frequency.get(other, 0) >= 100):
                    add(word, other)
    for word, other, kind, *_ in _rows(folder / "confusables.tsv", 5):
        known = min(frequency.get(word, 0), frequency.get(other, 0)) >= 300 and min(len(word), len(other)) >= 4
        if kind == "homophone" and known and "'" not in word + other and other not in found[word]:
            add(word, other)
    return {word: others for word, others in found.items() if others}
