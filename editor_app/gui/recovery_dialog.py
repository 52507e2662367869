"""After an end nobody asked for: each document whose text is not in its file, and which of both it shall be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edit_engine.text import Change
from editor_app import recent
from editor_app.gui.difference_pane import DifferencePane
from editor_app.gui.theme import Theme
from editor_app.recovery import Choice, Recovered


SIZE_PX = (1060, 680)
LIST_PX = 250
# Above and below the two lines of a row, together.
ROW_AIR_PX = 20
_LETTERS = {Qt.Key.Key_K: Choice.KEEP, Qt.Key.Key_F: Choice.FILE, Qt.Key.Key_L: Choice.LATER}


class RecoveryDialog(QDialog):
    """See the module. The keys: Up and Down for the documents, Alt and a letter to choose, Return when done.

    Signals:
        decided(dict[str, Choice]): what was chosen, by id of the document; all of them "later" if it was left.
        wanted(str): the differences of the document of that id should be found out, for `show_difference`.

    Args:
        theme: the colours.
        found: the documents; at least one.
        log: where the program wrote down what went wrong; None if it did not.
        ended: whether the program ended unexpectedly just before, which is said then.
    """

    decided = Signal(object)
    wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        found: Sequence[Recovered],
        log: Path | None = None,
        *,
        ended: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Recovered Text"))
        self.resize(*SIZE_PX)
        self._found = {each.document.id: each for each in found}
        self._differences: dict[str, Sequence[Change]] = {}
        # Nothing is lost by that, whatever it was.
        self.choices = dict.fromkeys(self._found, Choice.KEEP)
        self._answered = False
        self.log = log
        self.pane = DifferencePane(theme)
        self.documents = QListWidget()
        self.documents.setObjectName("recovered")
        self.documents.setAccessibleName(self.tr("Documents with recovered text"))
        self.documents.setFixedWidth(LIST_PX)
        self.documents.setIconSize(QSize(16, 16))
        self.documents.installEventFilter(self)
        self._fill()
        self.keep = self._choice(self.tr("&Keep Recovered"), Choice.KEEP)
        self.file = self._choice(self.tr("Use the &File"), Choice.FILE)
        self.later = self._choice(self.tr("Decide &Later"), Choice.LATER)
        self._group = QButtonGroup(self)
        for button in (self.keep, self.file, self.later):
            self._group.addButton(button)
        self._lay_out(ended)
        self.documents.setFocus()

    def begin(self) -> None:
        """Show the first document, now that somebody listens."""
        self.documents.currentItemChanged.connect(self._turn)
        self.documents.setCurrentRow(0)

    @property
    def current(self) -> Recovered:
        """The document shown."""
        return self._found[self.documents.currentItem().data(Qt.ItemDataRole.UserRole)]

    def show_difference(self, document_id: str, difference: Sequence[Change]) -> None:
        """The differences of a document are known now."""
        self._differences[document_id] = difference
        if self.current.document.id == document_id:
            self._show()

    def choose(self, choice: Choice) -> None:
        """Choose for the document shown."""
        document_id = self.current.document.id
        self.choices[document_id] = choice
        self._label(self.documents.currentItem(), self._found[document_id])
        self._check()

    def accept(self) -> None:
        """Do what was chosen."""
        self._answer(self.choices)
        super().accept()

    def reject(self) -> None:
        """Decide later about all."""
        self._answer(dict.fromkeys(self._found, Choice.LATER))
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # In the list the letters of the choices work without Alt as well.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LETTERS:
            choice = _LETTERS[Qt.Key(event.key())]
            if choice is not Choice.FILE or self.file.isEnabled():
                self.choose(choice)
            return True
        return super().eventFilter(watched, event)

    def show_log(self) -> None:
        """Open the log in whatever the system shows text with."""
        if self.log is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.log)))

    def _answer(self, choices: Mapping[str, Choice]) -> None:
        if not self._answered:
            self._answered = True
            self.decided.emit(dict(choices))

    def _turn(self) -> None:
        if self.current.document.id not in self._differences:
            self.wanted.emit(self.current.document.id)
        self._show()
        self._check()

    def _show(self) -> None:
        shown = self.current
        difference = self._differences.get(shown.document.id)
        if shown.file_text is None:
            why = shown.problem or self.tr("It was never saved to a file.")
            self.pane.show_text(self.tr("Recovered text. %1").replace("%1", why), shown.text)
        elif difference is not None:
            about = self.tr("Underlined: only in the recovered text.  Struck: only in the file on disk.")
            self.pane.show_difference(about, shown.file_text, difference)
        else:
            self.pane.show_text(self.tr("Comparing…"), "")

    def _check(self) -> None:
        self.file.setEnabled(self.current.file_text is not None)
        buttons = {Choice.KEEP: self.keep, Choice.FILE: self.file, Choice.LATER: self.later}
        buttons[self.choices[self.current.document.id]].setChecked(True)

    def _fill(self) -> None:
        paths = [each.document.path or Path(each.document.title) for each in self._found.values()]
        for each, path, title in zip(self._found.values(), paths, recent.titles(paths), strict=True):
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, each.document.id)
            item.setData(Qt.ItemDataRole.UserRole + 1, title)
            item.setToolTip(str(path))
            # Qt forgets the air around two lines once another row is chosen.
            item.setSizeHint(QSize(0, 2 * self.documents.fontMetrics().lineSpacing() + ROW_AIR_PX))
            self._label(item, each)
            self.documents.addItem(item)

    def _label(self, item: QListWidgetItem, each: Recovered) -> None:
        says = {
            Choice.KEEP: self.tr("keep recovered"),
            Choice.FILE: self.tr("use the file"),
            Choice.LATER: self.tr("decide later"),
        }[self.choices[each.document.id]]
        title = item.data(Qt.ItemDataRole.UserRole + 1)
        item.setText(f"{title}\n{says}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {says}")

    def _choice(self, text: str, choice: Choice) -> QPushButton:
        button = QPushButton(text, autoDefault=False)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.clicked.connect(lambda: self.choose(choice))
        return button

    def _lay_out(self, ended: bool) -> None:
        title = QLabel(self.tr("Redraft ended unexpectedly") if ended else self.tr("Recovered text"))
        title.setObjectName("headline")
        count = self.tr("%n document(s) had text that is not in a file. It was kept.", "", len(self._found))
        after = self.tr("Whichever you use, the other one stays in the history of the document.")
        says = QLabel(f"{count} {after}", wordWrap=True)
        says.setObjectName("explanation")
        choices = QHBoxLayout()
        choices.setSpacing(8)
        for button in (self.keep, self.file, self.later):
            choices.addWidget(button)
        choices.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.pane, 1)
        right.addLayout(choices)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.documents)
        middle.addLayout(right, 1)
        done = QPushButton(self.tr("&Done"), default=True)
        done.setProperty("role", "primary")
        done.clicked.connect(self.accept)
        foot = QHBoxLayout()
        if self.log is not None:
            where = QLabel(self.tr("What went wrong is written down in %1").replace("%1", self.log.name))
            where.setObjectName("caption")
            where.setToolTip(str(self.log))
            show = QPushButton(self.tr("&Show"), autoDefault=False)
            show.setProperty("role", "quiet")
            show.setAccessibleName(self.tr("Show what went wrong"))
            show.clicked.connect(self.show_log)
            foot.addWidget(where)
            foot.addWidget(show)
        foot.addStretch(1)
        foot.addWidget(done)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(title)
        box.addWidget(says)
        box.addSpacing(8)
        box.addLayout(middle, 1)
        box.addSpacing(6)
        box.addLayout(foot)
