"""A suggestion in words, for rows, the card, tooltips and screen readers. No Qt."""

from __future__ import annotations

from edit_engine.request import Hunk


def spoken(hunk: Hunk) -> str:
    """A suggestion as a sentence."""
    before, after = on_one_line(hunk.before), on_one_line(hunk.after)
    if not hunk.before:
        return f"Insert “{after}”"
    return f"Replace “{before}” with “{after}”" if hunk.after else f"Delete “{before}”"


def reason(hunk: Hunk) -> str:
    """Why a suggestion is there and how sure the model is, in a few words."""
    # No model is certain, whatever rounding says.
    return f"{hunk.provenance.intent.value.capitalize()}  ·  {min(hunk.confidence, 0.99):.0%} sure"


def on_one_line(text: str) -> str:
    """Text for a row: newlines are signs, and text of spaces alone can be seen."""
    shown = text.replace("\n", "¶")
    return shown if shown.strip() else "␣" * len(shown)


def around(text: str, hunk: Hunk, room: int) -> tuple[str, str]:
    """What stands beside a suggestion in its line, in whole words.

    Args:
        text: the document its place counts in.
        hunk: it.
        room: code points at most on each side.

    Returns:
        the text before it and the text behind it.
    """
    before = text[max(0, hunk.start - room) : hunk.start].rpartition("\n")[2]
    behind = text[hunk.end : hunk.end + room].partition("\n")[0]
    if len(before) == room:
        before = "…" + before.partition(" ")[2]
    if len(behind) == room:
        behind = behind.rpartition(" ")[0] + "…"
    return before, behind


def suggestions(count: int) -> str:
    """A number of suggestions."""
    return "1 suggestion" if count == 1 else f"{count:,} suggestions" if count else "no suggestions"
