"""After an unexpected end the next window offers what it left, once, and every answer can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from editor_app.emergency import EmergencyFile
from editor_app.gui.desk import Desk
from editor_app.gui.memory import Memory
from editor_app.gui.page import Page
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.recovery_dialog import RecoveryDialog
from editor_app.gui.window import Window
from editor_app.recovery import Choice
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf
from editor_app.workspace import Workspace


NO_PROCESS = 2**22 + 7


class Life:
    """A program that is started on a folder again and again."""

    def __init__(self, folder: Path, qtbot: object) -> None:
        self.settings = AppSettings(data_dir=folder / "data")
        self._bot = qtbot
        self.desk: Desk | None = None

    def start(self, *files: Path) -> Desk:
        preferences = PreferenceStore(self.settings.settings_file, self.settings)
        self.desk = Desk(
            lambda: Workspace(self.settings, worker="external"),
            Memory(self.settings.data_dir / "window.ini"),
            preferences,
        )
        self.desk.start(files)
        self.until(lambda: self.page.session is not None)
        self.settle()
        return self.desk

    def end(self) -> None:
        if self.desk is not None:
            self.desk.close()
        self.desk = None

    @property
    def window(self) -> Window:
        return self.desk.windows[0]

    @property
    def page(self) -> Page:
        return self.window.page

    @property
    def dialog(self) -> RecoveryDialog | None:
        return self.desk.recovering.dialog

    def until(self, true: Callable[[], bool]) -> None:
        self._bot.waitUntil(true, timeout=20_000)

    def settle(self) -> None:
        self.until(lambda: not self.desk.library.waiting)

    def killed(self, *document_ids: str, log: Path | None = None) -> None:
        """As a program leaves things that is killed while these are open."""
        folder = self.settings.data_dir / "running"
        folder.mkdir(parents=True, exist_ok=True)
        record = {"pid": NO_PROCESS, "started": 5.0, "documents": document_ids, "log": str(log) if log else None}
        (folder / f"{NO_PROCESS}.json").write_text(json.dumps(record))


@pytest.fixture
def life(tmp_path: Path, qtbot: object) -> Iterator[Life]:
    made = Life(tmp_path, qtbot)
    yield made
    made.end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "draft.md"
    made.write_text("As it was saved.\n")
    return made


@pytest.fixture
def edited(life: Life, file: Path) -> str:
    """Id of a document with text that is not in its file, open when the program was killed."""
    with Shelf(life.settings) as shelf:
        document = shelf.open(file)
        shelf.type(document.id, "As it was typed after that.\n")
    life.killed(document.id)
    return document.id


def answer(life: Life, key: Qt.Key) -> None:
    QTest.keyClick(life.dialog.documents, key)
    QTest.keyClick(life.dialog, Qt.Key.Key_Return)
    life.until(lambda: life.dialog is None)
    life.settle()


def test_an_end_as_it_should_be_is_nothing_to_talk_about(life: Life, file: Path) -> None:
    life.start(file)
    QTest.keyClicks(life.page.editor, "Typed ")
    life.end()
    life.start()
    assert life.dialog is None
    assert life.page.editor.text().startswith("Typed ")
    assert not life.window.actions_of["show_recovered"].isEnabled()


def test_what_differs_is_offered_against_the_file(life: Life, edited: str) -> None:
    life.start()
    life.until(lambda: life.dialog is not None and life.dialog.pane.count > 0)
    assert [life.dialog.documents.item(at).text() for at in range(life.dialog.documents.count())] == [
        "draft.md\nkeep recovered"
    ]
    sheet = life.dialog.pane.sheet.projection
    assert sheet.document == "As it was saved.\n"
    assert sheet.applied == "As it was typed after that.\n"
    answer(life, Qt.Key.Key_K)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Qt.Key.Key_K, "As it was typed after that.\n"),
        (Qt.Key.Key_F, "As it was saved.\n"),
        (Qt.Key.Key_L, "As it was typed after that.\n"),
    ],
)
def test_each_choice_does_what_it_says_by_keyboard_and_is_not_asked_again(
    life: Life, edited: str, file: Path, key: Qt.Key, text: str
) -> None:
    desk = life.start(file)
    life.until(lambda: life.dialog is not None)
    answer(life, key)
    life.until(lambda: life.page.session.document_id == edited and life.page.editor.text() == text)
    with Shelf(life.settings) as shelf:
        assert shelf.text(edited) == text
        assert {"As it was typed after that.\n", "As it was saved.\n"} == {
            shelf.show(revision.id) for revision in shelf.history(edited)
        }
    assert file.read_text() == "As it was saved.\n"
    assert desk.recovering.put_off == (key == Qt.Key.Key_L)
    life.end()
    life.killed(edited)
    life.start()
    assert life.dialog is None
    assert life.window.actions_of["show_recovered"].isEnabled() == (key == Qt.Key.Key_L)


def test_what_was_put_off_can_be_decided_later(life: Life, edited: str, file: Path) -> None:
    life.start(file)
    life.until(lambda: life.dialog is not None)
    QTest.keyClick(life.dialog, Qt.Key.Key_Escape)
    life.until(lambda: life.dialog is None)
    life.settle()
    life.window.do("show_recovered")
    life.until(lambda: life.dialog is not None)
    answer(life, Qt.Key.Key_F)
    life.until(lambda: life.page.editor.text() == "As it was saved.\n")
    assert not life.window.actions_of["show_recovered"].isEnabled()


def test_what_was_typed_since_is_asked_about_again(life: Life, edited: str) -> None:
    life.start()
    life.until(lambda: life.dialog is not None)
    answer(life, Qt.Key.Key_L)
    life.end()
    with Shelf(life.settings) as shelf:
        shelf.type(edited, "And more.\n")
    life.killed(edited)
    life.start()
    life.until(lambda: life.dialog is not None)
    answer(life, Qt.Key.Key_K)


def test_several_documents_are_one_question_with_an_answer_each(life: Life, edited: str, tmp_path: Path) -> None:
    with Shelf(life.settings) as shelf:
        untitled = shelf.new("Untitled", "Nowhere but here.").id
        blank = shelf.new("Untitled").id
    life.killed(edited, untitled, blank)
    desk = life.start()
    life.until(lambda: life.dialog is not None and life.dialog.documents.count() == 2)
    QTest.keyClick(life.dialog.documents, Qt.Key.Key_F)
    QTest.keyClick(life.dialog.documents, Qt.Key.Key_Down)
    assert life.dialog.pane.sheet.text() == "Nowhere but here."
    assert not life.dialog.file.isEnabled()
    QTest.keyClick(life.dialog.documents, Qt.Key.Key_F)
    assert life.dialog.choices == {edited: Choice.FILE, untitled: Choice.KEEP}
    QTest.keyClick(life.dialog, Qt.Key.Key_Return)
    life.until(lambda: len(desk.pages) == 2)
    assert {page.editor.text() for page in desk.pages} == {"As it was saved.\n", "Nowhere but here."}
    with Shelf(life.settings) as shelf:
        assert blank not in {document.id for document in shelf.documents()}


def test_a_window_that_is_left_undecided_asks_again_after_the_next_crash(life: Life, edited: str) -> None:
    desk = life.start()
    life.until(lambda: life.dialog is not None)
    (marker,) = (life.settings.data_dir / "running").glob("*.json")
    assert edited in json.loads(marker.read_text())["documents"]
    desk.recovering.dialog.accept()
    life.settle()


def test_what_went_wrong_can_be_looked_at(life: Life, edited: str, tmp_path: Path, monkeypatch) -> None:
    opened = []
    monkeypatch.setattr(
        "editor_app.gui.recovery_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    log = tmp_path / "crash-1.log"
    log.write_text("Fatal Python error: Segmentation fault\n")
    life.killed(edited, log=log)
    life.start()
    life.until(lambda: life.dialog is not None)
    life.dialog.show_log()
    assert opened == [str(log)]
    answer(life, Qt.Key.Key_K)


def test_a_crash_that_lost_nothing_is_said_in_a_line(life: Life, file: Path, tmp_path: Path) -> None:
    log = tmp_path / "crash-1.log"
    log.write_text("Fatal Python error\n")
    with Shelf(life.settings) as shelf:
        document = shelf.open(file)
    life.killed(document.id, log=log)
    life.start()
    assert life.dialog is None
    assert "Nothing was lost" in life.window.status._document.text()
    assert str(log) in life.window.status._document.text()


def test_text_the_library_could_not_take_is_offered_at_the_next_start(
    life: Life, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(QMessageBox, "open", lambda box: told.append(box.text()))
    desk = life.start(file)

    def full(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(desk.workspace, "type", full)
    QTest.keyClicks(life.page.editor, "Lost? ")
    life.page.session.record()
    life.until(lambda: bool(told))
    kept = life.settings.data_dir / "emergency"
    assert "the disk is full" in told[0]
    assert str(kept) in told[0]
    life.page.session.record()
    life.settle()
    assert len(told) == 1
    life.end()
    life.start()
    life.until(lambda: life.dialog is not None and life.dialog.pane.count > 0)
    assert life.dialog.pane.sheet.projection.applied == "Lost? As it was saved.\n"
    answer(life, Qt.Key.Key_K)
    life.until(lambda: life.page.editor.text() == "Lost? As it was saved.\n")
    assert list(kept.iterdir()) == []


def test_what_was_kept_in_an_emergency_goes_once_the_library_takes_it(
    life: Life, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "open", lambda _: None)
    desk = life.start(file)
    with monkeypatch.context() as patch:
        patch.setattr(desk.workspace, "type", lambda *_, **__: (_ for _ in ()).throw(OSError("locked")))
        QTest.keyClicks(life.page.editor, "One ")
        life.page.session.record()
        life.settle()
        assert len(list((life.settings.data_dir / "emergency").iterdir())) == 1
    life.page.session.record()
    life.settle()
    assert list((life.settings.data_dir / "emergency").iterdir()) == []


def test_an_emergency_without_an_unexpected_end_is_offered_too(life: Life, file: Path) -> None:
    with Shelf(life.settings) as shelf:
        document = shelf.open(file)
    file_of_it = EmergencyFile(life.settings.data_dir, document.id, "draft.md")
    place = file_of_it.keep("From the emergency.\n", document.head_id)
    record = json.loads(place.read_text())
    place.write_text(json.dumps(record | {"pid": NO_PROCESS}))
    life.start()
    life.until(lambda: life.dialog is not None)
    answer(life, Qt.Key.Key_F)
    with Shelf(life.settings) as shelf:
        assert shelf.text(document.id) == "As it was saved.\n"
        assert "From the emergency.\n" in [shelf.show(each.id) for each in shelf.history(document.id)]
