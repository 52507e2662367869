"""Two texts side by side: lines that belong together stand at one height, and both are scrolled together.

Only what can be seen is brought to one height, when it comes into sight, by room above the line that would stand too
high. So a step through a long text costs no more than one through a short text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.gui.compared_sheet import ComparedSheet
from editor_app.gui.positions import Border
from editor_app.gui.projection import Run, RunKind
from editor_app.gui.theme import Theme


# Heights that differ by less are the same.
NEAR_PX = 0.5


class SideBySide(QWidget):
    """See the module.

    Args:
        theme: the colours to begin with.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before = ComparedSheet(theme, RunKind.INSERTED)
        self.before.setAccessibleName(self.tr("Before"))
        self.after = ComparedSheet(theme, RunKind.DELETED)
        self.after.setAccessibleName(self.tr("After"))
        self.before.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._beside: Sequence[tuple[int, int]] = ((0, 0),)
        self._aligning = False
        # The sheet that was scrolled last.
        self._leader = self.after
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.align)
        for sheet in self.sheets:
            bar = sheet.verticalScrollBar()
            bar.valueChanged.connect(lambda _, sheet=sheet: self._scrolled(sheet))
            bar.rangeChanged.connect(lambda *_: self._later.start())
        between = QFrame()
        between.setObjectName("rule")
        between.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.before, 1)
        row.addWidget(between)
        row.addWidget(self.after, 1)
        self.setFocusProxy(self.after)

    @property
    def sheets(self) -> tuple[ComparedSheet, ComparedSheet]:
        """The older text and the newer one."""
        return self.before, self.after

    def show_runs(self, runs: tuple[Run, ...], border: Border, beside: Sequence[tuple[int, int]]) -> None:
        """Show a comparison from its start.

        Args:
            runs: all of it.
            border: made for them.
            beside: lines that stand beside each other, as in `Comparison`.
        """
        self._beside = beside or ((0, 0),)
        self._aligning = True
        for sheet in self.sheets:
            sheet.show_runs(runs, border)
            sheet.verticalScrollBar().setValue(0)
        self._aligning = False
        self._leader = self.after
        self._later.start()

    def light(self, change: str) -> None:
        """Put a change in the light, on both sides, and show it."""
        for sheet in self.sheets:
            sheet.light(change)
        # The newer text leads, unless something only went.
        leader = self.after if self.after.place_of(change) >= 0 else self.before
        if leader.place_of(change) >= 0:
            self._leader = leader
            leader.reveal(leader.place_of(change))
            self.align()

    def level_anew(self) -> None:
        """The sheets look another way now: bring them to one height again."""
        self._later.start()

    def align(self) -> None:
        """Bring what can be seen to one height on both sides."""
        if self._aligning or not self.isVisible():
            return
        self._aligning = True  # the bar of the other sheet tells of its move too
        for sheet in self.sheets:
            # Lays all of it out, if that is not done: a change before then leaves Qt with a wrong height for good.
            sheet.document().size()
        leader = self._leader
        follower = self.before if leader is self.after else self.after
        top = leader.verticalScrollBar().value()
        pair = self._pair_at(leader, top)
        self._level(pair, top)
        shift = self._top(follower, pair) - self._top(leader, pair)
        bar = follower.verticalScrollBar()
        bar.setValue(round(leader.verticalScrollBar().value() + shift))
        self._aligning = False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._later.start()

    def _scrolled(self, sheet: ComparedSheet) -> None:
        if not self._aligning:
            self._leader = sheet
            self.align()

    def _block(self, sheet: ComparedSheet, pair: int) -> QTextBlock:
        line = self._beside[pair][0 if sheet is self.before else 1]
        return sheet.document().findBlockByNumber(line)

    def _top(self, sheet: ComparedSheet, pair: int) -> float:
        """Where a pair of lines begins in a sheet; the start of the text before the first."""
        if pair < 0:
            return 0.0
        return float(sheet.document().documentLayout().blockBoundingRect(self._block(sheet, pair)).top())

    def _pair_at(self, sheet: ComparedSheet, top: int) -> int:
        """The last pair that begins above a height; -1 if there is none."""
        side = 0 if sheet is self.before else 1
        at = sheet.cursorForPosition(sheet.viewport().rect().topLeft()).block().blockNumber()
        pair = bisect_right(self._beside, at, key=lambda pair: pair[side]) - 1
        while pair >= 0 and self._top(sheet, pair) > top:
            pair -= 1
        return pair

    def _level(self, pair: int, top: int) -> None:
        """Bring the pairs after one to one height each, as far down as can be seen."""
        needed: dict[ComparedSheet, list[tuple[QTextBlock, float]]] = {sheet: [] for sheet in self.sheets}
        height = self._top(self._leader, pair)
        end = top + 2 * self.height()
        ends = {sheet: self._top(sheet, pair) for sheet in self.sheets}
        while pair + 1 < len(self._beside) and height < end:
            pair += 1
            tops = {sheet: self._top(sheet, pair) for sheet in self.sheets}
            rooms = {sheet: self._block(sheet, pair).blockFormat().topMargin() for sheet in self.sheets}
            gaps = {sheet: tops[sheet] - ends[sheet] - rooms[sheet] for sheet in self.sheets}
            tallest = max(gaps.values())
            for sheet in self.sheets:
                if abs(tallest - gaps[sheet] - rooms[sheet]) > NEAR_PX:
                    needed[sheet].append((self._block(sheet, pair), tallest - gaps[sheet]))
            ends = tops
            height += tallest
        if height < end:
            self._level_ends(ends)
        for sheet, rooms_needed in needed.items():
            _make_room(sheet, rooms_needed)

    def _level_ends(self, tops: dict[ComparedSheet, float]) -> None:
        """Let both texts be as long after their last pair, so that one can be scrolled as far as the other.

        Args:
            tops: where that pair begins.
        """
        tails = {}
        for sheet in self.sheets:
            bounds = sheet.document().documentLayout().blockBoundingRect(sheet.document().lastBlock())
            tails[sheet] = bounds.bottom() - tops[sheet]
        for sheet in self.sheets:
            room = max(tails.values()) - tails[sheet]
            if abs(sheet.document().lastBlock().blockFormat().bottomMargin() - room) > NEAR_PX:
                room_below = QTextBlockFormat()
                room_below.setBottomMargin(room)
                QTextCursor(sheet.document().lastBlock()).mergeBlockFormat(room_below)


def _make_room(sheet: ComparedSheet, needed: Sequence[tuple[QTextBlock, float]]) -> None:
    """Move lines down: each gets so much room above it."""
    if not needed:
        return
    cursor = QTextCursor(sheet.document())
    cursor.beginEditBlock()
    for block, room in needed:
        cursor.setPosition(block.position())
        room_above = QTextBlockFormat()
        room_above.setTopMargin(room)
        cursor.mergeBlockFormat(room_above)
    cursor.endEditBlock()
