"""Where people say what they want: what to change, how far, how boldly and where. And how far a job is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from edit_engine.request import BALANCED, BOLDNESS_STOPS, Intent
from editor_app.gui import translation
from editor_app.gui.choice import Choice
from editor_app.gui.draft import Ask
from editor_app.gui.wording import share


BOLDNESS_TIPS = {
    "cautious": QT_TRANSLATE_NOOP("InstructionBar", "Only what the model is nearly certain of"),
    "balanced": QT_TRANSLATE_NOOP("InstructionBar", "What is more likely to help than to disturb"),
    "bold": QT_TRANSLATE_NOOP("InstructionBar", "Everything worth a look; more of it will be wrong"),
}
# Steps of the slider after the first, which leaves the strength to the model.
STEPS = 10


class InstructionBar(QFrame):
    """See the module.

    Signals:
        run_requested(): ask for it.
        cancel_requested(): stop the job.
        left(): back to the text.
    """

    run_requested = Signal()
    cancel_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.intent = Choice()
        self.intent.setAccessibleName(self.tr("Kind of change"))
        self.words = QLineEdit()
        self.words.setObjectName("words")
        self.words.setAccessibleName(self.tr("Instruction in your own words"))
        self.words.setPlaceholderText(self.tr("or say it in your own words…"))
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, STEPS)
        self.strength.setFixedSize(140, 18)
        self.strength.setAccessibleName(self.tr("Strength"))
        self.boldness = Choice()
        self.boldness.setAccessibleName(self.tr("Boldness"))
        self.boldness.setToolTip(self.tr("How sure the model must be before it suggests a change"))
        for name, stop in BOLDNESS_STOPS.items():
            self.boldness.addItem(translation.setting(name.capitalize()), stop)
            self.boldness.setItemData(self.boldness.count() - 1, self._tip(name), Qt.ItemDataRole.ToolTipRole)
        self.set_boldness(BALANCED)
        self._caption = QLabel()
        self._caption.setObjectName("caption")
        self.scope = Choice()
        self.scope.addItems([self.tr("Whole document"), self.tr("Selection")])
        self.scope.setAccessibleName(self.tr("Where"))
        self.run = QPushButton(self.tr("Suggest"))
        self.run.setProperty("role", "primary")
        self.run.setToolTip(self.tr("Ask for suggestions; nothing changes until you accept it"))
        self._trouble = QLabel(wordWrap=True)
        self._trouble.setObjectName("trouble")
        self._trouble.setAccessibleName(self.tr("What went wrong"))
        self._work = QWidget()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedHeight(4)
        self._progress.setRange(0, 1000)
        self._doing = QLabel()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setProperty("role", "quiet")
        self._lay_out()
        self._trouble.hide()
        self._work.hide()
        self.set_intents(tuple(Intent))
        self._strength_moved(0)
        self.strength.valueChanged.connect(self._strength_moved)
        self.words.textChanged.connect(self._words_changed)
        self.words.returnPressed.connect(self.run_requested)
        self.run.clicked.connect(self.run_requested)
        self.cancel.clicked.connect(self.cancel_requested)

    def set_intents(self, intents: Sequence[Intent]) -> None:
        """Offer what the model can do."""
        chosen = self.intent.currentData()
        self.intent.clear()
        for intent in intents:
            self.intent.addItem(translation.intent(intent), intent)
            title = translation.meaning(intent)
            self.intent.setItemData(self.intent.count() - 1, title[:1].upper() + title[1:], Qt.ItemDataRole.ToolTipRole)
        self.intent.addItem(self.tr("In my words"), None)
        at = self.intent.findData(chosen) if chosen is not None else 0
        self.intent.setCurrentIndex(max(0, at))

    def set_boldness(self, boldness: float) -> None:
        """Choose a boldness, 0..1; one between the named stops is offered beside them."""
        at = self.boldness.findData(boldness)
        if at < 0:
            self.boldness.addItem(self.tr("{share} bold").format(share=share(boldness)), boldness)
            at = self.boldness.count() - 1
        self.boldness.setCurrentIndex(at)

    def set_selection(self, chosen: bool) -> None:
        """Offer the selection as the place, and take it, while there is one."""
        if chosen != (self.scope.currentIndex() == 1):
            self.scope.setCurrentIndex(1 if chosen else 0)
        self.scope.setEnabled(chosen)

    def ask(self) -> Ask:
        """What it says, for the whole document. Words win over the kind of change."""
        words = self.words.text().strip()
        steps = self.strength.value()
        # Qt hands a StrEnum back as a str.
        chosen = self.intent.currentData()
        return Ask(
            intent=None if words or chosen is None else Intent(chosen),
            words=words,
            strength=steps / STEPS if steps else None,
            boldness=float(self.boldness.currentData()),
        )

    @property
    def only_selection(self) -> bool:
        """Whether only the selection may change."""
        return self.scope.currentIndex() == 1

    def show_progress(self, doing: str, share: float) -> None:
        """Say how far a job is.

        Args:
            doing: in words; empty when there is none.
            share: done, 0..1.
        """
        self._work.setVisible(bool(doing))
        self._doing.setText(doing)
        self._progress.setValue(round(share * 1000))
        self.run.setEnabled(not doing)
        if doing:
            self.show_trouble("")

    def show_trouble(self, what: str) -> None:
        """Say why an instruction cannot be followed; nothing if empty."""
        self._trouble.setText(what)
        self._trouble.setVisible(bool(what))

    def focus(self) -> None:
        """Let people type an instruction."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.intent)
        row.addWidget(_rule())
        row.addWidget(self.words, 1)
        row.addWidget(_rule())
        strength = QVBoxLayout()
        strength.setSpacing(2)
        strength.addWidget(self._caption)
        strength.addWidget(self.strength)
        row.addLayout(strength)
        row.addWidget(_rule())
        row.addWidget(self.boldness)
        row.addWidget(self.scope)
        row.addWidget(self.run)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(8, 0, 0, 0)
        work.addWidget(self._progress, 1)
        work.addSpacing(8)
        work.addWidget(self._doing)
        work.addWidget(self.cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self._trouble)
        box.addWidget(self._work)

    def _tip(self, stop: str) -> str:
        return self.tr(str(BOLDNESS_TIPS[stop]))

    def _strength_moved(self, steps: int) -> None:
        names = {0: self.tr("What the model finds"), STEPS: self.tr("Rewrite")}
        self._caption.setText(names.get(steps) or self.tr("Up to {share} of words").format(share=share(steps / STEPS)))

    def _words_changed(self, words: str) -> None:
        self.show_trouble("")
        own = self.intent.findText(self.tr("In my words"))
        if words.strip() and self.intent.currentIndex() != own:
            self.intent.setCurrentIndex(own)
        elif not words.strip() and self.intent.currentIndex() == own:
            self.intent.setCurrentIndex(0)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedSize(1, 24)
    return rule
