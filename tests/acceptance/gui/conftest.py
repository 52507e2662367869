"""The whole program in one window: the real library, the real queue, a real worker process with an editor for tests."""

from __future__ import annotations

import os
from collections.abc import Iterator


os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

import pytest
from PySide6.QtWidgets import QApplication

from editor_app.gui.application import application


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    app = application()
    yield app
    # The offscreen platform keeps what was copied until Python is gone, and then frees it through Python.
    app.clipboard().clear()
