"""Other suggestions for a sentence, to choose from by number, arrows or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from edit_engine.text import changes
from editor_app.alternatives import Candidate, Found
from editor_app.gui.theme import Theme
from editor_app.gui.wording import share


# Rows that are shown without scrolling, and the most that have a key.
ROWS, KEYS = 5, 9
_ROW_PX = 34


class AlternativesList(QFrame):
    """See the module.

    Signals:
        chosen(Candidate): that one should wait in place of the suggestion.
        left(): none of them.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._candidates: Sequence[Candidate] = ()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = QLabel()
        self._title.setObjectName("caption")
        self._title.setAccessibleName(self.tr("Other suggestions"))
        self.close_button = QPushButton(self.tr("Keep the first"))
        self.close_button.setProperty("role", "quiet")
        self.close_button.setToolTip(self.tr("None of these (Esc)"))
        self.close_button.clicked.connect(self.left)
        self.rows = QListWidget()
        self.rows.setObjectName("alternatives")
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setAccessibleName(self.tr("Other suggestions; a number or Enter takes one"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.itemActivated.connect(lambda item: self._choose(self.rows.row(item)))
        self.rows.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 6, 10, 8)
        box.setSpacing(2)
        box.addLayout(head)
        box.addWidget(self.rows)
        self.hide()

    def begin(self) -> None:
        """Show that others are looked for."""
        self._candidates = ()
        self.rows.clear()
        self.show_found(Found(candidates=(), working=True))
        self.show()
        self.rows.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_found(self, found: Found) -> None:
        """Show what was found so far; what is picked stays so."""
        if found.candidates:
            said = self.tr("%Ln other suggestion(s)", "", len(found.candidates))
            said = f"{said}  ·  {self.tr('looking for more…')}" if found.working else said
        else:
            said = self.tr("Looking for other suggestions…") if found.working else self.tr("No other suggestion found.")
        self._title.setText(said)
        if tuple(self._candidates) != found.candidates:
            picked = self._picked()
            self._candidates = found.candidates
            self._fill()
            at = next((row for row, one in enumerate(self._candidates) if one == picked), 0)
            self.rows.setCurrentRow(at)
        self.rows.setVisible(bool(self._candidates))
        if not self._candidates:  # so that Esc is heard
            self.close_button.setFocus()
        elif self.close_button.hasFocus():
            self.rows.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._fill()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            number = event.key() - Qt.Key.Key_1
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if plain and 0 <= number < min(KEYS, len(self._candidates)):
                if event.type() == QEvent.Type.KeyPress:
                    self._choose(number)
                event.accept()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int) -> None:
        self.chosen.emit(self._candidates[row])

    def _picked(self) -> Candidate | None:
        row = self.rows.currentRow()
        return self._candidates[row] if 0 <= row < len(self._candidates) else None

    def _fill(self) -> None:
        picked = self.rows.currentRow()
        self.rows.clear()
        dock = self.parentWidget()
        # Before it is laid out the first time, it is as wide as it is going to be.
        room = dock.width() - 40 if dock is not None else 0
        for number, one in enumerate(self._candidates, 1):
            item = QListWidgetItem()
            spoken = self.tr("{number}: {text}, {share} sure").format(
                number=number, text=one.after.strip(), share=share(one.confidence)
            )
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            label = QLabel(self._in_colour(number, one), textFormat=Qt.TextFormat.RichText, wordWrap=True)
            label.setContentsMargins(8, 4, 8, 4)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.rows.addItem(item)
            width = max(self.width(), room, 400) - 40
            size = label.sizeHint()
            size.setHeight(max(_ROW_PX, label.heightForWidth(width)))
            item.setSizeHint(size)
            self.rows.setItemWidget(item, label)
        self.rows.setCurrentRow(max(picked, 0))
        heights = [self.rows.item(row).sizeHint().height() for row in range(min(ROWS, len(self._candidates)))]
        self.rows.setFixedHeight(sum(heights) + 4)

    def _in_colour(self, number: int, one: Candidate) -> str:
        """A candidate with what goes struck and what comes underlined."""
        theme, parts, at = self._theme, [], 0
        for change in changes(one.before, one.after):
            parts.append(escape(one.before[at : change.start]))
            if change.before:
                parts.append(f'<span style="color:{theme.deleted}"><s>{escape(change.before)}</s></span> ')
            parts.append(f'<span style="color:{theme.inserted}"><u>{escape(change.after)}</u></span>')
            at = change.end
        parts.append(escape(one.before[at:]))
        sure = f'<span style="color:{theme.faint}">&nbsp; {share(one.confidence)}</span>'
        sentence = "".join(parts).strip().replace("\n", " ")
        return f'<span style="color:{theme.faint}">{number}&nbsp;&nbsp;</span>{sentence}{sure}'
