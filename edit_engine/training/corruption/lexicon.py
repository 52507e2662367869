"""Word lists read once from `data/lexicon` and turned into the dictionaries that the error functions look up.

Nothing here is random. All keys are lower case; lists hold a likely member several times, so that a plain choice draws
it more often.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from edit_engine.training.corruption.word_files import (
    read_confusions,
    read_misspellings,
    rows,
    same_word,
    spelling_variants,
)
from edit_engine.training.corruption.wordlists import (
    ADJECTIVE_ENDINGS,
    COMMON_ADJECTIVES,
    COMMON_VERBS,
    NO_PLURAL,
    NOT_ADVERBS,
    NOT_COMPARATIVES,
    NOT_NOUNS,
    NOT_VBZ,
)


# Share of its uses in which a name stands with a capital: "Street" and "Code" are seen with one, but are no names.
NAME_SHARE = 0.9


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
    # Words that our prose has nearly always with a capital, in lower case.
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
    # British spelling -> American.
    variants: dict[str, str]

    def same_word(self, one: str, other: str) -> bool:
        """Whether the two are spelling variants of one word (colour, color)."""
        return same_word(one, other, self.variants)

    @classmethod
    def read(cls, folder: Path) -> Lexicon:
        """Read the lists.

        Args:
            folder: holds `word_freq.tsv`, `misspellings.tsv` and the others of `data/lexicon`.

        Raises:
            LexiconError: a list is missing or has a row with too few columns.
        """
        frequency: dict[str, int] = {}
        capital: dict[str, int] = {}
        for row in rows(folder / "word_freq.tsv", 2):
            word = row[0].lower()
            frequency[word] = frequency.get(word, 0) + int(row[1])
            if row[0] != word:
                capital[word] = capital.get(word, 0) + int(row[1])
        names = [word for word, count in capital.items() if count >= NAME_SHARE * frequency[word]]
        forms: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in rows(folder / "inflections.tsv", 4):
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
        for irregular in rows(folder / "irregular_verbs.tsv", 3):
            known = verbs.get(irregular[0])
            if known is not None and "|" not in irregular[1] + irregular[2] and known.base != "be":
                verbs[known.base] = VerbForms(
                    base=known.base, vbz=known.vbz, vbd=irregular[1], vbn=irregular[2], vbg=known.vbg
                )
        by_use = sorted(verbs.values(), key=lambda verb: frequency.get(verb.base, 0))
        variants = spelling_variants(folder)
        return cls(
            frequency=frequency,
            names=frozenset(names),
            misspellings=read_misspellings(folder, frequency, variants),
            confusions=read_confusions(folder, frequency, variants),
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
    def describing(self) -> frozenset[str]:
        """Adjectives: words with an adverb in -ly or with a comparative."""
        return frozenset(self.adverbs) | self._graded | COMMON_ADJECTIVES

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
