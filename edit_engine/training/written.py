"""Sentences written for this training, with the errors that people make in them, marked in place.

Prose of novels, manuals and textbooks holds little of what people write every day, and errors made by a program are not
all that people make. So `written/` has passages of letters, essays, reports and the like, one a line, by hand. An error
stands as `{wrong=>right}`; what is right although it looks wrong stands there without a mark. Edits of style are in
files named after their intent, one a line: the text, a tab, and the text as it should be.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from edit_engine.request import Intent


_MARK = re.compile(r"\{([^{}]*?)=>([^{}]*?)\}")
# Of the errors of a passage so many are made each time it is drawn, so that one does not tell of another.
_MADE = 0.85
_FOLDER = Path(__file__).with_name("written")


@dataclass(frozen=True)
class WrittenText:
    """A passage: texts between errors, one more than there are errors, and the errors, wrong and right."""

    between: tuple[str, ...]
    errors: tuple[tuple[str, str], ...]

    @property
    def after(self) -> str:
        """The passage without an error."""
        return self._with([right for _, right in self.errors])

    def before(self, rng: random.Random) -> str:
        """The passage with most of its errors."""
        return self._with([wrong if rng.random() < _MADE else right for wrong, right in self.errors])

    def _with(self, chosen: list[str]) -> str:
        return "".join(part for both in zip(self.between, [*chosen, ""], strict=True) for part in both)


def read_written(folder: Path = _FOLDER) -> list[WrittenText]:
    """The passages of all files of a folder.

    Raises:
        ValueError: a mark is broken, or changes nothing; the text names file and line.
    """
    return [
        _parsed(line, f"{path.name}:{number}")
        for path in sorted(folder.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


@dataclass(frozen=True, kw_only=True)
class WrittenPair:
    """An edit of style."""

    intent: Intent
    before: str
    after: str


def read_written_pairs(folder: Path = _FOLDER) -> list[WrittenPair]:
    """The edits of style of all files of a folder.

    Raises:
        ValueError: a line is not two texts with a tab between, or a file is named after no intent.
    """
    found: list[WrittenPair] = []
    for path in sorted(folder.glob("*.tsv")):
        intent = Intent(path.stem)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            before, tab, after = line.partition("\t")
            if not tab or "\t" in after or not before or not after:
                raise ValueError(f"{path.name}:{number}: write an edit as two texts with one tab between")
            found.append(WrittenPair(intent=intent, before=before, after=after))
    return found


def _parsed(line: str, where: str) -> WrittenText:
    first, *rest = _MARK.split(line)
    between = (first, *rest[2::3])
    errors = tuple(zip(rest[::3], rest[1::3], strict=True))
    if any("{" in part or "}" in part or "=>" in part for part in between):
        raise ValueError(f"{where}: a mark of an error is broken: write it as {{wrong=>right}}")
    if any(wrong == right for wrong, right in errors):
        raise ValueError(f"{where}: a mark changes nothing")
    return WrittenText(between, errors)
