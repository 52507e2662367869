"""A sheet that shows a projection: kept text plain, deleted text struck, inserted text underlined. It is read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from edit_engine.text import Span
from editor_app.gui.positions import Border, Units
from editor_app.gui.projection import Patch, Projection, Run, RunKind, carried, patch
from editor_app.gui.text_view import TextView
from editor_app.gui.theme import Theme
from editor_app.gui.typesetting import Piece, Typeset


# When more code points than this are shown another way, a document made anew is sooner ready.
LARGE = 50_000
# Pixels between deleted text and what replaces it.
AIR_PX = 5.0


@dataclass(frozen=True, kw_only=True)
class _Spare:
    """A document that is not shown, and what it shows."""

    made: Typeset
    projection: Projection


class ProjectionView(TextView):
    """See the module.

    Attributes:
        projection: what it shows.
        places: the way between places of the projection and positions in the widget.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.projection = Projection((), ())
        self.places = Units("")
        self._spare: _Spare | None = None

    def draw(self, projection: Projection, border: Border) -> None:
        """Show a projection, changing only what differs from what is shown or was made ready.

        Args:
            projection: it.
            border: made for all of its text.
        """
        steps = self._steps(projection, border)
        if steps is not None:
            self._take_steps(steps)
            self.projection, self.places = projection, self.units()
            return
        sight, before = self._sight(), self.projection
        steps = self._take_spare(projection, border)
        if steps is None:
            self.fill(border, self._pieces(projection.runs, border))
        else:
            self._take_steps(steps)
        self.projection, self.places = projection, self.units()
        self._keep_in_sight(sight, before)

    # Made ready

    def make_ready(self, projection: Projection, border: Border) -> Iterator[None]:
        """Make the document of a projection that will be shown soon, in steps of about a millisecond.

        Args:
            projection: it.
            border: made for all of its text.
        """
        if self._steps(projection, border) is not None:
            return
        spare = self._spare
        steps = _steps(spare.projection, projection) if spare is not None and self._fits(spare, border) else None
        if spare is None or steps is None:
            self.forget_ready()
            made, whole = Typeset(self.dress, border, self), False
            try:
                yield from made.steps(self._pieces(projection.runs, border))
                whole = True
            finally:
                if not whole and isValid(made.document):
                    made.document.deleteLater()
        else:
            made = spare.made
            for step in steps:
                units = Units(made.document.toRawText()).units(Span(step.start, step.start + step.removed))
                self._put_in(made.document, made.border, units, step.runs)
        self._spare = _Spare(made=made, projection=projection)

    def forget_ready(self) -> None:
        """Let go of what was made ready."""
        if self._spare is not None:
            self._spare.made.document.deleteLater()
            self._spare = None

    def _steps(self, projection: Projection, border: Border) -> Sequence[Patch] | None:
        """What must be changed in what is shown; None if a document made anew is sooner ready."""
        same = border.alphabet == self.border.alphabet and bool(self.projection.runs)
        return _steps(self.projection, projection) if same else None

    def _fits(self, spare: _Spare, border: Border) -> bool:
        return spare.made.dress == self.dress and spare.made.border.alphabet == border.alphabet

    def _take_spare(self, projection: Projection, border: Border) -> Sequence[Patch] | None:
        """Show what was made ready, and say what must be changed there; what is shown now is ready from then on."""
        spare = self._spare
        steps = _steps(spare.projection, projection) if spare is not None and self._fits(spare, border) else None
        if spare is None or steps is None:
            return None
        before = self.put_up(spare.made)
        self._spare = _Spare(made=before, projection=self.projection) if before is not None else None
        self.projection = spare.projection
        self.places = self.units()
        return steps

    def _take_steps(self, steps: Iterable[Patch]) -> None:
        for step in steps:
            self._replace(Span(step.start, step.start + step.removed), step.runs)

    def _sight(self) -> _Sight:
        """What is where just now."""
        top = self.cursorForPosition(QPoint(0, 0))
        return _Sight(
            caret=self.places.point(self.textCursor().position()),
            top=self.places.point(top.position()),
            height=self.cursorRect(top).top(),
        )

    def _keep_in_sight(self, sight: _Sight, before: Projection) -> None:
        """Leave the caret and the first line where they were, in a document that shows another projection."""
        found = carried((sight.top, sight.caret), before, self.projection)
        if found is None:
            return
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        for place in found:  # to set it finds out how high all up to there is, so that one can scroll there
            cursor.setPosition(self.places.unit(place))
            self.setTextCursor(cursor)
        cursor.setPosition(self.places.unit(found[0]))
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - sight.height)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.refill()

    def refill(self) -> None:
        self.forget_ready()
        self._fill(self.projection, self.border)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        cursor = self.textCursor()
        start, end = self.places.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        pieces = self.projection.pieces(start, end)
        # What is copied reads as the text would; the selection of deleted text alone is meant as it is.
        coming = "".join(run.text for run in pieces if run.kind is not RunKind.DELETED)
        data = QMimeData()
        data.setText(coming or "".join(run.text for run in pieces))
        return data

    def _fill(self, projection: Projection, border: Border) -> None:
        bar = self.verticalScrollBar()
        scroll = bar.value()
        self.fill(border, self._pieces(projection.runs, border))
        if scroll:
            self.document().size()  # lays all of it out, or there would be nothing to scroll to yet
            bar.setValue(scroll)

    def _replace(self, places: Span, runs: Iterable[Run]) -> None:
        self.lay_out()
        self._put_in(self.document(), self.border, self.places.units(places), runs)

    def _put_in(self, document: QTextDocument, border: Border, units: Span, runs: Iterable[Run]) -> None:
        """Put runs in a document where a range of UTF-16 units is."""
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        cursor.setPosition(units.start)
        cursor.setPosition(units.end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        for text, how in self._pieces(runs, border):
            cursor.insertText(text, how)
        cursor.endEditBlock()

    def _pieces(self, runs: Iterable[Run], border: Border) -> Iterator[Piece]:
        """What shows the runs."""
        formats = {kind: self._format(kind) for kind in RunKind}
        spaced = QTextCharFormat(formats[RunKind.DELETED])
        spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        spaced.setFontLetterSpacing(AIR_PX)
        for run, after in pairwise([*runs, None]):
            assert run is not None  # only the last of a pair is
            text = border.to_qt(run.text)
            if run.kind is RunKind.DELETED and after is not None and after.hunk_id == run.hunk_id:
                # A little air between what goes and what comes, after the last letter.
                yield text[:-1], formats[run.kind]
                yield text[-1], spaced
            else:
                yield text, formats[run.kind]

    def _format(self, kind: RunKind) -> QTextCharFormat:
        made = QTextCharFormat()
        if kind is RunKind.DELETED:
            made.setForeground(QColor(self.theme.deleted))
            made.setBackground(QColor(self.theme.deleted_under))
            made.setFontStrikeOut(True)
        elif kind is RunKind.INSERTED:
            made.setForeground(QColor(self.theme.inserted))
            made.setBackground(QColor(self.theme.inserted_under))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(QColor(self.theme.inserted))
        else:
            made.setForeground(QColor(self.theme.ink))
        return made


@dataclass(frozen=True, kw_only=True)
class _Sight:
    """Places of the caret and of the first line that can be seen, and how high that is in the view, pixels."""

    caret: int
    top: int
    height: int


def _steps(before: Projection, after: Projection) -> Sequence[Patch] | None:
    """What must be changed; None if that is so much that a document made anew is sooner ready."""
    change = patch(before, after)
    if change is None:
        return ()
    return (change,) if max(change.removed, sum(len(run.text) for run in change.runs)) <= LARGE else None
