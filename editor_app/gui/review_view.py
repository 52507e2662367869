"""Review mode: the text with what would go and what would come, one suggestion at a time in the light.

While it is read, letters decide; once the person goes into the text, they type (see `review_keys`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from edit_engine.text import Span
from editor_app.gui.positions import Border
from editor_app.gui.projection import Projection, RunKind, Suggestion, border_of, project
from editor_app.gui.retyping import Typed
from editor_app.gui.review_keys import SHAPES, Act, act_of
from editor_app.gui.theme import Theme
from editor_app.gui.typesetting import GUTTER
from editor_app.gui.typing_view import TypingView
from editor_app.gui.wording import spoken


class ReviewView(TypingView):
    """See the module.

    Signals:
        current_changed(str): another suggestion is in the light; empty for none.
        accept_requested(), reject_requested(): the suggestion in the light should go in, or should not.
        picked(str): the suggestion of that id was clicked.
        shape_requested(Granularity): it should be shown as that.
        run_out(): the last suggestion of the text was decided; the view stays there.
        left(): the person wants to go back to writing.
    """

    current_changed = Signal(str)
    accept_requested = Signal()
    reject_requested = Signal()
    picked = Signal(str)
    shape_requested = Signal(object)
    run_out = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Suggestions in the text"))
        # Whether the next suggestion comes to light when one is decided.
        self.advancing = True
        self._current = ""
        # The last one that was decided while in the light, and where in the document it was.
        self._decided, self._left = "", 0

    @property
    def current(self) -> Suggestion | None:
        """The suggestion in the light, where it stands now."""
        found = self.projection.hunk(self._current)
        if found is None:
            return None
        at = self.projection.positions(self._current)
        return found if at == found.span else replace(found, start=at.start, end=at.end)

    @property
    def number(self) -> int:
        """Its place among those shown, counted from 1; 0 for none."""
        return self.projection.number(self._current)

    def show_hunks(self, text: str, suggestions: Iterable[Suggestion], *, decided: bool = True) -> None:
        """Show `text` with `suggestions`, changing only what differs; the next one comes to light.

        Args:
            text: the document.
            suggestions: in order.
            decided: whether that is because of a decision; if not, the caret of one who types stays where it is.
        """
        after = project(text, suggestions)
        self.show_projection(after, border_of(text, after), decided=decided)

    def show_projection(self, after: Projection, border: Border, *, decided: bool = True) -> None:
        """Show a projection; otherwise as `show_hunks`.

        Args:
            after: it.
            border: made for it.
            decided: as above.
        """
        before = self.projection
        self.draw(after, border)
        if after.hunk(self._current) is None:
            self._move_on(before, stays=self.typing and not decided)
        self._light()

    def renew(self, suggestions: Sequence[Suggestion]) -> None:
        """Know more of the suggestions shown, none of which reads another way."""
        self.projection = self.projection.renewed(suggestions)

    def set_current(self, hunk_id: str) -> None:
        """Put a suggestion in the light."""
        if self.projection.span(hunk_id) is None:
            return
        changed = hunk_id != self._current
        self._current = hunk_id
        self._light()
        self._show_current()
        if changed:
            self.current_changed.emit(hunk_id)

    def step(self, by: int) -> None:
        """Go `by` suggestions on (or back); from one end to the other."""
        hunks = self.projection.hunks
        if not hunks:
            return
        if self.number:
            at = self.number - 1
        else:  # from where the caret is, or where the last one was
            place = self.caret() if self.typing else self.projection.place(self._left)
            behind = self.projection.next_hunk(place)
            at = (self.projection.number(behind.id) - 1 if behind is not None else len(hunks)) - (by > 0)
        self.set_current(hunks[(at + by) % len(hunks)].id)

    def go_to(self, position: int) -> None:
        """Put the first suggestion at or behind a position of the document in the light."""
        hunks = self.projection.hunks
        if hunks:
            found = self.projection.next_hunk(self.projection.place(position))
            self.set_current((found or hunks[-1]).id)

    def position(self) -> int:
        """The position in the document of the caret, the current suggestion, or the first line that can be seen."""
        if self.typing:
            return self.projection.position(self.caret())
        if self._current and self.current is not None:
            return self.current.start
        return self.projection.position(self.places.point(self.visible().start))

    def set_typing(self, on: bool) -> None:
        if on == self.typing:
            return
        caret = self.caret()
        super().set_typing(on)
        if on:
            self._show_current()
        elif self.current is None:
            # Letters decide again: about what comes next.
            self.go_to(self.projection.position(caret))
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._light()

    def show_again(self, typed: Typed) -> None:
        """Show what undo or redo of typing did: unlike a key, it leaves the colours under it as they were."""
        self.show_typed(typed)
        self._light()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        # What was in sight stays in sight, as when the card comes in below.
        span = self.projection.span(self._current)
        seen = span is not None and 0 <= self._middle(span.start) <= event.oldSize().height()
        super().resizeEvent(event)
        if span is not None and seen:
            self.reveal(self.places.unit(span.start))

    def event(self, event: QEvent) -> bool:
        # The keys of the review belong to it alone while it has the focus, whatever they do elsewhere.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and act_of(event, typing=self.typing)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        act = act_of(event, typing=self.typing)
        if act in (Act.NEXT, Act.PREVIOUS):
            self.step(+1 if act is Act.NEXT else -1)
        elif act in (Act.TYPE, Act.READ):
            self.set_typing(act is Act.TYPE)
        elif act is Act.LEAVE:
            self.left.emit()
        elif act is Act.SHAPE:
            self.shape_requested.emit(SHAPES[Qt.Key(event.key())])
        elif act is not None:
            # Who holds a key down does not look at what is decided.
            if not event.isAutoRepeat():
                (self.accept_requested if act is Act.ACCEPT else self.reject_requested).emit()
        else:
            super().keyPressEvent(event)
            self._find_at_caret()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        if self.typing:
            self._find_at_caret()
        elif event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.places.point(self.cursorForPosition(event.position().toPoint()).position())
            hunk = self.projection.hunk_at(place)
            if hunk is not None:
                self.picked.emit(hunk.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.typing:
            super().mouseDoubleClickEvent(event)
            return
        place = self.cursorForPosition(event.position().toPoint())
        self.set_typing(True)
        self.setTextCursor(place)
        self._find_at_caret()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        seen = self.places.points(self.visible())
        painter = QPainter(self.viewport())
        font = QFont(self.document().defaultFont())
        font.setBold(True)
        painter.setFont(font)
        lines: dict[int, tuple[str, bool]] = {}
        for hunk in self.projection.hunks_between(*seen):
            span = self.projection.span(hunk.id)
            if span is None or not seen.start <= span.start <= seen.end:
                continue
            middle = self._middle(span.start)
            sign, lit = lines.get(middle, ("", False))
            lines[middle] = (_both(sign, _sign(hunk)), lit or hunk.id == self._current)
        metrics = painter.fontMetrics()
        for middle, (sign, lit) in lines.items():
            painter.setPen(QColor(self.theme.accent if lit else self.theme.faint))
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF((GUTTER - metrics.horizontalAdvance(sign)) / 2 - 4, baseline), sign)
        painter.end()

    def _light(self) -> None:
        """Put more colour under the current suggestion."""
        self._describe()
        span = self.projection.span(self._current)
        if span is None:
            self.setExtraSelections([])
            return
        at, lit = span.start, []
        for run in self.projection.pieces(*span):
            selection = QTextEdit.ExtraSelection()
            start, end = self.places.units(Span(at, at + len(run.text)))
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            under = QTextCharFormat()
            deleted = run.kind is RunKind.DELETED
            under.setBackground(QColor(self.theme.deleted_current if deleted else self.theme.inserted_current))
            selection.cursor, selection.format = cursor, under
            lit.append(selection)
            at += len(run.text)
        self.setExtraSelections(lit)
        self.viewport().update()

    def _show_current(self) -> None:
        span = self.projection.span(self._current)
        if span is not None:
            # Where one goes on typing: at the end of what would come in.
            place = self.projection.inserted(self._current).end if self.typing else span.start
            self.set_caret(place)
            self.reveal(self.places.unit(span.start))

    def _find_at_caret(self) -> None:
        """While keys type, the suggestion at the caret is the one in the light."""
        if not self.typing:
            return
        hunk = self.projection.hunk_at(self.caret())
        found = hunk.id if hunk is not None else ""
        if not found and not self._current:
            return
        if found != self._current:
            if self._current and (was := self.projection.span(self._current)) is not None:
                self._left = self.projection.position(was.start)
            self._current = found
            self.current_changed.emit(found)
        self._light()

    def _describe(self) -> None:
        """Say to a screen reader what is in the light."""
        hunk = self.current
        said = spoken(hunk) if hunk is not None else ""
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _move_on(self, before: Projection, *, stays: bool) -> None:
        """Find what comes to light when the one that was there is gone: the next in the text, or what came back."""
        hunks = self.projection.hunks
        old = before.number(self._current)
        if old:
            left = (hunk.id for hunk in before.hunks[old:] if self.projection.hunk(hunk.id) is not None)
            self._decided, self._left = self._current, before.positions(self._current).start
            self._current = next(left, "") if self.advancing else ""
        else:
            again = self.projection.hunk(self._decided)
            back = (hunk.id for hunk in ((again, *hunks) if again is not None else hunks))
            self._current = next((name for name in back if before.hunk(name) is None), "")
        if stays:
            self._current = ""
        self.current_changed.emit(self._current)
        if self._current:
            self._show_current()
        elif old and (self.advancing or not hunks) and not stays:
            self.run_out.emit()

    def _middle(self, place: int) -> int:
        """The height of the line that shows a place, in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.places.unit(place))
        return self.cursorRect(cursor).center().y()


def _sign(hunk: Suggestion) -> str:
    if not hunk.before:
        return "+"
    return "±" if hunk.after else "−"


def _both(a: str, b: str) -> str:
    return b if not a or a == b else "±"
