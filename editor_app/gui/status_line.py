"""The line under the text: where the document stands, what the worker does, how long the text is."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from editor_app.counting import Count
from editor_app.gui.wording import number


# Milliseconds a sentence stays.
SENTENCE_MS = 6000


class StatusLine(QStatusBar):
    """See the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._document = QLabel()
        self._worker = QLabel()
        self._dot = QLabel()
        self._dot.setObjectName("dot")
        self._dot.setFixedSize(8, 8)
        self._words = QLabel()
        self._zoom = QLabel("100 %")
        self._standing = ""
        self._said = QTimer(self, singleShot=True, interval=SENTENCE_MS)
        self._said.timeout.connect(lambda: self._document.setText(self._standing))
        self.setContentsMargins(12, 0, 12, 0)
        self.addWidget(self._document, 1)
        self.addPermanentWidget(self._dot)
        for label in (self._worker, self._words, self._zoom):
            self.addPermanentWidget(label)
        self.show_worker("idle", self.tr("Model idle"))

    def show_document(self, standing: str) -> None:
        """Say whether the text is kept and saved."""
        self._standing = standing
        if not self._said.isActive():
            self._document.setText(standing)

    def say(self, sentence: str) -> None:
        """Say something for a while."""
        self._document.setText(sentence)
        self._said.start()

    def show_worker(self, state: str, text: str) -> None:
        """Say what the worker does.

        Args:
            state: idle, working or problem.
            text: the same in words; what is too long for the line is in the tooltip.
        """
        self._dot.setProperty("state", state)
        self._dot.style().unpolish(self._dot)
        self._dot.style().polish(self._dot)
        self._worker.setText(text if len(text) <= 60 else text[:59].rstrip() + "…")
        self._worker.setToolTip(text)

    def show_count(self, whole: Count, chosen: Count | None) -> None:
        """Say how long the text is.

        Args:
            whole: all of it.
            chosen: what is selected; None without a selection.
        """
        words = self.tr("%Ln word(s)", "", (chosen or whole).words)
        if chosen is not None:
            words = self.tr("{part} of {whole}").format(
                part=number(chosen.words), whole=self.tr("%Ln word(s)", "", whole.words)
            )
        reading = self.tr("{minutes} min").format(minutes=number((chosen or whole).minutes))
        self._words.setText(f"{words}  ·  {reading}" if whole.words else self.tr("No words yet"))
        self._words.setToolTip(self.tr("%Ln character(s)", "", (chosen or whole).characters))

    def show_zoom(self, percent: int) -> None:
        """Say how large the text is."""
        self._zoom.setText(f"{percent} %")
