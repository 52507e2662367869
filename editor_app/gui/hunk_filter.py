"""Which suggestions the review list shows, and in what order: words, kind, model and how sure the model is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edit_engine.request import HunkState, Intent
from editor_app.choosing import Order, Tally, Wanted
from editor_app.gui import translation
from editor_app.gui.choice import Choice
from editor_app.gui.segment import Segment
from editor_app.gui.wording import number, share


# Milliseconds after the last key or move until the list follows.
SETTLE_MS = 120
# Half a percent: what is written as 70 % counts as 70 %.
_ROUNDING = 0.005


class HunkFilter(QWidget):
    """See the module.

    Signals:
        changed(): something else is wanted, or another order.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText(self.tr("Search suggestions"))
        self.words.setAccessibleName(self.tr("Search suggestions"))
        self.order = Choice()
        self.order.setAccessibleName(self.tr("Order"))
        for order, title in self._orders().items():
            self.order.addItem(title, order)
        self.intent, self.model = Choice(), Choice()
        self.intent.setAccessibleName(self.tr("Kind of change"))
        for choice in (self.intent, self.model):  # what they offer comes later
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.model.setAccessibleName(self.tr("Model"))
        self.direction = QToolButton()
        self.direction.setText("≥")
        self.direction.setCheckable(True)
        self.direction.setProperty("role", "quiet")
        self.direction.setAccessibleName(self.tr("At most this sure, instead of at least"))
        self.direction.setToolTip(self.tr("At least or at most this sure"))
        self.sure = QSlider(Qt.Orientation.Horizontal)
        self.sure.setRange(0, 100)
        self.sure.setPageStep(10)
        self.sure.setAccessibleName(self.tr("How sure the model is, in percent"))
        self._count = QLabel()
        self._count.setObjectName("caption")
        self._count.setMinimumWidth(112)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._states = QButtonGroup(self)
        self._state_row = QFrame()
        self._lay_out()
        # One pass answers several keys and moves.
        self._settling = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settling.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _: self._settling.start())
        self.sure.valueChanged.connect(lambda _: self._settling.start(0))
        self.direction.toggled.connect(self._turn)
        for choice in (self.order, self.intent, self.model):
            choice.activated.connect(lambda _: self.changed.emit())
        self._states.buttonClicked.connect(lambda _: self.changed.emit())
        self.show_tally(Tally(), 0)

    @property
    def wanted(self) -> Wanted:
        """What should be listed."""
        sure = self.sure.value() / 100
        at_most = self.direction.isChecked()
        # Qt hands a StrEnum back as a str.
        intent, model = self.intent.currentData(), self.model.currentData()
        return Wanted(
            words=self.words.text().strip(),
            intents=frozenset([Intent(intent)]) if intent else frozenset(),
            models=frozenset([model]) if model else frozenset(),
            least=0.0 if at_most else max(0.0, sure - _ROUNDING),
            most=min(1.0, sure + _ROUNDING) if at_most and sure < 1 else 1.0,
            state=HunkState.STALE if self._states.checkedId() else HunkState.PENDING,
        )

    @property
    def sorted_by(self) -> Order:
        """In what order."""
        return Order(self.order.currentData())

    def take_focus(self) -> None:
        """Let people say what they want."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def clear(self) -> None:
        """Want everything that waits."""
        self.words.clear()
        self.intent.setCurrentIndex(0)
        self.model.setCurrentIndex(0)
        self.direction.setChecked(False)
        self.sure.setValue(0)
        self._settling.stop()
        self.changed.emit()

    def show_tally(self, tally: Tally, listed: int) -> None:
        """Say what there is to choose from, and how many were.

        Args:
            tally: of the whole document.
            listed: how many the list has.
        """
        before = self.wanted
        stale = tally.states.get(HunkState.STALE, 0)
        waiting = tally.total - stale
        self._states.button(0).setText(self.tr("Waiting  {count}").format(count=number(waiting)))
        self._states.button(1).setText(self.tr("Text changed  {count}").format(count=number(stale)))
        self._state_row.setVisible(stale > 0)
        if not stale and self._states.checkedId():
            self._states.button(0).setChecked(True)
        _offer(
            self.intent,
            self.tr("Every kind"),
            {intent: translation.intent(intent) for intent in tally.intents},
            {str(intent): count for intent, count in tally.intents.items()},
        )
        _offer(self.model, self.tr("Every model"), {model: model for model in tally.models}, tally.models)
        if self.wanted != before:  # there is none left of the kind that was chosen
            self.changed.emit()
            return
        self.model.setVisible(len(tally.models) > 1 or self.model.currentIndex() > 0)
        total = stale if self._states.checkedId() else waiting
        sign = "≤" if self.direction.isChecked() else "≥"
        said = self.tr("{sign} {share}: {count} of {total}").format(
            sign=sign, share=share(self.sure.value() / 100), count=number(listed), total=number(total)
        )
        self._count.setText(said)
        self.sure.setAccessibleDescription(said)

    def _turn(self, at_most: bool) -> None:
        self.direction.setText("≤" if at_most else "≥")
        # What was at one end of everything is at the other.
        if self.sure.value() == (0 if at_most else 100):
            self.sure.setValue(100 if at_most else 0)
        self._settling.start(0)

    def _orders(self) -> Mapping[Order, str]:
        return {
            Order.PLACE: self.tr("By place"),
            Order.SUREST: self.tr("Surest first"),
            Order.LEAST_SURE: self.tr("Least sure first"),
        }

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 0, 12, 6)
        box.setSpacing(4)
        states = QHBoxLayout(self._state_row)
        self._state_row.setObjectName("modes")
        states.setContentsMargins(3, 3, 3, 3)
        states.setSpacing(2)
        for at in range(2):
            button = Segment()
            button.setChecked(not at)
            self._states.addButton(button, at)
            states.addWidget(button, 1)
        box.addWidget(self._state_row)
        box.addSpacing(2)
        box.addLayout(_row(self.words, self.order))
        kinds = _row(self.intent, self.model)
        kinds.addStretch(1)
        box.addLayout(kinds)
        box.addLayout(_row(self.direction, self.sure, self._count))


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, QLineEdit | QSlider) else 0)
    return row


def _offer(choice: Choice, every: str, titles: Mapping[str, str], counts: Mapping[str, int]) -> None:
    """Let people choose one of several, or every; what is chosen stays so while there is any of it."""
    items: list[tuple[str, str | None]] = [
        (every, None),
        *((f"{title}  {number(counts[key])}", str(key)) for key, title in titles.items()),
    ]
    if [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())] == items:
        return
    chosen = choice.currentData()
    choice.clear()
    for title, data in items:
        choice.addItem(title, data)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
