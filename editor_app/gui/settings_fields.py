"""What an entry of the schemas is set with: a switch, a choice, a number or words, each behind the same three calls."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from editor_app.entries import Entry, Kind
from editor_app.gui import translation
from editor_app.gui.choice import Choice


WIDTH_PX = 230
# A style sheet moves the text of a line, but not that of a box with numbers.
TEXT_MARGINS_PX = (7, 0, 0, 0)


class Field(QWidget):
    """See the module.

    Signals:
        chosen(object): the person wants this value.

    Args:
        entry: what is set.
        control: the widget it is set with.
    """

    chosen = Signal(object)

    def __init__(self, entry: Entry, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.control = control
        control.setAccessibleName(translation.setting(entry.title))
        control.setAccessibleDescription(translation.setting(entry.description))
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)
        self.setFocusProxy(control)
        self.setFixedWidth(WIDTH_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(control)

    @abstractmethod
    def show_value(self, value: object) -> None:
        """Show what it is set to; nothing is chosen by that."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # The wheel scrolls the page; it never sets what happens to lie under the pointer.
        if event.type() == QEvent.Type.Wheel and watched is self.control and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Switch(Field):
    """On or off."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._box = QCheckBox()
        super().__init__(entry, self._box, parent)
        self._box.clicked.connect(lambda on: self.chosen.emit(on))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        self._box.setChecked(bool(value))


class Options(Field):
    """One of some values; where the schema is open, any other can be typed."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._box = Choice()
        super().__init__(entry, self._box, parent)
        self._open = entry.free and isinstance(entry.first, str)
        for option in entry.options:
            self._box.addItem(translation.setting(option.title), option.value)
        if self._open:
            line = QLineEdit()
            line.setAccessibleName(translation.setting(entry.title))
            line.editingFinished.connect(self._typed)
            self._box.setEditable(True)
            self._box.setLineEdit(line)
            self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.activated.connect(lambda at: self.chosen.emit(self._box.itemData(at)))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        at = self._box.findData(value)
        if at < 0 and self._open:
            self._box.setEditText(str(value))
        elif at < 0:
            shown = self.locale().toString(value, "g", 2) if isinstance(value, float) else str(value)
            self._box.addItem(shown, value)
            at = self._box.count() - 1
        if at >= 0:
            self._box.setCurrentIndex(at)

    def _typed(self) -> None:
        words = self._box.currentText().strip()
        at = self._box.findText(words, Qt.MatchFlag.MatchFixedString)
        self.chosen.emit(self._box.itemData(at) if at >= 0 else words)


class Whole(Field):
    """A whole number."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._box = QSpinBox()
        super().__init__(entry, self._box, parent)
        self._box.setRange(round(entry.least or 0), round(1e9 if entry.most is None else entry.most))
        self._box.setSingleStep(round(entry.step))
        self._box.setKeyboardTracking(False)
        self._box.lineEdit().setTextMargins(*TEXT_MARGINS_PX)
        self._box.valueChanged.connect(lambda value: self.chosen.emit(value))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        if isinstance(value, int) and value != self._box.value():
            self._box.blockSignals(True)
            self._box.setValue(value)
            self._box.blockSignals(False)


class Number(Field):
    """A number with a fraction."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._box = QDoubleSpinBox()
        super().__init__(entry, self._box, parent)
        self._box.setDecimals(2 if entry.step < 0.1 else 1)
        self._box.setRange(entry.least or 0.0, 1e9 if entry.most is None else entry.most)
        self._box.setSingleStep(entry.step)
        self._box.setKeyboardTracking(False)
        self._box.lineEdit().setTextMargins(*TEXT_MARGINS_PX)
        self._box.valueChanged.connect(lambda value: self.chosen.emit(round(value, 4)))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        if isinstance(value, int | float) and value != self._box.value():
            self._box.blockSignals(True)
            self._box.setValue(float(value))
            self._box.blockSignals(False)


class Words(Field):
    """Words."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._line = QLineEdit()
        super().__init__(entry, self._line, parent)
        self._line.editingFinished.connect(lambda: self.chosen.emit(self._line.text().strip()))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        self._line.setText(str(value))


class Face(Field):
    """A font of this computer, or the one the program chooses."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        self._box = Choice()
        super().__init__(entry, self._box, parent)
        self._box.addItem(self.tr("The best one here"), "")
        # Those with a dot are parts of the system, not for writing.
        for family in QFontDatabase.families():
            if not family.startswith("."):
                self._box.addItem(family, family)
        self._box.setMaxVisibleItems(16)
        self._box.activated.connect(lambda at: self.chosen.emit(self._box.itemData(at)))

    def show_value(self, value: object) -> None:
        """See `Field`."""
        at = self._box.findData(value)
        if at < 0:  # it was set on another computer
            self._box.addItem(str(value), value)
            at = self._box.count() - 1
        self._box.setCurrentIndex(at)


_FIELDS: dict[Kind, type[Switch | Options | Whole | Number | Words | Face]] = {
    Kind.SWITCH: Switch,
    Kind.CHOICE: Options,
    Kind.WHOLE: Whole,
    Kind.NUMBER: Number,
    Kind.TEXT: Words,
    Kind.FONT: Face,
}


def field_for(entry: Entry) -> Field:
    """A field of the right kind."""
    return _FIELDS[entry.kind](entry)
