"""The keys of the review: letters decide while it is read, and type once the person is in the text.

Read: A and R decide, N and P (or arrows) go on and back, 1 2 3 show words, sentence, paragraph, 0 as the program
thinks, Return lets keys type, Escape goes back to writing. Typed in: Tab and Shift+Tab go on and back, Escape gives the
letters back to deciding. In both Ctrl+Return accepts, and so do the keys of the commands (F8, F9 and their like).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from editor_app.preferences import Granularity


class Act(StrEnum):
    """What a key asks for."""

    ACCEPT = "accept"
    REJECT = "reject"
    NEXT = "next"
    PREVIOUS = "previous"
    # Let keys type, and no longer.
    TYPE = "type"
    READ = "read"
    # Go back to writing.
    LEAVE = "leave"
    # Show the suggestion as something else.
    SHAPE = "shape"


_READING: Mapping[Qt.Key, Act] = {
    Qt.Key.Key_A: Act.ACCEPT,
    Qt.Key.Key_R: Act.REJECT,
    Qt.Key.Key_N: Act.NEXT,
    Qt.Key.Key_J: Act.NEXT,
    Qt.Key.Key_Down: Act.NEXT,
    Qt.Key.Key_Right: Act.NEXT,
    Qt.Key.Key_P: Act.PREVIOUS,
    Qt.Key.Key_K: Act.PREVIOUS,
    Qt.Key.Key_Up: Act.PREVIOUS,
    Qt.Key.Key_Left: Act.PREVIOUS,
    Qt.Key.Key_Return: Act.TYPE,
    Qt.Key.Key_Enter: Act.TYPE,
    Qt.Key.Key_Escape: Act.LEAVE,
    Qt.Key.Key_0: Act.SHAPE,
    Qt.Key.Key_1: Act.SHAPE,
    Qt.Key.Key_2: Act.SHAPE,
    Qt.Key.Key_3: Act.SHAPE,
}
_TYPING: Mapping[Qt.Key, Act] = {Qt.Key.Key_Escape: Act.READ, Qt.Key.Key_Tab: Act.NEXT}
SHAPES: Mapping[Qt.Key, Granularity] = {
    Qt.Key.Key_0: Granularity.AUTO,
    Qt.Key.Key_1: Granularity.WORD,
    Qt.Key.Key_2: Granularity.SENTENCE,
    Qt.Key.Key_3: Granularity.PARAGRAPH,
}


def act_of(event: QKeyEvent, *, typing: bool) -> Act | None:
    """What a key asks the review for; None if it is none of its keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    if held == Qt.KeyboardModifier.ControlModifier:
        return Act.ACCEPT if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else None
    if typing and key is Qt.Key.Key_Backtab:
        return Act.PREVIOUS
    if held != Qt.KeyboardModifier.NoModifier:
        return None
    return (_TYPING if typing else _READING).get(key)
