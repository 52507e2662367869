"""The parts of a page and where they stand: which of them belong to writing, to the review and to looking back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.gui.actions import Actions
from editor_app.gui.alternatives_list import AlternativesList
from editor_app.gui.compare_view import CompareView
from editor_app.gui.disk_bar import DiskBar
from editor_app.gui.dispatcher import Lane
from editor_app.gui.editor import Editor
from editor_app.gui.find_bar import FindBar
from editor_app.gui.instruction_bar import InstructionBar
from editor_app.gui.outline_panel import OutlinePanel
from editor_app.gui.review_card import ReviewCard
from editor_app.gui.review_view import ReviewView
from editor_app.gui.side_panel import SidePanel
from editor_app.gui.theme import Theme


# The cards under the text are as wide as it, and a little more.
CARD_PX = 980


class Mode(Enum):
    """What the middle of a page shows."""

    WRITE = "write"
    REVIEW = "review"
    # Two revisions, or an older one and the text as it is, compared.
    LOOK_BACK = "look back"


class Frame(QWidget):
    """See the module.

    Args:
        actions: the window's.
        theme: the colours to begin with.
        reading: where the text is searched.
    """

    def __init__(self, actions: Actions, theme: Theme, reading: Lane) -> None:
        super().__init__()
        self.actions_of = actions
        self.mode = Mode.WRITE
        self.asking = False
        self.editor = Editor(theme)
        self.review = ReviewView(theme)
        self.compare = CompareView(actions, theme)
        self.disk_bar = DiskBar()
        self.finder = FindBar(self.editor, reading)
        self.instruction = InstructionBar()
        self.alternatives = AlternativesList(theme)
        self.card = ReviewCard(actions, theme)
        self.side = SidePanel(actions, theme)
        self.outline = OutlinePanel()
        # Whether the person wants it beside the text.
        self._outlined = False
        for view in self.views:
            view.reserved = actions.has_key
        self._lay_out()
        self.arrange(Mode.WRITE)

    @property
    def views(self) -> tuple[Editor, ReviewView, CompareView]:
        """What each mode shows in the middle."""
        return self.editor, self.review, self.compare

    def arrange(self, mode: Mode, *, history: bool | None = None, asking: bool = False) -> None:
        """Show what belongs to a mode.

        Args:
            mode: it.
            history: whether the history stands beside the text; None leaves that as it is.
            asking: whether the instruction bar stands over the review.
        """
        self.mode, self.asking = mode, asking
        history = self.side.history_open if history is None else history
        self._sheets.setCurrentWidget(self.views[list(Mode).index(mode)])
        self.card.setVisible(mode is Mode.REVIEW and not asking)
        self.instruction.setVisible(mode is Mode.WRITE or asking)
        self.side.arrange(reviewing=mode is Mode.REVIEW, history=history)
        for view in (self.editor, self.review):
            view.set_beside(0 if self.side.isHidden() else self.side.width())
        self._show_outline()
        if mode is not Mode.WRITE:
            self.finder.put_away()

    def set_outlined(self, on: bool) -> None:
        """Show the outline beside the text, or not."""
        self._outlined = on
        self._show_outline()

    def _show_outline(self) -> None:
        # It is for writing, and many a screen has no room for two panels.
        self.outline.setVisible(self._outlined and self.mode is Mode.WRITE and self.side.isHidden())

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in (*self.views, self.alternatives, self.card, self.side):
            part.set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller."""
        for view in self.views:
            view.set_zoom(percent)

    def _lay_out(self) -> None:
        self._sheets = QStackedWidget()
        for view in self.views:
            self._sheets.addWidget(view)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.disk_bar)
        column.addWidget(self.finder)
        column.addWidget(self._sheets, 1)
        column.addWidget(self._make_dock())
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.outline)
        whole.addLayout(column, 1)
        whole.addWidget(self.side)

    def _make_dock(self) -> QWidget:
        dock = QFrame()
        dock.setObjectName("dock")
        row = QHBoxLayout(dock)
        row.setContentsMargins(20, 6, 20, 14)
        row.addStretch(1)
        cards = QVBoxLayout()
        for card in (self.instruction, self.alternatives, self.card):
            card.setMaximumWidth(CARD_PX)
            cards.addWidget(card)
        row.addLayout(cards, 100)
        row.addStretch(1)
        return dock
