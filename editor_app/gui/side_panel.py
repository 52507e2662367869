"""What stands beside the text: the suggestions while one reviews, or the history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from editor_app.gui.actions import Actions
from editor_app.gui.history_panel import HistoryPanel
from editor_app.gui.review_panel import ReviewPanel
from editor_app.gui.theme import Theme


WIDTH_PX = 330


class SidePanel(QFrame):
    """See the module.

    Signals:
        history_closed(): the history was put away.
    """

    history_closed = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(WIDTH_PX)
        self.review = ReviewPanel(actions, theme)
        self.history = HistoryPanel(theme)
        self._title = QLabel()
        self._title.setObjectName("panelTitle")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.review)
        self._pages.addWidget(self._history_page())
        self._reviewing = False
        self._history_open = False
        head = QHBoxLayout()
        head.setContentsMargins(18, 14, 12, 8)
        head.addWidget(self._title, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._pages, 1)
        self.arrange(reviewing=False, history=False)

    @property
    def history_open(self) -> bool:
        """Whether the history is shown."""
        return self._history_open

    def arrange(self, *, reviewing: bool, history: bool) -> None:
        """Show what belongs to the mode, or the history over it."""
        self._reviewing, self._history_open = reviewing, history
        self._pages.setCurrentIndex(1 if history else 0)
        self._title.setText(self.tr("History") if history else self.tr("Suggestions"))
        self.setVisible(reviewing or history)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.review.set_theme(theme)
        self.history.set_theme(theme)

    def _history_page(self) -> QWidget:
        page = QWidget()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.history_closed)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 14)
        foot.addStretch(1)
        foot.addWidget(close)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.history, 1)
        box.addLayout(foot)
        return page
