"""Clean prose that a model would change: what it must learn to leave alone.

Published prose is read as a user's text would be, at the boldest. A passage in which a hunk is offered is kept as it
was published. Where the model is very sure, it is more often the published text that is wrong, so these passages are
left out. (Hard negatives: Sung and Poggio 1998, "bootstrapping"; Shrivastava et al. 2016.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from edit_engine.editing import Editor
from edit_engine.evaluation.dev_sets import edit_text
from edit_engine.request import BOLD, Intent
from edit_engine.training.own_texts import OwnText


# Confidence from which on a hunk is taken to be right: of 22 in clean prose that were read, about half were.
_SURE = 0.6
_TOGETHER = 64
_BETWEEN = "\n\n"


def false_alarms(editor: Editor, passages: Iterator[str]) -> Iterator[OwnText]:
    """Those of `passages`, in their order, in which the editor offers a hunk of `fix`, but none that it is sure of.

    Args:
        editor: of a calibrated model.
        passages: clean prose.
    """
    while texts := list(islice(passages, _TOGETHER)):
        hunks = edit_text(editor, _BETWEEN.join(texts), Intent.FIX, boldness=BOLD)
        start = 0
        for text in texts:
            end = start + len(text)
            sure = [hunk.confidence for hunk in hunks if start <= hunk.start and hunk.end <= end]
            if sure and max(sure) < _SURE:
                yield OwnText(before=text, after=text)
            start = end + len(_BETWEEN)
