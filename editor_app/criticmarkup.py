"""Suggestions as CriticMarkup, which other editors read: {++new++}, {--old--}, {~~old~>new~~}, {>>why<<}.

Writing and reading are each other's inverse for every text. CriticMarkup has no way to write its own signs, so a
backslash before one means the sign itself, and backslashes that stand before a sign are doubled. Texts without these
signs, which is nearly all, look as everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from edit_engine.request import Hunk
from edit_engine.text import Change
from editor_app.errors import NotText


# What ends each kind of mark, and what begins one.
_OPEN = re.compile(r"(\\*)(\{\+\+|\{--|\{~~|\{>>|\{==)")
_CLOSE = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{>>": "<<}", "{==": "==}"}
_ARROW = "~>"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A text and the changes marked in it."""

    # With none of the changes made.
    text: str
    changes: tuple[Change, ...]
    # What is said of each change; empty if nothing is.
    comments: tuple[str, ...]


def write(text: str, changes: Sequence[Change | Hunk], comment: Callable[[Change | Hunk], str] = lambda _: "") -> str:
    """`text` with its changes marked.

    Args:
        text: where their places count.
        changes: in order, without overlaps.
        comment: what to say of each; nothing where it is empty.
    """
    parts: list[str] = []
    at = 0
    for change in changes:
        parts.append(_kept(text[at : change.start]))
        if change.before and change.after:
            parts.append("{~~" + _inside(change.before, _ARROW) + _ARROW + _inside(change.after, "~~}") + "~~}")
        elif change.after:
            parts.append("{++" + _inside(change.after, "++}") + "++}")
        elif change.before:
            parts.append("{--" + _inside(change.before, "--}") + "--}")
        if said := comment(change):
            parts.append("{>>" + _inside(said, "<<}") + "<<}")
        at = change.end
    parts.append(_kept(text[at:], last=True))
    return "".join(parts)


def read(marked: str) -> Marked:
    """The text and the changes that `write` marked, or another editor did. Highlights are only text.

    Raises:
        NotText: a mark has no end.
    """
    text: list[str] = []
    changes: list[Change] = []
    comments: list[str] = []
    length = at = 0
    while (found := _next_open(marked, at)) is not None:
        kept, opening, at = found
        text.append(kept)
        length += len(kept)
        before = after = ""
        if opening == "{~~":
            before, at = _until(marked, at, _ARROW, opening)
        content, at = _until(marked, at, _CLOSE[opening], opening)
        if opening == "{>>":
            if changes and changes[-1].end == length and not kept:
                comments[-1] = f"{comments[-1]}\n{content}".strip("\n")
            continue
        if opening == "{==":
            text.append(content)
            length += len(content)
            continue
        if opening == "{--":
            before = content
        else:
            after = content
        text.append(before)
        changes.append(Change(start=length, end=length + len(before), before=before, after=after))
        comments.append("")
        length += len(before)
    text.append(_plain(marked[at:], _OPEN))
    return Marked(text="".join(text), changes=tuple(changes), comments=tuple(comments))


def _kept(text: str, *, last: bool = False) -> str:
    """Text outside of marks; a mark follows unless it is the last."""
    return _doubled(_OPEN.sub(_escaped, text), last=last)


def _inside(text: str, closing: str) -> str:
    """Text of a mark, before what ends it."""
    return _doubled(_before(closing).sub(_escaped, text), last=False)


def _before(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(\\*)({re.escape(sign)})")


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1] * 2}\\{found[2]}"


def _doubled(text: str, *, last: bool) -> str:
    """`text` with the backslashes at its end doubled, as a sign comes next."""
    bare = text.rstrip("\\")
    return text if last else text + "\\" * (len(text) - len(bare))


def _plain(text: str, signs: re.Pattern[str]) -> str:
    """What was escaped, as it was."""
    return signs.sub(lambda found: "\\" * (len(found[1]) // 2) + found[2], text)


def _next_open(marked: str, at: int) -> tuple[str, str, int] | None:
    """The text before the next mark, what opens it, and where its content begins."""
    begun = at
    while (found := _OPEN.search(marked, at)) is not None:
        if len(found[1]) % 2 == 0:
            kept = _plain(marked[begun : found.start()], _OPEN) + "\\" * (len(found[1]) // 2)
            return kept, found[2], found.end()
        at = found.end()
    return None


def _until(marked: str, at: int, closing: str, opening: str) -> tuple[str, int]:
    """The content of a mark up to what ends it, and where that ends."""
    signs, begun = _before(closing), at
    while (found := signs.search(marked, at)) is not None:
        if len(found[1]) % 2 == 0:
            return _plain(marked[begun : found.start()], signs) + "\\" * (len(found[1]) // 2), found.end()
        at = found.end()
    line = marked.count("\n", 0, begun) + 1
    raise NotText(f"the mark {opening} in line {line} is never closed with {closing}")
