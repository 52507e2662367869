"""Shows text while it is denoised, at its place among the lines that can be seen. The document is not touched.

A paragraph at work is painted over with what it reads just now. Whoever types in one sees only the text itself.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCharFormat, QTextLayout, QTextOption

from edit_engine.request import EditEvent, EventKind
from edit_engine.text import Change, Span, word_changes
from editor_app.dispatch import OPEN
from editor_app.following import Following
from editor_app.gui.editor import Editor
from editor_app.gui.positions import Units
from editor_app.gui.state import State
from storage import Job


# Milliseconds after which what was shown goes if nothing was heard since.
SILENCE_MS = 3000
# Seconds after a key in which a paragraph shows nothing but itself.
TYPING_S = 1.5
# What stands for letters nobody knows yet.
_VEILED = re.compile("\u2591+")
# Longest stretch that is compared with what it was, code points; workers send less.
LONGEST = 40_000


class LiveView(QObject):
    """See the module.

    Args:
        editor: whose text it is.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.on = True
        # The text a job was asked about, and where it went since.
        self._base = ""
        self._units = Units("")
        self._following = Following()
        self._job_id = ""
        # Whether a job is about to begin on the text as it was noted.
        self._expected = False
        # What differs from the text just now, at places of it as it was, by request.
        self._pieces: dict[str, list[Change]] = {}
        self._typed_at = 0.0
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self.clear)
        editor.edited.connect(self._edited)
        editor.decorations.gutter_painters.append(self._paint)

    def expect(self) -> None:
        """A job is being asked for on the text on the screen."""
        self._note(self._editor.text())
        self._expected = True

    def follow(self, state: State) -> None:
        """Hear how the document stands; the text on the screen is that of the state."""
        job = state.job
        if job is None or job.id == self._job_id:
            return
        if job.base_revision_id == state.document.head_id:
            self._note(state.text)
        elif not self._expected:
            return
        self._job_id, self._expected = job.id, False

    def take(self, events: Sequence[EditEvent], job: Job | None) -> None:
        """Hear what workers said of the job."""
        if job is None or job.id != self._job_id or job.state not in OPEN or not self.on:
            self.clear()
            return
        for event in events:
            if event.request_id.rpartition(".")[0] != self._job_id:
                continue
            if event.kind is EventKind.PREVIEW and event.span is not None and event.span.length <= LONGEST:
                self._pieces[event.request_id] = self._differing(event.span, event.text)
                self._silence.start()
            elif event.kind is EventKind.HUNKS:
                self._pieces.pop(event.request_id, None)
        self._editor.viewport().update()

    def clear(self) -> None:
        """Show the text itself."""
        self._silence.stop()
        if self._pieces:
            self._pieces.clear()
            self._editor.viewport().update()

    @property
    def shown(self) -> list[tuple[Span, str]]:
        """What is shown in place of which stretch of the text, in UTF-16 units of the widget, in order."""
        found = []
        for piece in (piece for pieces in self._pieces.values() for piece in pieces):
            span = self._following.place(self._units.units(Span(piece.start, piece.end)))
            if span is not None:
                found.append((span, piece.after))
        return sorted(found)

    def _note(self, text: str) -> None:
        self._base, self._units, self._following = text, Units(text), Following()
        self._job_id = ""
        self.clear()

    def _differing(self, span: Span, text: str) -> list[Change]:
        # Denoising hardly ever changes how many lines there are, and most read as they did a tenth of a second ago.
        old, new = self._base[span.start : span.end].split("\n"), text.split("\n")
        if len(old) != len(new):
            old, new = ["\n".join(old)], [text]
        found: list[Change] = []
        start = span.start
        for before, after in zip(old, new, strict=True):
            found += (
                Change(start=each.start + start, end=each.end + start, before=each.before, after=each.after)
                for each in _line_changes(before, after)
            )
            start += len(before) + 1
        return found

    def _edited(self, position: int, removed: int, added: int) -> None:
        self._following.edited(position, removed, added)
        self._typed_at = time.monotonic()

    def _paint(self, painter: QPainter, seen: Span) -> None:
        if not self._pieces:
            return
        document = self._editor.document()
        busy = self._editor.textCursor().block() if time.monotonic() - self._typed_at < TYPING_S else QTextBlock()
        by_block: dict[int, list[tuple[Span, str]]] = {}
        for span, after in self.shown:
            if span.end < seen.start or span.start > seen.end:
                continue
            block = document.findBlock(span.start)
            if block != busy and span.end <= block.position() + block.length() - 1:
                by_block.setdefault(block.blockNumber(), []).append((span.shift(-block.position()), after))
        for number, pieces in by_block.items():
            self._paint_block(painter, document.findBlockByNumber(number), pieces)

    def _paint_block(self, painter: QPainter, block: QTextBlock, pieces: Sequence[tuple[Span, str]]) -> None:
        layout = block.layout()
        if not layout.lineCount():
            return
        text, formats = self._text(block, pieces)
        made = QTextLayout(text, self._editor.document().defaultFont())
        option = QTextOption(layout.textOption())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.setFormats(formats)
        # Line by line where those of the text stand, so that only what changes seems to move.
        pitch = (
            layout.lineAt(1).y() - layout.lineAt(0).y() if layout.lineCount() > 1 else layout.boundingRect().height()
        )
        made.beginLayout()
        at = 0
        while (line := made.createLine()).isValid():
            line.setLineWidth(layout.lineAt(0).width())
            top = layout.lineAt(at).y() if at < layout.lineCount() else layout.lineAt(0).y() + at * pitch
            line.setPosition(QPointF(layout.lineAt(0).x(), top))
            at += 1
        made.endLayout()
        bars = self._editor.horizontalScrollBar(), self._editor.verticalScrollBar()
        corner = layout.position() - QPointF(bars[0].value(), bars[1].value())
        area = QRectF(layout.boundingRect()).translated(corner)
        painter.setClipRect(area.adjusted(-2, 0, 2, 1))
        painter.fillRect(area.adjusted(-1, 0, 1, 0), QColor(self._editor.theme.paper))
        painter.setPen(QColor(self._editor.theme.ink))
        made.draw(painter, corner)
        painter.setClipping(False)

    def _text(self, block: QTextBlock, pieces: Sequence[tuple[Span, str]]) -> tuple[str, list[QTextLayout.FormatRange]]:
        """What a block reads just now, and how it looks: as it did, and what is new in another colour."""
        text = block.text()
        units = Units(text)
        work = QTextCharFormat()
        work.setForeground(QColor(self._editor.theme.accent))
        work.setBackground(QColor(self._editor.theme.selection))
        veiled = QTextCharFormat()
        veiled.setForeground(QColor(self._editor.theme.border))
        said: list[str] = []
        made: list[QTextLayout.FormatRange] = []
        at = length = 0
        kept = list(block.layout().formats())

        def keep(until: int) -> None:
            nonlocal at, length
            for each in kept:
                start, end = max(at, each.start), min(until, each.start + each.length)
                if start < end:
                    made.append(_range(each.format, length + start - at, end - start))
            said.append(text[units.point(at) : units.point(until)])
            length += until - at
            at = until

        for span, after in pieces:
            if span.start < at:
                continue
            keep(span.start)
            shown = self._editor.border.to_qt(after)
            wide = Units(shown).unit(len(shown))
            if wide:
                made.append(_range(work, length, wide))
            for veil in _VEILED.finditer(shown):
                made.append(_range(veiled, length + veil.start(), veil.end() - veil.start()))
            said.append(shown)
            length += wide
            at = span.end
        keep(block.length() - 1)
        return "".join(said), made


@lru_cache(maxsize=2048)
def _line_changes(before: str, after: str) -> tuple[Change, ...]:
    """What differs within lines."""
    return tuple(each for each in word_changes(before, after) if "\n" not in each.before + each.after)


def _range(how: QTextCharFormat, start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    # mypy: the stubs know it only as Qt's field
    made.format = how
    return made
