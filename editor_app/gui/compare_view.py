"""A comparison of two revisions: what it is about, its changes one by one, inline or side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.comparison import Comparison
from editor_app.gui.actions import Actions
from editor_app.gui.compared_sheet import ComparedSheet
from editor_app.gui.elided import ElidedLabel
from editor_app.gui.positions import Border
from editor_app.gui.projection import Run, compare
from editor_app.gui.segment import Segment
from editor_app.gui.side_by_side import SideBySide
from editor_app.gui.theme import Theme
from editor_app.gui.wording import on_one_line


class CompareView(QWidget):
    """See the module.

    Signals:
        left(): the person is done.
        side_by_side_chosen(bool): the person wants to see it that way, or inline.
        said(str): a sentence about the change in the light.
        moved(): another change is in the light.
        files_dropped(list[Path]), zoom_requested(int): as of the sheets.

    Args:
        actions: the window's.
        theme: the colours to begin with.
    """

    left = Signal()
    side_by_side_chosen = Signal(bool)
    said = Signal(str)
    moved = Signal()
    files_dropped = Signal(list)
    zoom_requested = Signal(int)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inline = ComparedSheet(theme)
        self.inline.setAccessibleName(self.tr("What changed"))
        self.beside = SideBySide(theme)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self.inline)
        self._sheets.addWidget(self.beside)
        for sheet in self.sheets:
            sheet.step_requested.connect(self.step)
            sheet.left.connect(self.left)
            sheet.files_dropped.connect(self.files_dropped)
            sheet.zoom_requested.connect(self.zoom_requested)
        self.comparison: Comparison | None = None
        self._runs: tuple[Run, ...] = ()
        self._border = Border()
        # The way it was not drawn yet: it is when it is wanted.
        self._stale = {self.inline, self.beside}
        # The change in the light; -1 before the first.
        self.number = -1
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._banner(actions))
        box.addWidget(self._sheets, 1)
        self.setFocusProxy(self.inline)

    @property
    def sheets(self) -> tuple[ComparedSheet, ...]:
        """All there are."""
        return self.inline, *self.beside.sheets

    @property
    def side_by_side(self) -> bool:
        """Whether the two texts stand side by side."""
        return self._sheets.currentWidget() is self.beside

    @property
    def count(self) -> int:
        """Number of changes."""
        return len(self.comparison.changes) if self.comparison is not None else 0

    @property
    def reserved(self) -> Callable[[QKeySequence], bool]:
        """Which keys belong to the window."""
        return self.inline.reserved

    @reserved.setter
    def reserved(self, keys: Callable[[QKeySequence], bool]) -> None:
        for sheet in self.sheets:
            sheet.reserved = keys

    def show_comparison(self, comparison: Comparison, about: str, *, restorable: bool) -> None:
        """Show another one, from its first change.

        Args:
            comparison: it.
            about: which revisions it is between.
            restorable: whether one of them can be brought back.
        """
        self.comparison = comparison
        self._runs = tuple(compare(comparison.before, comparison.changes).runs)
        self._border = Border(comparison.before, comparison.after)
        self._stale = {self.inline, self.beside}
        self._about.setText(about)
        self._about.setToolTip(about)
        self._restore.setVisible(restorable)
        self.number = -1
        self._draw()
        if self.count:
            self.step(+1)
        else:
            self._show_number()

    def forget(self) -> None:
        """Let go of the texts."""
        self.comparison, self._runs, self.number = None, (), -1

    def set_side_by_side(self, on: bool) -> None:
        """Show the two texts side by side, or one with its changes."""
        self._ways[on].setChecked(True)
        shown = self.beside if on else self.inline
        if shown is not self._sheets.currentWidget():
            self._sheets.setCurrentWidget(shown)
            self.setFocusProxy(self.beside.after if on else self.inline)
            if self.comparison is not None:
                self._draw()
                self._light()

    def step(self, by: int) -> None:
        """Put the change so many further in the light; after the last comes the first."""
        if self.count:
            at = self.number if self.number >= 0 else (-1 if by > 0 else 0)
            self.number = (at + by) % self.count
            self._light()
            self.moved.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for sheet in self.sheets:
            sheet.set_theme(theme)
        self.beside.level_anew()

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller."""
        for sheet in self.sheets:
            sheet.set_zoom(percent)
        self.beside.level_anew()

    def _draw(self) -> None:
        shown = self._sheets.currentWidget()
        if self.comparison is None or shown not in self._stale:
            return
        if shown is self.inline:
            self.inline.show_runs(self._runs, self._border)
            self.inline.verticalScrollBar().setValue(0)
        else:
            self.beside.show_runs(self._runs, self._border, self.comparison.beside)
        self._stale.discard(shown)

    def _light(self) -> None:
        name = str(self.number) if self.number >= 0 else ""
        if self.side_by_side:
            self.beside.light(name)
        else:
            self.inline.light(name)
            if self.inline.place_of(name) >= 0:
                self.inline.reveal(self.inline.place_of(name))
        self._show_number()

    def _show_number(self) -> None:
        if self.comparison is None or not self.count:
            self._number.setText(self.tr("No differences"))
            return
        number = f"{self.number + 1:,}"
        self._number.setText(self.tr("%1 of %2").replace("%1", number).replace("%2", f"{self.count:,}"))
        change = self.comparison.changes[self.number]
        before, after = on_one_line(change.before)[:200], on_one_line(change.after)[:200]
        if not before:
            what = self.tr("added “%1”").replace("%1", after)
        elif not after:
            what = self.tr("deleted “%1”").replace("%1", before)
        else:
            what = self.tr("“%1” became “%2”").replace("%1", before).replace("%2", after)
        self.said.emit(f"{self.tr('Change %1').replace('%1', self._number.text())}: {what}")

    def _banner(self, actions: Actions) -> QWidget:
        banner = QFrame()
        banner.setObjectName("banner")
        self._about = ElidedLabel()
        self._about.setMinimumWidth(80)
        ways = QFrame()
        ways.setObjectName("modes")
        inner = QHBoxLayout(ways)
        inner.setContentsMargins(3, 3, 3, 3)
        inner.setSpacing(0)
        group = QButtonGroup(self)
        self._ways: dict[bool, Segment] = {}
        for on, title in ((False, self.tr("Inline")), (True, self.tr("Side by Side"))):
            button = Segment(title)
            button.clicked.connect(lambda _=False, on=on: self.side_by_side_chosen.emit(on))
            group.addButton(button)
            inner.addWidget(button)
            self._ways[on] = button
        self._ways[False].setChecked(True)
        self._number = QLabel()
        self._number.setAccessibleName(self.tr("Change in the light"))
        self._steps = [_button(actions, name) for name in ("previous_change", "next_change")]
        self._restore = QPushButton(self.tr("Restore"))
        self._restore.setProperty("role", "primary")
        action = actions["restore_revision"]
        self._restore.setToolTip(action.toolTip())
        self._restore.clicked.connect(action.trigger)
        back = QPushButton(self.tr("Back to the Text"))
        back.clicked.connect(self.left)
        row = QHBoxLayout(banner)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._steps[0])
        row.addWidget(self._number)
        row.addWidget(self._steps[1])
        row.addWidget(ways)
        row.addWidget(self._restore)
        row.addWidget(back)
        return banner


def _button(actions: Actions, name: str) -> QToolButton:
    """A button for a command of the comparison, which is always there for it while the view is seen."""
    action = actions[name]
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    return button
