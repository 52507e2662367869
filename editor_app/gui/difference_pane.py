"""One text against another in a dialog: what is only in the first struck, what is only in the second underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from edit_engine.text import Change
from editor_app.gui import drawing
from editor_app.gui.compared_sheet import ComparedSheet
from editor_app.gui.positions import Border
from editor_app.gui.projection import compare
from editor_app.gui.theme import Theme


class DifferencePane(QFrame):
    """See the module. N and P go from one difference to the next while the sheet has the focus.

    Args:
        theme: the colours.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference")
        self.sheet = ComparedSheet(theme)
        self.sheet.step_requested.connect(self.step)
        self._about = QLabel()
        self._about.setObjectName("caption")
        self._number = QLabel()
        self._number.setObjectName("caption")
        self._steps = [
            self._button(theme, "previous", self.tr("Previous difference")),
            self._button(theme, "next", self.tr("Next difference")),
        ]
        for button, by in zip(self._steps, (-1, +1), strict=True):
            button.clicked.connect(lambda _=False, by=by: self.step(by))
        self.count = 0
        # The difference in the light; -1 before the first.
        self.number = -1
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 10, 8)
        head.addWidget(self._about, 1)
        head.addWidget(self._number)
        for button in self._steps:
            head.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.sheet, 1)
        self.setFocusProxy(self.sheet)

    def show_difference(self, about: str, text: str, changes: Sequence[Change]) -> None:
        """Show what changed, from the first difference on.

        Args:
            about: what is compared with what.
            text: the first text.
            changes: what leads from it to the second, in order.
        """
        self._about.setText(about)
        self.sheet.setAccessibleName(about)
        self.sheet.show_runs(tuple(compare(text, changes).runs), Border(text, *(change.after for change in changes)))
        self.sheet.verticalScrollBar().setValue(0)
        self.count, self.number = len(changes), -1
        self._number.setText("" if changes else self.tr("No differences"))
        for button in self._steps:
            button.setVisible(bool(changes))
        if changes:
            self.step(+1)

    def show_text(self, about: str, text: str) -> None:
        """Show a text that stands against nothing."""
        self.show_difference(about, text, ())
        self._number.setText("")

    def step(self, by: int) -> None:
        """Put the difference so many further in the light; after the last comes the first."""
        if self.count:
            at = self.number if self.number >= 0 else (-1 if by > 0 else 0)
            self.number = (at + by) % self.count
            self.sheet.light(str(self.number))
            if (unit := self.sheet.place_of(str(self.number))) >= 0:
                self.sheet.reveal(unit)
            number = self.tr("%1 of %2").replace("%1", f"{self.number + 1:,}").replace("%2", f"{self.count:,}")
            self._number.setText(number)

    def _button(self, theme: Theme, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(drawing.icon(icon, theme))
        button.setIconSize(QSize(16, 16))
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button
