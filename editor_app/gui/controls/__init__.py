"""What a window does for each command of the table: one class a menu, one method a command, most of one line.

A window beside this one is loaded by the method that opens it: the start of the program does not wait for it.
"""

from editor_app.commands import Menu
from editor_app.gui.controls.edit import EditControls
from editor_app.gui.controls.file import FileControls
from editor_app.gui.controls.group import Group
from editor_app.gui.controls.history import HistoryControls
from editor_app.gui.controls.review import ReviewControls
from editor_app.gui.controls.suggest import SuggestControls
from editor_app.gui.controls.view import ViewControls


BY_MENU: dict[Menu, type[Group]] = {
    Menu.FILE: FileControls,
    Menu.EDIT: EditControls,
    Menu.SUGGEST: SuggestControls,
    Menu.REVIEW: ReviewControls,
    Menu.HISTORY: HistoryControls,
    Menu.VIEW: ViewControls,
}

__all__ = ["BY_MENU", "Group"]
