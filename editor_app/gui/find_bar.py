"""Find and replace in the text that is written."""

from __future__ import annotations

import re
from bisect import bisect_left

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from edit_engine.text import Change, Span
from editor_app.gui.editor import Editor
from editor_app.gui.wording import number as counted


# More matches than this are counted but not all marked.
MOST = 10_000


class FindBar(QFrame):
    """See the module.

    Args:
        editor: where it searches.
    """

    def __init__(self, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self._editor = editor
        self._matches: list[Span] = []
        self.wanted = QLineEdit(placeholderText=self.tr("Find"))
        self.wanted.setAccessibleName(self.tr("Find"))
        self.wanted.setFixedWidth(250)
        self.new = QLineEdit(placeholderText=self.tr("Replace with"))
        self.new.setAccessibleName(self.tr("Replace with"))
        self.new.setFixedWidth(210)
        self._case = _switch("Aa", self.tr("Match case"))
        self._pattern = _switch(".*", self.tr("Regular expression"))
        self._count = QLabel()
        self._count.setObjectName("caption")
        self._count.setMinimumWidth(96)
        self._replace = _button(self.tr("Replace"), self.replace)
        self._replace_all = _button(self.tr("Replace all"), self.replace_all)
        close = _button(self.tr("Close"), self.leave)
        close.setToolTip(self.tr("Back to the text (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(6)
        row.addStretch(1)
        for widget in (self.wanted, self._case, self._pattern, self._count, self.new, self._replace, self._replace_all):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(close)
        self.wanted.textChanged.connect(self._search)
        self._case.toggled.connect(self._search)
        self._pattern.toggled.connect(self._search)
        self.wanted.returnPressed.connect(lambda: self.step(+1))
        self.new.returnPressed.connect(self.replace)
        editor.typed.connect(self._typed)
        self.hide()

    def start(self) -> None:
        """Show it, with what is selected."""
        chosen = self._editor.selected()
        if chosen is not None:
            text = self._editor.text()[chosen.start : chosen.end]
            if "\n" not in text:
                self.wanted.setText(text)
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self._search()

    def leave(self) -> None:
        """Hide it, and go back to the text."""
        self.hide()
        self._editor.set_matches(())
        self._editor.setFocus()

    def step(self, by: int) -> None:
        """Select the next match, or the one before."""
        if not self._matches:
            return
        chosen = self._editor.selected()
        caret = self._editor.units().point(self._editor.textCursor().selectionStart())
        at = bisect_left(self._matches, Span(caret, caret))
        on_match = chosen is not None and at < len(self._matches) and self._matches[at] == chosen
        if by > 0:
            at += on_match
        else:
            at -= 1
        at %= len(self._matches)
        self._editor.select(self._matches[at])
        self._tell(at + 1)

    def replace(self) -> None:
        """Replace the selected match and go to the next."""
        chosen = self._editor.selected()
        if chosen is not None and chosen in self._matches:
            self._editor.replace([self._change(chosen, self._editor.text())])
            self._search()
        self.step(+1)

    def replace_all(self) -> None:
        """Replace every match, as one step."""
        text = self._editor.text()
        self._editor.replace([self._change(match, text) for match in self._matches])
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F3 or (event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and back):
            self.step(-1 if back else +1)
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self._matches = []
        wanted = self.wanted.text()
        text = self._editor.text()
        try:
            expression = self._expression(wanted)
        except re.error as error:
            self._count.setText(self.tr("Not a pattern: {why}").format(why=error.msg))
            self._editor.set_matches(())
            return
        if wanted:
            self._matches = [Span(*found.span()) for found in expression.finditer(text) if found.end() > found.start()]
        units = self._editor.units()
        self._editor.set_matches([units.units(match) for match in self._matches[:MOST]])
        self._tell(0)

    def _expression(self, wanted: str) -> re.Pattern[str]:
        how = re.MULTILINE | (re.NOFLAG if self._case.isChecked() else re.IGNORECASE)
        return re.compile(wanted if self._pattern.isChecked() else re.escape(wanted), how)

    def _change(self, match: Span, text: str) -> Change:
        before, after = text[match.start : match.end], self.new.text()
        if self._pattern.isChecked() and (found := self._expression(self.wanted.text()).match(text, match.start)):
            try:
                after = found.expand(after)
            except (re.error, IndexError):  # a lone backslash or an unknown group is meant as it is
                after = self.new.text()
        return Change(start=match.start, end=match.end, before=before, after=after)

    def _tell(self, number: int) -> None:
        count = len(self._matches)
        if not self.wanted.text():
            self._count.setText("")
        elif not count:
            self._count.setText(self.tr("Nothing found"))
        else:
            place = self.tr("{number} of {count}").format(number=counted(number), count=counted(count))
            self._count.setText(place if number else self.tr("%Ln found", "", count))
        self._replace.setEnabled(bool(count))
        self._replace_all.setEnabled(bool(count))

    def _typed(self) -> None:
        if self.isVisible():
            self._search()


def _switch(sign: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setText(sign)
    button.setCheckable(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def _button(title: str, slot: object) -> QPushButton:
    button = QPushButton(title)
    button.setProperty("role", "quiet")
    button.clicked.connect(slot)
    return button
