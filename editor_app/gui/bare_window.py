"""How soon a bare QTextEdit is on the screen. Run as a file, so that nothing of Redraft is imported with it.

python editor_app/gui/bare_window.py SECONDS_WHEN_IT_WAS_STARTED
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QTextEdit


class _Once(QObject):
    """Ends the program with the first repaint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            QApplication.quit()
        return False


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    view = QTextEdit()
    view.resize(1400, 900)
    painted = _Once()
    view.viewport().installEventFilter(painted)
    view.show()
    app.exec()
    print(json.dumps({"start_s": round(time.time() - float(sys.argv[1]), 3)}))
