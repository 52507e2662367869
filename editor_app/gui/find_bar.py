"""Find and replace in the text that is written. The search itself runs in the background."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from edit_engine.text import Span
from editor_app import finding
from editor_app.errors import BadPattern
from editor_app.finding import Replaced, Search
from editor_app.gui.dispatcher import Lane
from editor_app.gui.editor import Editor
from editor_app.gui.searching import Searching
from editor_app.gui.wording import number as counted


# More matches than this are counted but not all marked.
MOST_MARKED = 10_000


class FindBar(QFrame):
    """See the module.

    Signals:
        said(str): a sentence for the status line.

    Args:
        editor: where it searches.
        lane: where the search runs.
    """

    said = Signal(str)

    def __init__(self, editor: Editor, lane: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self._editor = editor
        self._lane = lane
        self._searching = Searching(editor, lane, self._what, self.isVisible, self)
        # The part of the text that is searched, as two places that move with it; None for all of it.
        self._scope: tuple[QTextCursor, QTextCursor] | None = None
        self._make_fields()
        self._lay_out()
        for switch in (self.case, self.word, self.pattern):
            switch.toggled.connect(self._searching.again)
        self.scope.toggled.connect(self._scope_toggled)
        self.wanted.textChanged.connect(self._searching.again)
        self._searching.ended.connect(self._show_found)
        self._searching.failed.connect(self._not_found)
        self.hide()

    def start(self, *, replacing: bool = False) -> None:
        """Show it, with what is selected; several selected lines are where it searches."""
        chosen = self._editor.selected()
        if chosen is not None:
            text = self._editor.text()[chosen.start : chosen.end]
            if "\n" not in text:
                self.wanted.setText(text)
            elif not self._is_match(chosen):
                self.scope.setChecked(False)
                self.scope.setChecked(True)
        if replacing or not self.isVisible():
            self._show_replace(replacing)
        self.show()
        self.wanted.setFocus()
        self.wanted.selectAll()
        self._searching.again()

    def leave(self) -> None:
        """Hide it, and go back to the text."""
        self.put_away()
        self._editor.setFocus()

    def put_away(self) -> None:
        """Hide it."""
        self.hide()
        self.scope.setChecked(False)
        self._editor.decorations.set_matches(())

    def step(self, by: int) -> None:
        """Select the next match, or the one before; after the last comes the first. Also while it is hidden."""
        if not self.wanted.text():
            self.start()
            return
        self._searching.then(partial(self._step, by))

    def replace(self) -> None:
        """Replace the selected match and go to the next."""
        self._searching.then(self._replace)

    def replace_all(self) -> None:
        """Replace every match, as one step."""
        text, search, new = self._editor.text(), self._what(), self.new.text()
        self._lane.run(
            partial(finding.replacements, text, search, new),
            partial(self._replace_these, text),
            self._tell_trouble,
            owner=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif _replaces_all(event):
            self.replace_all()
        elif event.key() in _RETURN and self.new.hasFocus():
            self.replace()
        elif event.key() in _RETURN:
            self.step(-1 if back else +1)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Whatever part of it has the focus, this key is no command of the window.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _replaces_all(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # Its own keys belong to it while one of its fields has the focus; the field would write a letter.
        if isinstance(event, QKeyEvent):
            switch = self._switch_of(event)
            if event.type() == QEvent.Type.ShortcutOverride and (switch or _replaces_all(event)):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and switch:
                switch.toggle()
                return True
        return super().eventFilter(watched, event)

    # Searching

    def _what(self) -> Search:
        return Search(
            wanted=self.wanted.text(),
            pattern=self.pattern.isChecked(),
            case=self.case.isChecked(),
            word=self.word.isChecked(),
            within=self._within(),
        )

    def _within(self) -> Span | None:
        if self._scope is None:
            return None
        start, end = self._scope
        if start.document() is not self._editor.document():  # another document is shown
            self._scope = None
            return None
        return self._editor.units().points(Span(start.position(), end.position()))

    def _show_found(self) -> None:
        if self.isVisible():
            shading = self._scope and Span(*(place.position() for place in self._scope))
            matches = self._searching.found.matches[:MOST_MARKED]
            self._editor.decorations.set_matches([self._searching.units.units(match) for match in matches], shading)
        self._tell(self._number())

    def _not_found(self, error: Exception) -> None:
        self._editor.decorations.set_matches(())
        self._tell_trouble(error)

    # Going and replacing

    def _step(self, by: int) -> None:
        matches = self._searching.found.matches
        if not matches:
            self._tell(0)
            return
        cursor = self._editor.textCursor()
        here = self._searching.units.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        at = bisect_left(matches, here)
        if by < 0:
            at -= 1
        elif at < len(matches) and matches[at] == here:
            at += 1
        wraps = not 0 <= at < len(matches)
        at %= len(matches)
        self._editor.select(matches[at])
        self._tell(at + 1)
        if not self.isVisible() or wraps:
            where = self.tr("{number} of {count}").format(number=counted(at + 1), count=counted(len(matches)))
            self.said.emit(self.tr("{where}, from the other end").format(where=where) if wraps else where)

    def _replace(self) -> None:
        chosen = self._editor.selected() or self._caret()
        if self._is_match(chosen):
            try:
                change = finding.replacement(self._editor.text(), self._what(), chosen, self.new.text())
            except BadPattern as error:
                self._tell_trouble(error)
                return
            self._editor.replace([change])
        self._searching.then(partial(self._step, +1))

    def _replace_these(self, text: str, replaced: Replaced) -> None:
        if self._editor.text() != text:  # typed meanwhile
            self.said.emit(self.tr("The text was changed meanwhile. Nothing was replaced."))
            return
        self._editor.replace(replaced.changes)
        self.said.emit(self.tr("%Ln replaced", "", replaced.count))

    def _is_match(self, span: Span) -> bool:
        matches = self._searching.found.matches
        at = bisect_left(matches, span)
        return not self._searching.stale and at < len(matches) and matches[at] == span

    def _caret(self) -> Span:
        place = self._searching.units.point(self._editor.textCursor().position())
        return Span(place, place)

    def _number(self) -> int:
        """The selected match, counted from 1; 0 if it is none."""
        chosen = self._editor.selected()
        return (
            bisect_left(self._searching.found.matches, chosen) + 1
            if chosen is not None and self._is_match(chosen)
            else 0
        )

    # Saying and showing

    def _tell(self, number: int) -> None:
        count = len(self._searching.found.matches)
        if not self.wanted.text():
            said = ""
        elif not count:
            said = self.tr("Nothing found")
        elif self._searching.found.more:
            said = self.tr("More than {count}").format(count=counted(count))
        elif number:
            said = self.tr("{number} of {count}").format(number=counted(number), count=counted(count))
        else:
            said = self.tr("%Ln found", "", count)
        self._say(said, wrong=False)

    def _tell_trouble(self, error: Exception) -> None:
        self._say(str(error), wrong=True)

    def _say(self, said: str, *, wrong: bool) -> None:
        self._count.setText(said)
        self._count.setToolTip(said if wrong else "")
        self._count.setProperty("state", "problem" if wrong else "")
        self._count.style().polish(self._count)
        for button in (self._before, self._next, self._replace_one, self._replace_every):
            button.setEnabled(bool(self._searching.found.matches) and not wrong)

    def _scope_toggled(self, on: bool) -> None:
        self._scope = None
        cursor = self._editor.textCursor()
        if on and cursor.hasSelection():
            start, end = QTextCursor(cursor), QTextCursor(cursor)
            start.setPosition(cursor.selectionStart())
            end.setPosition(cursor.selectionEnd())
            start.setKeepPositionOnInsert(True)
            self._scope = start, end
        elif on:
            self.scope.setChecked(False)
            self._say(self.tr("Select the part of the text first"), wrong=True)
            return
        if self.isVisible():
            self._searching.again()

    def _show_replace(self, on: bool) -> None:
        for widget in self._replacing:
            widget.setVisible(on)
        self.more.setChecked(on)

    def _switch_of(self, event: QKeyEvent) -> QToolButton | None:
        if event.modifiers() != Qt.KeyboardModifier.AltModifier:
            return None
        return self._by_key.get(Qt.Key(event.key()))

    def _make_fields(self) -> None:
        self.wanted = QLineEdit(placeholderText=self.tr("Find"))
        self.wanted.setAccessibleName(self.tr("Find"))
        self.new = QLineEdit(placeholderText=self.tr("Replace with"))
        self.new.setAccessibleName(self.tr("Replace with"))
        self.case = _switch("Aa", self.tr("Match case (Alt+C)"))
        self.word = _switch("|ab|", self.tr("Whole words (Alt+W)"))
        self.pattern = _switch(".*", self.tr("Regular expression (Alt+X)"))
        self.scope = _switch("[…]", self.tr("Only in the selection (Alt+L)"))
        self.more = _switch("⇄", self.tr("Replace as well"))
        self.more.clicked.connect(self._show_replace)
        self._by_key: Mapping[Qt.Key, QToolButton] = {
            Qt.Key.Key_C: self.case,
            Qt.Key.Key_W: self.word,
            Qt.Key.Key_X: self.pattern,
            Qt.Key.Key_L: self.scope,
        }
        for field in (self.wanted, self.new):
            field.installEventFilter(self)
        self._count = QLabel()
        self._count.setObjectName("found")
        self._before = _tool("↑", self.tr("Match before (Shift+F3)"), partial(self.step, -1))
        self._next = _tool("↓", self.tr("Next match (F3)"), partial(self.step, +1))
        self._replace_one = _button(self.tr("Replace"), self.replace)
        self._replace_every = _button(self.tr("Replace all"), self.replace_all)
        self._replace_every.setToolTip(self.tr("Ctrl+Return"))
        self._close = _button(self.tr("Close"), self.leave)
        self._close.setToolTip(self.tr("Back to the text (Esc)"))
        self._replacing = (self.new, self._replace_one, self._replace_every)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        for line, field, tools in (
            (0, self.wanted, (self.case, self.word, self.pattern, self.scope, self._before, self._next, self._count)),
            (1, self.new, (self._replace_one, self._replace_every)),
        ):
            field.setFixedWidth(300)
            row = QHBoxLayout()
            row.setSpacing(4)
            for tool in tools:
                row.addWidget(tool)
            row.addStretch(1)
            grid.addWidget(field, line, 1)
            grid.addLayout(row, line, 2)
        grid.addWidget(self.more, 0, 0)
        self._count.setMinimumWidth(220)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 7, 16, 7)
        whole.addStretch(1)
        whole.addLayout(grid)
        whole.addStretch(1)
        whole.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        order = (self.more, self.wanted, self.new, self.case, self.word, self.pattern, self.scope, self._before)
        for first, then in pairwise((*order, self._next, self._replace_one, self._replace_every, self._close)):
            self.setTabOrder(first, then)


_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _replaces_all(event: QKeyEvent) -> bool:
    return event.key() in _RETURN and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _switch(sign: str, tip: str) -> QToolButton:
    button = _tool(sign, tip)
    button.setCheckable(True)
    return button


def _tool(sign: str, tip: str, slot: Callable[[], None] | None = None) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setText(sign)
    button.setToolTip(tip)
    button.setAccessibleName(tip.partition(" (")[0])
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if slot is not None:
        button.clicked.connect(lambda: slot())
    return button


def _button(title: str, slot: Callable[[], None]) -> QPushButton:
    button = QPushButton(title)
    button.setProperty("role", "quiet")
    button.clicked.connect(lambda: slot())
    return button
