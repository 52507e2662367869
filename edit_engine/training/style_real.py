"""Which of the real edits teach `simplify`, `shorten` and `formal`: chosen by what they do, not by their label.

Labels come from commit messages, so a "shorten" may drop a warning and a "simplify" may rename a product. A pair is
used where every change in it is small, keeps numbers and names, and is of a kind that says the same thing in fewer or
in easier words. The strongest sign that a replacement keeps the sense is that people made it in several repositories:
"utilize -> use" is everywhere, "tickets -> issues" belongs to one project.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from edit_engine.request import Intent
from edit_engine.training.corpus import Pair, sentences_of


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
# Function words: one for another is grammar or sense, not ease.
_FUNCTION = 150_000
# An easier word is this many times as common as the one it replaces.
_EASIER = 2.0
# Most that a briefer text may keep of the length.
_BRIEF = 0.94
# Repositories that made a replacement, for it to count as style.
_SEVERAL = 2
# Words of the longest replacement that is remembered.
_LONGEST = 5

_TOKEN = re.compile(r"[\w’'-]+|[^\w\s]")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w-]+")
_NUMBER = re.compile(r"\d[\d.,]*")
# Words that turn a statement round; "unless" and "only" as much as "not".
_TURNS = re.compile(
    r"\b(?:not|no|never|none|nor|without|only|unless|except|must|may|should|can|cannot|almost|nearly|some|most|all|any|few)\b|n['’]t\b",
    re.I,
)
# A new sentence that begins like this is mostly no sentence: "He left. A move that hurt."
_FRAGMENT = re.compile(r"^[.!]? ?(?:A|An|With|Which|Where|Including|Such) ")
_CONTRACTION = re.compile(r"\w['’](?:t|re|ve|ll|m|d|s)\b", re.I)


class Change(NamedTuple):
    """Words left out and put in at one place, in lower case."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def changes_of(before: str, after: str) -> list[Change]:
    """The places where the words of the two texts differ, in order."""
    left, right = (_TOKEN.findall(side.lower()) for side in (before, after))
    return [
        Change(tuple(left[op.src_start : op.src_end]), tuple(right[op.dest_start : op.dest_end]))
        for op in Levenshtein.opcodes(left, right)
        if op.tag != "equal"
    ]


class RealStyle:
    """Sorts real pairs into the kinds of style edit.

    Args:
        pairs: all real pairs; they also tell which replacements several repositories made.
        frequency: word in lower case -> its count in our prose.
    """

    def __init__(self, pairs: Sequence[Pair], frequency: Mapping[str, int]) -> None:
        self._frequency = frequency
        self._chosen = [pair for pair in pairs if pair.label in _LOOSE_LABELS and pair.after]
        self._changes = [changes_of(pair.before, pair.after) for pair in self._chosen]
        self._general = _general(self._chosen, self._changes)
        self.pairs: dict[Kind, list[Pair]] = {kind: [] for kind in Kind}
        for pair, changes in zip(self._chosen, self._changes, strict=True):
            if pair.source.lower().find("onestop") >= 0:
                if pair.label == "simplify" and self._graded(pair, changes):
                    self.pairs[Kind.GRADED].append(pair)
            elif not keeps_facts(pair.before, pair.after):
                continue
            elif self._briefer(*(part := changed_part(pair.before, pair.after)), changes):
                self.pairs[Kind.BRIEFER].append(replace(pair, before=part[0], after=part[1]))
            elif self._plainer(changes):
                self.pairs[Kind.PLAINER].append(pair)
        for pair in pairs:
            if pair.label == "split" and self._split(pair):
                self.pairs[Kind.SPLIT].append(pair)
            elif pair.label == "formalize" and len(_CONTRACTION.findall(pair.after)) < len(
                _CONTRACTION.findall(pair.before)
            ):
                self.pairs[Kind.WRITTEN_OUT].append(pair)
        del self._chosen, self._changes

    def _split(self, pair: Pair) -> bool:
        """More sentences, of the same words."""
        if len(sentences_of(pair.after)) <= len(sentences_of(pair.before)) or not keeps_facts(pair.before, pair.after):
            return False
        changes = changes_of(pair.before, pair.after)
        lost = [word for change in changes for word in change.old if word not in _words(pair.after)]
        added = [word for change in changes for word in change.new if word not in _words(pair.before)]
        if _FRAGMENT.search(pair.after[_first_difference(pair.before, pair.after) :]):
            return False
        return len(changes) <= 6 and not self._rare(lost, _COMMON) and not self._rare(added, _COMMON)

    def _graded(self, pair: Pair, changes: Sequence[Change]) -> bool:
        """Rewritten for learners with most of the words kept, and no harder word brought in."""
        if not keeps_facts(pair.before, pair.after):
            return False
        words, result = _words(pair.before), _words(pair.after)
        kept = len(words & result) / max(1, len(words))
        lost = sum(len(change.old) for change in changes if not change.new)
        added = [word for change in changes for word in change.new if word not in words]
        return (
            kept >= 0.6
            and 0.7 <= len(pair.after) / len(pair.before) <= 1.2
            and lost <= 0.2 * len(_TOKEN.findall(pair.before))
            and not self._rare(added, _KNOWN)
            and any(word.isalpha() for change in changes for word in (*change.old, *change.new))
        )

    def _plainer(self, changes: Sequence[Change]) -> bool:
        """Every replacement is one that several repositories made, and one at least is to more common words."""
        if not 1 <= len(changes) <= 4:
            return False
        easier = False
        for change in changes:
            if not any(word[0].isalnum() for word in (*change.old, *change.new)):
                continue
            old, new = self._rarest(change.old), self._rarest(change.new)
            if change not in self._general or (change.new and (new < old or old > _FUNCTION)):
                return False
            easier = easier or (new >= _EASIER * old and _is_wording(change) and not _same_stem(change))
        return easier

    def _briefer(self, before: str, after: str, changes: Sequence[Change]) -> bool:
        """Clearly shorter, and nothing goes that says something."""
        if not 1 <= len(changes) <= 6 or len(after) > _BRIEF * len(before):
            return False
        result, source = _words(after), _words(before)
        for change in changes:
            if change in self._general and len(change.new) <= len(change.old):
                continue
            added = [word for word in change.new if word not in source]
            lost = [word for word in change.old if word not in result and not _relative(word, result)]
            if len(change.new) > len(change.old) or len(lost) > 4:
                return False
            if self._rare(added, _COMMON) or self._rare(lost, _FUNCTION if not change.new else _COMMON):
                return False
        return len(_TURNS.findall(before)) == len(_TURNS.findall(after))

    def _rare(self, words: Sequence[str], least: int) -> bool:
        return any(word[0].isalnum() and self._frequency.get(word, 0) < least for word in words)

    def _rarest(self, words: Sequence[str]) -> float:
        return min((self._frequency.get(word, 0) for word in words if word[0].isalnum()), default=1e9)


