"""The window: its documents as pages in tabs, and around them what says of the one on the screen what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editor_app import shortcuts
from editor_app.commands import MENU_OF, Menu
from editor_app.counting import Count
from editor_app.gui import controls, typography
from editor_app.gui.actions import Actions
from editor_app.gui.complaints import Complaints
from editor_app.gui.frame import Mode
from editor_app.gui.header import Header
from editor_app.gui.news import News
from editor_app.gui.page import Page
from editor_app.gui.recent_menu import RecentMenu
from editor_app.gui.status_line import StatusLine
from editor_app.gui.theme import Theme
from editor_app.preferences import Preferences


if TYPE_CHECKING:  # the desk makes windows
    from editor_app.gui.desk import Desk

SIZE_PX = (1400, 900)
# What the system puts above a window, about; before the window is shown nobody can say.
FRAME_PX = 40


class Window(QMainWindow):
    """See the module. It has always a page; the first is empty until a document is shown.

    Args:
        desk: opens documents and other windows.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._zoom = desk.memory.zoom
        # On a smaller screen all of it is to be seen, the frame around it included.
        room = self.screen().availableGeometry()
        self.resize(min(SIZE_PX[0], room.width()), min(SIZE_PX[1], room.height() - FRAME_PX))
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.complaints = Complaints(self)
        self._controls = {menu: group(self, desk) for menu, group in controls.BY_MENU.items()}
        self.actions_of = Actions(self.do, self)
        self._take_keys(desk.preferences.now)
        desk.preferences.changed.connect(self._take_keys)
        self.menus = self.actions_of.fill(self.menuBar())
        self.recent = self.menus[Menu.FILE].addMenu(self.tr("Open Recent"))
        self.menus[Menu.FILE].insertMenu(self.actions_of["save"], self.recent)
        RecentMenu(self.recent, desk.memory, desk.watching.lane, lambda path: desk.open([path], self))
        self.header = Header(self.actions_of)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.tabs = QTabBar(documentMode=True, tabsClosable=True, movable=True, expanding=False)
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName(self.tr("Documents"))
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.tabs.setAutoHide(True)
        # In the order of the tabs; the stack knows only which one is seen.
        self._pages: list[Page] = []
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.tabMoved.connect(lambda before, after: self._pages.insert(after, self._pages.pop(before)))
        self.tabs.tabCloseRequested.connect(lambda at: self.close_page(self.pages[at]))
        self.actions_of.set_theme(desk.theme)
        self.status.show_zoom(self._zoom)
        self.add_page()

    # Pages

    @property
    def page(self) -> Page:
        """The one on the screen."""
        return self.pages[self.tabs.currentIndex()]

    @property
    def pages(self) -> list[Page]:
        """All of them, in the order of the tabs."""
        return list(self._pages)

    def add_page(self, *, show: bool = True, at: int | None = None) -> Page:
        """A page for another document.

        Args:
            show: whether to turn to it.
            at: its place among the tabs; None for behind the one on the screen.
        """
        page = Page(self.desk, self.actions_of, self.complaints)
        page.set_zoom(self._zoom)
        self.desk.greet(page)
        page.changed.connect(partial(self._page_changed, page))
        page.said.connect(self.status.say)
        page.writing.counted.connect(partial(self._counted, page))
        for view in page.views:
            view.files_dropped.connect(lambda paths: self.desk.open(paths, self))
            view.zoom_requested.connect(self.zoom_by)
        self._stack.addWidget(page)
        at = self.tabs.currentIndex() + 1 if at is None else at
        with_tab = self.tabs.blockSignals(True)  # a tab without its page would be turned to
        self._pages.insert(at, page)
        self.tabs.insertTab(at, "")
        self.tabs.blockSignals(with_tab)
        if show or self.tabs.count() == 1:
            self.show_page(page)
        return page

    def show_page(self, page: Page) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(self.pages.index(page))
        self._turn()

    def step_page(self, by: int) -> None:
        """Turn to the page beside this one; after the last comes the first."""
        self.show_page(self.pages[(self.tabs.currentIndex() + by) % self.tabs.count()])

    def close_page(self, page: Page) -> None:
        """Put a document away; without the last one goes the window, or an empty page takes its place."""
        if self.tabs.count() == 1:
            if page.blank:
                self.close()
            else:
                self.desk.new(self, instead=True)
            return
        page.put_away()
        at = self._pages.index(page)
        self._pages.remove(page)
        self.tabs.removeTab(at)
        self._stack.removeWidget(page)
        page.deleteLater()
        self._turn()

    def do(self, name: str) -> None:
        """Do what the command of that name says."""
        menu, page = MENU_OF[name], self.page
        command: Callable[[], None] = getattr(self._controls[menu], name)
        if menu is Menu.FILE:  # to save or leave, nobody waits for a library that does not answer
            command()
        else:
            page.type_ahead.do(lambda: command() if page is self.page else None)

    def take(self, news: News) -> None:
        """Hear what the queue brought."""
        for page in self.pages:
            page.take(news)
        if news.problem:
            self.status.show_worker("problem", news.problem)
        else:
            doing = self.page.asking_of.doing
            self.status.show_worker("working" if doing else "idle", doing or self.tr("Model idle"))

    # How it looks

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.actions_of.set_theme(theme)
        for page in self.pages:
            page.set_theme(theme)

    def set_zoom(self, percent: int) -> None:
        """Show the text in a size, and keep that."""
        self._zoom = percent
        self.desk.memory.zoom = percent
        for page in self.pages:
            page.set_zoom(percent)
        self.status.show_zoom(percent)

    def zoom_by(self, steps: int) -> None:
        """Show the text some steps larger or smaller."""
        sizes = typography.ZOOM
        nearest = min(range(len(sizes)), key=lambda at: abs(sizes[at] - self._zoom))
        self.set_zoom(sizes[min(max(nearest + steps, 0), len(sizes) - 1)])

    def _turn(self) -> None:
        page = self.page
        self._stack.setCurrentWidget(page)
        page.focus()
        self.desk.tab_session.wake(page)
        if page.session is not None:
            self.desk.memory.opened(page.session.state.document.path)
            page.writing.tell()
        self._page_changed(page)

    def _page_changed(self, page: Page) -> None:
        """Let the commands, the titles and the lines follow."""
        if page not in self.pages:  # it is on its way out
            return
        at = self.pages.index(page)
        self.tabs.setTabText(at, f"{page.title} •" if page.unsaved else page.title)
        self.tabs.setTabToolTip(at, page.standing)
        if page is not self.page:
            return
        now = page.situation(documents=self.tabs.count(), closed=self.desk.closed_documents)
        if page.session is not None:
            self.setWindowTitle(f"{page.title}[*] — Redraft")
            self.setWindowModified(page.unsaved)
            self.header.show_document(page.title, self.tr("edited") if page.unsaved else "")
            self.status.show_document(page.standing)
        self.actions_of.update(now)
        self.header.show_mode(reviewing=page.mode is Mode.REVIEW, pending=now.pending)

    def _take_keys(self, likes: Preferences) -> None:
        self.actions_of.set_keys(shortcuts.keys(likes.shortcuts))

    def _counted(self, page: Page, whole: Count, chosen: Count | None) -> None:
        if page is self.page:
            self.status.show_count(whole, chosen)

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setObjectName("chrome")
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.header, self.tabs):
            box.addWidget(part)
        box.addWidget(self._stack, 1)
        self.setCentralWidget(whole)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        event.acceptProposedAction()
        self.desk.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()], self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.desk.memory.geometry = self.saveGeometry()
        self.desk.closing(self)
        for page in self.pages:
            page.put_away()
        self.desk.closed(self)
        event.accept()
