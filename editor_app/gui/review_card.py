"""The current suggestion in full, with what can be done about it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor_app.choosing import Suggestion
from editor_app.gui.actions import Actions
from editor_app.gui.theme import Theme
from editor_app.gui.wording import around, number, reason, spoken


# Characters of a text the card shows; the rest is in the document above it.
LONGEST = 220
# Characters of the text on both sides of it.
BESIDE = 40


class ReviewCard(QFrame):
    """See the module. Its buttons do what the commands of the same names do.

    Args:
        actions: the window's.
        theme: its colours.
    """

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Suggestion | None, str, int, int] = (None, "", 0, 0)
        self.setObjectName("card")
        self._change = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._change.setAccessibleName(self.tr("Current suggestion"))
        # Most need one line or two; the text above must not jump from one to the next.
        self._change.setMinimumHeight(2 * self._change.fontMetrics().lineSpacing() + 2)
        self._why = QLabel()
        self._why.setObjectName("caption")
        self._count = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._count.setMinimumWidth(64)
        text = QVBoxLayout()
        text.setSpacing(3)
        text.addWidget(self._change)
        text.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 9, 10, 9)
        row.setSpacing(6)
        row.addWidget(_step(actions, "previous_hunk", self.tr("Previous suggestion (P)")))
        row.addWidget(self._count)
        row.addWidget(_step(actions, "next_hunk", self.tr("Next suggestion (N)")))
        row.addSpacing(8)
        row.addLayout(text, 1)
        row.addSpacing(8)
        self._more = self._more_button(actions)
        row.addWidget(self._more)
        self._actions = actions
        self._deciding = {
            "reject_hunk": (_decide(actions, "reject_hunk", "plain"), self.tr("Reject"), "R"),
            "accept_hunk": (_decide(actions, "accept_hunk", "primary"), self.tr("Accept"), "A"),
        }
        for button, title, _ in self._deciding.values():
            button.setAccessibleName(title)
            row.addWidget(button)
        self.show_keys(typing=False)

    def show_hunk(self, hunk: Suggestion | None, text: str, at: int, count: int) -> None:
        """Show a suggestion.

        Args:
            hunk: it; None when there is none.
            text: the document it is a place in.
            at: its place, counted from 1; 0 where none is in the light.
            count: how many there are.
        """
        self._shown = (hunk, text, at, count)
        place = self.tr("{number} of {count}").format(number=number(at) if at else "–", count=number(count))
        self._count.setText(place if count else "—")
        self._more.setEnabled(hunk is not None)
        if hunk is None:
            waits = self.tr("No suggestion is chosen.") if count else self.tr("Nothing to review")
            self._change.setText(waits)
            self._change.setAccessibleDescription("")
            self._why.setText("" if count else self.tr("Ask for suggestions, or go back to writing."))
            return
        before, behind = around(text, hunk, BESIDE)
        parts = [f'<span style="color:{self._theme.faint}">{escape(before)}</span>']
        if hunk.before:
            parts.append(f'<span style="color:{self._theme.deleted}"><s>{_short(hunk.before)}</s></span>')
        if hunk.before and hunk.after:
            parts.append("&nbsp;")
        if hunk.after:
            parts.append(f'<span style="color:{self._theme.inserted}"><u>{_short(hunk.after)}</u></span>')
        parts.append(f'<span style="color:{self._theme.faint}">{escape(behind)}</span>')
        self._change.setText("".join(parts))
        self._change.setAccessibleDescription(spoken(hunk))
        words = f"  ·  “{hunk.provenance.words}”" if hunk.provenance.words else ""
        self._why.setText(f"{reason(hunk)}  ·  {hunk.provenance.model}{words}")

    def show_keys(self, *, typing: bool) -> None:
        """Say which keys decide: letters, or those of the commands while letters type."""
        for name, (button, title, letter) in self._deciding.items():
            button.setText(f"{title}   {self._actions.key(name) if typing else letter}".rstrip())

    def _more_button(self, actions: Actions) -> QToolButton:
        """What else can be done with the suggestion."""
        menu = QMenu(self)
        for name in ("seek_others", "refine_hunk"):
            menu.addAction(actions[name])
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setText("⋯")
        button.setToolTip(self.tr("Other suggestions, or accept and refine"))
        button.setAccessibleName(self.tr("More"))
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Show the same in other colours."""
        self._theme = theme
        self.show_hunk(*self._shown)


def _step(actions: Actions, name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setDefaultAction(actions[name])
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIconSize(QSize(18, 18))
    button.setToolTip(tip)
    button.setAccessibleName(actions[name].text())
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


def _decide(actions: Actions, name: str, role: str) -> QPushButton:
    button = QPushButton()
    button.setProperty("role", role)
    button.setToolTip(actions[name].toolTip())
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    action = actions[name]
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    button.setEnabled(action.isEnabled())
    return button


def _short(text: str) -> str:
    shown = text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"
    shown = escape(shown).replace("\n", "¶ ")
    return shown if shown.strip() else "␣" * len(shown)
