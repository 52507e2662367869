"""Speed of the engine, as ratios within one run.

    python -m edit_engine.evaluation.speed --text FILE [--clean FILE] [--tokens 10000] [--threads N] [--json]

Times `fix` on documents of that many tokens, one with errors and one without, against one plain forward over the same
tokens, and the word diff of 100,000 words against difflib.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from edit_engine.editing import Editor, load_editor
from edit_engine.evaluation.dev_sets import Half, edit_text
from edit_engine.evaluation.own_sets import CORRECT, error_items
from edit_engine.evaluation.speed_diff import worddiff_against_difflib
from edit_engine.request import Intent
from edit_engine.text import apply


# Tokens of a row of the plain forward: about what the editor's windows have.
ROW = 192
# Sentences of a paragraph of `suite_text`.
_PARAGRAPH = 6


def fix_against_forward(editor: Editor, text: str, *, tokens: int = 10_000, repeats: int = 7) -> dict[str, float]:
    """Seconds of `fix` on about `tokens` tokens of `text` (repeated as needed), and of one forward over them.

    The forward reads the same tokens in full rows, in batches of the same size and in the same precision: the least any
    editor with this model could do. `fix` is the whole way from text to hunks: protected spans, windows, reading,
    canvases, guards. Both are the best of `repeats` alternating runs; other programs on the machine slow both.

    Returns:
        `tokens`, `hunks`, `fix_s`, `forward_s`, `fix_per_forward` (their ratio), `tokens_per_s`.
    """
    tokenizer = editor.denoiser.tokenizer
    unit = tokenizer.encode(text).ids
    copies = -(-tokens // len(unit))
    body = "\n\n".join([text] * copies)
    cut = tokenizer.encode(body)
    ids = cut.ids[:tokens]
    body = body[: cut.ends[len(ids) - 1]]
    rows = [ids[at : at + ROW] for at in range(0, len(ids), ROW)]
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


def corrected(editor: Editor, text: str, *, rounds: int = 3) -> str:
    """`text` with every suggestion taken, again and again until there are none: what the model finds clean."""
    for _ in range(rounds):
        hunks = edit_text(editor, text, Intent.FIX)
        if not hunks:
            break
        text = apply(text, hunks)
    return text


def suite_text(half: Half) -> str:
    """The error suite as a document: every second sentence has its mistake, the others are as they should be."""
    wrong = [item for item in error_items(half) if item.type != CORRECT]
    sentences = [item.targets[0] if number % 2 else item.source for number, item in enumerate(wrong)]
    return "\n\n".join(" ".join(sentences[at : at + _PARAGRAPH]) for at in range(0, len(sentences), _PARAGRAPH))


def speed_scores(editor: Editor, half: Half, *, tokens: int = 10_000) -> dict[str, float]:
    """How many plain forwards `fix` costs on `suite_text`, and on the same as the model corrects it.

    Returns:
        `speed.errors.` and `speed.clean.` with `fix_per_forward` and `tokens_per_s` behind each.
    """
    text = suite_text(half)
    texts = {"errors": text, "clean": corrected(editor, text)}
    found = {kind: fix_against_forward(editor, text, tokens=tokens) for kind, text in texts.items()}
    return {f"speed.{kind}.{name}": found[kind][name] for kind in texts for name in ("fix_per_forward", "tokens_per_s")}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(prog="redraft bench", description="Speed, as ratios within one run.")
    parser.add_argument("--text", type=Path, required=True, help="a text with errors, repeated up to --tokens")
    parser.add_argument("--clean", type=Path, help="a text without errors; by default --text as the model corrects it")
    parser.add_argument("--tokens", type=int, default=10_000)
    parser.add_argument("--model", default="built-in")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    editor = load_editor(options.model, threads=options.threads)
    text = options.text.read_text(encoding="utf-8")
    clean = options.clean.read_text(encoding="utf-8") if options.clean else corrected(editor, text)
    measured = {
        "errors": fix_against_forward(editor, text, tokens=options.tokens),
        "clean": fix_against_forward(editor, clean, tokens=options.tokens),
        "worddiff": worddiff_against_difflib(),
    }
    found = {f"{part}.{name}": value for part, values in measured.items() for name, value in values.items()}
    if options.json:
        print(json.dumps({name: round(value, 4) for name, value in found.items()}, indent=1))
    else:
        for name, value in found.items():
            print(f"{name:<28}{value:12.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
