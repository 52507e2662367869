"""Speed of the engine, as ratios within one run.

    python -m edit_engine.evaluation.speed --text FILE [--tokens 10000] [--model built-in] [--threads N] [--json]

Times `fix` on a document of that many tokens against one plain forward over the same tokens, and the word diff of
100,000 words against difflib.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from edit_engine.editing import Editor, load_editor
from edit_engine.evaluation.dev_sets import edit_text
from edit_engine.evaluation.speed_diff import worddiff_against_difflib
from edit_engine.request import Intent


def fix_against_forward(editor: Editor, text: str, *, tokens: int = 10_000, repeats: int = 3) -> dict[str, float]:
    """Seconds of `fix` on about `tokens` tokens of `text` (repeated as needed), and of one forward over them.

    The forward reads the same tokens in rows as long as the editor's windows, padded to one length, in batches of the
    same size: the least any editor with this model could do. Both are the best of `repeats` alternating runs.
    """
    tokenizer = editor.denoiser.tokenizer
    unit = tokenizer.encode(text).ids
    copies = -(-tokens // len(unit))
    ids = (unit * copies)[:tokens]
    body = "\n\n".join([text] * copies)
    cut = tokenizer.encode(body)
    body = body[: cut.ends[min(tokens, len(cut.ids)) - 1]]
    rows = [ids[at : at + 192] for at in range(0, len(ids), 192)]
    batch = editor.settings.batch
    fixes, forwards = [], []
    hunks = 0
    for _ in range(repeats):
        started = time.perf_counter()
        for at in range(0, len(rows), batch):
            editor.denoiser.read(rows[at : at + batch], Intent.FIX)
        forwards.append(time.perf_counter() - started)
        started = time.perf_counter()
        hunks = len(edit_text(editor, body, Intent.FIX))
        fixes.append(time.perf_counter() - started)
    return {
        "tokens": float(len(ids)),
        "hunks": float(hunks),
        "fix_s": min(fixes),
        "forward_s": min(forwards),
        "fix_per_forward": min(fixes) / min(forwards),
        "tokens_per_s": len(ids) / min(fixes),
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft bench", description="Speed, as ratios within one run.")
    parser.add_argument("--text", type=Path, required=True, help="a text to repeat up to --tokens")
    parser.add_argument("--tokens", type=int, default=10_000)
    parser.add_argument("--model", default="built-in")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    editor = load_editor(options.model, threads=options.threads)
    found = fix_against_forward(editor, options.text.read_text(encoding="utf-8"), tokens=options.tokens)
    found.update({f"worddiff_{name}": value for name, value in worddiff_against_difflib().items()})
    if options.json:
        print(json.dumps({name: round(value, 4) for name, value in found.items()}, indent=1))
    else:
        for name, value in found.items():
            print(f"{name:<24}{value:12.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
