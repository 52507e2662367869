"""What a model writes into a gap, against the words that were there and others that would do."""

from __future__ import annotations

from collections.abc import Sequence

from edit_engine.editing import Editor
from edit_engine.evaluation.error_suite import plain
from edit_engine.evaluation.own_sets import GapItem
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text import apply
from edit_engine.text.spans import Span


# Stands in the gap, once for each word that was there: the model does not see it, only how many words it hides. The
# writer's own words must not stand there, or a fill that a guard refuses would pass for the right one.
_BLANK = "blank"


def fill_gaps(editor: Editor, items: Sequence[GapItem], *, seed: int = 0) -> list[str]:
    """What the editor puts into each gap; the blanks themselves where it offers nothing."""
    answers = []
    for number, item in enumerate(items):
        blanks = " ".join([_BLANK] * len(item.answers[0].split()))
        text = item.before + blanks + item.after
        gap = Span(len(item.before), len(item.before) + len(blanks))
        request = EditRequest(
            id=f"gap.{number}",
            text=text,
            core=Span(0, len(text)),
            instruction=Instruction(intent=Intent.INFILL, seed=seed),
            scope=(gap,),
        )
        hunks = [hunk for event in editor.edit([request]) if event.kind is EventKind.HUNKS for hunk in event.hunks]
        edited = apply(text, hunks)
        answers.append(edited[gap.start : len(edited) - len(item.after)])
    return answers


def infill_scores(items: Sequence[GapItem], answers: Sequence[str]) -> dict[str, float]:
    """Shares, 0..1: infill.exact (the writer's own words) and infill.listed (those or others that are listed).

    Raises:
        ValueError: the numbers of items and answers differ, or there are none.
    """
    if len(items) != len(answers) or not items:
        raise ValueError(f"need one answer for each of one or more items, got {len(answers)} for {len(items)}")
    pairs = [
        (plain(answer).lower(), [plain(one).lower() for one in item.answers])
        for item, answer in zip(items, answers, strict=True)
    ]
    return {
        "infill.exact": sum(answer == listed[0] for answer, listed in pairs) / len(items),
        "infill.listed": sum(answer in listed for answer, listed in pairs) / len(items),
    }
