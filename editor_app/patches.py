"""Unified diffs, as `redraft edit --diff`, `diff -u` and `git diff` write them, read as changes of the texts they name.

Pure functions on text. A patch goes in where its lines stand, or where they stand once in another place; nothing is
guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edit_engine.text import Change, changes
from editor_app.errors import NotText


_AT = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
# How names of the two sides begin in what git writes.
_SIDES = ("a/", "b/")
_NOTHING = "/dev/null"


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines of the old text, with those around them, and what they become."""

    # Number of the first one, from 0.
    line: int
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class FilePatch:
    """What a patch says of one file."""

    # As it stands in the patch, without "b/".
    name: str
    blocks: tuple[Block, ...]


def read(patch: str) -> list[FilePatch]:
    """What a patch says, by file.

    Raises:
        NotText: it is no unified diff, breaks off, or adds or removes a whole file.
    """
    lines = patch.replace("\r\n", "\n").removesuffix("\n").split("\n")
    found: list[FilePatch] = []
    at = 0
    while at < len(lines):
        if not (lines[at].startswith("--- ") and at + 1 < len(lines) and lines[at + 1].startswith("+++ ")):
            at += 1
            continue
        name = _name(lines[at], lines[at + 1])
        at += 2
        blocks: list[Block] = []
        while at < len(lines) and (head := _AT.match(lines[at])):
            counts = [1 if count is None else int(count) for count in (head[2], head[4])]
            # An empty range is named by the line before it.
            block, at = _block(lines, at + 1, int(head[1]) - (counts[0] > 0), counts)
            blocks.append(block)
        found.append(FilePatch(name=name, blocks=tuple(blocks)))
    if not any(each.blocks for each in found):
        raise NotText("this is no patch: it has no lines that begin with ---, +++ and @@. Give a unified diff")
    return found


def changes_of(patch: FilePatch, text: str) -> list[Change]:
    """The changes that a patch makes to a text, word by word, in order.

    Args:
        patch: it.
        text: of the file, with "\\n" newlines.

    Raises:
        NotText: lines that it changes do not stand there, or more than once in other places.
    """
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    parts, end = [], 0
    for block in patch.blocks:
        start = _place(block, text, starts, end, patch.name)
        parts += [text[end:start], block.new]
        end = start + len(block.old)
    return changes(text, "".join([*parts, text[end:]]))


def _name(before: str, after: str) -> str:
    # Behind a tab some programs write a time.
    old, new = (line[4:].split("\t")[0].strip() for line in (before, after))
    if _NOTHING in (old, new):
        whole = new if old == _NOTHING else old
        raise NotText(f"the patch adds or removes all of {whole}: only changes of texts can be suggested")
    return new.removeprefix(_SIDES[1]) if old.startswith(_SIDES[0]) else new


def _block(lines: Sequence[str], at: int, line: int, counts: Sequence[int]) -> tuple[Block, int]:
    """The block whose lines begin at `at`, and where it ends."""
    sides: tuple[list[str], list[str]] = ([], [])
    touched: tuple[list[str], ...] = ()
    while len(sides[0]) < counts[0] or len(sides[1]) < counts[1]:
        if at >= len(lines):
            raise NotText("the patch breaks off: lines are missing at its end")
        # A line of context without a word may have lost its blank on the way.
        sign, words = lines[at][:1] or " ", lines[at][1:]
        if sign == "\\":
            _cut(touched)
        else:
            touched = {" ": sides, "-": sides[:1], "+": sides[1:]}.get(sign, ())
            if not touched:
                raise NotText(f"the patch is damaged: line {at + 1} begins with {sign!r} instead of a blank, - or +")
            for side in touched:
                side.append(f"{words}\n")
        at += 1
    if at < len(lines) and lines[at].startswith("\\"):
        _cut(touched)
        at += 1
    return Block(line=line, old="".join(sides[0]), new="".join(sides[1])), at


def _cut(sides: tuple[list[str], ...]) -> None:
    """Take the line end from the line that was said to have none."""
    for side in sides:
        side[-1] = side[-1].removesuffix("\n")


def _place(block: Block, text: str, starts: Sequence[int], end: int, name: str) -> int:
    if block.line < len(starts):
        start = starts[block.line]
        if start >= end and text.startswith(block.old, start):
            return start
    elsewhere = [start for start in starts if start >= end and block.old and text.startswith(block.old, start)]
    if len(elsewhere) == 1:
        return elsewhere[0]
    where = "in several other places" if elsewhere else "nowhere"
    raise NotText(f"what the patch changes at line {block.line + 1} of {name} stands {where} now: make the patch anew")
