"""The window's parts and where they stand: which of them belong to writing, to the review and to looking back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.commands import Face, Menu
from editor_app.gui import drawing
from editor_app.gui.actions import Actions
from editor_app.gui.editor import Editor
from editor_app.gui.find_bar import FindBar
from editor_app.gui.header import Header
from editor_app.gui.instruction_bar import InstructionBar
from editor_app.gui.projection_view import ProjectionView
from editor_app.gui.review_card import ReviewCard
from editor_app.gui.review_view import ReviewView
from editor_app.gui.side_panel import SidePanel
from editor_app.gui.status_line import StatusLine
from editor_app.gui.theme import Theme


SIZE_PX = (1400, 900)
# The cards under the text are as wide as it, and a little more.
CARD_PX = 980


class Mode(Enum):
    """What the middle of the window shows."""

    WRITE = "write"
    REVIEW = "review"
    # An older revision, against the text as it is.
    LOOK_BACK = "look back"


class Frame(QMainWindow):
    """See the module.

    Signals:
        looked_back(): the person is done with the older revision.

    Args:
        theme: the colours to begin with.
    """

    looked_back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.mode = Mode.WRITE
        self.asking = False
        self.resize(*SIZE_PX)
        self.setWindowIcon(drawing.app_icon())
        self.setAcceptDrops(True)

    def build(self, face: Face) -> None:
        """Make the parts; `face` does what the commands say."""
        theme = self.theme
        self.actions_of = Actions(face, self)
        self.menus = self.actions_of.fill(self.menuBar())
        self.recent = self.menus[Menu.FILE].addMenu("Open Recent")
        self.menus[Menu.FILE].insertMenu(self.actions_of["save"], self.recent)
        self.header = Header(self.actions_of)
        self.editor = Editor(theme)
        self.review = ReviewView(theme)
        self.preview = ProjectionView(theme)
        self.preview.setAccessibleName("An older revision against the text as it is")
        self.finder = FindBar(self.editor)
        self.instruction = InstructionBar()
        self.card = ReviewCard(self.actions_of, theme)
        self.side = SidePanel(self.actions_of, theme)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        for view in (self.editor, self.review, self.preview):
            view.reserved = self.actions_of.keys
        self._lay_out()
        self.actions_of.set_theme(theme)
        self.arrange(Mode.WRITE)

    @property
    def views(self) -> tuple[Editor, ReviewView, ProjectionView]:
        """The three sheets."""
        return self.editor, self.review, self.preview

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
        self._banner.setVisible(mode is Mode.LOOK_BACK)
        self.card.setVisible(mode is Mode.REVIEW and not asking)
        self.instruction.setVisible(mode is Mode.WRITE or asking)
        self.side.arrange(reviewing=mode is Mode.REVIEW, history=history)
        if mode is not Mode.WRITE:
            self.finder.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.theme = theme
        self.actions_of.set_theme(theme)
        for part in (*self.views, self.card, self.side):
            part.set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Show the text larger or smaller."""
        for view in self.views:
            view.set_zoom(percent)
        self.status.show_zoom(percent)

    def describe_preview(self, what: str) -> None:
        """Say which revision is shown."""
        self._about.setText(what)

    def _lay_out(self) -> None:
        self._sheets = QStackedWidget()
        for view in self.views:
            self._sheets.addWidget(view)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.finder)
        column.addWidget(self._make_banner())
        column.addWidget(self._sheets, 1)
        column.addWidget(self._make_dock())
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(column, 1)
        middle.addWidget(self.side)
        whole = QWidget()
        whole.setObjectName("chrome")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addLayout(middle, 1)
        self.setCentralWidget(whole)

    def _make_dock(self) -> QWidget:
        dock = QFrame()
        dock.setObjectName("dock")
        row = QHBoxLayout(dock)
        row.setContentsMargins(20, 6, 20, 14)
        row.addStretch(1)
        cards = QVBoxLayout()
        for card in (self.instruction, self.card):
            card.setMaximumWidth(CARD_PX)
            cards.addWidget(card)
        row.addLayout(cards, 100)
        row.addStretch(1)
        return dock

    def _make_banner(self) -> QWidget:
        self._banner = QFrame()
        self._banner.setObjectName("banner")
        self._about = QLabel()
        back = QPushButton("Back to the text")
        back.clicked.connect(self.looked_back)
        restore = QPushButton("Restore this revision")
        restore.setProperty("role", "primary")
        action = self.actions_of["restore_revision"]
        restore.clicked.connect(action.trigger)
        action.enabledChanged.connect(restore.setEnabled)
        row = QHBoxLayout(self._banner)
        row.setContentsMargins(20, 8, 20, 8)
        row.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(back)
        row.addWidget(restore)
        return self._banner
