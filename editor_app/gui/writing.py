"""What helps while one writes a page: its looks as the person likes them, focus, spelling, the outline, the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from edit_engine.text import Span
from editor_app.counting import Count, count
from editor_app.gui.focus import Focus
from editor_app.gui.spell_marks import SpellMarks
from editor_app.gui.text_view import TextView
from editor_app.outline import Heading, outline


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page

# Milliseconds without a change before the text is counted and its headings are looked for.
REST_MS = 250


class Writing(QObject):
    """See the module.

    Signals:
        counted(Count, Count): the lengths of the text and of the selection; the second is None without one.

    Args:
        page: its.
    """

    counted = Signal(object, object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.focus = Focus(page.editor)
        self.spelling = SpellMarks(page)
        self._whole = Count(words=0, characters=0)
        self._headings: tuple[Heading, ...] = ()
        self._stale = True
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._read)
        page.editor.decorations.decorators.append(self.focus.dimmed)
        page.editor.selectionChanged.connect(self._rest.start)
        page.editor.cursorPositionChanged.connect(self._moved)
        page.outline.chosen.connect(self._go)
        page.outline.left.connect(page.focus)
        page.outline.shown.connect(self.text_changed)
        page.desk.preferences.changed.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        """Show the page as the person likes it."""
        likes = self._page.desk.preferences.now
        for view in self._page.findChildren(TextView):
            view.set_looks(likes.appearance)
            view.set_markdown(likes.writing.markdown)
        self.focus.dims = likes.writing.focus
        self.focus.set_typewriter(likes.writing.typewriter)
        self.spelling.set_on(likes.writing.spelling)
        self._page.set_outlined(likes.writing.outline)
        self._page.editor.decorations.renew()
        self.text_changed()

    def text_changed(self) -> None:
        """The text is another."""
        self._stale = True
        self._rest.start()

    def tell(self) -> None:
        """Say again how long the text is, soon: another was on the screen."""
        self._rest.start()

    def _moved(self) -> None:
        # Which paragraph is in focus, and which word is being typed.
        self._page.editor.decorations.renew()
        if self._page.outline.isVisible():
            self._rest.start()

    def _read(self) -> None:
        """Count, and look for headings. Both take milliseconds for a novel, so they wait until nobody types."""
        page = self._page
        if page.session is None:
            return
        text = page.editor.text()
        if self._stale:
            self._stale = False
            self._whole = count(text)
            self._headings = outline(text) if page.outline.isVisible() else ()
        chosen = page.editor.selected()
        self.counted.emit(self._whole, count(text[chosen.start : chosen.end]) if chosen is not None else None)
        if page.outline.isVisible():
            page.outline.show_outline(self._headings, page.editor.units().point(page.editor.textCursor().position()))

    def _go(self, position: int) -> None:
        end = self._page.editor.text().find("\n", position)
        self._page.editor.select(Span(end, end) if end >= 0 else Span(position, position))
        self._page.editor.setFocus()
