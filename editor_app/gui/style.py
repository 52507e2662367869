"""The style sheet: shapes and distances. Every colour comes from the theme's table."""

from __future__ import annotations

from string import Template

from editor_app.gui.theme import Theme, colours


_SHEET = Template("""
QMainWindow, QDialog, #chrome { background: $chrome; }
QMenuBar { background: $chrome; color: $soft; padding: 3px 8px; border: none; spacing: 2px; }
QMenuBar::item { padding: 4px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenu { background: $raised; color: $ink; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 14px; border-radius: 5px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 5px 8px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $border; padding: 5px 7px; }

#header { background: $chrome; border: none; border-bottom: 1px solid $border; }
#header QToolButton { border: none; border-radius: 6px; padding: 6px; background: transparent; }
#header QToolButton:hover { background: $hover; }
#header QToolButton:checked { background: $hover; }
#title { color: $ink; font-weight: 600; }
#place { color: $faint; }

#tabs { background: $chrome; border-bottom: 1px solid $border; }
#tabs::tab { background: transparent; color: $soft; padding: 6px 12px; border: none; border-right: 1px solid $border;
             min-width: 90px; max-width: 240px; }
#tabs::tab:selected { background: $paper; color: $ink; }
#tabs::tab:hover:!selected { background: $hover; }
#tabs::close-button { image: url("$drawings/cancel.svg"); subcontrol-position: right; border-radius: 5px; }
#tabs::close-button:hover { background: $well; }

#modes { background: $well; border-radius: 8px; }
#modes QPushButton { border: none; border-radius: 6px; padding: 5px 18px; color: $soft; background: transparent; }
#modes QPushButton:checked { background: $raised; color: $ink; font-weight: 600; }
#modes QPushButton:disabled { color: $faint; }

#sheet { background: $paper; color: $ink; border: none; selection-background-color: $selection;
         selection-color: $ink; }
#panel { background: $chrome; border-left: 1px solid $border; }
#panel[side="left"] { border-left: none; border-right: 1px solid $border; }
#bulkRows, #alternatives, #panel QListView { background: transparent; border: none; outline: none; }
#bulk { padding: 7px 4px; }
#panelTitle { color: $ink; font-weight: 600; }
#hint { color: $faint; }
#dock { background: $paper; }

#card { background: $raised; border: 1px solid $border; border-radius: 12px; }
#card QLabel { color: $soft; }
#caption, #card #caption { color: $faint; }
#card #outcome { color: $soft; padding: 0 8px 2px 8px; }
#card #trouble { color: $warning; padding: 0 8px 2px 8px; }
QLineEdit { background: $raised; color: $ink; border: 1px solid $border; border-radius: 7px; padding: 6px 9px;
            selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus { border-color: $accent; }
#words { border: none; padding: 6px 4px; background: transparent; }
#rule { background: $border; border: none; }

QComboBox { background: transparent; color: $ink; border: 1px solid transparent; border-radius: 7px;
            padding: 6px 24px 6px 8px; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border-color: $accent; }
QComboBox::drop-down { border: none; width: 0; }
QComboBox:disabled { color: $faint; }
QComboBox QAbstractItemView { background: $raised; color: $ink; border: 1px solid $border; outline: none;
                              selection-background-color: $hover; selection-color: $ink; padding: 4px; }

QPushButton { background: $raised; color: $ink; border: 1px solid $border; border-radius: 7px; padding: 7px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:disabled { color: $faint; background: transparent; }
QPushButton:focus { border-color: $accent; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:disabled { background: $hover; color: $faint; border-color: $hover; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $soft; padding: 6px 9px; }
QPushButton[role="quiet"]:hover { background: $hover; color: $ink; }
QPushButton[role="quiet"]:checked { background: $hover; color: $ink; }
QPushButton[role="quiet"]:disabled { color: $border; }
QToolButton[role="quiet"] { border: none; border-radius: 6px; padding: 5px; background: transparent; color: $soft; }
QToolButton[role="quiet"]:hover { background: $hover; }
QToolButton[role="quiet"]:checked { background: $hover; color: $ink; }
QToolButton[role="quiet"]:focus { border: 1px solid $accent; padding: 4px; }

QToolButton::menu-indicator { image: none; width: 0; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $hover; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: $accent;
                             border: none; }
QSlider::handle:horizontal:focus { background: $accent_hover; }
QSlider::sub-page:horizontal:disabled { background: $hover; }
QSlider::handle:horizontal:disabled { background: $border; }
QProgressBar { background: $hover; border: none; border-radius: 2px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $border; border-radius: 4px; min-height: 36px; margin: 2px; }
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

#diskBar { background: $well; border-bottom: 1px solid $border; }
#diskBar QLabel { color: $ink; }
#headline { color: $ink; font-size: 15pt; font-weight: 600; }
#explanation { color: $soft; }
#recovered { background: $raised; border: 1px solid $border; border-radius: 8px; outline: none; padding: 4px; }
#recovered::item { padding: 8px 10px; border-radius: 6px; color: $soft; }
#recovered::item:selected { background: $hover; color: $ink; }
#recovered:focus { border-color: $accent; }
QPushButton[role="choice"]:checked { border-color: $accent; color: $ink; background: $hover; }
QPushButton[role="choice"] { color: $soft; }
#difference { background: $paper; border: 1px solid $border; border-radius: 8px; }
#banner { background: $chrome; border-bottom: 1px solid $border; }
#banner QLabel { color: $soft; }
#details { color: $soft; }
#note { background: $raised; border: 1px solid $border; border-radius: 10px; }
#noteInside { background: $raised; }
#quote { color: $ink; font-weight: 600; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; border-radius: 5px; color: $accent;
                           padding: 1px 3px; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $accent; }
#finder { background: $chrome; border-bottom: 1px solid $border; }
#finder QLineEdit { padding: 5px 8px; }
#finder QToolButton:disabled { color: $border; }
#found { color: $soft; }
#found[state="problem"] { color: $warning; }
#headings::item { padding: 4px 14px 4px 16px; color: $soft; }
#headings::item:hover { background: $hover; }
#headings::item:selected { background: $hover; color: $ink; border-left: 2px solid $accent; padding-left: 14px; }
QStatusBar { background: $chrome; border-top: 1px solid $border; color: $faint; }
QStatusBar QLabel { color: $faint; padding: 3px 4px; }
QStatusBar::item { border: none; }
#dot[state="idle"] { background: $border; border-radius: 4px; }
#dot[state="working"] { background: $accent; border-radius: 4px; }
#dot[state="problem"] { background: $warning; border-radius: 4px; }
QSplitter::handle { background: transparent; width: 0; }

#settings, #column { background: $paper; }
#settings QScrollArea { background: $paper; border: none; }
#side { background: $chrome; border-right: 1px solid $border; }
#side QListWidget { background: transparent; border: none; outline: none; }
#side QListWidget::item { padding: 8px 10px; border-radius: 6px; color: $ink; }
#side QListWidget::item:disabled { color: $faint; }
#side QListWidget::item:hover { background: $hover; }
#side QListWidget::item:selected { background: $selection; color: $ink; }
#pageTitle { color: $ink; font-size: 15pt; font-weight: 600; }
#setting { border: none; border-top: 1px solid $border; }
#setting[first="true"] { border-top: none; }
#settingTitle { color: $ink; }
#settingNote { color: $warning; }
#setting QComboBox { background: $raised; border-color: $border; }
#setting QComboBox:focus { border-color: $accent; }
#setting QComboBox QLineEdit { border: none; background: transparent; padding: 0; }
QSpinBox, QDoubleSpinBox, QKeySequenceEdit QLineEdit { background: $raised; color: $ink; border: 1px solid $border;
            border-radius: 7px; padding: 6px 9px; selection-background-color: $selection; selection-color: $ink; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0 0 0 7px; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: 24px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: 24px; subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; border-radius: 4px; }
QAbstractSpinBox::up-arrow { image: url("$drawings/up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$drawings/down.svg"); width: 12px; height: 12px; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $faint; border-radius: 5px; background: $raised; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$drawings/tick.svg"); }
QCheckBox::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:disabled { border-color: $border; background: $hover; }
QTreeView, QTableView { background: $paper; color: $ink; border: 1px solid $border; border-radius: 8px; outline: none; }
QTreeView::item, QTableView::item { padding: 4px 2px; }
QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QTreeView::item:selected, QTableView::item:selected { background: $selection; color: $ink; }
QHeaderView::section { background: $chrome; color: $soft; border: none; border-bottom: 1px solid $border;
                       padding: 6px 8px; }
QPushButton[role="chip"] { padding: 3px 9px; color: $soft; }
QPushButton[role="chip"]:hover { color: $ink; }
#palette { background: $raised; border: 1px solid $border; border-radius: 10px; }
#palette QListView { background: transparent; border: none; outline: none; }
""")


# Drawings that the sheet names, by the colour they are in: a style sheet takes them from files only.
DRAWINGS = {"tick": "on_accent", "up": "soft", "down": "soft", "cancel": "soft"}


def sheet(theme: Theme, drawings: str) -> str:
    """The style sheet of the program in a theme.

    Args:
        theme: its colours.
        drawings: the folder where those of `DRAWINGS` are, in the colours of that theme.
    """
    return _SHEET.substitute(colours(theme), drawings=drawings)
