"""Harper, a grammar checker made of rules, on the same sets as the model: python -m edit_engine.evaluation.harper.

python -m edit_engine.evaluation.harper [--data DIR] [--folder runs/harper] [--install] [--half test] [--json]

The first suggestion of each of its lints is applied, as somebody would who trusts it. It runs in Node.js, from the npm
package harper.js in a folder of yours; no part of it is in this package.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from edit_engine.text import Change, apply


# The version that the model card names.
PACKAGE = "harper.js@2.10.0"
_DIALECTS = ("American", "British", "Australian", "Canadian", "Indian")


class HarperMissing(RuntimeError):
    """Node.js or the npm package cannot be used. The text says what to do."""


class Harper:
    """Harper as a `System`."""

    def __init__(self, folder: Path, *, dialect: str = "American") -> None:
        """Use the harper.js in `folder`/node_modules.

        Raises:
            HarperMissing: there is none, or no Node.js to run it.
        """
        if not (folder / "node_modules" / "harper.js" / "package.json").is_file():
            raise HarperMissing(f"{folder} holds no node_modules/harper.js; run this once with --install")
        self.folder = folder
        self.dialect = dialect
        self._node = _program("node")

    @property
    def version(self) -> str:
        """Of the installed package."""
        text = (self.folder / "node_modules" / "harper.js" / "package.json").read_text(encoding="utf-8")
        return str(json.loads(text)["version"])

    def sentences(self, sources: Sequence[str]) -> list[str]:
        """Each as a plain text of its own."""
        found = self.fixes(sources, markdown=False)
        return [apply(source, changes) for source, changes in zip(sources, found, strict=True)]

    def fixes(self, texts: Sequence[str], *, markdown: bool = True) -> list[list[Change]]:
        """The first suggestion of each lint that has one.

        Raises:
            HarperMissing: Node.js could not run it.
        """
        question = {"dialect": self.dialect, "texts": [{"text": text, "markdown": markdown} for text in texts]}
        with as_file(files("edit_engine.evaluation") / "harper.mjs") as script:
            answer = subprocess.run(
                [self._node, str(script), str(self.folder)],
                input=json.dumps(question),
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
        if answer.returncode:
            raise HarperMissing(f"node ended with {answer.returncode}: {answer.stderr.strip()[-400:]}")
        return [changes_of(text, lints) for text, lints in zip(texts, json.loads(answer.stdout), strict=True)]


def changes_of(text: str, lints: Iterable[Mapping[str, Any]]) -> list[Change]:
    """Lints, in order of their place, as changes; those that change nothing or overlap an earlier one are left out.

    Args:
        text: what was checked.
        lints: `start` and `end`, code points, and `after`, the text that is suggested.
    """
    found: list[Change] = []
    for lint in lints:
        start, end = int(lint["start"]), int(lint["end"])
        change = Change(start=start, end=end, before=text[start:end], after=str(lint["after"]))
        last = found[-1] if found else None
        clash = last is not None and (start < last.end or (start, end) == (last.start, last.end))
        if change.before != change.after and not clash:
            found.append(change)
    return found


def install(folder: Path) -> None:
    """Put the npm package into `folder`.

    Raises:
        HarperMissing: npm is not there or failed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [_program("npm"), "install", "--prefix", str(folder), "--no-audit", "--no-fund", PACKAGE],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise HarperMissing(f"npm could not install {PACKAGE}: {done.stderr.strip()[-400:]}")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise HarperMissing(f"{name} is not on the PATH; install Node.js 20 or newer")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Score Harper and print; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m edit_engine.evaluation.harper", description="Score Harper on the sets of `redraft evaluate`."
    )
    parser.add_argument("--data", type=Path, help="folder that holds eval/ and prose/; without it, own sets only")
    parser.add_argument("--folder", type=Path, default=Path("runs/harper"), help="where harper.js is or will be")
    parser.add_argument("--install", action="store_true", help=f"install {PACKAGE} there with npm first")
    parser.add_argument("--dialect", choices=_DIALECTS, default="American")
    parser.add_argument("--half", choices=("tuning", "test"), default="test")
    parser.add_argument("--limit", type=int, help="sentences per development set")
    parser.add_argument("--clean-words", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.data is not None and not (options.data / "eval").is_dir():
        parser.error(f"{options.data} holds no eval/ folder")

    from edit_engine.evaluation.__main__ import print_table
    from edit_engine.evaluation.dev_sets import Half
    from edit_engine.evaluation.scores import clean_scores, fix_scores, own_fix_scores, tricky_prose_scores

    try:
        if options.install:
            install(options.folder)
        harper = Harper(options.folder, dialect=options.dialect)
        half = Half(options.half)
        scores: dict[str, float] = {}
        if options.data is not None:
            scores.update(fix_scores(harper, options.data, limit=options.limit, half=half))
            scores.update(clean_scores(harper, options.data, options.clean_words, half))
            scores.update(tricky_prose_scores(harper, options.data, half))
        scores.update(own_fix_scores(harper, half))
    except HarperMissing as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({"harper": harper.version, "dialect": options.dialect, **scores}, indent=1))
    else:
        print(f"harper.js {harper.version}, {options.dialect} English")
        print_table(scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
