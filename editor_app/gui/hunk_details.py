"""All that is known of one suggestion: why it is there, what it is about, and what can be done if its text changed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edit_engine.request import BOLDNESS_STOPS, HunkState
from edit_engine.text import Span
from editor_app.blame import sentence_at
from editor_app.choosing import Suggestion
from editor_app.gui import translation
from editor_app.gui.wording import on_one_line, share


# Code points of a text that are quoted.
QUOTED = 240


class HunkDetails(QWidget):
    """See the module.

    Signals:
        ask_again_requested(str): the instruction of that stale suggestion should be given again.
        dismiss_requested(str): it should go.
    """

    ask_again_requested = Signal(str)
    dismiss_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hunk: Suggestion | None = None
        self._about = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._about.setObjectName("details")
        self._about.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._about.setAccessibleName(self.tr("About the chosen suggestion"))
        self.again = QPushButton(self.tr("Ask again"))
        self.again.setToolTip(self.tr("Give the same instruction for the sentence that is there now"))
        self.again.setProperty("role", "primary")
        self.dismiss = QPushButton(self.tr("Dismiss"))
        self.dismiss.setToolTip(self.tr("Take it off the list; the text stays as it is"))
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.dismiss, 1)
        foot.addWidget(self.again, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 10, 18, 2)
        inside.setSpacing(10)
        inside.addWidget(self._about)
        inside.addLayout(foot)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(rule)
        box.addLayout(inside)
        self.again.clicked.connect(lambda: self._hunk and self.ask_again_requested.emit(self._hunk.id))
        self.dismiss.clicked.connect(lambda: self._hunk and self.dismiss_requested.emit(self._hunk.id))
        self.hide()

    def show_hunk(self, hunk: Suggestion | None, text: str) -> None:
        """Show what is known of a suggestion, nothing if it is None.

        Args:
            hunk: it.
            text: the document it is a place in.
        """
        self._hunk = hunk
        self.setVisible(hunk is not None)
        if hunk is None:
            return
        stale = hunk.state is HunkState.STALE
        for button in (self.again, self.dismiss):
            button.setVisible(stale)
        lines = [*(outdated(hunk, text) if stale else ()), *provenance(hunk)]
        rows = "".join(
            f"<tr><td style='padding-right:8px'>{escape(name)}</td><td>{escape(said)}</td></tr>" for name, said in lines
        )
        self._about.setText(f"<table cellspacing='0' cellpadding='1'>{rows}</table>")
        self._about.setAccessibleDescription("; ".join(f"{name}: {said}" for name, said in lines))


def provenance(hunk: Suggestion) -> list[tuple[str, str]]:
    """Why a suggestion exists: names and what they say."""
    translate, why = QCoreApplication.translate, hunk.provenance
    # No model is certain, whatever rounding says.
    sure = translate("HunkDetails", "{share} sure").format(share=share(min(hunk.confidence, 0.99)))
    lines = [(translate("HunkDetails", "Kind"), f"{translation.intent(why.intent)}  ·  {sure}")]
    if why.words:
        lines.append((translate("HunkDetails", "Asked"), f"“{why.words}”"))
    lines.append((translate("HunkDetails", "Model"), f"{why.model}  ·  {why.model_hash}"))
    named = {stop: name for name, stop in BOLDNESS_STOPS.items()}
    bold = translation.setting(named[why.boldness]) if why.boldness in named else share(why.boldness)
    if why.strength is None:
        far = translate("HunkDetails", "what the model found")
    else:
        far = translate("HunkDetails", "strength {share}").format(share=share(why.strength))
    lines.append((translate("HunkDetails", "How"), f"{bold}  ·  {far}"))
    steps = translate("HunkDetails", "%n step(s)", "", why.steps)
    seed = translate("HunkDetails", "seed {number}").format(number=why.seed)
    lines.append((translate("HunkDetails", "Run"), f"{steps}  ·  {seed}"))
    return lines


def outdated(hunk: Suggestion, text: str) -> list[tuple[str, str]]:
    """What a stale suggestion was about, and what stands there now."""
    translate = QCoreApplication.translate
    sentence = sentence_at(text, min(hunk.start, len(text)))
    nothing = translate("HunkDetails", "nothing")
    return [
        (translate("HunkDetails", "Was about"), _quoted(hunk.before) or nothing),
        (translate("HunkDetails", "Suggested"), _quoted(hunk.after) or nothing),
        (translate("HunkDetails", "There now"), _quoted(_cut(text, sentence)) or nothing),
    ]


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end].strip()


def _quoted(text: str) -> str:
    shown = on_one_line(text) if text else ""
    if len(shown) > QUOTED:
        shown = shown[:QUOTED].rpartition(" ")[0] + "…"
    return f"“{shown}”" if shown else ""
