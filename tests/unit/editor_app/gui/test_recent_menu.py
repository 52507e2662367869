"""Recent files are listed shortly, missing ones cannot be chosen, and the list can be cleared."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.gui.memory import MOST_CARETS, Memory


@pytest.fixture
def listed(bench, tmp_path: Path):
    """Three files of which two have the same name and one is gone."""
    for name in ("a/draft.md", "gone & lost.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
        bench.desk.memory.opened(tmp_path / name)
    (tmp_path / "gone & lost.md").unlink()
    bench.window.recent.aboutToShow.emit()
    bench.until(lambda: not bench.desk.watching.lane.waiting)
    return bench


def entries(bench) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in bench.window.recent.actions() if action.text()}


def test_missing_files_are_greyed_and_names_are_short(listed, tmp_path: Path) -> None:
    folder = tmp_path.name
    assert entries(listed) == {
        "gone && lost.md": False,
        "a/draft.md": True,
        f"{folder}/draft.md": True,
        "Clear Missing Files": True,
        "Clear List": True,
    }
    tips = {action.text(): action.toolTip() for action in listed.window.recent.actions()}
    assert tips["a/draft.md"] == str(tmp_path / "a" / "draft.md")
    assert "not there any more" in tips["gone && lost.md"]


def choose(bench, text: str) -> None:
    next(action for action in bench.window.recent.actions() if action.text() == text).trigger()


def test_choosing_one_opens_it(listed, tmp_path: Path) -> None:
    choose(listed, "a/draft.md")
    listed.until(lambda: listed.page.session.state.document.path == tmp_path / "a" / "draft.md")


def test_missing_files_or_all_can_be_cleared(listed, tmp_path: Path) -> None:
    choose(listed, "Clear Missing Files")
    assert listed.desk.memory.recent() == [tmp_path / "a" / "draft.md", listed.file]
    listed.until(lambda: not listed.desk.watching.lane.waiting)
    assert not entries(listed)["Clear Missing Files"]
    choose(listed, "Clear List")
    assert listed.desk.memory.recent() == []
    assert entries(listed) == {"No recent files": False, "Clear Missing Files": False, "Clear List": False}


def test_carets_are_not_remembered_for_ever(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "window.ini")
    for number in range(MOST_CARETS + 5):
        memory.keep_caret(f"d{number}", number)
    assert memory.caret("d0") == 0
    assert memory.caret("d5") == 5
    assert memory.caret(f"d{MOST_CARETS + 4}") == MOST_CARETS + 4
