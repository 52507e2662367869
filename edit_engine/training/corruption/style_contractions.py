"""Contractions for FORMAL: where one may stand, and texts with theirs written out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edit_engine.training.corruption.draft import Draft, Edit
from edit_engine.training.corruption.wordlists import SUBJECTS, word_set


HAVE_FOLLOWERS = word_set("not never been already always just also only")

# Contractions that stand for one thing only, so that both ways are safe.
CONTRACTED: dict[str, str] = {
    **{f"{first} not": f"{first}n't" for first in ("are", "could", "did", "does", "do", "had", "has", "have")},
    **{f"{first} not": f"{first}n't" for first in ("is", "must", "need", "should", "was", "were", "would")},
    "cannot": "can't", "will not": "won't", "i am": "I'm", "let us": "let's",
    **{f"{first} are": f"{first}'re" for first in ("you", "we", "they")},
    **{f"{first} have": f"{first}'ve" for first in ("i", "you", "we", "they")},
    **{f"{first} will": f"{first}'ll" for first in ("i", "you", "he", "she", "it", "we", "they")},
    **{f"{first} is": f"{first}'s" for first in ("he", "she", "it", "that", "there", "what", "who", "here")},
    **{f"{first} would": f"{first}'d" for first in ("i", "you", "he", "she", "we", "they")},
}  # fmt: skip
EXPANDED = {short.lower(): long for long, short in CONTRACTED.items() if not short.endswith(("'s", "'d"))}
CONTRACTION = re.compile(
    r"['’](?:t|re|ve|ll|m|d)\b|\b(?:it|he|she|that|there|what|who|here|how|where|let)['’]s\b", re.IGNORECASE
)


def expand(text: str) -> str:
    """`text` with every contraction that stands for one thing only written out; others stay."""
    draft = Draft(text)
    for index, lower in enumerate(draft.lower):
        long = EXPANDED.get(lower.replace("’", "'"))
        if long is not None and draft.free[index]:
            # "Don't you" would become "do not you".
            inverted = long.endswith(" not") and draft.after(index) in SUBJECTS
            if not inverted:
                draft.add(draft.replace(index, "I" + long[1:] if long.startswith("i ") else long))
    return draft.render()


def contractions(draft: Draft, vbn: Mapping[str, str]) -> list[Edit]:
    """Every place where a contraction may stand; not at the end of a phrase ("that is what it is.")."""
    found: list[Edit] = []
    mark = "’" if any("’" in gap or "“" in gap for gap in draft.gaps) else "'"
    for index, lower in enumerate(draft.lower):
        if not draft.free[index]:
            continue
        short = CONTRACTED.get(lower)
        if short is not None:
            found.append(draft.replace(index, short.replace("'", mark)))
            continue
        after = draft.after(index)
        short = CONTRACTED.get(f"{lower} {after}") if after else None
        if short is None or not draft.free[index + 1]:
            continue
        if after == "have" and draft.after(index, 2) not in HAVE_FOLLOWERS and draft.after(index, 2) not in vbn:
            continue
        if after == "not" or draft.after(index, 2):
            found.append(draft.span(index, index + 1, short.replace("'", mark)))
    return found
