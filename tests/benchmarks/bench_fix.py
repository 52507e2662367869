"""`fix` beside one forward of the model over the same tokens: the limits of the built-in model's speed.

Not collected by pytest: run `python tests/benchmarks/bench_fix.py [--clean FILE]` on a machine that does nothing else;
prints JSON, and fails where a limit is passed.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from edit_engine.editing import load_editor
from edit_engine.evaluation.speed import corrected, fix_against_forward
from editor_app.sample import sample_path


# Most forwards that `fix` may cost, on text with an error in every third sentence or so and on text without.
LIMITS = {"errors": 3.0, "clean": 1.3}


def bench_fix(clean: Path | None, *, threads: int = 2, tokens: int = 10_000) -> dict[str, dict[str, float]]:
    """Both kinds of text, measured in one run."""
    editor = load_editor("built-in", threads=threads)
    text = sample_path().read_text(encoding="utf-8")
    texts = {"errors": text, "clean": clean.read_text(encoding="utf-8") if clean else corrected(editor, text)}
    return {kind: fix_against_forward(editor, text, tokens=tokens, repeats=5) for kind, text in texts.items()}


def main() -> None:
    """Measure, print, and compare with the limits."""
    parser = argparse.ArgumentParser(description="Speed of `fix` against one forward.")
    parser.add_argument("--clean", type=Path, help="a text without errors; by default the sample, corrected")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    found = bench_fix(options.clean, threads=options.threads)
    print(json.dumps(found, indent=2))
    over = [
        f"{kind}: {found[kind]['fix_per_forward']:.2f} > {most}"
        for kind, most in LIMITS.items()
        if found[kind]["fix_per_forward"] > most
    ]
    if over:
        raise SystemExit("fix costs too many forwards: " + "; ".join(over))


if __name__ == "__main__":
    main()
