"""Where people say what they want: what to change and where, and how if they care. And how far a job is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edit_engine.request import KINDS, Intent
from editor_app.gui import translation
from editor_app.gui.choice import Choice
from editor_app.gui.instruction_more import STEPS, InstructionMore
from editor_app.gui.state import Ask
from editor_app.gui.words_line import WordsLine
from editor_app.models import InstalledModel
from editor_app.presets import Preset
from editor_app.scope import Scope


class InstructionBar(QFrame):
    """See the module.

    Signals:
        run_requested(): ask for it.
        cancel_requested(): stop the job.
        retry_requested(): ask once more for what failed.
        scope_changed(): another part of the text is meant.
        left(): back to the text.
    """

    run_requested = Signal()
    cancel_requested = Signal()
    retry_requested = Signal()
    scope_changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.intent = Choice()
        self.intent.setAccessibleName(self.tr("Kind of change"))
        for intent in KINDS:
            self.intent.addItem(translation.intent(intent), intent)
        self.intent.addItem(self.tr("In my words"), None)
        self.words = WordsLine()
        self.scope = Choice()
        self.scope.setAccessibleName(self.tr("Where"))
        for scope, title in (
            (Scope.DOCUMENT, self.tr("Whole document")),
            (Scope.SECTION, self.tr("Section")),
            (Scope.PARAGRAPH, self.tr("Paragraph")),
            (Scope.SELECTION, self.tr("Selection")),
        ):
            self.scope.addItem(title, scope)
        # What is gone back to when nothing is selected any more.
        self._before_selection = Scope.DOCUMENT
        self.more = InstructionMore()
        self.show_more = QPushButton(self.tr("More"))
        self.show_more.setCheckable(True)
        self.show_more.setProperty("role", "quiet")
        self.show_more.setToolTip(self.tr("Strength, boldness, model, seed and presets"))
        self.run = QPushButton(self.tr("Suggest"))
        self.run.setProperty("role", "primary")
        self.run.setToolTip(self.tr("Ask for suggestions; nothing changes until you accept it"))
        # Terms that a preset keeps.
        self._keeps: tuple[str, ...] = ()
        self._keeps_said = QLabel(wordWrap=True)
        self._keeps_said.setObjectName("caption")
        self._trouble = QLabel(wordWrap=True)
        self._trouble.setObjectName("trouble")
        self._trouble.setAccessibleName(self.tr("What went wrong"))
        self.retry = QPushButton(self.tr("Try the failed parts again"))
        self.retry.setProperty("role", "quiet")
        self._outcome = QLabel(wordWrap=True)
        self._outcome.setObjectName("outcome")
        self._outcome.setAccessibleName(self.tr("How it ended"))
        self._work = QWidget()
        self._progress = QProgressBar(textVisible=False)
        self._progress.setFixedHeight(4)
        self._progress.setRange(0, 1000)
        self._progress.setAccessibleName(self.tr("How far the job is"))
        self._doing = QLabel()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setProperty("role", "quiet")
        self._lay_out()
        for part in (self._trouble, self.retry, self._outcome, self._keeps_said, self._work, self.more):
            part.hide()
        self.set_selection(False)
        self.show_more.toggled.connect(self.more.setVisible)
        self.intent.currentIndexChanged.connect(self._check)
        self.more.model_changed.connect(self._check)
        self.more.another_requested.connect(self.another_try)
        self.scope.currentIndexChanged.connect(self.scope_changed)
        self.words.textChanged.connect(self._words_changed)
        self.words.returnPressed.connect(self.run_requested)
        self.run.clicked.connect(self.run_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        self.retry.clicked.connect(self.retry_requested)

    def set_models(self, models: Sequence[InstalledModel], own: str) -> None:
        """Offer models; as `InstructionMore.set_models`."""
        self.more.set_models(models, own)

    def set_boldness(self, boldness: float) -> None:
        """Choose a boldness, 0..1."""
        self.more.set_boldness(boldness)

    def set_selection(self, chosen: bool) -> None:
        """Offer the selection as the place, and take it, while there is one."""
        at = self.scope.findData(Scope.SELECTION)
        self.scope.allow(at, chosen)
        if chosen and self.place is not Scope.SELECTION:
            self._before_selection = self.place
            self.scope.setCurrentIndex(at)
        elif not chosen and self.place is Scope.SELECTION:
            self.set_place(self._before_selection)

    @property
    def place(self) -> Scope:
        """What part of the text is meant."""
        return Scope(self.scope.currentData())

    def set_place(self, scope: Scope) -> None:
        """Choose a part of the text."""
        self.scope.setCurrentIndex(self.scope.findData(scope))

    def ask(self) -> Ask:
        """What it says, for the whole document. Words win over the kind of change."""
        words = " ".join(self.words.text().split())
        steps = self.more.strength.value()
        # Qt hands a StrEnum back as a str.
        chosen = self.intent.currentData()
        return Ask(
            intent=None if words or chosen is None else Intent(chosen),
            words=words,
            strength=steps / STEPS if steps else None,
            boldness=float(self.more.boldness.currentData()),
            seed=self.more.seed.value(),
            model=self.more.model.currentData() or None,
            lock=self._keeps,
        )

    def preset(self, locks: Sequence[str] = ()) -> Preset:
        """What it says, to be kept under a name.

        Args:
            locks: terms that must stay.
        """
        ask = self.ask()
        model = ask.model if self.more.model.currentIndex() > 0 else None
        return Preset(
            intent=ask.intent,
            words=ask.words,
            strength=ask.strength,
            boldness=ask.boldness,
            scope=None if self.place is Scope.SELECTION else self.place,
            model=model or "",
            locks=tuple(locks),
        )

    def take(self, preset: Preset) -> None:
        """Say what a preset says; what it does not say stays."""
        self.words.setText(preset.words)
        if preset.intent is not None:
            self.intent.setCurrentIndex(self.intent.findData(preset.intent))
        self.more.set_strength(preset.strength)
        if preset.boldness is not None:
            self.more.set_boldness(preset.boldness)
        if preset.scope is not None and self.place is not Scope.SELECTION:
            self.set_place(preset.scope)
        there = self.more.choose_model(preset.model)
        self._keeps = preset.locks
        self._keeps_said.setText(self.tr("Keeps as they are: {terms}").format(terms=", ".join(preset.locks)))
        self._keeps_said.setVisible(bool(preset.locks))
        self._check()
        if not there:
            missing = self.tr("The model {name} of this preset is not installed; another one is asked.")
            self.show_trouble(missing.format(name=preset.model))

    def another_try(self) -> None:
        """Ask the same once more, with another seed."""
        self.more.next_seed()
        self.run_requested.emit()

    def show_progress(self, doing: str, share: float) -> None:
        """Say how far a job is.

        Args:
            doing: in words; empty when there is none.
            share: done, 0..1.
        """
        self._work.setVisible(bool(doing))
        self._doing.setText(doing)
        self._progress.setValue(round(share * 1000))
        self.more.another.setEnabled(not doing)
        if doing:
            self.run.setEnabled(False)
            self.show_trouble("")
            self.show_outcome("")
        elif not self.run.isEnabled():
            self.run.setEnabled(not self.lacking())

    def show_trouble(self, what: str, *, again: bool = False) -> None:
        """Say why an instruction cannot be followed; nothing if empty.

        Args:
            what: in words.
            again: whether what failed can be asked for once more.
        """
        self._trouble.setText(what)
        self._trouble.setVisible(bool(what))
        self.retry.setVisible(again)

    def show_outcome(self, what: str) -> None:
        """Say how a job ended; nothing if empty."""
        self._outcome.setText(what)
        self._outcome.setVisible(bool(what))

    def lacking(self) -> str:
        """Why the chosen model cannot do what is chosen; empty if it can, or if words have to be read first."""
        chosen, can = self.intent.currentData(), self.more.can()
        if self.words.text().strip() or chosen is None or Intent(chosen) in can:
            return ""
        said = self.tr("The model {model} was not trained for “{intent}”. It can: {known}.")
        known = ", ".join(translation.intent(intent) for intent in can)
        return said.format(
            model=self.more.model.currentText(), intent=translation.intent(Intent(chosen)), known=known or "–"
        )

    def focus(self) -> None:
        """Let people type an instruction."""
        self.words.forget_place()
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
        for control in (self.scope, self.show_more, self.run):
            row.addWidget(control)
        self.words.setMinimumWidth(160)
        work = QHBoxLayout(self._work)
        work.setContentsMargins(8, 0, 0, 0)
        work.addWidget(self._progress, 1)
        work.addSpacing(8)
        work.addWidget(self._doing)
        work.addWidget(self.cancel)
        trouble = QHBoxLayout()
        trouble.addWidget(self._trouble, 1)
        trouble.addWidget(self.retry)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self.more)
        box.addWidget(self._keeps_said)
        box.addLayout(trouble)
        box.addWidget(self._outcome)
        box.addWidget(self._work)

    def _check(self) -> None:
        """Offer what the chosen model can do, and say what it cannot."""
        can = self.more.can()
        for at in range(self.intent.count()):
            found = self.intent.itemData(at)
            if found is None:
                continue
            intent = Intent(found)
            title = translation.meaning(intent)
            tip = (
                title[:1].upper() + title[1:] if intent in can else self.tr("The chosen model was not trained for this")
            )
            self.intent.setItemData(at, tip, Qt.ItemDataRole.ToolTipRole)
            self.intent.allow(at, intent in can)
        lacking = self.lacking()
        self.show_trouble(lacking)
        self.run.setEnabled(not lacking and self._work.isHidden())

    def _words_changed(self, words: str) -> None:
        own = self.intent.findText(self.tr("In my words"))
        if words.strip() and self.intent.currentIndex() != own:
            self.intent.setCurrentIndex(own)
        elif not words.strip() and self.intent.currentIndex() == own:
            self.intent.setCurrentIndex(0)
        self._check()


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedSize(1, 24)
    return rule
