"""How sure a hunk is: from what the engine saw while making it to the chance that a careful person accepts it.

The features are cheap, because everything they need is there when a hunk is accepted. `Calibration` weighs them; the
training package fits the weights. A hunk with more of what speaks for it is never less sure: see `FAVOURABLE`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from rapidfuzz.fuzz import ratio
from torch import Tensor

from edit_engine.models.registry import Calibration


# What the engine notes of each hunk, in `Provenance.scores`:
#   locate       chance that a change is needed here, 0..1, from the noise head, or for an insertion from the gap head
#   gain         nats by which the new tokens beat the old ones
#   phrases      nats by which the phrases around the place are likelier with the new words
#   doubt        greatest chance that a new token is wrong, 0..1; 0 where it is not asked for, as no threshold needs it.
#                No feature: beside the others it says nothing of a correction (training/LOG.md)
#   probability  of the new tokens when nothing of them was seen, 0..1, geometric mean
#   entropy      nats of choice there were for a token, mean
#   pieces       tokens there were for each old word: rare and misspelt words have several
SCORES = ("locate", "gain", "phrases", "doubt", "probability", "entropy", "pieces")
# What it notes besides, 1 where it is so, of models with lists of words:
#   spelled  a word that nobody writes became one that few letters tell from it, or the right form of itself
#   listed   any other word became one of its list: often confused with it, another form of it, or a letter away
#   doubled  a word that was said twice in a row is said once
SIGNS = ("spelled", "listed", "doubled")
# And of any model, 1 where it is so: the change is at the beginning of a sentence.
OPENS = "opens"
_AGAINST = ("doubt", "entropy", "pieces")

# Features of which more speaks for a hunk (1) or against it (-1). Others may do either.
FAVOURABLE = {
    "locate": 1,
    "gap": 1,
    "gain": 1,
    "phrases": 1,
    "strange": -1,
    "probability": 1,
    "entropy": -1,
    "spelled": 1,
    "doubled": 1,
}

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
# Least and greatest gain that is told apart, in nats, of the network and of phrases.
_LEAST_GAIN, _MOST_GAIN = -4.0, 12.0
_LEAST_PHRASES, _MOST_PHRASES = -8.0, 16.0
# Likeness, 0..100, from which on one word is another spelling or form of the other.
_RESPELT = 60


def scores_of(log_chances: Tensor, tokens: Tensor) -> dict[str, float]:
    """The scores `probability` and `entropy`.

    Args:
        log_chances: (slots, vocabulary) log-probabilities with all slots masked.
        tokens: (slots,) the ids that were put there.
    """
    chosen = log_chances.gather(1, tokens[:, None])
    choice = -(log_chances.exp() * log_chances).nan_to_num(0.0).sum(dim=1)
    return {"probability": float(chosen.mean().exp()), "entropy": float(choice.mean())}


def merged(several: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The scores of a change that several replacements make: it is as sure as the least sure of them."""
    found = {name: (max if name in _AGAINST else min)(scores[name] for scores in several) for name in SCORES}
    return found | {name: min(scores.get(name, 0.0) for scores in several) for name in SIGNS}


def features(before: str, after: str, scores: Mapping[str, float]) -> dict[str, float]:
    """What speaks for or against a change, by name.

    Args:
        before, after: its texts.
        scores: see `SCORES`, `SIGNS` and `OPENS`.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    alike = ratio(" ".join(old).lower(), " ".join(new).lower())
    one_word = len(old) == 1 == len(new)
    located = logit(scores["locate"])
    inserts = not before.strip()
    return {
        "locate": 0.0 if inserts else located,
        "gap": located if inserts else 0.0,
        "gain": min(max(scores["gain"], _LEAST_GAIN), _MOST_GAIN),
        # A phrase that was never counted says less for the old words than it says against new ones.
        "phrases": min(max(scores["phrases"], 0.0), _MOST_PHRASES),
        "strange": min(max(-scores["phrases"], 0.0), -_LEAST_PHRASES),
        "probability": logit(scores["probability"]),
        "entropy": scores["entropy"],
        "pieces": math.log(max(1.0, scores["pieces"])),
        "length": math.log(max(1, len(old), len(new))),
        "inserts": float(inserts),
        "deletes": float(not after.strip()),
        # Of the kinds below a hunk is one or none.
        "marks": float(old == new),
        "case": float(old != new and alike == 100),
        "joins": float(alike < 100 and "".join(old).lower() == "".join(new).lower()),
        "respells": float(one_word and _RESPELT <= alike < 100),
        "replaces": float(one_word and alike < _RESPELT),
        # A capital that the beginning of a sentence calls for tells of no name.
        "name": float(bool(old) and old[0][0].isupper() and not scores.get(OPENS, 0.0)),
        **{name: scores.get(name, 0.0) for name in SIGNS},
    }


def confidence(calibration: Calibration, found: Mapping[str, float]) -> float:
    """The chance, 0..1, that a hunk with these features is accepted."""
    return sigmoid(
        calibration.bias + sum(weight * found.get(name, 0.0) for name, weight in calibration.weights.items())
    )


def logit(p: float) -> float:
    """Log odds of a chance, kept away from 0 and 1."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def sigmoid(x: float) -> float:
    """The chance with these log odds."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
