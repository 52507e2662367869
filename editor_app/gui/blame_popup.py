"""A note at the caret: where each piece of a sentence came from, and the way to it in the history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor_app.blame import Blame, Source
from editor_app.gui import history_wording as wording
from editor_app.gui.wording import on_one_line


WIDTH_PX, HEIGHT_PX = 460, 380
# Code points of a piece that are quoted.
QUOTED = 120


class BlamePopup(QFrame):
    """See the module. It goes with Escape, with a click elsewhere, or with a choice.

    Signals:
        sought(str): that revision should be shown in the history.

    Args:
        pieces: of the span asked about, in order.
        parent: the sheet it stands over.
    """

    sought = Signal(str)

    def __init__(self, pieces: Sequence[Blame], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(WIDTH_PX)
        self.setAccessibleName(self.tr("Where this comes from"))
        inside = QWidget()
        inside.setObjectName("noteInside")
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(12)
        for piece in pieces:
            box.addWidget(self._piece(piece))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(area)
        self.setFixedHeight(min(inside.heightForWidth(WIDTH_PX - 2) + 4, HEIGHT_PX))

    def pop_up(self, line: QRect) -> None:
        """Appear under a line of text, or over it where there is no room.

        Args:
            line: of the caret, on the screen.
        """
        room = self.screen().availableGeometry()
        x = min(max(line.left() - WIDTH_PX // 3, room.left() + 8), room.right() - WIDTH_PX - 8)
        below = line.bottom() + 8
        y = below if below + self.height() < room.bottom() else line.top() - self.height() - 8
        self.move(QPoint(x, y))
        self.show()
        if (first := self.findChild(QPushButton)) is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _piece(self, piece: Blame) -> QWidget:
        part = QWidget()
        quoted = on_one_line(piece.text.strip())
        if len(quoted) > QUOTED:
            quoted = quoted[:QUOTED].rpartition(" ")[0] + "…"
        quote = QLabel(f"“{quoted}”", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        quote.setObjectName("quote")
        told = QLabel("\n".join(story(piece, datetime.now(UTC))), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        told.setObjectName("hint")
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        show = QPushButton(self.tr("Show in History"))
        show.setProperty("role", "link")
        show.setAccessibleDescription(f"{quote.text()} {told.text()}")
        show.clicked.connect(lambda: self._seek(piece.revision.id))
        foot = QHBoxLayout()
        foot.addWidget(show)
        foot.addStretch(1)
        box = QVBoxLayout(part)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(quote)
        box.addWidget(told)
        box.addLayout(foot)
        return part

    def _seek(self, revision_id: str) -> None:
        self.close()
        self.sought.emit(revision_id)


def story(piece: Blame, now: datetime) -> list[str]:
    """Where a piece came from, in lines."""
    translate = wording.translate
    time = f"{wording.exact(piece.until)} ({wording.ago(piece.until, now)})"
    if piece.source is Source.OLDER:
        sentence = translate("Blame", "Older than the search went; there already %1")
    elif piece.source is Source.BEGUN:
        sentence = translate("Blame", "In the text the document began with, %1")
    elif piece.source is Source.FILE:
        sentence = translate("Blame", "Came with the file, changed by another program, %1")
    elif piece.source is Source.TYPED:
        sentence = translate("Blame", "Typed by you, %1")
    else:
        sentence = translate("Blame", "Suggested, and accepted %1")
    lines = [sentence.replace("%1", time)]
    if piece.hunk is not None and piece.job is not None:
        hunk, why = piece.hunk, piece.hunk.provenance
        instead = translate("Blame", "In place of “%1”").replace("%1", on_one_line(hunk.before)[:QUOTED])
        lines.append(instead if hunk.before else translate("Blame", "Nothing stood there before"))
        # No model is certain, whatever rounding says.
        sure = translate("Blame", "%1 sure").replace("%1", f"{min(hunk.confidence, 0.99):.0%}")
        lines.append(f"{wording.asked_for(piece.job)}  ·  {wording.intent(why.intent)}  ·  {sure}")
        seed = translate("Blame", "seed %1").replace("%1", str(why.seed))
        lines.append(f"{why.model} ({why.model_hash})  ·  {seed}  ·  {translate('Blame', 'job')} {piece.job.id}")
    return lines
