"""Which of the real edits teach `simplify`, `shorten` and `formal`: chosen by what they do, not by their label.

Labels come from commit messages, so a "shorten" may drop a warning and a "simplify" may rename a product. A pair is
used where every change in it is small, keeps numbers and names, and is of a kind that says the same thing in fewer or
in easier words. That several repositories made a replacement does not show it ("folder" became "directory", "we"
became "you"), so the tables of easier words and of fillers decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from edit_engine.request import Intent
from edit_engine.training.corpus import Pair, sentences_of
from edit_engine.training.corruption import Lexicon
from edit_engine.training.style_changes import Change, applied, changed_part, changes_of, keeps_facts, words_of
from edit_engine.training.style_thesaurus import FILLERS, Thesaurus, is_filler


class Kind(Enum):
    """What a real pair teaches."""

    # Simplify: one sentence becomes two, the words stay.
    SPLIT = "split"
    # Simplify: an article rewritten for learners.
    GRADED = "graded"
    # Simplify: harder words become easier ones.
    PLAINER = "plainer"
    # Shorten: the same in fewer words.
    BRIEFER = "briefer"
    # Formal: contractions written out.
    WRITTEN_OUT = "written out"


INTENTS: dict[Kind, Intent] = {
    Kind.SPLIT: Intent.SIMPLIFY,
    Kind.GRADED: Intent.SIMPLIFY,
    Kind.PLAINER: Intent.SIMPLIFY,
    Kind.BRIEFER: Intent.SHORTEN,
    Kind.WRITTEN_OUT: Intent.FORMAL,
}

# Labels of edits that may be plainer or briefer; a `fix` is neither.
_LOOSE_LABELS = frozenset({"clarity", "style", "fluency", "paraphrase", "shorten", "simplify"})

# Counts are of our 78 million words of prose. A word this common carries little of what a sentence says.
_COMMON = 20_000
# Every reader knows a word this common.
_KNOWN = 2_000
# Most that a briefer text may keep of the length.
_BRIEF = 0.94
# Code points of the shortest result.
_SHORTEST = 25
_GRADED_SOURCE = "nishkalavallabhi/OneStopEnglishCorpus"
# Words with marks that stand in plain sentences.
_PROSE = re.compile(r"[a-z’' ,;:.-]*")

# Words that turn a statement round or narrow it; "unless" and "only" as much as "not".
_TURNS = re.compile(
    r"\b(?:not|no|never|none|nor|without|only|unless|except|almost|nearly|some|most|all|any|few)\b|n['’]t\b", re.I
)
# A new sentence that begins like this is mostly no sentence: "He left. A move that hurt."
_FRAGMENT = re.compile(r".*\. (?:A|An|With|Which|Where|Including|Such)\b")
_CONTRACTION = re.compile(r"\w['’](?:t|re|ve|ll|m|d|s)\b", re.I)


class RealStyle:
    """Sorts real pairs into the kinds of style edit.

    Args:
        pairs: all real pairs.
        lexicon: how common words are, and their base forms.
    """

    def __init__(self, pairs: Sequence[Pair], lexicon: Lexicon) -> None:
        self._frequency = lexicon.frequency
        self._thesaurus = Thesaurus(lexicon)
        self.pairs: dict[Kind, list[Pair]] = {kind: [] for kind in Kind}
        for pair in pairs:
            for kind, chosen in self._sorted(pair):
                self.pairs[kind].append(chosen)

    def _sorted(self, pair: Pair) -> list[tuple[Kind, Pair]]:
        """The kinds that `pair` is fit for, each with what of it teaches that kind."""
        if pair.label == "split":
            return [(Kind.SPLIT, pair)] if self._split(pair) else []
        if pair.label == "formalize":
            fewer = len(_CONTRACTION.findall(pair.after)) < len(_CONTRACTION.findall(pair.before))
            return [(Kind.WRITTEN_OUT, pair)] if fewer else []
        if pair.label not in _LOOSE_LABELS or not pair.after:
            return []
        changes = changes_of(pair.before, pair.after)
        if pair.source == _GRADED_SOURCE:
            return [(Kind.GRADED, pair)] if pair.label == "simplify" and self._graded(pair, changes) else []
        found: list[tuple[Kind, Pair]] = []
        for kind, test in ((Kind.PLAINER, self._plainer), (Kind.BRIEFER, self._briefer)):
            # What else changed may be fact or taste, so only the changes of this kind are made.
            fit = [change for change in changes if change.old and test(change)]
            if not fit:
                continue
            before, after = changed_part(pair.before, applied(pair.before, fit))
            brief = len(after) <= _BRIEF * len(before) and len(_TURNS.findall(before)) == len(_TURNS.findall(after))
            if keeps_facts(before, after) and len(after) > _SHORTEST and (brief or kind is Kind.PLAINER):
                found.append((kind, replace(pair, before=before, after=after)))
        return found

    def _split(self, pair: Pair) -> bool:
        """More sentences, of the same words."""
        if len(sentences_of(pair.after)) <= len(sentences_of(pair.before)) or not keeps_facts(pair.before, pair.after):
            return False
        changes = changes_of(pair.before, pair.after)
        lost = [word for change in changes for word in change.old if word not in words_of(pair.after)]
        added = [word for change in changes for word in change.new if word not in words_of(pair.before)]
        if any(_FRAGMENT.match(change.text) for change in changes):
            return False
        return len(changes) <= 6 and not self._rare(lost, _COMMON) and not self._rare(added, _COMMON)

    def _graded(self, pair: Pair, changes: Sequence[Change]) -> bool:
        """Rewritten for learners with most of the words kept, and no harder word brought in."""
        if not keeps_facts(pair.before, pair.after):
            return False
        words, result = words_of(pair.before), words_of(pair.after)
        kept = len(words & result) / max(1, len(words))
        lost = sum(len(change.old) for change in changes if not change.new)
        added = [word for change in changes for word in change.new if word not in words]
        return (
            kept >= 0.6
            and 0.7 <= len(pair.after) / len(pair.before) <= 1.2
            and lost <= 0.2 * len(pair.before.split())
            and not self._rare(added, _KNOWN)
            and any(word.isalpha() for change in changes for word in (*change.old, *change.new))
        )

    def _plainer(self, change: Change) -> bool:
        return self._thesaurus.easier(change.old, change.new)

    def _briefer(self, change: Change) -> bool:
        """Fewer words, and none goes that says something."""
        if len(change.new) > len(change.old) or not _PROSE.fullmatch(" ".join((*change.old, *change.new))):
            return False
        if not change.new:
            return is_filler(change.old)
        if self._thesaurus.easier(change.old, change.new):
            return len(change.new) < len(change.old)
        added = [word for word in change.new if word not in change.old and not _relative(word, change.old)]
        lost = [word for word in change.old if word not in change.new and not _relative(word, change.new)]
        return (
            len(lost) <= 4
            and len(lost) > len(added)
            and all(word in FILLERS or not word[0].isalnum() for word in (*lost, *added))
        )

    def _rare(self, words: Sequence[str], least: int) -> bool:
        return any(word[0].isalnum() and self._frequency.get(word, 0) < least for word in words)


def _relative(word: str, others: Sequence[str]) -> bool:
    """Whether another form of the word is there: decision, decide."""
    return len(word) >= 5 and any(other.startswith(word[:4]) for other in others)
