"""Speed of the text core. Not collected by pytest: run `python tests/benchmarks/bench_worddiff.py`; prints JSON."""

from __future__ import annotations

import json

from edit_engine.evaluation.speed_diff import worddiff_against_difflib


def bench_worddiff() -> dict[str, dict[str, float]]:
    """The word difference beside difflib, by the length of the text in words."""
    return {str(words): worddiff_against_difflib(words) for words in (1_000, 10_000, 100_000)}


if __name__ == "__main__":
    print(json.dumps(bench_worddiff(), indent=2))
