"""Print random hunks of long documents in their context, for a strict reader to judge.

python -m edit_engine.evaluation.hunks FILE... [--count 100] [--seed 0] [--intent fix] [--model built-in]
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from edit_engine.request import KINDS, Hunk, Intent


# Code points shown on each side of a hunk.
CONTEXT = 90
_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A hunk and where it is."""

    file: str
    text: str
    hunk: Hunk


def draw(found: Sequence[Found], count: int, seed: int) -> list[Found]:
    """`count` of the hunks, or all if there are fewer, in their old order; the same for the same seed."""
    places = random.Random(seed).sample(range(len(found)), min(count, len(found)))
    return [found[place] for place in sorted(places)]


def shown(found: Found) -> str:
    """`file:line  confidence` and, below it, the hunk in context: [-old-]{+new+}, line breaks as ⏎."""
    text, hunk = found.text, found.hunk
    line = text.count("\n", 0, hunk.start) + 1
    left = text[max(0, hunk.start - CONTEXT) : hunk.start]
    right = text[hunk.end : hunk.end + CONTEXT]
    old = f"[-{hunk.before}-]" if hunk.before else ""
    new = f"{{+{hunk.after}+}}" if hunk.after else ""
    body = f"{left}{old}{new}{right}".replace("\r", "").replace("\n", "⏎")
    return f"{found.file}:{line}  confidence {hunk.confidence:.2f}\n    {body}"


def main(arguments: list[str] | None = None) -> int:
    """Find the hunks, draw and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m edit_engine.evaluation.hunks",
        description="Print random hunks in context, to be judged by hand.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="long documents, UTF-8")
    parser.add_argument("--count", type=int, default=100, help="hunks to print")
    parser.add_argument("--seed", type=int, default=0, help="of the draw")
    parser.add_argument("--intent", type=Intent, default=Intent.FIX, choices=[i for i in KINDS if i != Intent.INFILL])
    parser.add_argument("--model", default="built-in")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args(arguments)
    for file in options.files:
        if not file.is_file():
            parser.error(f"{file} is no file")
    if options.count < 1:
        parser.error(f"--count must be 1 or more, got {options.count}")

    from edit_engine.editing import load_editor
    from edit_engine.evaluation.dev_sets import edit_text

    editor = load_editor(options.model, threads=options.threads)
    found: list[Found] = []
    words = 0
    for file in options.files:
        text = file.read_text(encoding="utf-8")
        words += len(text.split())
        hunks = edit_text(editor, text, options.intent, markdown=file.suffix.lower() in _MARKDOWN)
        found += [Found(file=file.name, text=text, hunk=hunk) for hunk in hunks]
    drawn = draw(found, options.count, options.seed)
    print(f"{len(drawn)} of {len(found)} hunks of {options.intent} in {words} words, seed {options.seed}")
    for number, one in enumerate(drawn, 1):
        print(f"\n{number:3}. {shown(one)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
