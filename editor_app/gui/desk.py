"""What the windows share: the workspace, the background lanes, the look at the queue, the theme, the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from editor_app import alternatives
from editor_app.gui import drafts
from editor_app.gui.dispatcher import Lane
from editor_app.gui.draft import Draft
from editor_app.gui.dressing import Dressing
from editor_app.gui.garbage import Garbage
from editor_app.gui.memory import Memory
from editor_app.gui.news import News, look
from editor_app.gui.notifications import Notifications
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.recovering import Recovering
from editor_app.gui.session import Session
from editor_app.gui.state import State
from editor_app.gui.tab_session import TabSession
from editor_app.gui.theme import Theme
from editor_app.gui.watching import Watching
from editor_app.gui.window import Window
from editor_app.models import InstalledModel
from editor_app.settings import AppSettings
from editor_app.spelling import OwnWords
from editor_app.workspace import Workspace
from storage import LibraryError


# Milliseconds between looks at the queue while a job is open, and while none is.
BUSY_MS, IDLE_MS = 120, 700
# Milliseconds from the opening of the library until the queue is looked at and a worker is started.
FIRST_LOOK_MS = 400


class Desk(QObject):
    """See the module. Lanes of their own: no queue that does not answer and no long search holds up typing.

    Args:
        factory: opens the workspace; called in the background.
        memory: what is remembered of windows and files.
        preferences: what the person likes.
        log: where the program writes what goes wrong; None if it does not.
    """

    def __init__(
        self,
        factory: Callable[[], Workspace],
        memory: Memory,
        preferences: PreferenceStore,
        parent: QObject | None = None,
        log: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.memory = memory
        self.preferences = preferences
        self.dressing = Dressing(preferences, self)
        self._garbage = Garbage(self)
        self.library = Lane("library", self)
        self._queue = Lane("queue", self)
        # For what only looks at a text.
        self.reading = Lane("reading", self)
        # Looks words up; a big dictionary must not hold up what is typed.
        self.spelling = Lane("spelling", self)
        self.own_words = OwnWords(preferences.folder / "words.txt")
        self.windows: list[Window] = []
        self._workspace: Workspace | None = None
        self._followed: set[str] = set()
        # Where each document should be that is being found.
        self._on_the_way: list[Window] = []
        # What is known of the models (nothing where only the workers know), and which of them the settings name.
        self._offered: tuple[Sequence[InstalledModel], str] = ((), "")
        # Documents put away, the last one last.
        self._closed_ids: list[str] = []
        self._problem = ""
        self.watching = Watching(self)
        self.notifications = Notifications(self)
        self.recovering = Recovering(self, log)
        self.tab_session = TabSession(self)
        self._looking = QTimer(self, singleShot=True)
        self._looking.timeout.connect(self._look)
        self._first_look = QTimer(self, singleShot=True)
        self._first_look.timeout.connect(self._begin_queue)
        self.library.failed.connect(self._complain)
        self._queue.failed.connect(self._complain)
        self.spelling.failed.connect(self._complain)
        self.dressing.changed.connect(self._dress)
        preferences.editing_changed.connect(self._edit_with)
        preferences.failed.connect(self._complain)
        self.library.run(partial(self._open_workspace, factory), self._opened, self._not_opened)

    def start(self, files: Sequence[Path]) -> None:
        """Go on with what was open, and open the files."""
        self.recovering.begin()
        self.tab_session.restore(files)

    def open(self, files: Sequence[Path], window: Window) -> None:
        """Open files, each in a page of `window`."""
        for path in files:
            self._load(partial(self._open_draft, path), window)

    def take_in(self, file: Path, window: Window) -> None:
        """Show the text of a file with the changes marked in it as suggestions, in a page of `window`."""
        self._load(lambda: drafts.taken_in(self.library_of(), file), window)

    def come_forward(self, files: Sequence[Path] = ()) -> None:
        """Show the window that was used last, and open files in it: another program was started, or the system asks."""
        if self.windows:
            active = QApplication.activeWindow()
            window = next((each for each in self.windows if each is active), self.windows[-1])
            self.reveal(window.page)
            self.open(files, window)

    def open_document(self, document_id: str, window: Window) -> None:
        """Open a document of the library in a page of `window`."""
        self._load(lambda: drafts.find_draft(self.library_of(), document_id), window)

    def new(self, window: Window, *, instead: bool = False) -> None:
        """Begin an empty document in `window`, in a page of its own or instead of the one on the screen."""
        self._load(
            lambda: drafts.new_draft(self.library_of(), self.tr("Untitled")), window, instead=instead, keep_blank=True
        )

    def expects(self, window: Window) -> bool:
        """Whether a document is on its way to `window`."""
        return window in self._on_the_way

    def new_window(self) -> None:
        """Begin an empty document in a window of its own."""
        window = self.add_window()
        window.show()
        self.new(window, instead=True)

    @property
    def closed_documents(self) -> bool:
        """Whether a document was put away that can be shown again."""
        return bool(self._closed_ids)

    def reopen(self, window: Window) -> None:
        """Show the document again that was put away last."""
        if self._closed_ids:
            self.open_document(self._closed_ids.pop(), window)

    def cancel(self, job_id: str) -> None:
        """Stop a job."""
        self._queue.run(lambda: self.library_of().cancel(job_id), lambda _: self.look_soon())

    def look_soon(self) -> None:
        """A job is about to begin or end."""
        self._looking.start(0)

    def put_away(self, session: Session) -> None:
        """A document left the screen."""
        draft, document_id = session.draft, session.document_id

        def gone(kept: bool) -> None:
            if kept:
                self._closed_ids = [*(other for other in self._closed_ids if other != document_id), document_id]
                for window in self.windows:
                    window.page.changed.emit()

        self.library.run(lambda: drafts.put_away(self.library_of(), draft), gone)
        session.deleteLater()

    def put_away_asleep(self, document_id: str) -> None:
        """A document left the screen that was not looked at since the start."""
        self._closed_ids = [*(other for other in self._closed_ids if other != document_id), document_id]

    def closing(self, window: Window) -> None:
        """A window is about to go; with the last one ends the program."""
        if self.windows == [window]:
            self.tab_session.freeze()

    def closed(self, window: Window) -> None:
        """A window went."""
        if window in self.windows:
            self.windows.remove(window)
            self.tab_session.note()

    def close_windows(self) -> None:
        """Close them all, which ends the program."""
        self.tab_session.freeze()
        for window in list(self.windows):
            window.close()

    def close(self) -> None:
        """Finish what was asked, then let go of library, queue and worker."""
        self.close_windows()
        self._looking.stop()
        self._first_look.stop()
        self.dressing.close()
        self._queue.close()
        self.spelling.close()
        self.reading.close()
        self.watching.close()
        self.notifications.close()
        self.library.run(self._let_go)
        self.library.close()
        self._garbage.close()

    def _let_go(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
        self.recovering.close()

    @property
    def workspace(self) -> Workspace | None:
        """What the windows work on; None until it is open."""
        return self._workspace

    def library_of(self) -> Workspace:
        """The workspace, for operations in a lane, which run after it was opened."""
        if self._workspace is None:
            raise LibraryError(self._problem or "the library is not open yet")
        return self._workspace

    def _open_workspace(self, factory: Callable[[], Workspace]) -> Workspace:
        # Set in the lane: whatever comes after this in it needs the workspace.
        self._workspace = factory()
        return self._workspace

    def _opened(self, workspace: Workspace) -> None:
        self.library.run(lambda: alternatives.clear_up(workspace))
        self.find_models()
        for page in self.pages:
            page.instruction.set_boldness(workspace.settings.boldness)
        # The queue's own modules and the worker want the processor for a while: the first document comes before them.
        self._first_look.start(FIRST_LOOK_MS)

    def _not_opened(self, error: Exception) -> None:
        self._problem = str(error)
        self._complain(error)

    @property
    def pages(self) -> list[Page]:
        """Those of all windows."""
        return [page for window in self.windows for page in window.pages]

    def reveal(self, page: Page) -> None:
        """Show a page that may be behind others, in a window that may be too."""
        window = page.window()
        assert isinstance(window, Window)  # nothing else has pages
        window.show_page(page)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def greet(self, page: Page) -> None:
        """Tell a new page what is known of the model, and note what becomes of it."""
        self.tab_session.follow_page(page)
        if self._workspace is not None:
            page.instruction.set_boldness(self._workspace.settings.boldness)
            page.instruction.set_models(self._offered[0], self._workspace.settings.model)

    def find_models(self) -> None:
        """Offer the models there are by now: `redraft models add` may have brought one since."""
        if (workspace := self._workspace) is None:
            return

        def offer(models: Sequence[InstalledModel]) -> None:
            offered = (models, workspace.settings.model)
            if offered != self._offered:
                self._offered = offered
                for page in self.pages:
                    page.instruction.set_models(*offered)

        self.library.run(workspace.models, offer, lambda error: self._say(str(error)))

    def add_window(self) -> Window:
        window = Window(self)
        self.windows.append(window)
        self.tab_session.follow_window(window)
        return window

    def _load(
        self,
        find: Callable[[], tuple[Draft, State]],
        window: Window,
        *,
        instead: bool = False,
        keep_blank: bool = False,
    ) -> None:
        """Find a document and show it.

        Args:
            find: runs in the lane.
            window: where it should be.
            instead: whether it takes the place of the one on the screen.
            keep_blank: whether an empty new document on the screen stays as well.
        """

        self._on_the_way.append(window)

        def show(found: tuple[Draft, State]) -> None:
            self._on_the_way.remove(window)
            draft, state = found
            if window not in self.windows:  # closed meanwhile
                return
            for page in self.pages:
                if page.asleep is not None and page.asleep.document_id == draft.document_id:
                    page.show_document(draft, state)
                if page.session is not None and page.session.document_id == draft.document_id:
                    blank = window.page
                    self.reveal(page)
                    if (blank.blank or blank.vacant) and blank is not page:
                        window.close_page(blank)
                    return
            unused = window.page.vacant or (window.page.blank and not keep_blank)
            page = window.page if instead or unused else window.add_page()
            page.show_document(draft, state)
            window.show_page(page)

        def failed(error: Exception) -> None:
            self._on_the_way.remove(window)
            if window in self.windows:
                window.complaints.tell(str(error))
                if window.page.vacant:
                    self.new(window)

        self.library.run(find, show, failed)

    def _open_draft(self, path: Path) -> tuple[Draft, State]:
        return drafts.open_draft(self.library_of(), path)

    def _begin_queue(self) -> None:
        if self._workspace is not None:
            self._queue.run(self._workspace.start_worker)
            self._look()

    def _look(self) -> None:
        self._looking.stop()
        workspace, followed = self._workspace, frozenset(self._followed)
        if workspace is not None:
            self._queue.run(lambda: look(workspace, followed), self._tell, self._not_looked)

    def _tell(self, news: News) -> None:
        self._followed = set(news.open)
        for window in self.windows:
            window.take(news)
        self.notifications.take(news)
        self._looking.start(BUSY_MS if self._followed else IDLE_MS)

    def _not_looked(self, error: Exception) -> None:
        self._say(str(error))
        self._looking.start(IDLE_MS)

    def _say(self, problem: str) -> None:
        for window in self.windows:
            window.status.show_worker("problem", problem)

    def _complain(self, error: Exception) -> None:
        self.tell(str(error) or repr(error))

    def tell(self, what: str) -> None:
        """Say what went wrong that belongs to no document."""
        if self.windows:
            self.windows[0].complaints.tell(what)

    @property
    def theme(self) -> Theme:
        """The colours just now."""
        return self.dressing.theme

    def _dress(self, theme: Theme) -> None:
        for window in self.windows:
            window.set_theme(theme)

    def _edit_with(self, settings: AppSettings) -> None:
        """Take another model or boldness for what is asked from now on, and another language for new documents."""
        if (workspace := self._workspace) is None:
            return
        workspace.settings = workspace.settings.model_copy(
            update={name: getattr(settings, name) for name in ("model", "boldness", "language")}
        )
        self.find_models()
        for page in self.pages:
            page.instruction.set_boldness(settings.boldness)