def _first_difference(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)


def keeps_facts(before: str, after: str) -> bool:
    """Whether the two have the same numbers, and each name of one stands somewhere in the other.

    A name may move to the start of a sentence, where a capital says nothing.
    """
    numbers = [sorted(number.rstrip(".,") for number in _NUMBER.findall(side)) for side in (before, after)]
    if numbers[0] != numbers[1]:
        return False
    return all(name in after for name in _NAME.findall(before)) and all(name in before for name in _NAME.findall(after))


def changed_part(before: str, after: str) -> tuple[str, str]:
    """Both texts without the sentences that they begin and end with alike: what is left is dense in changes."""
    left, right = sentences_of(before), sentences_of(after)
    least = min(len(left), len(right)) - 1
    first = 0
    while first < least and left[first] == right[first]:
        first += 1
    last = 0
    while last < least - first and left[-1 - last] == right[-1 - last]:
        last += 1
    parts: list[str] = []
    for text, sentences in ((before, left), (after, right)):
        start = _place(text, sentences, first)
        end = _place(text, sentences, len(sentences) - 1 - last) + len(sentences[len(sentences) - 1 - last])
        # A quote mark or bracket between two sentences belongs to the first.
        tail = re.match(r"[\"'”’)]*", text[end:])
        parts.append(text[start : end + (tail.end() if tail else 0)])
    return parts[0], parts[1]


def _place(text: str, sentences: Sequence[str], index: int) -> int:
    at = 0
    for sentence in sentences[:index]:
        at = text.index(sentence, at) + len(sentence)
    return text.index(sentences[index], at)


def _general(pairs: Sequence[Pair], changes: Sequence[Sequence[Change]]) -> frozenset[Change]:
    """The changes that several repositories made, and clearly more of them than made the reverse."""
    makers: dict[Change, set[str]] = defaultdict(set)
    for pair, found in zip(pairs, changes, strict=True):
        for change in found:
            if max(map(len, change)) <= _LONGEST:
                makers[change].add(pair.source)
    return frozenset(
        change
        for change, sources in makers.items()
        if len(sources) >= max(_SEVERAL, 2 * len(makers.get(Change(change.new, change.old), ())))
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text.lower()))


def _relative(word: str, others: frozenset[str]) -> bool:
    """Whether another form of the word is there: decision, decide."""
    return len(word) >= 5 and any(other.startswith(word[:4]) for other in others)


def _is_wording(change: Change) -> bool:
    return all(word.isalpha() for word in change.old) and all(word.isalpha() for word in change.new)


def _same_stem(change: Change) -> bool:
    """A spelling or another form of the same word is no easier word."""
    return len(change.old) == len(change.new) == 1 and change.old[0][:4] == change.new[0][:4]
