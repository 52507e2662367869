"""Marks words the dictionary does not know, in what can be seen, and offers others for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QColor, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from edit_engine.text import Span
from editor_app import spelling
from editor_app.gui.positions import Units


if TYPE_CHECKING:  # a page has one, and the desk the lane
    from editor_app.gui.page import Page

# Milliseconds without typing or scrolling before what can be seen is checked.
REST_MS = 300
# Longer paragraphs are not checked, UTF-16 units; texts whose words are remembered.
LONGEST, REMEMBERED = 20_000, 5_000


class SpellMarks(QObject):
    """See the module. What is known of a paragraph is known of its text, so that no mark is ever out of place.

    Args:
        page: where one writes.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._editor = page.editor
        self._on = False
        self._known: dict[str, list[Span]] = {}
        # Words to leave alone in this document, in lower case.
        self._ignored: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._check)
        self._editor.decorations.decorators.append(self._marks)
        self._editor.menu_wanted.connect(self._offer)

    def set_on(self, on: bool) -> None:
        """Mark words, or no longer."""
        if on != self._on:
            self._on = on
            self._editor.decorations.renew()

    def forget(self) -> None:
        """Check anew: another document is shown, or another word is right now."""
        self._known.clear()
        self._editor.decorations.renew()

    @property
    def language(self) -> str:
        """Of the document."""
        session = self._page.session
        return session.state.document.language if session is not None else ""

    def _marks(self, seen: Span) -> list[QTextEdit.ExtraSelection]:
        """What underlines the wrong words that can be seen, but for the one being typed."""
        if not self._on:
            return []
        how = QTextCharFormat()
        how.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        how.setUnderlineColor(QColor(self._editor.theme.deleted))
        caret = self._editor.textCursor()
        typing = caret.position() if self._editor.hasFocus() and not caret.hasSelection() else -1
        found, missing = [], False
        for block in self._blocks(seen):
            spans = self._known.get(block.text())
            missing = missing or spans is None
            for span in spans or ():
                start, end = block.position() + span.start, block.position() + span.end
                if not start <= typing <= end:
                    selection = QTextEdit.ExtraSelection()
                    selection.cursor = QTextCursor(block)
                    selection.cursor.setPosition(start)
                    selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    selection.format = how
                    found.append(selection)
        if missing:
            self._rest.start()
        return found

    def _blocks(self, seen: Span) -> list[QTextBlock]:
        blocks = []
        block = self._editor.document().findBlock(seen.start)
        while block.isValid() and block.position() < seen.end:
            if 1 < block.length() <= LONGEST:
                blocks.append(block)
            block = block.next()
        return blocks

    def _check(self) -> None:
        """Look up, beside the window, what is not known of the paragraphs that can be seen."""
        texts = [block.text() for block in self._blocks(self._editor.visible())]
        missing = [text for text in texts if text not in self._known]
        if not self._on or not missing:
            return
        language, own = self.language, {*self._page.desk.own_words.words, *self._ignored}

        def look_up() -> dict[str, list[Span]]:
            known = spelling.dictionary(language)
            if known is None:
                return {text: [] for text in missing}
            return {text: _units(text, spelling.misspelled(text, known.knows, own=own)) for text in missing}

        def show(found: dict[str, list[Span]]) -> None:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known |= found
            self._editor.decorations.renew()

        self._page.desk.spelling.run(look_up, show, owner=self)

    def _offer(self, menu: QMenu, unit: int) -> None:
        """Put corrections of the word at a place on top of a menu, as soon as they are found."""
        block = self._editor.document().findBlock(unit)
        spans = self._known.get(block.text(), []) if self._on else []
        place = unit - block.position()
        span = next((span for span in spans if span.start <= place <= span.end), None)
        if span is None:
            return
        word = block.text()[span.start : span.end]
        at = Span(block.position() + span.start, block.position() + span.end)
        first = menu.actions()[0] if menu.actions() else None
        looking = QAction(self.tr("Looking for “{word}”…").format(word=word), menu, enabled=False)
        actions = [looking, QAction(self.tr("Add to Dictionary"), menu), QAction(self.tr("Ignore Here"), menu)]
        actions[1].triggered.connect(partial(self._add, word))
        actions[2].triggered.connect(partial(self._ignore, word))
        line = QAction(menu)
        line.setSeparator(True)
        menu.insertActions(first, [*actions, line])  # type: ignore[arg-type]  # Qt takes none for the end
        language = self.language
        alive = [menu]
        menu.destroyed.connect(alive.clear)

        def look_up() -> list[str]:
            known = spelling.dictionary(language)
            return spelling.corrections(word, known) if known is not None else []

        def show(found: list[str]) -> None:
            if not alive:
                return
            looking.setText(self.tr("Nothing like “{word}” is known").format(word=word))
            looking.setVisible(not found)
            for other in found:
                action = QAction(other, menu)
                font = action.font()
                font.setBold(True)
                action.setFont(font)
                action.triggered.connect(partial(self._replace, at, word, other))
                menu.insertAction(looking, action)

        self._page.desk.spelling.run(look_up, show, owner=self)

    def _replace(self, at: Span, word: str, other: str) -> None:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(at.start)
        cursor.setPosition(at.end, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == word and not self._editor.isReadOnly():
            cursor.insertText(other)

    def _add(self, word: str) -> None:
        # In the lane of everything that writes small files of the person's; what fails is told.
        words = self._page.desk.own_words
        self._page.desk.spelling.run(lambda: words.add(word), lambda _: self.forget(), owner=self)

    def _ignore(self, word: str) -> None:
        self._ignored.add(word.replace("’", "'").lower())
        self.forget()


def _units(text: str, spans: list[Span]) -> list[Span]:
    units = Units(text)
    return [units.units(span) for span in spans]
