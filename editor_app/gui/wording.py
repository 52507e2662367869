"""A suggestion in words, for rows, the card, tooltips and screen readers; and numbers as people write them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from editor_app.choosing import Suggestion
from editor_app.gui import translation


def spoken(hunk: Suggestion) -> str:
    """A suggestion as a sentence."""
    before, after = on_one_line(hunk.before), on_one_line(hunk.after)
    if not hunk.before:
        said = QCoreApplication.translate("Wording", "Insert “{after}”")
    elif hunk.after:
        said = QCoreApplication.translate("Wording", "Replace “{before}” with “{after}”")
    else:
        said = QCoreApplication.translate("Wording", "Delete “{before}”")
    return said.format(before=before, after=after)


def reason(hunk: Suggestion) -> str:
    """Why a suggestion is there and how sure the model is, in a few words."""
    # No model is certain, whatever rounding says.
    sure = QCoreApplication.translate("Wording", "{share} sure").format(share=share(min(hunk.confidence, 0.99)))
    return f"{translation.intent(hunk.provenance.intent)}  ·  {sure}"


def on_one_line(text: str) -> str:
    """Text for a row: newlines are signs, and text of spaces alone can be seen."""
    shown = text.replace("\n", "¶")
    return shown if shown.strip() else "␣" * len(shown)


def around(text: str, hunk: Suggestion, room: int) -> tuple[str, str]:
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
    if not count:
        return QCoreApplication.translate("Wording", "no suggestions")
    return QCoreApplication.translate("Wording", "%Ln suggestion(s)", "", count)


def number(count: int) -> str:
    """A number as it is written here."""
    return QLocale().toString(count)


def share(part: float) -> str:
    """A share of 0..1 in percent."""
    return QCoreApplication.translate("Wording", "{number}%").format(number=number(round(part * 100)))


def time_left(seconds: float | None) -> str:
    """How long something will take still; empty if nobody knows."""
    if seconds is None:
        return ""
    if seconds < 55:
        about = max(5, 5 * round(seconds / 5))
        return QCoreApplication.translate("Wording", "about {count} s left").format(count=number(about))
    said = QCoreApplication.translate("Wording", "about {count} min left")
    return said.format(count=number(max(1, round(seconds / 60))))
