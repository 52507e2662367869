"""A unified diff from hunks: their lines are known, so nothing is compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edit_engine.request import Hunk


_CONTEXT = 3  # lines


@dataclass
class _Block:
    """Lines `[old_start, old_end)` of the old text that become `new`."""

    old_start: int
    old_end: int
    new: list[str]


def unified(name: str, text: str, hunks: Sequence[Hunk], newline: str = "\n") -> str:
    """A diff that `patch` and `git apply` take; empty when there are no hunks.

    Args:
        name: of the file.
        text: the old text, with "\\n" newlines.
        hunks: changes of `text` that do not overlap.
        newline: what stands for "\\n" in the file.
    """
    blocks = _blocks(text, sorted(hunks, key=lambda hunk: (hunk.start, hunk.end)))
    if not blocks:
        return ""
    lines = _lines(text)
    parts = [f"--- a/{name}\n", f"+++ b/{name}\n"]
    shift = 0
    for group in _groups(blocks):
        first = max(0, group[0].old_start - _CONTEXT)
        last = min(len(lines), group[-1].old_end + _CONTEXT)
        body: list[str] = []
        at = first
        grown = 0
        for block in group:
            body += [" " + line for line in lines[at : block.old_start]]
            body += ["-" + line for line in lines[block.old_start : block.old_end]]
            body += ["+" + line for line in block.new]
            at = block.old_end
            grown += len(block.new) - (block.old_end - block.old_start)
        body += [" " + line for line in lines[at:last]]
        old, new = _range(first, last - first), _range(first + shift, last - first + grown)
        parts.append(f"@@ -{old} +{new} @@\n")
        parts += (_line(line, newline) for line in body)
        shift += grown
    return "".join(parts)


def _range(first: int, count: int) -> str:
    """Lines as a diff counts them: from 1, and an empty range by the line before it."""
    return f"{first + 1 if count else first},{count}"


def _line(line: str, newline: str) -> str:
    if line.endswith("\n"):
        return line[:-1] + ("\r\n" if newline == "\r\n" else "\n")
    return line + "\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines with their "\\n"; unlike str.splitlines, no other character ends one."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _blocks(text: str, hunks: Sequence[Hunk]) -> list[_Block]:
    """Whole lines that change, with what they become."""
    blocks: list[_Block] = []
    at = 0  # start of the line that `number` counts
    number = 0
    runs: list[list[Hunk]] = []
    ends: list[int] = []
    for hunk in hunks:
        start = text.rfind("\n", 0, hunk.start) + 1
        end = text.find("\n", hunk.end)
        end = len(text) if end < 0 else end + 1
        if runs and start < ends[-1]:
            runs[-1].append(hunk)
            ends[-1] = max(ends[-1], end)
        else:
            runs.append([hunk])
            ends.append(end)
    for run, end in zip(runs, ends, strict=True):
        start = text.rfind("\n", 0, run[0].start) + 1
        number += text.count("\n", at, start)
        old = text[start:end]
        new: list[str] = []
        place = start
        for hunk in run:
            new += [text[place : hunk.start], hunk.after]
            place = hunk.end
        new.append(text[place:end])
        block = _Block(number, number + len(_lines(old)), _lines("".join(new)))
        blocks.append(block)
        at, number = end, number + old.count("\n")
    return blocks


def _groups(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose context would touch, together."""
    group: list[_Block] = []
    for block in blocks:
        if group and block.old_start - group[-1].old_end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(block)
    if group:
        yield group
