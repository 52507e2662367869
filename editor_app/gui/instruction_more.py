"""The part of the instruction bar that most instructions do not need: how far, how boldly, which model, which seed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from edit_engine.request import BALANCED, BOLDNESS_STOPS, Intent
from editor_app.gui import translation
from editor_app.gui.choice import Choice
from editor_app.gui.wording import share
from editor_app.models import InstalledModel


BOLDNESS_TIPS = {
    "cautious": QT_TRANSLATE_NOOP("InstructionMore", "Only what the model is nearly certain of"),
    "balanced": QT_TRANSLATE_NOOP("InstructionMore", "What is more likely to help than to disturb"),
    "bold": QT_TRANSLATE_NOOP("InstructionMore", "Everything worth a look; more of it will be wrong"),
}
# Steps of the slider after the first, which leaves the strength to the model.
STEPS = 10
MOST_SEED = 999_999


class InstructionMore(QWidget):
    """See the module.

    Signals:
        model_changed(): another model was chosen.
        another_requested(): ask the same once more, with another seed.
    """

    model_changed = Signal()
    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, STEPS)
        self.strength.setFixedHeight(18)
        self.strength.setAccessibleName(self.tr("Strength"))
        self.strength_said = QLabel()
        self.strength_said.setObjectName("caption")
        self.boldness = Choice()
        self.boldness.setAccessibleName(self.tr("Boldness"))
        self.boldness.setToolTip(self.tr("How sure the model must be before it suggests a change"))
        for name, stop in BOLDNESS_STOPS.items():
            self.boldness.addItem(translation.setting(name.capitalize()), stop)
            tip = self.tr(str(BOLDNESS_TIPS[name]))
            self.boldness.setItemData(self.boldness.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.set_boldness(BALANCED)
        self.model = Choice()
        self.model.setAccessibleName(self.tr("Model"))
        self.model.setToolTip(self.tr("Which model is asked"))
        self._models: dict[str, InstalledModel] = {}
        self.seed = QSpinBox()
        self.seed.setRange(0, MOST_SEED)
        self.seed.setAccessibleName(self.tr("Seed"))
        self.seed.setToolTip(
            self.tr("The same seed gives the same suggestions; another one writes anew what is written anew")
        )
        self.another = QPushButton(self.tr("Another try"))
        self.another.setProperty("role", "quiet")
        self.another.setToolTip(self.tr("Ask the same once more, with another seed"))
        self.presets = QPushButton(self.tr("Presets"))
        self.presets.setProperty("role", "quiet")
        self.presets.setToolTip(self.tr("Instructions kept under a name"))
        self.presets.setMenu(QMenu(self.presets))
        self._lay_out()
        self._strength_moved(0)
        self.set_models((), "")
        self.strength.valueChanged.connect(self._strength_moved)
        self.model.currentIndexChanged.connect(self.model_changed)
        self.another.clicked.connect(self.another_requested)

    def set_models(self, models: Sequence[InstalledModel], own: str) -> None:
        """Offer models.

        Args:
            models: what is known of them; none where only the workers know.
            own: the one of the settings.
        """
        chosen = self.model.currentData()
        self._models = {model.name: model for model in models}
        before = self.model.blockSignals(True)
        self.model.clear()
        for model in models:
            self.model.addItem(self._name(model.name), model.name)
        if not models:
            self.model.addItem(self._name(own), "")
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))
        self.model.setEnabled(len(models) > 1)
        self.model.blockSignals(before)
        self.model_changed.emit()

    def can(self) -> tuple[Intent, ...]:
        """What the chosen model was trained for; everything where that is not known."""
        known = self._models.get(self.model.currentData() or "")
        return known.intents if known is not None else tuple(Intent)

    def choose_model(self, name: str) -> bool:
        """Choose a model by name, an empty one for that of the settings; whether it is there."""
        at = self.model.findData(name) if name else 0
        self.model.setCurrentIndex(max(0, at))
        return at >= 0

    def set_strength(self, strength: float | None) -> None:
        """Choose a strength, 0..1; None leaves it to the model."""
        self.strength.setValue(0 if strength is None else max(1, round(strength * STEPS)))

    def set_boldness(self, boldness: float) -> None:
        """Choose a boldness, 0..1; one between the named stops is offered beside them."""
        at = self.boldness.findData(boldness)
        if at < 0:
            self.boldness.addItem(self.tr("{share} bold").format(share=share(boldness)), boldness)
            at = self.boldness.count() - 1
        self.boldness.setCurrentIndex(at)

    def next_seed(self) -> None:
        """Choose a seed that was not tried last."""
        self.seed.setValue((self.seed.value() + 1) % (MOST_SEED + 1))

    def _name(self, name: str) -> str:
        return self.tr("Built-in") if name == "built-in" else name.rstrip("/\\").rpartition("/")[2]

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(14)
        strength = self._captioned(self.strength_said, self.strength)
        self.strength.setMinimumWidth(110)
        self.strength.setMaximumWidth(200)
        row.addLayout(strength, 3)
        self.seed.setFixedWidth(96)
        for title, control in (
            (self.tr("Boldness"), self.boldness),
            (self.tr("Model"), self.model),
            (self.tr("Seed"), self.seed),
        ):
            caption = QLabel(title)
            caption.setObjectName("caption")
            caption.setBuddy(control)
            # Above the letters of the control, which stand a little inside it.
            caption.setIndent(9 if control is not self.seed else 0)
            row.addLayout(self._captioned(caption, control))
        for button in (self.another, self.presets):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)

    @staticmethod
    def _captioned(caption: QLabel, control: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(caption)
        column.addStretch(1)
        column.addWidget(control)
        column.addStretch(1)
        return column

    def _strength_moved(self, steps: int) -> None:
        names = {0: self.tr("What the model finds"), STEPS: self.tr("Rewrite")}
        said = names.get(steps) or self.tr("Up to {share} of words").format(share=share(steps / STEPS))
        self.strength_said.setText(said)
        self.strength.setAccessibleDescription(said)
