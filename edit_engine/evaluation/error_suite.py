"""How much of the error suite is put right, and how often a correct sentence is touched; overall and by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from edit_engine.evaluation.own_sets import CORRECT, ErrorItem


_STRAIGHT = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, kw_only=True)
class SuiteScores:
    """Shares, 0..1."""

    # Of the sentences with a mistake: the result is an accepted one.
    corrected: float
    # Of the sentences with a mistake: changed, but the result is not accepted.
    touched_not_fixed: float
    # Of the correct sentences: changed.
    wrongly_touched: float
    # `corrected` of each type.
    by_type: dict[str, float]

    def named(self) -> dict[str, float]:
        """Name of score -> value."""
        return {
            "errors.corrected": self.corrected,
            "errors.touched_not_fixed": self.touched_not_fixed,
            "errors.wrongly_touched": self.wrongly_touched,
            **{f"errors.{kind}.corrected": share for kind, share in self.by_type.items()},
        }


def suite_scores(items: Sequence[ErrorItem], results: Sequence[str]) -> SuiteScores:
    """Scores `results`, one per item. Straight and curly quotes are alike, and so is any white space.

    Raises:
        ValueError: the numbers of items and results differ.
    """
    if len(items) != len(results):
        raise ValueError(f"items and results must be equally many, got {len(items)} and {len(results)}")
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    for item, result in zip(items, results, strict=True):
        seen[item.type] += 1
        right[item.type] += plain(result) in map(plain, item.targets)
        touched[item.type] += plain(result) != plain(item.source)
    kinds = [kind for kind in seen if kind != CORRECT]
    wrong = sum(seen[kind] for kind in kinds)
    fixed = sum(right[kind] for kind in kinds)
    return SuiteScores(
        corrected=_share(fixed, wrong),
        # An accepted result differs from its source, so what is right was touched.
        touched_not_fixed=_share(sum(touched[kind] for kind in kinds) - fixed, wrong),
        wrongly_touched=_share(touched[CORRECT], seen[CORRECT]),
        by_type={kind: right[kind] / seen[kind] for kind in kinds},
    )


def plain(text: str) -> str:
    """`text` with straight quotes and single spaces."""
    return " ".join(text.translate(_STRAIGHT).split())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
