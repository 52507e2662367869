"""The strip above the text: what is open, whether one writes or reviews, and the few commands worth a button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from editor_app.gui.actions import Actions
from editor_app.gui.segment import Segment
from editor_app.gui.wording import number


HEIGHT_PX = 48


class Header(QFrame):
    """See the module.

    Args:
        actions: the window's.
    """

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT_PX)
        self._toggle = actions["toggle_review"]
        self._title = QLabel()
        self._title.setObjectName("title")
        self._place = QLabel()
        self._place.setObjectName("place")
        left = QHBoxLayout()
        left.setSpacing(4)
        for name in ("open", "save"):
            left.addWidget(_button(actions, name))
        left.addSpacing(10)
        left.addWidget(self._title)
        left.addSpacing(4)
        left.addWidget(self._place)
        left.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(4)
        right.addStretch(1)
        # Taking back is one button, whatever is taken back.
        self._undo = _button(actions, "undo"), _button(actions, "undo_decision")
        for button in self._undo:
            right.addWidget(button)
        for name in ("redo", "find", "show_history", "show_palette"):
            right.addWidget(_button(actions, name))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addLayout(left, 1)
        row.addWidget(self._modes(), 0, Qt.AlignmentFlag.AlignCenter)
        row.addLayout(right, 1)

    def show_document(self, title: str, place: str) -> None:
        """Say what is open.

        Args:
            title: of the document.
            place: what is to be said of its file.
        """
        self._title.setText(title)
        self._place.setText(place)

    def show_mode(self, *, reviewing: bool, pending: int) -> None:
        """Say which mode it is, and how many suggestions wait."""
        self._reviewing = reviewing
        for button, shown in zip(self._undo, (not reviewing, reviewing), strict=True):
            button.setVisible(shown)
        (self._review if reviewing else self._write).setChecked(True)
        self._review.setText(f"{self.tr('Review')}  {number(pending)}" if pending else self.tr("Review"))
        self._review.setEnabled(self._toggle.isEnabled())

    def _modes(self) -> QWidget:
        modes = QFrame()
        modes.setObjectName("modes")
        row = QHBoxLayout(modes)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        group = QButtonGroup(modes)
        self._write, self._review = Segment(self.tr("Write")), Segment(self.tr("Review"))
        for button in (self._write, self._review):
            button.setMinimumWidth(104)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            group.addButton(button)
            row.addWidget(button)
        self._write.setChecked(True)
        self._say_keys()
        self._toggle.changed.connect(self._say_keys)
        # A click on the mode one is in changes nothing.
        self._write.clicked.connect(lambda: self._switch(reviewing=False))
        self._review.clicked.connect(lambda: self._switch(reviewing=True))
        self._reviewing = False
        return modes

    def _say_keys(self) -> None:
        key = self._toggle.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        key = f"\n{key}" if key else ""
        self._write.setToolTip(self.tr("The text itself") + key)
        self._review.setToolTip(self.tr("The suggestions in the text") + key)

    def _switch(self, *, reviewing: bool) -> None:
        if reviewing != self._reviewing:
            self._toggle.trigger()


def _button(actions: Actions, name: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[name])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(20, 20))
    button.setAccessibleName(actions[name].text())
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
