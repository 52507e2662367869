"""A model of one's own in the window: chosen, and asked in one's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from editable_checkpoints import write_checkpoint
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from typer.testing import CliRunner

from edit_engine.request import Intent
from editor_app.cli.app import app
from editor_app.gui.desk import Desk
from editor_app.gui.memory import Memory
from editor_app.gui.preference_store import PreferenceStore
from editor_app.settings import AppSettings
from editor_app.workspace import Workspace
from storage import JobState


@pytest.mark.parametrize("family", ["llada", "dream", "llada2"])
def test_a_model_of_ones_own_is_chosen_and_follows_words(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, family: str
) -> None:
    monkeypatch.setenv("REDRAFT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("REDRAFT_PRELOAD", "false")
    folder = write_checkpoint(family, tmp_path / "checkpoint")
    assert CliRunner().invoke(app, ["models", "add", str(folder), "--name", "mine"]).exit_code == 0
    file = tmp_path / "draft.md"
    file.write_text("Dear reader, the quick brown fox and the lazy dog are in the house.\n")
    settings = AppSettings(data_dir=tmp_path / "data")
    desk = Desk(lambda: Workspace(settings), Memory(tmp_path / "window.ini"), PreferenceStore(tmp_path / "s.toml"))
    desk.start([file])
    page = desk.windows[0].page
    qtbot.waitUntil(lambda: page.session is not None, timeout=20_000)
    bar = page.instruction
    qtbot.waitUntil(lambda: bar.more.model.count() == 2, timeout=20_000)
    # One that is added while the window is open is offered when the bar is entered; what was chosen stays so.
    assert bar.more.choose_model("mine")
    assert CliRunner().invoke(app, ["models", "add", str(folder), "--name", "later"]).exit_code == 0
    desk.windows[0].activateWindow()
    QTest.keyClick(page.editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bar.more.model.findData("later") > 0, timeout=20_000)
    assert bar.ask().model == "mine"
    bar.more.set_strength(1.0)
    QTest.keyClicks(bar.words, "make this friendlier")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.session.job is not None and page.session.job.state is JobState.DONE, timeout=90_000)
    job = page.session.job
    assert (job.instruction.intent, job.instruction.model) == (Intent.FREE, "mine")
    assert job.instruction.words == "make this friendlier"
    qtbot.waitUntil(lambda: not desk.library.waiting, timeout=20_000)
    desk.close()
    assert file.read_text() == "Dear reader, the quick brown fox and the lazy dog are in the house.\n"
