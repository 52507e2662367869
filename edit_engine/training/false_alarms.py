"""Clean prose that a model would change: what it must learn to leave alone.

Published prose is read as a user's text would be, at the boldest. A passage in which a hunk is offered is kept as it
was published. Where the model is very sure, it is more often the published text that is wrong, so these passages are
left out. (Hard negatives: Sung and Poggio 1998, "bootstrapping"; Shrivastava et al. 2016.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edit_engine.editing import Editor
from edit_engine.evaluation.dev_sets import edit_text
from edit_engine.request import BOLD, Intent
from edit_engine.training.prepared_texts import PreparedText


# Confidence from which on a hunk is taken to be right: of 22 in clean prose that were read, about half were.
_SURE = 0.6


def false_alarms(editor: Editor, passages: Iterable[str]) -> Iterator[PreparedText]:
    """Those of `passages`, in their order, in which the editor offers a hunk of `fix`, but none that it is sure of.

    Args:
        editor: of a calibrated model.
        passages: clean prose.

    Raises:
        ValueError: the model is not calibrated, so that how sure it is means nothing.
    """
    if Intent.FIX not in editor.denoiser.about.calibration:
        raise ValueError(
            f"{editor.denoiser.about.name} is not calibrated for {Intent.FIX}: run `calibrate` on it first"
        )
    for text in passages:
        chances = [hunk.confidence for hunk in edit_text(editor, text, Intent.FIX, boldness=BOLD)]
        if chances and max(chances) < _SURE:
            yield PreparedText(before=text, after=text)
