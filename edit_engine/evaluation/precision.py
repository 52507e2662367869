"""Edit precision and recall: which of the changes were wanted, and how often clean text was touched.

An edit is a longest run of changed words between source and result: a range of source words and the words put there. A
run that puts as many words as it takes is as many edits of one word each, so that half of it can be right. An edit is
right when a reference makes the very same one. Spacing alone is no edit. The scorer has its own word diff
so that a change to how hunks are shown cannot change a score.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel


# A word with its inner apostrophes, hyphens and dots between digits, or one mark.
_WORD = re.compile(r"\w+(?:['’\-]\w+|(?<=\d)[.,](?=\d)\w+)*|[^\w\s]")


class Edit(NamedTuple):
    """Words `start` to `end` of the source were replaced by `words` (empty: deleted; an empty range: inserted)."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EditScores:
    """Counts over a corpus. With nothing proposed precision is 1, with nothing wanted recall is 1 (as in ERRANT)."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0

    @property
    def precision(self) -> float:
        """Share of the proposed edits that were wanted, 0..1."""
        return self.true_positives / (self.true_positives + self.false_positives) if self.false_positives else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted edits that were proposed, 0..1."""
        return self.true_positives / (self.true_positives + self.false_negatives) if self.false_negatives else 1.0

    def f(self, beta: float = 0.5) -> float:
        """Weighted harmonic mean, 0..1; beta 0.5 counts precision twice as much as recall."""
        precision, recall = self.precision, self.recall
        if not precision + recall:
            return 0.0
        return (1 + beta**2) * precision * recall / (beta**2 * precision + recall)

    def __add__(self, other: EditScores) -> EditScores:
        return EditScores(
            true_positives=self.true_positives + other.true_positives,
            false_positives=self.false_positives + other.false_positives,
            false_negatives=self.false_negatives + other.false_negatives,
        )


@dataclass(frozen=True, kw_only=True)
class FalseEdits:
    """How often text that needed nothing was changed."""

    edits: int
    # Words and marks of the source.
    words: int
    # Texts with at least one edit, and all texts.
    touched: int
    texts: int

    @property
    def per_thousand_words(self) -> float:
        """False edits per 1,000 words; 0 for no words."""
        return 1000 * self.edits / self.words if self.words else 0.0


def words(text: str) -> list[str]:
    """The words and marks of `text`, without the space between them."""
    return _WORD.findall(text)


def edits(source: Sequence[str], target: Sequence[str]) -> list[Edit]:
    """The edits that turn the words of `source` into those of `target`, left to right.

    Where a word could be inserted or deleted in several places with the same result (one of two equal neighbours), the
    leftmost is named, so that equal changes are equal edits.
    """
    found: list[Edit] = []
    for step in Indel.opcodes(source, target):
        if step.tag == "equal":
            continue
        put = tuple(target[step.dest_start : step.dest_end])
        if found and found[-1].end == step.src_start:
            found[-1] = Edit(found[-1].start, step.src_end, found[-1].words + put)
        else:
            found.append(Edit(step.src_start, step.src_end, put))
    leftmost: list[Edit] = []
    for edit in found:
        edit = _slide(source, edit, leftmost[-1].end if leftmost else 0)
        if leftmost and leftmost[-1].end == edit.start:
            leftmost[-1] = Edit(leftmost[-1].start, edit.end, leftmost[-1].words + edit.words)
        else:
            leftmost.append(edit)
    return [single for edit in leftmost for single in _singles(edit)]


def edit_scores(
    sources: Sequence[str], outputs: Sequence[str], references: Sequence[Sequence[str]], *, beta: float = 0.5
) -> EditScores:
    """Scores a corpus; for each sentence the reference counts that gives the best corpus F so far.

    Args:
        sources: the sentences as they were.
        outputs: the sentences as edited, one per source.
        references: for each source, its references, at least one.
        beta: which F chooses among references.

    Raises:
        ValueError: the numbers of sentences differ, or one has no reference.
    """
    if not len(sources) == len(outputs) == len(references):
        raise ValueError(
            f"sources, outputs and references must be equally many, "
            f"got {len(sources)}, {len(outputs)} and {len(references)}"
        )
    total = EditScores()
    for index, (source, output, several) in enumerate(zip(sources, outputs, references, strict=True)):
        if not several:
            raise ValueError(f"sentence {index} has no reference")
        before = words(source)
        proposed = set(edits(before, words(output)))
        choices = [total + _compare(proposed, set(edits(before, words(reference)))) for reference in several]
        # Equal F: more right, then fewer wrong, then fewer missed (ERRANT's order).
        total = max(
            choices,
            key=lambda scores: (
                scores.f(beta),
                scores.true_positives,
                -scores.false_positives,
                -scores.false_negatives,
            ),
        )
    return total


def false_edits(sources: Sequence[str], outputs: Sequence[str]) -> FalseEdits:
    """Counts the edits in texts that needed none.

    Args:
        sources: clean texts.
        outputs: what became of them, one per source.

    Raises:
        ValueError: the numbers of texts differ.
    """
    if len(sources) != len(outputs):
        raise ValueError(f"sources and outputs must be equally many, got {len(sources)} and {len(outputs)}")
    before = [words(source) for source in sources]
    made = [len(edits(old, words(output))) for old, output in zip(before, outputs, strict=True)]
    return FalseEdits(
        edits=sum(made), words=sum(map(len, before)), touched=sum(count > 0 for count in made), texts=len(sources)
    )


def _compare(proposed: set[Edit], wanted: set[Edit]) -> EditScores:
    right = len(proposed & wanted)
    return EditScores(true_positives=right, false_positives=len(proposed) - right, false_negatives=len(wanted) - right)


def _singles(edit: Edit) -> list[Edit]:
    """Each word of an even exchange as an edit of its own; any other edit as it is."""
    if edit.end - edit.start != len(edit.words):
        return [edit]
    return [Edit(edit.start + place, edit.start + place + 1, (word,)) for place, word in enumerate(edit.words)]


def _slide(source: Sequence[str], edit: Edit, barrier: int) -> Edit:
    """A pure insertion or deletion moved left as far as the result stays the same, not beyond `barrier`."""
    start, end, put = edit
    if start == end:
        while start > barrier and source[start - 1] == put[-1]:
            start, put = start - 1, put[-1:] + put[:-1]
        return Edit(start, start, put)
    while not put and start > barrier and source[start - 1] == source[end - 1]:
        start, end = start - 1, end - 1
    return Edit(start, end, put)
