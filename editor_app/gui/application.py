"""Starts the desktop editor and ends it so that nothing is lost."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QStyleFactory

from editor_app.crash_log import CrashLog
from editor_app.gui import drawing, translation, typography
from editor_app.gui.desk import Desk
from editor_app.gui.memory import Memory
from editor_app.gui.mishaps import Mishaps
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.single_instance import SingleInstance
from editor_app.preferences import Language
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace


# Seconds a background thread may hold the interpreter while the window waits for it.
SWITCH_S = 0.0005


def run(files: Sequence[Path] = (), workspace_factory: Callable[[], Workspace] | None = None) -> int:
    """Show the editor until its last window is closed.

    Args:
        files: to open; without one the document shown last is.
        workspace_factory: opens the workspace, in the background; None opens the one of the settings.

    Returns:
        the exit status.
    """
    settings = AppSettings()
    app = application()
    preferences = PreferenceStore(settings.settings_file, settings)
    single = SingleInstance(settings.data_dir)
    if preferences.now.starting.single_instance and not single.begin(files):
        return 0
    translation.speak(preferences.now.appearance.language)
    log = CrashLog(settings.data_dir)
    log.open()
    mishaps = Mishaps(log)
    desk = Desk(
        workspace_factory or (lambda: Workspace(settings)),
        Memory(settings.data_dir / "window.ini"),
        preferences,
        log=log.path,
    )
    mishaps.happened.connect(desk.tell)
    single.asked.connect(desk.come_forward)
    app.file_opened.connect(lambda path: desk.come_forward([path]))
    for number in (signal.SIGINT, signal.SIGTERM):
        # The looks at the queue let Python run often enough to notice.
        signal.signal(number, lambda *_: desk.close_windows())
    desk.start(files)
    status = app.exec()
    single.fall_silent()
    desk.close()
    mishaps.close()
    log.close()
    single.close()
    return status


class Application(QApplication):
    """Hears of files that macOS wants opened, which come as events and not as arguments.

    Signals:
        file_opened(Path): that should be opened.
    """

    file_opened = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)


def application() -> Application:
    """The one QApplication, made if there is none, with the program's name, style and font; it speaks English."""
    # The lanes compute in Python too; the window must not wait its turn for long.
    sys.setswitchinterval(SWITCH_S)
    app = QApplication.instance()
    if not isinstance(app, Application):
        app = Application(sys.argv[:1])
    translation.speak(Language.ENGLISH)
    app.setApplicationName("redraft")
    app.setApplicationDisplayName("Redraft")
    app.setDesktopFileName("redraft")
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(typography.interface_font())
    app.setWindowIcon(drawing.app_icon())
    return app
