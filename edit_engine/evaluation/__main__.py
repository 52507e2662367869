"""Print the scores of a model: on the sets of the package and, with --data, on the development sets.

python -m edit_engine.evaluation [--data DIR] [--model built-in] [--half test] [--limit N] [--no-speed] [--json]
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Evaluate one model; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft evaluate", description="Score a model.")
    parser.add_argument("--data", type=Path, help="folder that holds eval/ and prose/; without it, own sets only")
    parser.add_argument("--model", default="built-in")
    parser.add_argument(
        "--half", choices=("tuning", "test"), default="test", help="of each set; the test half is for releases"
    )
    parser.add_argument("--limit", type=int, help="sentences per development set")
    parser.add_argument("--clean-words", type=int, default=20_000)
    parser.add_argument("--threads", type=int)
    parser.add_argument(
        "--no-speed", action="store_true", help="leave out speed, which means nothing beside other work"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.data is not None and not (options.data / "eval").is_dir():
        parser.error(f"{options.data} holds no eval/ folder")

    from edit_engine.editing import load_editor
    from edit_engine.evaluation.dev_sets import Half
    from edit_engine.evaluation.scores import evaluate
    from edit_engine.evaluation.speed import speed_scores

    editor = load_editor(options.model, threads=options.threads)
    half = Half(options.half)
    scores = evaluate(editor, options.data, limit=options.limit, clean_words=options.clean_words, half=half)
    if not options.json:
        print_table(scores)
    speed = {} if options.no_speed else speed_scores(editor, half)
    if options.json:
        print(json.dumps({"model": options.model, "sha256": editor.denoiser.about.sha256, **scores, **speed}, indent=1))
    elif speed:
        print_table(speed)
    return 0


def print_table(scores: dict[str, float]) -> None:
    """Print names and values in two columns."""
    width = max(map(len, scores))
    for name, value in scores.items():
        print(f"{name:<{width}}  {value:8.3f}")


if __name__ == "__main__":
    sys.exit(main())
